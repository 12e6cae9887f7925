"""Every code and limit of the OpenAPI document, provoked."""

import json
import uuid

import openapi
import pytest
from openapi import SCHEMAS

PAGING = {name: schema for name, schema in openapi.parameters("GET", "/api/reports").items() if "maximum" in schema}


@pytest.mark.parametrize("name", PAGING)
def test_a_parameter_of_the_list_has_the_documented_bounds_and_default(name, api):
    least, most, default = (PAGING[name][bound] for bound in ("minimum", "maximum", "default"))
    project = f"/api/reports?project_id={uuid.uuid4()}"
    assert api.get(project).json()[name] == default
    for value in (least, most):
        assert api.get(f"{project}&{name}={value}").json()[name] == value
    for value, code in ((least - 1, "greater_than_equal"), (most + 1, "less_than_equal")):
        answer = api.get(f"{project}&{name}={value}")
        assert [problem["type"] for problem in answer.json()["detail"]] == [code]


def test_an_idempotency_key_has_the_documented_length(api, body):
    schema = openapi.parameters("POST", "/api/reports")["Idempotency-Key"]
    for length, status in ((schema["maxLength"], 404), (schema["maxLength"] + 1, 422)):
        key = (str(uuid.uuid4()) + "x" * length)[:length]
        answer = api.create({**body, "entity_id": str(uuid.uuid4())}, headers={"Idempotency-Key": key})
        assert answer.status_code == status


PROJECT = str(uuid.uuid4())


def put(api, body, **headers):
    """Publishes something as a model that is not there."""
    path = f"/api/projects/{PROJECT}/entities/model/{uuid.uuid4()}"
    return api.call("PUT", path, data=body, headers={"Content-Type": "application/json", **headers})


def model(**changes):
    return json.dumps({"schema_version": 1, "kind": "model", "id": str(uuid.uuid4()), "project_id": PROJECT,
                       "name": "GBM", "content": {"task": "regression"}, **changes})  # fmt: skip


def post(api, text):
    return api.call("POST", "/api/reports", data=text, headers={"Content-Type": "application/json"})


def page(api, query):
    return api.get(f"/api/reports?{query}")


def reused(api, body):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    api.created(body, headers=key)
    return api.create({**body, "options": {"title": "Another"}}, headers=key)


def compared(api, body, report_id):
    return api.create({**body, "options": {"compare_to": report_id}})


def with_another_kind(api, body):
    model = api.get(f"/api/projects/{body['project_id']}/entities?kind=model&limit=1").json()["items"][0]
    return compared(api, body, api.succeeded({**body, "kind": "model", "entity_id": model["entity_id"]})["id"])


def with_one_not_succeeded(api, body):
    # Asked at once, while the other is still to be made.
    answers = (compared(api, body, api.created(body)["report_id"]) for _ in range(3))
    return next((answer for answer in answers if answer.status_code == 422), None)


#: Code → a request with that problem and no other.
def declaring(api, body, declared):
    """A report with declared facts."""
    return api.create({**body, "options": {"declared": declared}})


PROVOKE = {
    "array_type": lambda api, body: declaring(api, body, {"versions": "1"}),
    "bool_parsing": lambda api, body: api.get(f"/api/projects/{uuid.uuid4()}/entities/model/{uuid.uuid4()}?content=1"),
    "bool_type": lambda api, body: api.create({**body, "options": {"include_charts": 1}}),
    "compare_to": lambda api, body: compared(api, body, "last"),
    "control_character": lambda api, body: api.create({**body, "options": {"title": "\a"}}),
    "cursor": lambda api, body: api.get(f"/api/projects/{uuid.uuid4()}/entities?cursor=x"),
    "date_parsing": lambda api, body: declaring(api, body, {"versions": [{"version": "1", "date": "2026-02-30"}]}),
    "digest_parsing": lambda api, body: api.call("POST", f"/api/projects/{PROJECT}/entities/model/{uuid.uuid4()}/uploads",
                                                 json={"bytes": 1, "sha256": "x"}),
    "duplicate_parameter": lambda api, body: page(api, f"project_id={body['project_id']}&limit=1&limit=2"),
    "enum": lambda api, body: api.create({**body, "kind": "notebook"}),
    "extra_forbidden": lambda api, body: api.create({**body, "colour": "red"}),
    "greater_than_equal": lambda api, body: page(api, f"project_id={body['project_id']}&limit=0"),
    "gzip_invalid": lambda api, body: put(api, b"{}", **{"Content-Type": "application/gzip"}),
    "idempotency_key": lambda api, body: api.create(body, headers={"Idempotency-Key": "x" * 256}),
    "idempotency_key_reused": reused,
    "int_parsing": lambda api, body: page(api, f"project_id={body['project_id']}&limit=many"),
    "json_invalid": lambda api, body: post(api, "{"),
    "less_than_equal": lambda api, body: page(api, f"project_id={body['project_id']}&limit=501"),
    "missing": lambda api, body: page(api, ""),
    "no_such_report": lambda api, body: compared(api, body, str(uuid.uuid4())),
    "object_type": lambda api, body: post(api, "[]"),
    "other_kind": with_another_kind,
    "path_mismatch": lambda api, body: put(api, model()),
    "precondition": lambda api, body: put(api, b"{}", **{"If-Match": "no tag"}),
    "privacy_report": lambda api, body: api.create({**body, "kind": "privacy"}),
    "report_not_succeeded": with_one_not_succeeded,
    "snapshot": lambda api, body: put(api, model(colour="red")),
    "string_too_long": lambda api, body: api.create({**body, "options": {"title": "x" * 201}}),
    "string_too_short": lambda api, body: api.create({**body, "options": {"title": " "}}),
    "string_type": lambda api, body: api.create({**body, "entity_id": 7}),
    "too_long": lambda api, body: declaring(api, body, {"versions": [{"version": "1"}] * 21}),
    "uuid_parsing": lambda api, body: api.create({**body, "entity_id": "7"}),
}


def test_every_documented_code_is_provoked():
    assert sorted(PROVOKE) == SCHEMAS["Problem"]["properties"]["type"]["enum"]


@pytest.mark.parametrize("code", PROVOKE)
def test_a_code_is_given_for_its_problem(code, api, body):
    answer = PROVOKE[code](api, body)
    assert answer.status_code == 422, answer.text
    assert [problem["type"] for problem in answer.json()["detail"]] == [code]
