"""POST …/retry and POST …/cancel."""

import json
import uuid


def test_a_failed_report_is_rendered_once_more_from_the_same_version(api, operator, sample):
    """The version that it pinned cannot be read. Once more, it cannot be read either, whatever is published meanwhile."""
    body = operator.publish_raw(b'{"schema_version": 1')
    ids = api.created(body)
    first = api.finished(ids["report_id"])
    assert first["status"] == "failed"
    good = sample(id=body["entity_id"], project_id=body["project_id"])
    operator.publish(good)
    answer = api.call("POST", f"/api/reports/{ids['report_id']}/retry")
    assert answer.status_code == 202 and answer.json() == {**ids, "status": "queued"}
    second = api.finished(ids["report_id"])
    assert second["error"] == first["error"] and second["created_at"] == first["created_at"]
    job = api.get(f"/api/jobs/{ids['job_id']}").json()["job"]
    assert job["attempts"] == 1, "counted anew"
    assert api.items(f"project_id={body['project_id']}")["total"] == 1


def test_only_a_failed_report_is_retried(api, ready):
    answer = api.call("POST", f"/api/reports/{ready['id']}/retry")
    assert answer.status_code == 409
    assert answer.json() == {"detail": "The report is succeeded; only a failed one can be retried."}
    assert api.report(ready["id"])["status"] == "succeeded"


def test_a_queued_report_is_cancelled_and_can_be_retried(api, operator, ready):
    made = api.finished(api.created(operator.publish_raw(b"{"))["report_id"])
    operator.table.update_item(
        Key={"pk": f"REPORT#{made['id']}", "sk": "META"}, UpdateExpression="SET #s = :s REMOVE #e",
        ExpressionAttributeNames={"#s": "status", "#e": "error"}, ExpressionAttributeValues={":s": "queued"})
    answer = api.call("POST", f"/api/reports/{made['id']}/cancel")
    assert answer.status_code == 202 and answer.json()["status"] == "failed"
    report = api.report(made["id"])
    assert (report["status"], report["error"]) == ("failed", "Cancelled.")
    again = api.call("POST", f"/api/reports/{made['id']}/cancel")
    assert again.status_code == 409
    assert again.json() == {"detail": "The report is failed; only a queued one can be cancelled."}
    assert api.get(f"/api/reports/{made['id']}/view").json() == {"detail": "Cancelled."}
    assert api.call("POST", f"/api/reports/{made['id']}/retry").status_code == 202


def test_malformed_and_unknown_ids_are_404s_and_other_methods_405s(api):
    for what in ("retry", "cancel"):
        for report in ("42", str(uuid.uuid4())):
            answer = api.call("POST", f"/api/reports/{report}/{what}")
            assert answer.status_code == 404 and json.loads(answer.text) == {"detail": "There is no such report."}
        answer = api.get(f"/api/reports/{uuid.uuid4()}/{what}")
        assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
