"""Snapshots that no request can hold: announced, put into the bucket by the client, checked when they arrive."""

import base64
import gzip
import hashlib
import json
import os
import random
import time
import uuid
import zlib

import pytest

MEBIBYTE = 1 << 20


def model(name="GBM 1", **content):
    """The smallest snapshot of a model, in a project of its own."""
    ids = {"id": str(uuid.uuid4()), "project_id": str(uuid.uuid4())}
    return {"schema_version": 1, "kind": "model", **ids, "name": name, "content": {"task": "regression", **content}}


def large_model(mebibytes=20):
    """A snapshot of at least that size that gzip halves at most: its values are random."""
    dice = random.Random(7)
    values = (dice.randbytes(600).hex() for _ in range(mebibytes * MEBIBYTE // 1200))
    snapshot = model(hyperparameters=[{"name": f"p{n}", "value": value} for n, value in enumerate(values)])
    return snapshot, json.dumps(snapshot).encode()


def path(snapshot):
    return f"/api/projects/{snapshot['project_id']}/entities/{snapshot['kind']}/{snapshot['id']}"


def begin(api, snapshot, body, *, digest=True, expect=201, **headers):
    announced = {"bytes": len(body)} | ({"sha256": hashlib.sha256(body).hexdigest()} if digest else {})
    answer = api.call("POST", path(snapshot) + "/uploads", json=announced, headers=headers)
    assert answer.status_code == expect, answer.text
    return answer


def put(api, begun, body, **changed):
    """Puts the bytes as the answer says, with no key."""
    told = begun.json()["put"]
    return api.session.put(told["url"], data=body, headers=told["headers"] | changed, timeout=60)


def settled(api, begun, patience=60):
    deadline = time.monotonic() + patience
    while True:
        answer = api.get(begun.headers["Location"])
        assert answer.status_code == 200, answer.text
        upload = answer.json()["upload"]
        if upload["status"] != "waiting":
            return upload
        assert time.monotonic() < deadline, "still waiting"
        time.sleep(0.2)


def uploaded(api, snapshot, body, **options):
    """What becomes of these bytes."""
    begun = begin(api, snapshot, body, **options)
    answer = put(api, begun, body)
    assert answer.status_code == 200, answer.text
    return settled(api, begun)


def key_of(snapshot, begun):
    """Of the upload's bytes in the bucket."""
    return f"uploads/{snapshot['project_id']}/{snapshot['kind']}/{snapshot['id']}/{begun.json()['upload']['id']}"


def listed(operator, prefix):
    return operator.s3.list_objects_v2(Bucket=operator.env["BUCKET_NAME"], Prefix=prefix).get("Contents", [])


def versions(operator, snapshot):
    prefix = f"entities/{snapshot['project_id']}/{snapshot['kind']}/{snapshot['id']}.json"
    return operator.s3.list_object_versions(Bucket=operator.env["BUCKET_NAME"], Prefix=prefix)["Versions"]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_a_snapshot_of_20_megabytes_is_uploaded_and_reported_on(packed, api, operator):
    snapshot, body = large_model()
    assert len(body) >= 20 * MEBIBYTE
    sent = gzip.compress(body, 1) if packed else body
    assert len(sent) > 10 * MEBIBYTE
    begun = begin(api, snapshot, sent)
    assert begun.json()["upload"]["status"] == api.get(begun.headers["Location"]).json()["upload"]["status"] == "waiting"
    assert put(api, begun, sent).status_code == 200
    upload = settled(api, begun)
    assert upload["status"] == "published" and upload["problems"] == [], upload
    entity = upload["entity"]
    assert (entity["bytes"], entity["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
    assert api.get(path(snapshot)).json()["entity"] == entity
    items = api.get(f"/api/projects/{snapshot['project_id']}/entities").json()["items"]
    assert items == [entity]
    content = api.get(path(snapshot) + "?content=true")
    assert content.status_code == 302 and api.session.get(content.headers["Location"], timeout=60).content == body
    deadline = time.monotonic() + 20
    while listed(operator, key_of(snapshot, begun)):
        assert time.monotonic() < deadline, "the upload's bytes are still there"
        time.sleep(0.2)


def test_a_bomb_stops_at_the_bound(api):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b" " * MEBIBYTE) for _ in range(256)) + packer.flush()
    upload = uploaded(api, model(), bomb)
    (problem,) = upload["problems"]
    assert upload["status"] == "invalid" and upload["entity"] is None
    assert problem["loc"] == ["body"] and "at most 33554432 bytes" in problem["msg"]


def test_what_is_wrong_with_a_snapshot_is_told_and_nothing_is_published(api):
    wrong = model(hyperparameters=[{}] * 500)
    upload = uploaded(api, wrong, json.dumps({**wrong, "nmae": "x"}).encode(), digest=False)
    assert upload["status"] == "invalid" and len(upload["problems"]) == 100
    assert {problem["type"] for problem in upload["problems"]} == {"snapshot"}
    assert api.get(path(wrong)).status_code == 404
    (cut,) = uploaded(api, wrong, b'{"schema_version": 1')["problems"]
    assert "cut off" in cut["msg"]


def test_ids_in_path_and_body_must_agree(api):
    snapshot, other = model(), model()
    upload = uploaded(api, snapshot, json.dumps(other).encode())
    assert [(problem["loc"], problem["type"]) for problem in upload["problems"]] == [
        (["body", "id"], "path_mismatch"), (["body", "project_id"], "path_mismatch")
    ]  # fmt: skip
    for wrong in ({"kind": "notebook"}, {"id": "42"}):
        begin(api, {**snapshot, **wrong}, b"{}", expect=422)


def test_preconditions_hold_when_it_is_published(api):
    snapshot = model("first")
    body = json.dumps(snapshot).encode()
    early, late = (begin(api, snapshot, body, **{"If-None-Match": "*"}) for _ in range(2))
    second = json.dumps({**snapshot, "name": "second"}).encode()
    too_late = begin(api, snapshot, second, **{"If-None-Match": "*"})
    assert put(api, early, body).status_code == 200
    assert settled(api, early)["status"] == "published"
    assert put(api, too_late, second).status_code == 200
    (problem,) = settled(api, too_late)["problems"]
    assert (problem["loc"], problem["type"]) == (["header", "If-None-Match"], "precondition")
    # The very same bytes: what was demanded has been done.
    assert put(api, late, body).status_code == 200
    assert settled(api, late)["status"] == "published"
    tag = api.get(path(snapshot)).headers["ETag"]
    assert uploaded(api, snapshot, second, **{"If-Match": tag})["status"] == "published"
    assert uploaded(api, snapshot, body, **{"If-Match": tag})["status"] == "invalid"
    assert api.get(path(snapshot)).json()["entity"]["name"] == "second"
    begin(api, snapshot, body, expect=422, **{"If-Match": "no tag"})


def test_the_storage_takes_what_was_announced_and_nothing_else(api, operator):
    snapshot = model()
    body = json.dumps(snapshot).encode()
    begun = begin(api, snapshot, body)
    assert begun.json()["put"]["headers"]["x-amz-checksum-sha256"] == base64.b64encode(hashlib.sha256(body).digest()).decode()
    longer = put(api, begun, body + b" ", **{"content-length": str(len(body) + 1)})
    assert longer.status_code == 403, "the signature covers the length"
    other = body.replace(b"GBM 1", b"GBM 2")
    assert put(api, begun, other).status_code == 400, "the digest is not that of these bytes"
    elsewhere = begun.json()["put"]["url"].replace(snapshot["id"], str(uuid.uuid4()))
    told = begun.json()["put"]["headers"]
    assert api.session.put(elsewhere, data=body, headers=told, timeout=60).status_code == 403
    assert api.get(begun.headers["Location"]).json()["upload"]["status"] == "waiting"
    assert listed(operator, key_of(snapshot, begun)) == []


def test_an_event_that_comes_twice_publishes_once(api, operator):
    snapshot = model()
    body = json.dumps(snapshot).encode()
    begun = begin(api, snapshot, body, **{"If-None-Match": "*"})
    assert put(api, begun, body).status_code == 200
    first = settled(api, begun)
    assert put(api, begun, body).status_code == 200, "the URL is good for a while; what is put once more is dropped"
    deadline = time.monotonic() + 20
    while listed(operator, key_of(snapshot, begun)):
        assert time.monotonic() < deadline, "it was not dropped"
        time.sleep(0.2)
    assert settled(api, begun) == first and first["status"] == "published"
    assert len(versions(operator, snapshot)) == 1


def test_bytes_that_arrive_many_times_at_once_are_published_once(api, operator):
    """Each put is an event of its own, and the functions run side by side."""
    snapshot = model()
    body = json.dumps(snapshot).encode()
    begun = begin(api, snapshot, body)
    for _ in range(5):
        assert put(api, begun, body).status_code == 200
    assert settled(api, begun)["status"] == "published"
    time.sleep(2)
    assert len(versions(operator, snapshot)) == 1


def test_another_projects_upload_is_not_there(api, operator, caller):
    snapshot = model()
    begun = begin(api, snapshot, b"{}")
    stranger = caller(operator.key("read,write", "--projects", str(uuid.uuid4())))
    hidden = stranger.get(begun.headers["Location"])
    unknown = api.get(path(snapshot) + f"/uploads/{uuid.uuid4()}")
    # The upload of another entity, and what is no id.
    elsewhere = api.get(path(model()) + f"/uploads/{begun.json()['upload']['id']}")
    nowhere = api.get(path(snapshot) + "/uploads/42")
    for answer in (hidden, unknown, elsewhere, nowhere):
        assert (answer.status_code, answer.json()) == (404, {"detail": "There is no such upload."})
    begin(stranger, snapshot, b"{}", expect=404)


def test_an_upload_whose_day_is_over_is_not_there(api, operator):
    snapshot = model()
    begun = begin(api, snapshot, json.dumps(snapshot).encode())
    parts = [snapshot["project_id"], snapshot["kind"], snapshot["id"], begun.json()["upload"]["id"]]
    operator.table.update_item(
        Key={"pk": "#".join(["UPLOAD", *parts]), "sk": "UPLOAD"}, UpdateExpression="SET #until = :past",
        ExpressionAttributeNames={"#until": "until"}, ExpressionAttributeValues={":past": 1},
        ConditionExpression="attribute_exists(pk)",
    )  # fmt: skip
    assert api.get(begun.headers["Location"]).status_code == 404
    # What comes late is removed and not published.
    assert put(api, begun, json.dumps(snapshot).encode()).status_code == 200
    deadline = time.monotonic() + 20
    while listed(operator, key_of(snapshot, begun)):
        assert time.monotonic() < deadline, "it was not removed"
        time.sleep(0.2)
    assert api.get(path(snapshot)).status_code == 404


@pytest.mark.parametrize("announced, status", [
    ({"bytes": 32 * MEBIBYTE}, 201), ({"bytes": 32 * MEBIBYTE + 1}, 413), ({"bytes": 10**30}, 413), ({"bytes": 7.0}, 201), ({"bytes": 0}, 422),
    ({}, 422), ({"bytes": 1, "sha256": "no digest"}, 422), ({"bytes": 1, "colour": "red"}, 422),
])  # fmt: skip
def test_what_cannot_be_a_snapshot_is_refused_before_it_is_sent(announced, status, api):
    assert api.call("POST", path(model()) + "/uploads", json=announced).status_code == status


def test_the_command_line_uploads_what_no_request_can_hold(api, operator, tmp_path):
    snapshot, body = large_model()
    file = tmp_path / "large.json"
    file.write_bytes(body)
    with_a_key = {"PATH": os.environ["PATH"], "REPORTS_URL": api.base, "REPORTS_API_KEY": api.key}
    printed = operator.reportctl("publish", file, environment=with_a_key)
    entity = api.get(path(snapshot)).json()["entity"]
    assert entity["sha256"] == hashlib.sha256(body).hexdigest() and printed.split()[1] == entity["version"]
