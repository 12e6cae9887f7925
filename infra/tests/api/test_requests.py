"""Reports that nobody calls the API for: asked for by events and by schedules."""

import json
import time
import uuid

import jsonschema
import pytest
from paths import ROOT

SCHEMA = json.loads((ROOT / "shared" / "events" / "schema" / "v1" / "rejected.json").read_text())


def reports_of(api, project, count, patience=60):
    """The reports of a project, as soon as there are so many."""
    deadline = time.monotonic() + patience
    while (page := api.items(f"project_id={project}"))["total"] < count:
        assert time.monotonic() < deadline, f"{page['total']} of {count} reports"
        time.sleep(0.2)
    assert page["total"] == count
    return [api.finished(item["id"]) for item in page["items"]]


def test_an_event_asks_for_a_report_as_a_call_does(api, bus, entity):
    asked = {**entity, "options": {"title": "Asked for by an event"}, "idempotency_key": f"nightly {uuid.uuid4()}"}
    for _ in range(2):
        bus.ask(asked)
    (report,) = reports_of(api, entity["project_id"], 1)
    assert report["status"] == "succeeded" and report["options"]["title"] == "Asked for by an event"
    # The same key of another source is another key.
    bus.ask(asked, source="other")
    assert len(reports_of(api, entity["project_id"], 2)) == 2


def test_a_rejected_request_says_all_that_is_wrong(bus, entity):
    missing = {**entity, "entity_id": "01a20f2c-0992-70a6-8bdc-a466ae1f3c45"}
    asked = {
        "kind": "notebook", "project_id": entity["project_id"], "colour": "red",
        "options": {"title": "x" * 201, "comments": "\u0000"}, "idempotency_key": "",
    }  # fmt: skip
    ids = [bus.ask(asked), bus.ask(missing)]
    wrong, none = (bus.rejection(id) for id in ids)
    for detail in (wrong, none):
        jsonschema.Draft4Validator(SCHEMA).validate(detail)
    assert wrong["request"] == {"kind": "notebook", "project_id": entity["project_id"], "idempotency_key": ""}
    assert {".".join(problem["loc"]): problem["type"] for problem in wrong["problems"]} == {
        "body.idempotency_key": "idempotency_key", "body.kind": "enum", "body.entity_id": "missing", "body.colour": "extra_forbidden",
        "body.options.title": "string_too_long", "body.options.comments": "control_character",
    }  # fmt: skip
    (problem,) = none["problems"]
    assert problem["loc"] == ["body", "entity_id"] and missing["entity_id"] in problem["msg"]


def test_the_service_does_not_ask_itself(api, bus, entity):
    bus.ask(entity, source="ml-reports")
    bus.ask(entity, detail_type="Report Wanted")
    bus.ask(entity)
    reports_of(api, entity["project_id"], 1)


@pytest.fixture
def schedule(operator, entity):
    """Makes schedules of reports about the entity, and removes them."""
    made = []

    def create(name, when, *more, expect=0):
        about = ("--kind", entity["kind"], "--project", entity["project_id"], "--entity", entity["entity_id"])
        printed = operator.reportctl("schedule", "create", name, "--when", when, *about, *more, expect=expect)
        made.append(name)
        return printed

    yield create
    for name in operator.reportctl("schedule", "list").split("\n"):
        if name.split("  ")[0] in made:
            operator.reportctl("schedule", "delete", name.split("  ")[0])


def test_a_schedule_asks_for_a_report(api, operator, entity, schedule):
    title = '{"title": "Week of <aws.scheduler.scheduled-time>"}'
    # A schedule of the same name that fired at that time before would be the same request.
    once = f"once-{uuid.uuid4()}"
    assert schedule(once, "at(2026-01-01T08:00:00)", "--options", title) == f"{once}\n"
    schedule("weekly", "cron(0 8 ? * MON *)", "--time-zone", "Europe/Berlin")
    listed = operator.reportctl("schedule", "list")
    about = f"{entity['kind']} {entity['entity_id']} of project {entity['project_id']}"
    assert f"weekly  cron(0 8 ? * MON *)  Europe/Berlin  enabled  {about}\n" in listed
    assert f"{once}  at(2026-01-01T08:00:00)  UTC  enabled" in listed
    (report,) = reports_of(api, entity["project_id"], 1)
    assert report["status"] == "succeeded" and report["options"]["title"].startswith("Week of 20")
    assert operator.reportctl("schedule", "delete", once) == f"deleted {once}\n"
    assert once not in operator.reportctl("schedule", "list")


def test_what_is_wrong_with_a_schedule_is_said_at_once(operator, schedule):
    schedule("twice", "rate(1 day)")
    assert "there is a schedule twice already" in schedule("twice", "rate(1 day)", expect=1)
    assert "there is no schedule never" in operator.reportctl("schedule", "delete", "never", expect=1)
    assert "options.titel" in schedule("odd", "rate(1 day)", "--options", '{"titel": "x"}', expect=2)
    assert "expected cron(" in schedule("odd", "every monday", expect=2)
    without = {**operator.environment, "SCHEDULE_GROUP": ""}
    assert "SCHEDULE_GROUP is not set" in operator.reportctl("schedule", "list", expect=1, environment=without)
