"""The emulator makes no connections, API destinations and schemas of a template, and refuses a template that has them.

It has connections and API destinations, only not for CloudFormation. It has no schema registry; a registry and its schemas
are only something to look at, so here nothing is made of them.
"""

import json
from collections.abc import Callable

from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge
from ministack.services.cloudformation import provisioners


def asked(operation: Callable, request: dict) -> None:
    status, _, body = operation(request)
    if status >= 400:
        raise ValueError(f"{operation.__name__}: {body!r}")


def resource(kind: str) -> dict:
    """The handlers of a resource that the emulator has as `kind`: `connection` or `api_destination`."""
    create_it, update_it, delete_it = (
        getattr(eventbridge, f"_{verb}_{kind}") for verb in ("create", "update", "delete")
    )
    arn = {"connection": "connection", "api_destination": "api-destination"}[kind]

    def made(name: str) -> tuple[str, dict]:
        return name, {"Arn": f"arn:aws:events:{get_region()}:{get_account_id()}:{arn}/{name}"}

    def create(logical_id, properties, stack_name):
        name = properties.get("Name") or provisioners._physical_name(stack_name, logical_id, max_len=64)
        asked(create_it, {**properties, "Name": name})
        return made(name)

    def update(physical_id, old, new, stack_name):
        asked(update_it, {**new, "Name": physical_id})
        return made(physical_id)

    def delete(physical_id, properties):
        delete_it({"Name": physical_id})

    return {"create": create, "update": update, "delete": delete}


def nothing(arn: str) -> dict:
    """The handlers of a resource that is only something to look at."""

    def create(logical_id, properties, stack_name):
        names = {part: properties[part] for part in ("RegistryName", "SchemaName") if part in properties}
        name = "/".join(names.values())
        json.loads(properties.get("Content", "{}"))  # as the registry does
        return name, {f"{arn}Arn": f"arn:aws:schemas:{get_region()}:{get_account_id()}:{arn.lower()}/{name}", **names}

    def update(physical_id, old, new, stack_name):
        return create(physical_id, new, stack_name)

    return {"create": create, "update": update, "delete": lambda physical_id, properties: None}


def apply() -> None:
    provisioners._RESOURCE_HANDLERS.update(
        {
            "AWS::Events::Connection": resource("connection"),
            "AWS::Events::ApiDestination": resource("api_destination"),
            "AWS::EventSchemas::Registry": nothing("Registry"),
            "AWS::EventSchemas::Schema": nothing("Schema"),
        }
    )
