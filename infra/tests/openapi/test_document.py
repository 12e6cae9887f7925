"""The OpenAPI document says what the code does: same paths as the template, same limits, names and codes as the source.

What real answers look like beside it is tested over HTTP: infra/tests/api/test_contract.py.
"""

import re

import openapi
import pytest
import rust
import template
from openapi import DOCUMENT, SCHEMAS, operations
from openapi_spec_validator import validate

OPTIONS = "shared/domain/src/options"
#: The call without a key.
OPEN = "/api/shared/{token}"


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
        if path == OPEN:
            assert {"200", "302", "304", "404", "406", "409", "422", "429", "500", "503"} == codes
            continue
        assert {"401", "403", "404", "406", "429", "500", "503"} <= codes, (method, path)
        if method == "POST" and "requestBody" in operation:
            assert {"201", "413", "415", "422"} <= codes
        if (method, path) == ("POST", "/api/reports"):
            assert "409" in codes
        if method == "POST" and "requestBody" not in operation:
            assert {"202", "409"} <= codes
        if method == "DELETE":
            assert "204" in codes
        if method == "PUT":
            assert {"200", "201", "412", "413", "415", "422"} <= codes
        if path.endswith(("/view", "/download", "/sessions/{session_id}/report")):
            assert {"200", "302", "304", "409", "422"} <= codes


def test_every_call_needs_a_key_but_the_one_whose_address_is_the_secret():
    assert DOCUMENT["security"] == [{"apiKey": []}]
    assert {path: operation["security"] for (_, path), operation in operations().items() if "security" in operation} == {OPEN: []}


# ---- examples ----


def test_every_answer_in_json_has_an_example():
    without = [where for where, media_type in openapi.answers() if not list(openapi.given(where, media_type))]
    assert without == []


EXAMPLES = openapi.examples_of_requests() + openapi.examples_of_answers() + openapi.examples_in_schemas()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.where)
def test_an_example_follows_its_schema(example):
    assert openapi.faults(example.value, example.schema) == []


def test_an_example_that_does_not_follow_its_schema_is_found():
    wrong = [
        ({"detail": ""}, SCHEMAS["Error"]),
        ({"report_id": "x", "job_id": "0199c3f0-6a01-7b1a-8c3d-9e2f1a2b3c4d", "status": "queued"}, SCHEMAS["Created"]),
        ("2026-02-28T15:00:00+01:00", SCHEMAS["Timestamp"]),
        ({"detail": [{"loc": ["body"], "msg": "no", "type": "never_heard_of"}]}, SCHEMAS["Problems"]),
    ]
    assert [len(openapi.faults(value, schema)) for value, schema in wrong] == [1, 1, 1, 1]


def test_errors_in_examples_are_sentences_of_the_code():
    """Some errors cannot be caused over HTTP, such as an internal one, so texts are compared with the source."""
    files = ("shared/edge/src/failure.rs", "shared/domain/src/precondition.rs", "shared/domain/src/report.rs")
    sentences = [sentence for file in files for sentence in rust.sentences(file)]
    unknown = []
    for example in openapi.examples_of_answers():
        detail = example.value.get("detail")
        # A failed report's error is its own, and comes from rendering.
        if isinstance(detail, str) and not example.where.endswith(" failed"):
            if not any(sentence.fullmatch(detail) for sentence in sentences):
                unknown.append((example.where, detail))
    assert unknown == []


# ---- names, limits and codes ----


def test_kinds_formats_and_statuses_are_the_code_s():
    kinds = SCHEMAS["Kind"]["enum"]
    assert kinds == rust.names_of_variants("shared/domain/src/kind.rs", "Kind")
    # Reports on privacy sessions are made by the call that shows them.
    assert [*SCHEMAS["CreateReport"]["properties"]["kind"]["enum"], "privacy"] == kinds
    assert SCHEMAS["Format"]["enum"] == rust.names_of_variants("shared/domain/src/format.rs", "Format")
    assert SCHEMAS["Status"]["enum"] == rust.names_of_variants("shared/domain/src/report.rs", "Status")


def test_options_are_the_code_s():
    in_code = re.findall(r'(?:^    flag\(|name: )\s*"(\w+)"', rust.source(f"{OPTIONS}/table.rs"), re.MULTILINE)
    assert sorted(SCHEMAS["Options"]["properties"]) == sorted(in_code)
    assert sorted(SCHEMAS["StoredOptions"]["required"]) == sorted(in_code)


@pytest.mark.parametrize("option, newtype", [("title", "Title"), ("comments", "Comments")])
def test_text_limits_are_the_code_s(option, newtype):
    assert SCHEMAS["Options"]["properties"][option]["maxLength"] == rust.constant(f"{OPTIONS}/text.rs", "LONGEST", f"impl {newtype}")


def test_no_operator_can_keep_documents_for_longer_than_the_code_knows():
    most = rust.constant(f"{OPTIONS}/retention.rs", "MOST")
    assert SCHEMAS["Options"]["properties"]["retain_days"]["maximum"] == most
    assert template.load()["Parameters"]["ArtifactRetentionDays"]["MaxValue"] == most


