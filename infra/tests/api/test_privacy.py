"""The report on a privacy session: made by the call that shows it, once for each version of the session's snapshot."""

import copy
import json
import subprocess
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest
import sessions
from sessions import address, report_id

CUT_OFF = b'{"schema_version": 1'


@pytest.fixture
def snapshot():
    return sessions.snapshot()


@pytest.fixture
def session(operator, snapshot):
    """A session that nobody has asked about: the body of a request about it."""
    return operator.publish(snapshot)


@pytest.fixture(scope="module")
def known(api, operator):
    """A session with a report."""
    body = operator.publish(sessions.snapshot())
    assert shown(api, body).status_code == 200
    return body


def shown(caller, body, patience=60, **query):
    """The answer when the report has ended. Where machines are busy, that may take several calls, as it may for any client."""
    deadline = time.monotonic() + patience
    while (answer := caller.get(address(body, **query))).status_code == 409 and "Retry-After" in answer.headers:
        assert time.monotonic() < deadline, answer.text
    return answer


def reports(api, body):
    return api.items(f"project_id={body['project_id']}&kind=privacy&entity_id={body['entity_id']}")["items"]


def set_status(operator, id, status):
    operator.table.update_item(
        Key={"pk": f"REPORT#{id}", "sk": "META"}, UpdateExpression="SET #s = :s",
        ExpressionAttributeNames={"#s": "status"}, ExpressionAttributeValues={":s": status},
    )  # fmt: skip


def test_curl_and_a_key_are_enough_and_the_second_answer_is_at_once(env, api, session, tmp_path):
    command = ["curl", "-sS", "--retry", "10", "--fail-with-body", "-o", tmp_path / "first.pdf", "-w", "%{http_code} %{content_type}",
               "-H", f"Authorization: Bearer {env['API_KEY']}", env["BASE_URL"] + address(session)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if done.stdout.startswith("409"):  # a busy machine
        shown(api, session)
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "200 application/pdf", done.stderr
    first = (tmp_path / "first.pdf").read_bytes()
    assert first.startswith(b"%PDF-")
    began = time.monotonic()
    second = api.get(address(session))
    assert second.status_code == 200 and second.content == first
    assert time.monotonic() - began < 2, "nothing is rendered"
    assert second.headers["Content-Disposition"] == "inline" and second.headers["Cache-Control"] == "private, no-cache"
    assert [item["id"] for item in reports(api, session)] == [report_id(second)]
    unchanged = api.get(address(session), headers={"If-None-Match": second.headers["ETag"]})
    assert unchanged.status_code == 304 and report_id(unchanged) == report_id(second)
    assert api.call("HEAD", address(session)).headers["ETag"] == second.headers["ETag"]


def test_the_format_is_negotiated_as_for_view_with_pdf_first(api, known):
    types = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "json": "application/json"}
    tags = set()
    for name, content_type in types.items():
        answer = api.get(address(known, format=name))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, content_type)
        tags.add(answer.headers["ETag"])
        assert api.get(address(known), headers={"Accept": content_type}).headers["Content-Type"] == content_type
    assert len(tags) == 4
    html = api.get(address(known, format="html"))
    assert "frame-ancestors" in html.headers["Content-Security-Policy"] and "Customers for analysis" in html.text
    assert json.loads(api.get(address(known, format="json")).content)["kind_label"] == "Privacy session report"
    browser = {"Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8"}
    assert api.get(address(known), headers=browser).headers["Content-Type"] == "application/pdf"
    refused = api.get(address(known), headers={"Accept": "image/png"})
    assert refused.status_code == 406


def test_callers_at_the_same_time_get_one_report(api, session):
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: shown(api, session), range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert {report_id(answer) for answer in answers} == {item["id"] for item in reports(api, session)}
    assert len({answer.content for answer in answers}) == 1 == len(reports(api, session))


def test_a_snapshot_that_changes_has_a_report_of_its_own(api, operator, snapshot, session):
    first = shown(api, session)
    changed = copy.deepcopy(snapshot)
    changed["content"]["columns"][1]["after"] = {"rows": 1000, "cells": 0}
    operator.publish(changed)
    second = shown(api, session, format="json")
    assert second.status_code == 200 and report_id(second) != report_id(first)
    rules = [finding["rule"] for finding in second.json()["sections"][0]["blocks"][0]["findings"]]
    assert "remaining_detections" not in rules, "it is about the new version"
    assert [item["id"] for item in reports(api, session)] == [report_id(second), report_id(first)]


def test_a_snapshot_may_change_while_the_report_is_made(api, operator, snapshot, session):
    with ThreadPoolExecutor(2) as pool:
        asking = pool.submit(shown, api, session)
        time.sleep(0.05)
        operator.publish({**snapshot, "taken_at": "2026-11-25T08:00:00Z"})
        assert asking.result().status_code == 200
    last = shown(api, session, format="json")
    assert last.status_code == 200 and last.json()["created_at"] >= "2026-11-25"
    listed = reports(api, session)
    assert listed[0]["id"] == report_id(last) and len(listed) <= 2


