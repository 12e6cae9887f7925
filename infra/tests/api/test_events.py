"""What the world is told: a real rule hands the events of the bus to a queue."""

import json
import time

import jsonschema
import pytest
from paths import ROOT

SCHEMA = json.loads((ROOT / "shared" / "events" / "schema" / "v1" / "report.json").read_text())


def told(events):
    for event in events:
        jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(event["detail"])
        assert event["source"] == "ml-reports" and event["detail-type"] == f"Report {event['detail']['status'].title()}"
    return [event["detail"]["status"] for event in events]


def test_a_report_is_told_of_from_its_creation_to_its_end(api, bus, entity):
    comments, title = "Nobody is to read this elsewhere.", '</script>"{{title}}\u2028'
    ids = api.created({**entity, "options": {"title": title, "comments": comments}})
    report = api.finished(ids["report_id"])
    sizes = {
        name: {"bytes": len(api.get(f"/api/reports/{report['id']}/download?format={name}").content)}
        for name in ("html", "pdf", "md", "json")
    }
    assert api.call("DELETE", f"/api/reports/{report['id']}").status_code == 204
    events = bus.of(report["id"], 3)
    assert told(events) == ["queued", "succeeded", "deleted"]
    queued, succeeded, deleted = (event["detail"] for event in events)
    known = {"version": "1", **ids, **entity, "created_at": report["created_at"]}
    assert queued == {**known, "revision": 1, "status": "queued", "title": title}
    assert succeeded["formats"] == sizes
    assert succeeded["headline"] == report["summary"]["headline"] and succeeded["title"] == report["summary"]["title"]
    assert succeeded["findings"] == {"critical": 0, "warning": 0, "info": 0, "good": 0, **report["summary"]["findings"]}
    assert deleted == {**known, "revision": 3, "status": "deleted", "finished_at": succeeded["finished_at"]}
    assert comments not in json.dumps(events)


def test_a_failed_report_says_why_and_its_retry_leaves_no_gap(api, bus, operator):
    created = api.created(operator.publish_raw(b'{"schema_version": 1'))
    failed = api.finished(created["report_id"])
    assert api.call("POST", f"/api/reports/{failed['id']}/retry").status_code == 202
    events = bus.of(failed["id"], 4)
    assert told(events) == ["queued", "failed", "queued", "failed"]
    assert [event["detail"].get("error") for event in events] == [None, failed["error"]] * 2
    assert ["finished_at" in event["detail"] for event in events] == [False, True] * 2


@pytest.fixture
def outage(env, stack_resources):
    """As long as it lasts, the function `events` may not put events; gives what ends it."""
    import boto3

    iam = boto3.client(
        "iam", endpoint_url=env["AWS_ENDPOINT_URL"], region_name=env["AWS_REGION"],
        aws_access_key_id=env["AWS_ACCESS_KEY_ID"], aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
    )  # fmt: skip
    role = stack_resources["EventsRole"]
    deny = {"Effect": "Deny", "Action": "events:PutEvents", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [deny]})
    iam.put_role_policy(RoleName=role, PolicyName="outage", PolicyDocument=document)
    over = []

    def end():
        if not over:
            iam.delete_role_policy(RoleName=role, PolicyName="outage")
            over.append(True)

    yield end
    end()


def test_while_the_bus_is_down_reports_are_made_and_listed_and_afterwards_all_is_told(api, bus, operator, entity, outage):
    reports = [api.created(entity)["report_id"] for _ in range(12)]
    for report in reports:
        assert api.finished(report)["status"] == "succeeded"
    # The other function that follows the stream is not held up.
    deadline = time.monotonic() + 30
    while marks := operator.table.query(
        KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": f"NEWEST#{entity['project_id']}"}
    )["Items"]:
        assert time.monotonic() < deadline, f"{len(marks)} reports without places"
        time.sleep(0.2)
    bus.take(2)
    assert not [event for event in bus.heard if event["detail"].get("report_id") in reports]
    outage()
    for report in reports:
        assert told(bus.of(report, 2)) == ["queued", "succeeded"]