def test_paging_limits_are_the_code_s():
    handler = "functions/list/src/handler.rs"
    default, largest, last = (rust.constant(handler, name) for name in ("DEFAULT_LIMIT", "LARGEST_LIMIT", "LARGEST_OFFSET"))
    given, page = openapi.parameters("GET", "/api/reports"), SCHEMAS["ReportPage"]["properties"]
    assert given["limit"] == {"type": "integer", "minimum": 1, "maximum": largest, "default": default}
    assert given["offset"] == {"type": "integer", "minimum": 0, "maximum": last, "default": 0}
    assert page["limit"] == {"type": "integer", "minimum": 1, "maximum": largest}
    assert page["offset"] == {"type": "integer", "minimum": 0, "maximum": last}
    assert page["items"]["maxItems"] == largest


def test_the_pages_of_entities_are_as_long_as_in_the_code():
    default, largest = (rust.constant("functions/entities/src/list.rs", name) for name in ("DEFAULT_LIMIT", "LARGEST_LIMIT"))
    given = openapi.parameters("GET", "/api/projects/{project_id}/entities")
    assert given["limit"] == {"type": "integer", "minimum": 1, "maximum": largest, "default": default}
    assert SCHEMAS["EntityPage"]["properties"]["items"]["maxItems"] == largest
    longest = rust.constant("shared/domain/src/entity.rs", "LONGEST_NAME")
    assert SCHEMAS["Entity"]["properties"]["name"]["maxLength"] == longest


def test_the_life_of_links_is_the_code_s():
    seconds = SCHEMAS["CreateLink"]["properties"]["expires_in"]["anyOf"][0]
    assert (seconds["minimum"], seconds["default"], seconds["maximum"]) == (60, 7 * 24 * 3600, 30 * 24 * 3600)
    assert SCHEMAS["LinkList"]["properties"]["links"]["maxItems"] == rust.constant("shared/storage/src/links.rs", "MOST_LINKS")


def test_the_largest_snapshot_is_the_code_s():
    sent = rust.constant("shared/edge/src/body.rs", "LARGEST_DOCUMENT")
    unpacked = rust.constant("shared/domain/src/entity.rs", "LARGEST_SNAPSHOT")
    put = DOCUMENT["paths"]["/api/projects/{project_id}/entities/{kind}/{entity_id}"]["put"]
    for text in (put["requestBody"]["description"], put["responses"]["413"]["description"]):
        assert f"{sent >> 20} MiB" in text and f"{unpacked >> 20} MiB" in text
    assert str(sent) in put["responses"]["413"]["content"]["application/json"]["example"]["detail"]


def test_the_largest_upload_is_the_code_s():
    most = rust.constant("shared/domain/src/entity.rs", "LARGEST_SNAPSHOT")
    assert SCHEMAS["BeginUpload"]["properties"]["bytes"] == {"type": "integer", "minimum": 1, "maximum": most, **{
        "description": SCHEMAS["BeginUpload"]["properties"]["bytes"]["description"]}}  # fmt: skip
    post = DOCUMENT["paths"]["/api/projects/{project_id}/entities/{kind}/{entity_id}/uploads"]["post"]
    assert str(most) in post["responses"]["413"]["content"]["application/json"]["example"]["detail"]


def test_the_largest_body_is_the_code_s():
    largest = rust.constant("shared/edge/src/body.rs", "LARGEST_BODY")
    kibibytes = f"{largest // 1024} KiB"
    assert kibibytes in DOCUMENT["paths"]["/api/reports"]["post"]["requestBody"]["description"]
    too_large = DOCUMENT["components"]["responses"]["TooLarge"]
    assert kibibytes in too_large["description"]
    assert str(largest) in too_large["content"]["application/json"]["example"]["detail"]


def test_the_idempotency_key_s_length_is_the_code_s():
    key = openapi.parameters("POST", "/api/reports")["Idempotency-Key"]
    least, most = re.search(r"\((\d+)\.\.=(\d+)\)\.contains\(&text\.len\(\)\)", rust.source("shared/creation/src/asked.rs")).groups()
    assert (key["minLength"], key["maxLength"]) == (int(least), int(most))


def test_codes_of_problems_are_the_code_s():
    documented = SCHEMAS["Problem"]["properties"]["type"]["enum"]
    assert documented == sorted(set(documented))
    in_code = rust.problem_codes()
    assert set(documented) - set(in_code) == set(), "documented, and nothing gives them"
    assert {code: in_code[code] for code in set(in_code) - set(documented)} == {}, "given, and not documented"


@pytest.mark.parametrize(
    "schema, struct",
    [
        (SCHEMAS["ReportItem"], "ListItem"),
        (SCHEMAS["ReportDetail"]["properties"]["report"], "Detail"),
        (SCHEMAS["JobDetail"]["properties"]["job"], "Job"),
        (SCHEMAS["Entity"], "EntityItem"),
        (SCHEMAS["Upload"], "UploadItem"),
    ],
)
def test_answers_have_the_fields_of_the_code(schema, struct):
    in_code = rust.fields("shared/edge/src/reply.rs", struct)
    assert sorted(schema["required"]) == sorted(schema["properties"]) == sorted(in_code)
