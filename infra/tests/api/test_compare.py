"""The option `compare_to`: what has changed since another report."""

import copy
import json
import uuid

import pytest


def changes(api, report):
    """The section `changes` of a report's JSON; None if it has none."""
    document = json.loads(api.get(f"/api/reports/{report['id']}/download?format=json").content)
    return next((section for section in document["sections"] if section["id"] == "changes"), None)


def lead(section):
    block = section["blocks"][0]
    return "".join(span["text"] for span in block["text"])


def rows(section):
    tables = [block for block in section["blocks"] if block["type"] == "table"]
    return {row["cells"][0]["text"]: [cell["text"] for cell in row["cells"][1:]] for table in tables for row in table["rows"]}


@pytest.fixture
def week(sample):
    """A deployment, and the same a week later with more errors and another model."""
    now = sample("deployment", id=str(uuid.uuid4()), project_id=str(uuid.uuid4()))
    then = copy.deepcopy(now)
    then["content"]["totals"]["errors"] -= 100
    then["content"]["model"]["version"] = "0"
    return then, now


def test_the_previous_report_is_told_from_what_it_was_made_of(api, operator, week):
    then, now = week
    first = api.succeeded({**operator.publish(then), "options": {"compare_to": "previous"}})
    assert lead(changes(api, first)) == "There is no earlier report on this deployment to compare with."
    body = {**operator.publish(now), "options": {"compare_to": "previous"}}
    second = api.succeeded(body)
    assert second["options"]["compare_to"] == "previous"
    section = changes(api, second)
    assert "figures differ" in lead(section) and first["id"] in json.dumps(section["blocks"][-1])
    assert rows(section)["Version of the model"] == ["0", now["content"]["model"]["version"]]
    again = api.succeeded(body)
    assert lead(changes(api, again)) == "Nothing changed. Both reports are made from the same snapshot."


def test_what_is_asked_for_once_is_compared_with_the_same(api, operator, week):
    body = {**operator.publish(week[0]), "options": {"compare_to": "previous"}}
    key = {"headers": {"Idempotency-Key": str(uuid.uuid4())}}
    first = api.created(body, **key)
    api.finished(first["report_id"])
    assert api.created(body, **key) == first


def test_a_report_by_its_id_may_be_of_another_entity(api, operator, week):
    then, now = week
    other = api.succeeded(operator.publish({**then, "id": str(uuid.uuid4()), "name": "champion"}))
    report = api.succeeded({**operator.publish(now), "options": {"compare_to": other["id"]}})
    section = changes(api, report)
    assert "on another deployment" in json.dumps(section) and "champion" in json.dumps(section)


def test_a_report_that_was_deleted_since_is_said_to_be(api, operator, week):
    then, now = week
    other = api.succeeded(operator.publish(then))
    created = api.created({**operator.publish(now), "options": {"compare_to": other["id"]}})
    # Whichever comes first, the deletion or the rendering: the report succeeds.
    assert api.call("DELETE", f"/api/reports/{other['id']}").status_code == 204
    assert api.finished(created["report_id"])["status"] == "succeeded"
    refused = api.create({**operator.publish(now), "options": {"compare_to": other["id"]}})
    assert refused.status_code == 422


def test_what_cannot_be_compared_is_refused_with_its_place(api, operator, week, sample, ready):
    then, now = week
    body = operator.publish(now)
    experiment = sample(id=str(uuid.uuid4()), project_id=now["project_id"])
    other = api.succeeded(operator.publish(experiment))
    for id, code in ((str(uuid.uuid4()), "no_such_report"), (ready["id"], "no_such_report"), (other["id"], "other_kind"), ("last", "compare_to")):
        answer = api.create({**body, "options": {"compare_to": id}})
        (problem,) = answer.json()["detail"]
        assert (answer.status_code, problem["loc"], problem["type"]) == (422, ["body", "options", "compare_to"], code)
