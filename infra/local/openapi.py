"""Reads openapi.yaml: its operations, and every example in it with the schema that it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from paths import ROOT

DOCUMENT = yaml.safe_load((ROOT / "infra" / "openapi.yaml").read_text())
SCHEMAS = DOCUMENT["components"]["schemas"]
METHODS = {"get", "head", "post", "put", "patch", "delete", "options", "trace"}


def resolved(node: dict) -> dict:
    """What a reference refers to; anything else as it is."""
    while "$ref" in node:
        found: Any = DOCUMENT
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def operations() -> dict[tuple[str, str], dict]:
    """(method, path) → operation."""
    return {
        (method.upper(), path): operation
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def parameters(method: str, path: str) -> dict[str, dict]:
    """Name → schema, for one operation's parameters."""
    listed = map(resolved, operations()[method, path].get("parameters", []))
    return {parameter["name"]: resolved(parameter["schema"]) for parameter in listed}


def faults(value: Any, schema: dict) -> list[str]:
    """What is wrong with a value that should follow a schema of the document."""
    whole = {**schema, "components": DOCUMENT["components"]}
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


@dataclass(frozen=True)
class Example:
    """One example of the document."""

    #: Where it is, as in `POST /api/reports 201`, with its name where there are several.
    where: str
    value: Any
    schema: dict


def given(where: str, holder: dict) -> Iterator[Example]:
    """The examples of a media type or a parameter."""
    if "example" in holder:
        yield Example(where, holder["example"], holder["schema"])
    for name, example in holder.get("examples", {}).items():
        yield Example(f"{where} {name}", resolved(example)["value"], holder["schema"])


def answers() -> Iterator[tuple[str, dict]]:
    """Where and media type of every answer in JSON. HEAD shares GET's."""
    for (method, path), operation in operations().items():
        if method == "HEAD":
            continue
        for status, response in operation["responses"].items():
            content = resolved(response).get("content", {})
            if "application/json" in content:
                yield f"{method} {path} {status}", content["application/json"]


def examples_of_answers() -> list[Example]:
    return [example for where, media_type in answers() for example in given(where, media_type)]


def examples_of_requests() -> list[Example]:
    found: list[Example] = []
    for (method, path), operation in operations().items():
        for parameter in map(resolved, operation.get("parameters", [])):
            found += given(f"{method} {path} {parameter['name']}", parameter)
        for media_type in resolved(operation.get("requestBody", {})).get("content", {}).values():
            found += given(f"{method} {path} body", media_type)
    return found


def examples_in_schemas() -> list[Example]:
    """The examples that schemas give of themselves, wherever they are."""

    def search(where: str, node: Any) -> Iterator[Example]:
        if isinstance(node, dict):
            if isinstance(node.get("examples"), list):
                yield from (Example(where, value, node) for value in node["examples"])
            for name, child in node.items():
                if name != "examples":
                    yield from search(f"{where}.{name}", child)
        elif isinstance(node, list):
            for child in node:
                yield from search(where, child)

    return [example for name, schema in SCHEMAS.items() for example in search(name, schema)]
