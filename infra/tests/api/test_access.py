"""API keys: who may do what, and what the others see."""

import hashlib
import re
import time
import uuid

import pytest

CALLS = [
    ("POST", "/api/reports"), ("GET", "/api/reports?project_id={project}"), ("GET", "/api/reports/{id}"),
    ("GET", "/api/reports/{id}/view"), ("GET", "/api/reports/{id}/download"), ("GET", "/api/jobs/{job}"),
    ("GET", "/api/projects/{project}/entities"), ("GET", "/api/projects/{project}/entities/{kind}/{entity}"),
    ("PUT", "/api/projects/{project}/entities/{kind}/{entity}"),
    ("POST", "/api/projects/{project}/entities/{kind}/{entity}/uploads"),
    ("GET", "/api/projects/{project}/entities/{kind}/{entity}/uploads/{upload}"),
    ("POST", "/api/reports/{id}/retry"), ("POST", "/api/reports/{id}/cancel"), ("DELETE", "/api/reports/{id}"),
    ("DELETE", "/api/projects/{project}/entities/{kind}/{entity}"),
    ("POST", "/api/reports/{id}/links"), ("GET", "/api/reports/{id}/links"), ("GET", "/api/reports/{id}/links/{link}"),
    ("DELETE", "/api/reports/{id}/links/{link}"),
    ("GET", "/api/reports/{id}/seal"), ("GET", "/api/privacy/sessions/{entity}/report?project_id={project}&format=md"),
]
#: Another project's list looks like an empty one: a 404 is for single things.
LISTS = [(method, path) for method, path in CALLS if path.endswith(("={project}", "/entities"))]


UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def fill(path, report):
    names = {"project": "project_id", "id": "id", "job": "job_id", "kind": "kind", "entity": "entity_id"}
    # No upload and no link has that id; those that there are: test_uploads.py, test_links.py.
    report = {"upload": str(uuid.uuid4()), "link": str(uuid.uuid4()), **report}
    return re.sub(r"\{(\w+)\}", lambda found: report[names.get(found[1], found[1])], path)


def sent(method, body):
    """What a call sends: a request for a report, or something that is no snapshot, so that nothing is published."""
    return {"POST": body, "PUT": {}}.get(method)


@pytest.mark.parametrize("method, path", CALLS)
@pytest.mark.parametrize("header", [
    None, "", "Bearer", "Bearer ", "Basic cmtfOng=", "Bearer rk_" + "A" * 43, "Bearer rk_short", "rk_" + "A" * 43,
    "Bearer " + "x" * 5000,
], ids=lambda header: str(header)[:16])
def test_no_valid_key_is_a_401(method, path, header, api, ready, body):
    headers = {} if header is None else {"Authorization": header}
    answer = api.call(method, fill(path, ready), key=False, headers=headers, json=sent(method, body))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert isinstance(answer.json()["detail"], str) and answer.headers["x-request-id"]


def test_the_scheme_is_not_case_sensitive(api, ready):
    for scheme in ("bearer", "BEARER"):
        answer = api.call("GET", f"/api/reports/{ready['id']}", key=False,
                          headers={"Authorization": f"{scheme} {api.key}"})
        assert answer.status_code == 200


@pytest.mark.parametrize("scopes, allowed", [("read", {"GET"}), ("write", {"POST", "PUT", "DELETE"}),
                                             ("read,write", {"GET", "POST", "PUT", "DELETE"}),
                                             ("admin", {"GET", "POST", "PUT", "DELETE"})])
def test_scopes(scopes, allowed, operator, caller, ready, body):
    someone = caller(operator.key(scopes))
    for method, path in CALLS:
        # What may be deleted is not there, so that nothing is.
        subject = {**ready, "id": str(uuid.uuid4()), "entity_id": str(uuid.uuid4())} if method == "DELETE" else ready
        answer = someone.call(method, fill(path, subject), json=sent(method, body))
        assert (answer.status_code == 403) == (method not in allowed), (method, path, answer.status_code)
        if answer.status_code == 403:
            assert "scope" in answer.json()["detail"]


def test_another_project_looks_as_if_it_were_not_there(operator, caller, ready, body, api):
    stranger = caller(operator.key("read,write", "--projects", str(uuid.uuid4())))
    unknown_ids = {**ready, **{name: str(uuid.uuid4()) for name in ("project_id", "id", "job_id", "entity_id")}}
    for method, path in CALLS:
        if (method, path) in LISTS:
            continue
        hidden = stranger.call(method, fill(path, ready), json=sent(method, body))
        assert hidden.status_code == 404, (method, path)
        if method != "PUT" and not path.endswith("/uploads"):  # what does not exist yet can be published
            unknown = api.call(method, fill(path, unknown_ids), json=sent(method, {**body, "entity_id": str(uuid.uuid4())}))
            assert unknown.status_code == 404
            assert re.sub(UUID, "", hidden.text) == re.sub(UUID, "", unknown.text)
    for method, path in LISTS:
        seen, unknown = (stranger.call(method, fill(path, report)) for report in (ready, unknown_ids))
        assert seen.status_code == unknown.status_code == 200 and seen.json() == unknown.json()


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
