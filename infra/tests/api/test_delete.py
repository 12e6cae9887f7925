"""DELETE of reports and entities, and what is left of them: nothing that anybody can read."""

import concurrent.futures
import time
import uuid


def gone(api, report):
    """Every call about a report says that there is none."""
    calls = [("GET", ""), ("GET", "/view"), ("GET", "/download"), ("DELETE", ""), ("POST", "/retry"), ("POST", "/cancel")]
    answers = [api.call(method, f"/api/reports/{report['report_id']}{path}") for method, path in calls]
    answers.append(api.get(f"/api/jobs/{report['job_id']}"))
    return all(answer.status_code == 404 for answer in answers)


def versions(operator, report_id):
    found = operator.s3.list_object_versions(Bucket=operator.env["BUCKET_NAME"], Prefix=f"artifacts/{report_id}/")
    return found.get("Versions", []) + found.get("DeleteMarkers", [])


def test_a_deleted_report_is_gone_with_all_that_belongs_to_it(api, operator, entity):
    secret = f"secret {uuid.uuid4()}"
    ids = api.created({**entity, "options": {"title": secret, "comments": secret}})
    assert api.finished(ids["report_id"])["status"] == "succeeded" and versions(operator, ids["report_id"])
    answer = api.call("DELETE", f"/api/reports/{ids['report_id']}")
    assert answer.status_code == 204 and answer.content == b"" and answer.headers["x-request-id"]
    assert gone(api, ids) and versions(operator, ids["report_id"]) == []
    assert api.items(f"project_id={entity['project_id']}") == {"items": [], "total": 0, "limit": 50, "offset": 0}
    items = operator.table.scan(ConsistentRead=True)["Items"]
    assert not any(secret in str(item) for item in items)
    # A line stays that says which report it was and when it was deleted.
    (line,) = [item for item in items if item["pk"] == f"DELETED#{ids['report_id']}"]
    assert line["project_id"] == entity["project_id"] and abs(int(line["deleted_at"]) / 1000 - time.time()) < 60


def test_an_idempotency_key_is_free_again(api, entity):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first = api.created(entity, headers=key)
    assert api.call("DELETE", f"/api/reports/{first['report_id']}").status_code == 204
    second = api.created(entity, headers=key)
    assert second["report_id"] != first["report_id"] and gone(api, first)
    assert api.created(entity, headers=key) == second


def test_what_is_being_rendered_ends_quietly(api, operator, entity):
    """At any moment between its creation and its end."""
    for pause in (0, 0.02, 0.05, 0.1, 0.2, 0.4):
        ids = api.created(entity)
        time.sleep(pause)
        assert api.call("DELETE", f"/api/reports/{ids['report_id']}").status_code == 204
        assert gone(api, ids)
    time.sleep(2)
    assert gone(api, ids) and api.items(f"project_id={entity['project_id']}")["total"] == 0
    dead = operator.sqs.get_queue_attributes(
        QueueUrl=operator.env["DEAD_LETTER_QUEUE_URL"], AttributeNames=["ApproximateNumberOfMessages"])
    assert dead["Attributes"]["ApproximateNumberOfMessages"] == "0"


def test_many_deletions_at_once_leave_exact_lists(api, operator, entity):
    made = [api.created(entity)["report_id"] for _ in range(40)]
    doomed = made[::2]

    def delete(report_id):
        """Repeats the request after a 503, as a client does."""
        while (answer := api.call("DELETE", f"/api/reports/{report_id}")).status_code == 503:
            time.sleep(float(answer.headers["Retry-After"]))
        return answer.status_code

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        # Each is asked for twice. The second finds nothing, or the first deleted it while it was tried: 204 is true of both.
        answers = list(pool.map(delete, doomed + doomed))
    assert set(answers) <= {204, 404}
    assert all(204 in pair for pair in zip(answers[: len(doomed)], answers[len(doomed) :], strict=True))
    left = made[1::2]
    for query in ("", "&kind=experiment", f"&entity_id={entity['entity_id']}"):
        page = api.items(f"project_id={entity['project_id']}&limit=500{query}")
        assert page["total"] == len(left) and [item["id"] for item in page["items"]] == left[::-1]


def test_an_entity_is_deleted_and_its_reports_stay(api, entity):
    path = f"/api/projects/{entity['project_id']}/entities/experiment/{entity['entity_id']}"
    listed = f"/api/projects/{entity['project_id']}/entities"
    before = api.succeeded(entity)
    pinned = api.created(entity)
    assert api.call("DELETE", path).status_code == 204
    assert api.get(path).status_code == 404 and api.create(entity).status_code == 404
    assert api.get(listed).json()["items"] == []
    assert api.call("DELETE", path).status_code == 404
    # The version that was pinned before is still there.
    assert api.finished(pinned["report_id"])["status"] == "succeeded"
    assert api.get(f"/api/reports/{before['id']}/view").status_code == 200
    assert api.items(f"project_id={entity['project_id']}")["total"] == 2