def test_who_may_not_write_sees_reports_and_has_none_made(api, operator, caller, session):
    reader = caller(operator.key("read"))
    none = reader.get(address(session))
    assert none.status_code == 404 and "a key with the scope \"write\" has one made" in none.json()["detail"]
    assert reports(api, session) == []
    assert shown(api, session).status_code == 200
    assert reader.get(address(session)).status_code == 200
    assert caller(operator.key("write")).get(address(session)).status_code == 403


def test_what_is_not_there_and_what_is_not_yours_look_alike(api, operator, caller, known, ready):
    stranger = caller(operator.key("read,write", "--projects", str(uuid.uuid4())))
    unknown = {**known, "entity_id": str(uuid.uuid4())}
    other_kind = {"project_id": ready["project_id"], "entity_id": ready["entity_id"]}
    for who, body in ((stranger, known), (api, unknown), (api, {**known, "project_id": str(uuid.uuid4())}), (api, other_kind)):
        answer = who.get(address(body))
        expected = f"There is no privacy session {body['entity_id']} in project {body['project_id']}."
        assert (answer.status_code, answer.json()) == (404, {"detail": expected})
        assert "Link" not in answer.headers
    assert api.get(address({**known, "entity_id": "7"})).status_code == 404
    insider = caller(operator.key("read", "--projects", known["project_id"]))
    assert insider.get(address(known)).status_code == 200


def test_everything_wrong_with_the_query_is_said_at_once(api, known):
    answer = api.get(f"/api/privacy/sessions/{known['entity_id']}/report?format=docx")
    assert answer.status_code == 422
    found = [(problem["loc"], problem["type"]) for problem in answer.json()["detail"]]
    assert found == [(["query", "project_id"], "missing"), (["query", "format"], "enum")]


def test_a_report_that_failed_stays_failed_until_the_snapshot_changes(api, operator, snapshot):
    session = operator.publish_raw(CUT_OFF, kind="privacy")
    failed = shown(api, session)
    assert failed.status_code == 409 and "is cut off" in failed.json()["detail"]
    assert api.report(report_id(failed))["error"] == failed.json()["detail"]
    again = api.get(address(session))
    assert again.json() == failed.json() and report_id(again) == report_id(failed)
    assert api.call("POST", f"/api/reports/{report_id(failed)}/retry").status_code == 202
    assert report_id(shown(api, session)) == report_id(failed), "what is retried is the same report"
    operator.publish({**snapshot, "id": session["entity_id"], "project_id": session["project_id"]})
    assert shown(api, session).status_code == 200
    assert [item["status"] for item in reports(api, session)] == ["succeeded", "failed"]


def test_who_waits_for_long_is_told_when_to_come_back(api, operator, session):
    made = report_id(shown(api, session))
    set_status(operator, made, "running")
    began = time.monotonic()
    answer = api.get(address(session))
    assert (answer.status_code, answer.headers["Retry-After"], report_id(answer)) == (409, "2", made)
    assert answer.json()["detail"] == "The report is running; its document is not ready yet."
    assert 3 < time.monotonic() - began < 9
    set_status(operator, made, "succeeded")
    assert api.get(address(session)).status_code == 200


def test_what_was_deleted_or_is_no_longer_kept_is_made_anew_once(env, api, operator, caller, session):
    first = report_id(shown(api, session))
    assert api.call("DELETE", f"/api/reports/{first}").status_code == 204
    second = report_id(shown(api, session))
    assert second != first and [item["id"] for item in reports(api, session)] == [second]
    # As the bucket's lifecycle does.
    bucket = boto3.resource("s3", endpoint_url=env["AWS_ENDPOINT_URL"], region_name=env["AWS_REGION"],
                            aws_access_key_id=env["AWS_ACCESS_KEY_ID"], aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"]).Bucket(env["BUCKET_NAME"])  # fmt: skip
    bucket.object_versions.filter(Prefix=f"artifacts/{second}/").delete()
    assert caller(operator.key("read")).get(address(session)).status_code == 404
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: shown(api, session), range(5)))
    assert {answer.status_code for answer in answers} == {200}
    (third,) = {report_id(answer) for answer in answers}
    assert [item["id"] for item in reports(api, session)] == [third, second]


def test_other_ways_to_ask_point_to_this_one(api, bus, session):
    answer = api.create(session)
    assert answer.status_code == 422 and "GET /api/privacy/sessions/{session_id}/report" in answer.json()["detail"][0]["msg"]
    (problem,) = bus.rejection(bus.ask(session))["problems"]
    assert (problem["type"], problem["msg"]) == ("privacy_report", answer.json()["detail"][0]["msg"])
    assert reports(api, session) == []
