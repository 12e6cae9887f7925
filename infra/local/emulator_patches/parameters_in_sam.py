"""The emulator runs the SAM transform without the stack's parameters, so that it sees their defaults.

What the transform resolves itself, such as an HTTP API's CORS origins, would be that of the default whatever was
deployed. On AWS the transform sees the values that are given.
"""

import contextvars

from ministack.services.cloudformation import changesets, engine, handlers
from samtranslator.translator import transform as sam

given: contextvars.ContextVar[dict] = contextvars.ContextVar("parameters_given", default={})


def apply() -> None:
    transform, apply_all = sam.transform, engine._apply_transforms

    def transformed(template, values, loader):
        return transform(template, {**values, **given.get()}, loader)

    def applied(template, provided=None, previous=None):
        given.set(engine._transform_parameters(template, provided, previous))
        return apply_all(template, provided, previous)

    sam.transform = transformed
    # Each of them has imported the function by name.
    for module in (engine, changesets, handlers):
        module._apply_transforms = applied
