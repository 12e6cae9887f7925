"""Every option as the OpenAPI document has it: its types, its bounds, and what is said of any other value."""

import uuid

import openapi
import pytest
from openapi import SCHEMAS

OPTIONS = SCHEMAS["Options"]["properties"]


def asked(api, body, options):
    """What is said of options: `None` where they are taken. Of an entity that is not there, so that nothing is made."""
    answer = api.create({**body, "entity_id": str(uuid.uuid4()), "options": options})
    if answer.status_code == 404:
        return None
    assert answer.status_code == 422, answer.text
    return [(problem["loc"], problem["type"]) for problem in answer.json()["detail"]]


def types(schema):
    """The names of the JSON types that a schema takes."""
    return {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])


VALUES = {"boolean": True, "string": "text", "null": None, "integer": 7, "array": [], "object": {}}


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_takes_the_documented_types_and_no_other(name, kind, api, body):
    schema, value = OPTIONS[name], VALUES[kind]
    if kind == "string" and "enum" in schema:
        value = next(member for member in schema["enum"] if member is not None)
    if name == "compare_to" and kind == "string":
        value = "previous"
    found = asked(api, body, {name: value})
    if kind in types(schema):
        assert found is None
    else:
        assert found[0][0] == ["body", "options", name]


@pytest.mark.parametrize("name", [name for name, schema in OPTIONS.items() if "enum" in schema])
def test_an_option_takes_the_documented_members_and_no_other(name, api, body):
    for member in OPTIONS[name]["enum"]:
        assert asked(api, body, {name: member}) is None
    assert asked(api, body, {name: "docx"}) == [(["body", "options", name], "enum")]


@pytest.mark.parametrize("name", [name for name, schema in OPTIONS.items() if "maxLength" in schema])
def test_a_text_option_is_as_long_as_documented_and_no_longer(name, api, body):
    most = OPTIONS[name]["maxLength"]
    assert asked(api, body, {name: "x" * most}) is None
    assert asked(api, body, {name: "x" * (most + 1)}) == [(["body", "options", name], "string_too_long")]


@pytest.mark.parametrize("text", ["\t", "\n", "\x00", "\r", "\x1f", "\x7f", "\x85", "\x9f", " ", "é", "\u200b", "\u2028"])
@pytest.mark.parametrize("name", [name for name, schema in OPTIONS.items() if "pattern" in schema])
def test_a_text_option_takes_the_documented_characters_and_no_other(name, text, api, body):
    value = f"a{text}b"
    documented = openapi.faults(value, OPTIONS[name]) == []
    assert (asked(api, body, {name: value}) is None) == documented


def members(schema, value=lambda inner: inner, path=()):
    """Every text of an object's schema: its path, its own schema, and what makes an option's value of a text there."""
    for name, inner in schema.get("properties", {}).items():
        needed = {other: "approved" if "enum" in schema["properties"][other] else "x" for other in schema["required"]}
        whole = lambda text, name=name, needed=needed: value({**needed, name: text})
        if "object" in inner["type"]:
            yield from members(inner, whole, (*path, name))
        elif "array" in inner["type"]:
            yield from members(inner["items"], lambda entry, whole=whole: whole([entry]), (*path, name, "0"))
        else:
            yield (*path, name), inner, whole


DECLARED = {".".join(path): (path, schema, whole) for path, schema, whole in members(OPTIONS["declared"])}


@pytest.mark.parametrize("member", DECLARED)
def test_what_is_declared_is_as_long_as_documented_and_every_fault_has_its_place(member, api, body):
    path, schema, whole = DECLARED[member]
    at = ["body", "options", "declared", *path]
    texts = schema["enum"] if "enum" in schema else ["2026-02-28"] if schema.get("format") == "date" else ["x" * schema["maxLength"]]
    wrong = "date_parsing" if schema.get("format") == "date" else "enum" if "enum" in schema else "string_too_long"
    for text in texts:
        assert asked(api, body, {"declared": whole(text)}) is None
    assert asked(api, body, {"declared": whole(texts[-1] + "x")}) == [(at, wrong)]
    if schema.get("minLength"):
        assert asked(api, body, {"declared": whole(" ")}) == [(at, "string_too_short")]
    absent = asked(api, body, {"declared": whole(None)})
    assert absent is None if "null" in types(schema) else absent[0][0] == at


def test_a_fact_that_nobody_knows_is_no_declaration(api, body):
    assert asked(api, body, {"declared": {"intended": "x"}}) == [(["body", "options", "declared", "intended"], "extra_forbidden")]
