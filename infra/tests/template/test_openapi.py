"""The OpenAPI document says what the code does: same paths as the template, same limits and names as the Rust source."""

import re

import pytest
import template
import yaml
from openapi_spec_validator import validate
from paths import ROOT

DOCUMENT = yaml.safe_load((ROOT / "infra" / "openapi.yaml").read_text())
SCHEMAS = DOCUMENT["components"]["schemas"]
METHODS = {"get", "head", "post", "put", "patch", "delete", "options", "trace"}


def source(path):
    return (ROOT / path).read_text()


def constant(path, name, after=""):
    """The value of an integer constant in a Rust file; the first one after the given text."""
    code = source(path)
    found = re.search(rf"const {name}: \w+ = ([^;]+);", code[code.index(after) :])
    return eval(found[1].replace("_", ""), {"__builtins__": {}})  # noqa: S307: our own source, arithmetic only


def string_of_variants(path):
    """The names that a Rust enum's `as_str` gives its variants."""
    code = source(path)
    body = code[code.index("fn as_str") :]
    return re.findall(r'=> "([a-z]+)"', body[: body.index("\n    }")])


def fields(path, struct):
    """The names of a Rust struct's fields, in order."""
    code = source(path)
    body = re.search(rf"pub struct {struct}(?:<[^>]*>)? \{{\n(.*?)\n\}}", code, re.DOTALL)[1]
    return re.findall(r"^    (?:pub )?(?:r#)?(\w+):", body, re.MULTILINE)


def operations():
    return {
        (method.upper(), path): operation
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def test_the_document_is_valid_openapi():
    assert DOCUMENT["openapi"].startswith("3.1.")
    validate(DOCUMENT)


def test_the_template_routes_exactly_the_document_s_operations():
    routed = {(route.method, route.path) for route in template.routes() if route.method != "ANY"}
    assert routed == set(operations())


def test_the_template_answers_other_methods_on_exactly_the_document_s_paths():
    assert {route.path for route in template.routes() if route.method == "ANY"} == set(DOCUMENT["paths"])


def test_every_operation_says_how_it_can_go_wrong():
    for (method, path), operation in operations().items():
        codes = set(operation["responses"])
        assert {"401", "403", "404", "406", "429", "500", "503"} <= codes, (method, path)
        if method == "POST":
            assert {"201", "409", "413", "415", "422"} <= codes
        if path.endswith(("/view", "/download")):
            assert {"200", "302", "304", "409", "422"} <= codes


def test_every_call_needs_a_key():
    assert DOCUMENT["security"] == [{"apiKey": []}]
    assert not any("security" in operation for operation in operations().values())


def test_kinds_and_formats_are_the_code_s():
    assert SCHEMAS["Kind"]["enum"] == string_of_variants("shared/domain/src/kind.rs")
    assert SCHEMAS["Format"]["enum"] == string_of_variants("shared/domain/src/format.rs")


def test_options_are_the_code_s():
    table = source("shared/domain/src/options/table.rs")
    in_code = re.findall(r'(?:^    flag\(|name: )\s*"(\w+)"', table, re.MULTILINE)
    assert sorted(SCHEMAS["Options"]["properties"]) == sorted(in_code)
    assert sorted(SCHEMAS["StoredOptions"]["required"]) == sorted(in_code)


@pytest.mark.parametrize(
    "documented, path, name, after",
    [
        (SCHEMAS["Options"]["properties"]["title"]["maxLength"], "shared/domain/src/options/text.rs", "LONGEST", "impl Title"),
        (SCHEMAS["Options"]["properties"]["comments"]["maxLength"], "shared/domain/src/options/text.rs", "LONGEST", "impl Comments"),
    ],
)  # fmt: skip
def test_text_limits_are_the_code_s(documented, path, name, after):
    assert documented == constant(path, name, after)


def test_paging_limits_are_the_code_s():
    parameters = {p["name"]: p["schema"] for p in DOCUMENT["paths"]["/api/reports"]["get"]["parameters"]}
    handler = "functions/list/src/handler.rs"
    assert parameters["limit"]["default"] == constant(handler, "DEFAULT_LIMIT") == 50
    assert parameters["limit"]["maximum"] == constant(handler, "LARGEST_LIMIT") == 500
    assert parameters["limit"]["minimum"] == 1
    assert parameters["offset"]["minimum"] == parameters["offset"]["default"] == 0


def test_the_largest_body_is_the_code_s():
    assert constant("shared/edge/src/body.rs", "LARGEST_BODY") == 64 * 1024
    assert "64 KiB" in DOCUMENT["paths"]["/api/reports"]["post"]["requestBody"]["description"]


@pytest.mark.parametrize(
    "schema, struct",
    [
        (SCHEMAS["ReportItem"], "ListItem"),
        (SCHEMAS["ReportDetail"]["properties"]["report"], "Detail"),
        (SCHEMAS["JobDetail"]["properties"]["job"], "Job"),
    ],
)
def test_answers_have_the_fields_of_the_code(schema, struct):
    in_code = fields("shared/edge/src/reply.rs", struct)
    assert sorted(schema["required"]) == sorted(schema["properties"]) == sorted(in_code)
