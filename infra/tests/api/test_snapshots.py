"""What the renderer makes of snapshots, good and bad."""

import json
import uuid

import pytest


def broken(kind, sample):
    text = json.dumps(sample())
    if kind == "not json":
        return b"<html>502 Bad Gateway</html>", "not valid JSON"
    if kind == "truncated":
        return text[: len(text) // 2].encode(), "cut off"
    if kind == "other version":
        return json.dumps({**sample(), "schema_version": 99}).encode(), "schema_version 99"
    if kind == "NaN":
        snapshot = sample()
        snapshot["content"]["leaderboard"][0]["metrics"]["auc"] = float("nan")
        return json.dumps(snapshot).encode(), "content.leaderboard[0].metrics.auc"
    if kind == "NaN as text":
        snapshot = sample()
        snapshot["content"]["leaderboard"][1]["metrics"]["auc"] = "NaN"
        return json.dumps(snapshot).encode(), "content.leaderboard[1].metrics.auc"
    if kind == "empty":
        return b"", "line"
    if kind == "binary":
        return bytes(range(256)), "not valid JSON"
    if kind == "deeply nested":
        return b'{"schema_version":1,"kind":"experiment","content":' + b"[" * 50_000, ""
    raise KeyError(kind)


@pytest.mark.parametrize("kind", ["not json", "truncated", "other version", "NaN", "NaN as text", "empty", "binary",
                                  "deeply nested"])
def test_a_bad_snapshot_fails_its_report_with_a_sentence_and_no_other(kind, api, operator, sample, entity):
    content, clue = broken(kind, sample)
    request = operator.publish_raw(content)
    report = api.finished(api.created(request)["report_id"])
    assert report["status"] == "failed" and report["artifact_id"] is None
    assert f"entities/{request['project_id']}/experiment/{request['entity_id']}.json" in report["error"]
    assert clue in report["error"], report["error"]
    assert report["error"].endswith(".") and "\n" not in report["error"]
    assert api.succeeded(entity)


def test_a_snapshot_of_something_else_is_not_rendered(api, operator, sample):
    request = operator.publish_raw(json.dumps(sample()).encode())
    report = api.finished(api.created(request)["report_id"])
    assert report["status"] == "failed" and request["entity_id"] in report["error"]


def test_publishing_again_does_not_change_a_report_asked_for_before(api, operator, sample, env):
    """Pinned: the version that was there at creation is rendered, even if another is there by then."""
    snapshot = sample(id=str(uuid.uuid4()), project_id=str(uuid.uuid4()), name="before")
    request = operator.publish(snapshot)
    created = []
    for _ in range(6):
        created.append(api.created(request))
    operator.publish({**snapshot, "name": "after"})
    late = api.succeeded(request)
    for ids in created:
        report = api.finished(ids["report_id"])
        html = api.get(f"/api/reports/{report['id']}/view").text
        assert "before" in html and ">after<" not in html
    assert "after" in api.get(f"/api/reports/{late['id']}/view").text


def test_the_leader_and_its_figure_stand_in_both_documents(api, ready, sample):
    entry = sample()["content"]["leaderboard"][0]
    html = api.get(f"/api/reports/{ready['id']}/view").text
    # The part that all models of the run share is said once.
    name, shared = entry["name"].split("_AutoML_")
    assert f">{name}<" in html and f"_AutoML_{shared}" in html and f"{entry['metrics']['auc']:.4f}" in html


def test_jobs_reach_the_renderer_through_the_event_source(api, body, operator):
    """The renderer's own log, on the emulator, names the request that the queue gave it."""
    report = api.succeeded(body)
    groups = operator.logs.describe_log_groups()["logGroups"]
    text = "".join(
        event["message"]
        for group in groups if "enderer" in group["logGroupName"]
        for event in operator.logs.filter_log_events(logGroupName=group["logGroupName"], limit=10_000)["events"])
    assert report["id"] in text
