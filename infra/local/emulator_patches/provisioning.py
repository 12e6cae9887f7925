"""No patch: how patches take part when a stack's resources are made."""

from collections.abc import Callable

from ministack.services.cloudformation import provisioners


def after_provisioning(resource_type: str, then: Callable[[str, dict], None]) -> None:
    """Call `then(physical id, properties)` whenever a stack creates or updates a resource of that type."""
    handlers = provisioners._RESOURCE_HANDLERS[resource_type]
    create, update = handlers["create"], handlers["update"]

    def created(logical_id, properties, *rest, **named):
        result = create(logical_id, properties, *rest, **named)
        then(result[0], properties)
        return result

    def updated(physical_id, old, new, *rest, **named):
        result = update(physical_id, old, new, *rest, **named)
        then(result[0], new)
        return result

    handlers["create"], handlers["update"] = created, updated
