"""POST /api/reports."""

import io
import json
import re
import uuid
from html import unescape

import pypdf
import pytest


def test_answers_201_with_ids_and_location(api, body):
    answer = api.create(body)
    assert answer.status_code == 201
    created = answer.json()
    assert set(created) == {"report_id", "job_id", "status"} and created["status"] == "queued"
    assert uuid.UUID(created["report_id"]).version == 7
    assert created["job_id"] != created["report_id"]
    assert answer.headers["Location"] == f"/api/reports/{created['report_id']}"
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["x-request-id"]


def test_a_report_can_be_read_at_once(api, body):
    created = api.created({**body, "options": {"title": "Read at once", "include_charts": False}})
    report = api.report(created["report_id"])
    assert report["id"] == created["report_id"] and report["job_id"] == created["job_id"]
    assert report["options"]["title"] == "Read at once" and report["options"]["include_charts"] is False
    assert report["options"]["include_metrics"] is True and report["options"]["llm_insights"] is False
    assert set(report) == {"id", "project_id", "kind", "entity_id", "status", "summary", "artifact_id", "job_id",
                           "created_at", "updated_at", "options", "error"}


@pytest.mark.parametrize("kind", ["experiment", "model", "project", "deployment", "synthgen"])
def test_every_kind_is_rendered(kind, api, operator, sample):
    report = api.succeeded(operator.publish(sample(kind)))
    assert report["artifact_id"] and report["error"] is None
    summary = report["summary"]
    formats = ("html", "pdf", "md", "json")
    html, pdf, markdown, document = (api.get(f"/api/reports/{report['id']}/download?format={name}").content for name in formats)
    assert summary["bytes"] == {"html": len(html), "pdf": len(pdf), "md": len(markdown), "json": len(document)}
    assert (summary["html_bytes"], summary["pdf_bytes"]) == (len(html), len(pdf))
    document = json.loads(document)
    assert (document["id"], document["title"], document["headline"]) == (report["id"], summary["title"], summary["headline"])
    findings = [finding for section in document["sections"] for block in section["blocks"] for finding in block.get("findings", [])]
    assert len(findings) == sum(summary["findings"].values())
    assert f"Report {report['id']}" in markdown.decode()
    assert summary["pages"] == len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert summary["insights"] == "none"
    shown = re.search(r'<p class="headline">(.*?)</p>', html.decode())[1]
    assert summary["headline"] == unescape(re.sub("<[^>]*>", "", shown))


def problems(answer):
    assert answer.status_code == 422, answer.text
    detail = answer.json()["detail"]
    assert isinstance(detail, list) and all(set(problem) == {"loc", "msg", "type"} for problem in detail)
    return {tuple(problem["loc"]): problem for problem in detail}


INVALID = [
    ({"project_id": None}, ("body", "project_id")),
    ({"project_id": "nope"}, ("body", "project_id")),
    ({"project_id": 7}, ("body", "project_id")),
    ({"entity_id": "123"}, ("body", "entity_id")),
    ({"kind": "dataset"}, ("body", "kind")),
    ({"kind": ["model"]}, ("body", "kind")),
    ({"options": []}, ("body", "options")),
    ({"options": {"include_everything": True}}, ("body", "options", "include_everything")),
    ({"options": {"include_charts": "yes"}}, ("body", "options", "include_charts")),
    ({"options": {"include_charts": 1}}, ("body", "options", "include_charts")),
    ({"options": {"title": 7}}, ("body", "options", "title")),
    ({"options": {"title": "x" * 201}}, ("body", "options", "title")),
    ({"options": {"title": "bell \u0007"}}, ("body", "options", "title")),
    ({"options": {"title": "return \r"}}, ("body", "options", "title")),
    ({"options": {"comments": "x" * 20_001}}, ("body", "options", "comments")),
    ({"options": {"comments": "nul \u0000"}}, ("body", "options", "comments")),
    ({"options": {"format": "docx"}}, ("body", "options", "format")),
    ({"options": {"llm_insights": None}}, ("body", "options", "llm_insights")),
]


@pytest.mark.parametrize("change, where", INVALID, ids=lambda value: str(value)[:60])
def test_what_does_not_validate_is_a_422_that_says_where(change, where, api, body):
    assert where in problems(api.create({**body, **change}))


@pytest.mark.parametrize("field", ["project_id", "kind", "entity_id"])
def test_required_fields(field, api, body):
    request = {name: value for name, value in body.items() if name != field}
    assert ("body", field) in problems(api.create(request))


def test_all_problems_are_told_at_once(api):
    found = problems(api.create({"kind": "x", "entity_id": 1, "options": {"title": "", "format": "rtf", "nope": 1}}))
    assert set(found) >= {("body", "project_id"), ("body", "kind"), ("body", "entity_id"), ("body", "options", "title"),
                          ("body", "options", "format"), ("body", "options", "nope")}


@pytest.mark.parametrize("options", [
    {"title": "x" * 200}, {"title": "tab\tand\nnewline"}, {"comments": "y" * 20_000}, {"comments": "a\n\tb"},
    {"title": None, "comments": None, "format": None}, {"title": "乳" * 200}, {},
], ids=lambda value: str(value)[:40])
def test_what_is_just_within_bounds_is_taken(options, api, body):
    assert api.create({**body, "options": options}).status_code == 201


def test_privacy_is_told_where_it_lives(api, body):
    found = problems(api.create({**body, "kind": "privacy"}))
    assert "GET /api/privacy/sessions/{session_id}/report" in found[("body", "kind")]["msg"]


@pytest.mark.parametrize("text", ["", "{", "nope", "[]", "null", "7", '"text"', '{"a":1}{"b":2}', "\ufeff{}"])
def test_malformed_json_is_a_422(text, api):
    answer = api.call("POST", "/api/reports", data=text.encode(), headers={"Content-Type": "application/json"})
    problems(answer)


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", None])
def test_a_body_that_is_not_json_is_a_415(content_type, api, body):
    headers = {"Content-Type": content_type} if content_type else {}
    answer = api.call("POST", "/api/reports", data=b'{"kind": "model"}', headers=headers)
    assert answer.status_code == 415 and isinstance(answer.json()["detail"], str)


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON", "application/vnd.api+json"])
def test_json_under_its_other_names_is_taken(content_type, api, body):
    answer = api.call("POST", "/api/reports", data=json.dumps(body), headers={"Content-Type": content_type})
    assert answer.status_code == 201, answer.text


def test_a_body_over_256_kib_is_a_413(api, body):
    answer = api.create({**body, "options": {"comments": "x" * 270_000}})
    assert answer.status_code == 413 and isinstance(answer.json()["detail"], str)


@pytest.mark.parametrize("change", ["project", "kind", "entity"])
def test_an_entity_that_is_not_there_is_a_404_naming_kind_and_id(change, api, body):
    request = dict(body)
    if change == "project":
        request["project_id"] = str(uuid.uuid4())
    elif change == "kind":
        request["kind"] = "synthgen"
    else:
        request["entity_id"] = str(uuid.uuid4())
    answer = api.create(request)
    assert answer.status_code == 404
    assert request["kind"] in answer.json()["detail"] and request["entity_id"] in answer.json()["detail"]


def test_an_option_for_another_kind_has_no_effect(api, operator, sample):
    report = api.succeeded({**operator.publish(sample("deployment")), "options": {"include_leaderboard": False}})
    assert report["options"]["include_leaderboard"] is False


def test_insights_without_a_model_are_unavailable_and_the_report_succeeds(api, body):
    report = api.succeeded({**body, "options": {"llm_insights": True}})
    assert report["summary"]["insights"] == "unavailable"
