"""API keys: who may do what, and what the others see."""

import hashlib
import time
import uuid

import pytest

CALLS = [
    ("POST", "/api/reports"), ("GET", "/api/reports?project_id={project}"), ("GET", "/api/reports/{id}"),
    ("GET", "/api/reports/{id}/view"), ("GET", "/api/reports/{id}/download"), ("GET", "/api/jobs/{job}"),
]


def fill(path, report):
    return path.replace("{project}", report["project_id"]).replace("{id}", report["id"]).replace("{job}", report["job_id"])


@pytest.mark.parametrize("method, path", CALLS)
@pytest.mark.parametrize("header", [
    None, "", "Bearer", "Bearer ", "Basic cmtfOng=", "Bearer rk_" + "A" * 43, "Bearer rk_short", "rk_" + "A" * 43,
    "Bearer " + "x" * 5000,
], ids=lambda header: str(header)[:16])
def test_no_valid_key_is_a_401(method, path, header, api, ready, body):
    headers = {} if header is None else {"Authorization": header}
    answer = api.call(method, fill(path, ready), key=False, headers=headers, json=body if method == "POST" else None)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert isinstance(answer.json()["detail"], str) and answer.headers["x-request-id"]


def test_the_scheme_is_not_case_sensitive(api, ready):
    for scheme in ("bearer", "BEARER"):
        answer = api.call("GET", f"/api/reports/{ready['id']}", key=False,
                          headers={"Authorization": f"{scheme} {api.key}"})
        assert answer.status_code == 200


@pytest.mark.parametrize("scopes, allowed", [("read", {"GET"}), ("write", {"POST"}), ("read,write", {"GET", "POST"}),
                                             ("admin", {"GET", "POST"})])
def test_scopes(scopes, allowed, operator, caller, ready, body):
    someone = caller(operator.key(scopes))
    for method, path in CALLS:
        answer = someone.call(method, fill(path, ready), json=body if method == "POST" else None)
        assert (answer.status_code == 403) == (method not in allowed), (method, path, answer.status_code)
        if answer.status_code == 403:
            assert "scope" in answer.json()["detail"]


def test_another_project_looks_as_if_it_were_not_there(operator, caller, ready, body, api):
    stranger = caller(operator.key("read,write", "--projects", str(uuid.uuid4())))
    for method, path in CALLS:
        if path.startswith("/api/reports?"):
            continue
        hidden = stranger.call(method, fill(path, ready), json=body if method == "POST" else None)
        unknown_report = {"project_id": str(uuid.uuid4()), "id": str(uuid.uuid4()), "job_id": str(uuid.uuid4())}
        unknown = api.call(method, fill(path, unknown_report),
                           json={**body, "entity_id": str(uuid.uuid4())} if method == "POST" else None)
        assert hidden.status_code == unknown.status_code == 404
        if method == "GET":
            assert hidden.json() == unknown.json()
    seen = stranger.get(f"/api/reports?project_id={ready['project_id']}")
    unknown = stranger.get(f"/api/reports?project_id={uuid.uuid4()}")
    assert seen.status_code == unknown.status_code and seen.json() == unknown.json()


def test_a_key_sees_the_projects_it_names(operator, caller, ready):
    insider = caller(operator.key("read", "--projects", f"{uuid.uuid4()},{ready['project_id']}"))
    assert insider.report(ready["id"])["id"] == ready["id"]
    of_this_report = f"project_id={ready['project_id']}&entity_id={ready['entity_id']}&limit=500"
    assert ready["id"] in [item["id"] for item in insider.items(of_this_report)["items"]]


def test_an_expired_key_is_worthless(operator, caller, ready):
    key = operator.key("read", "--expires-in", "1m")
    # Rather than wait for a minute: a second ago, before any function has seen the key.
    operator.table.update_item(
        Key={"pk": f"KEY#{hashlib.sha256(key.encode()).hexdigest()}", "sk": "KEY"},
        UpdateExpression="SET expires_at_epoch = :past", ExpressionAttributeValues={":past": int(time.time()) - 1},
        ConditionExpression="expires_at_epoch > :past")
    someone = caller(key)
    assert someone.get(f"/api/reports/{ready['id']}").status_code == 401


def test_revocation_takes_effect_within_a_minute(operator, caller, ready):
    key = operator.key("read")
    someone = caller(key)
    assert someone.get(f"/api/reports/{ready['id']}").status_code == 200
    listed = operator.reportctl("keys", "list")
    assert key not in listed, "a key is shown once, at its creation"
    operator.reportctl("keys", "revoke", hashlib.sha256(key.encode()).hexdigest())
    deadline = time.monotonic() + 60
    while someone.get(f"/api/reports/{ready['id']}").status_code != 401:
        assert time.monotonic() < deadline, "the key still works after 60 s"
        time.sleep(1)


def test_keys_are_stored_as_hashes_only(operator):
    key = operator.key("read")
    items = operator.table.scan()["Items"]
    assert any(item["pk"].startswith("KEY#") for item in items)
    assert not any(key in str(item) for item in items)


def test_the_key_is_in_no_log(operator, api, ready):
    api.report(ready["id"])
    for group in operator.logs.describe_log_groups()["logGroups"]:
        for event in operator.logs.filter_log_events(logGroupName=group["logGroupName"], limit=10_000)["events"]:
            assert api.key not in event["message"]
