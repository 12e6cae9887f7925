"""The published JSON Schema of each kind."""

import functools
import json
import pathlib

from jsonschema import Draft202012Validator

FOLDER = pathlib.Path(__file__).resolve().parents[4] / "shared/snapshot/schema/v1"


@functools.cache
def schema(kind):
    return json.loads((FOLDER / f"{kind}.json").read_text())


@functools.cache
def validator(kind):
    return Draft202012Validator(schema(kind))


def check(given):
    """The snapshot if it is valid against the published schema; raises if not."""
    validator(given["kind"]).validate(given)
    return given


def names_of(kind, enumeration):
    """The names that an enumeration of the schema allows."""
    definition = schema(kind)["$defs"][enumeration]
    return definition.get("enum") or [one["const"] for one in definition["oneOf"]]
