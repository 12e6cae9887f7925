"""Publishing entities over HTTP, listing them, reading them back."""

import gzip
import hashlib
import json
import os
import time
import uuid
import zlib

import pytest

MEBIBYTE = 1 << 20


def model(name="GBM 1", **content):
    """The smallest snapshot of a model, in a project of its own."""
    ids = {"id": str(uuid.uuid4()), "project_id": str(uuid.uuid4())}
    return {"schema_version": 1, "kind": "model", **ids, "name": name, "content": {"task": "regression", **content}}


def path(snapshot):
    return f"/api/projects/{snapshot['project_id']}/entities/{snapshot['kind']}/{snapshot['id']}"


def put(api, snapshot, *, body=None, content_type="application/json", **headers):
    data = json.dumps(snapshot).encode() if body is None else body
    return api.call("PUT", path(snapshot), data=data, headers={"Content-Type": content_type, **headers})


def listed(api, project_id, query=""):
    """All entities of a project, page by page."""
    items, cursor = [], None
    while True:
        answer = api.get(f"/api/projects/{project_id}/entities?{query}" + (f"&cursor={cursor}" if cursor else ""))
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        cursor = answer.json()["cursor"]
        if cursor is None:
            return items


def test_a_newcomer_with_a_key_goes_from_a_file_to_a_pdf(api, sample):
    snapshot = sample(id=str(uuid.uuid4()), project_id=str(uuid.uuid4()))
    body = json.dumps(snapshot).encode()
    answer = put(api, snapshot, body=body)
    assert answer.status_code == 201 and answer.headers["Location"] == path(snapshot)
    entity = answer.json()["entity"]
    assert entity["name"] == snapshot["name"] and entity["taken_at"] == snapshot["taken_at"]
    assert (entity["bytes"], entity["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
    (item,) = listed(api, snapshot["project_id"])
    assert item == entity
    report = api.succeeded({"project_id": item["project_id"], "kind": item["kind"], "entity_id": item["entity_id"]})
    assert api.get(f"/api/reports/{report['id']}/download").content.startswith(b"%PDF-")


def test_what_was_published_is_read_back_byte_for_byte(api):
    snapshot = model("Ünïcode 乳がん")
    body = json.dumps(snapshot, indent=3, ensure_ascii=False).encode()
    assert put(api, snapshot, body=body).status_code == 201
    described, content = api.get(path(snapshot)), api.get(path(snapshot) + "?content=true")
    assert described.status_code == content.status_code == 200
    assert described.json()["entity"]["name"] == snapshot["name"]
    assert content.content == body and content.headers["Content-Type"] == "application/json"
    assert described.headers["ETag"] == content.headers["ETag"]
    again = api.get(path(snapshot) + "?content=true", headers={"If-None-Match": content.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""
    head = api.call("HEAD", path(snapshot))
    assert head.status_code == 200 and head.content == b"" and head.headers["ETag"] == content.headers["ETag"]


def test_a_snapshot_may_come_packed(api):
    snapshot = model()
    body = json.dumps(snapshot).encode()
    packed = put(api, snapshot, body=gzip.compress(body), content_type="application/gzip")
    assert packed.status_code == 201, packed.text
    assert packed.json()["entity"]["sha256"] == hashlib.sha256(body).hexdigest()
    assert api.get(path(snapshot) + "?content=true").content == body


def test_packed_bytes_declared_as_json_are_refused_with_the_way_out(api):
    """The gateway takes them for text and damages them: this must never be stored, and never be a 500."""
    answer = put(api, model(), body=gzip.compress(b"{}"), **{"Content-Encoding": "gzip"})
    assert answer.status_code == 422 and "application/gzip" in answer.json()["detail"][0]["msg"]


def test_a_large_snapshot_is_packed_and_sent_by_redirect(api):
    # Far more than fits an answer, and than may be sent unpacked; made of what packs well.
    snapshot = model(hyperparameters=[{"name": f"p{n}", "value": "x" * 900} for n in range(12_000)])
    body = json.dumps(snapshot).encode()
    assert len(body) > 10 * MEBIBYTE
    assert put(api, snapshot, body=body[: 5 * MEBIBYTE]).status_code == 413
    assert put(api, snapshot, body=gzip.compress(body), content_type="application/gzip").status_code == 201
    answer = api.get(path(snapshot) + "?content=true")
    assert answer.status_code == 302
    fetched = api.session.get(answer.headers["Location"], timeout=60)
    assert fetched.status_code == 200 and fetched.content == body


def test_a_bomb_stops_at_the_bound(api):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b" " * MEBIBYTE) for _ in range(2048)) + packer.flush()
    assert len(bomb) < 4 * MEBIBYTE
    began = time.monotonic()
    answer = put(api, model(), body=bomb, content_type="application/gzip")
    assert answer.status_code == 413 and "Unpacked" in answer.json()["detail"]
    assert time.monotonic() - began < 20, "two gigabytes were unpacked"


def test_preconditions(api):
    snapshot = model("first")
    assert put(api, snapshot, **{"If-Match": "*"}).status_code == 412
    first = put(api, snapshot, **{"If-None-Match": "*"})
    assert first.status_code == 201
    assert put(api, snapshot, **{"If-None-Match": "*"}).status_code == 412
    second = put(api, {**snapshot, "name": "second"}, **{"If-Match": first.headers["ETag"]})
    assert second.status_code == 200 and second.headers["ETag"] != first.headers["ETag"]
    lost = put(api, {**snapshot, "name": "third"}, **{"If-Match": first.headers["ETag"]})
    assert lost.status_code == 412
    assert api.get(path(snapshot)).json()["entity"]["name"] == "second"
    assert put(api, snapshot, **{"If-Match": "no tag"}).status_code == 422


def test_the_same_bytes_again_are_no_new_version(api):
    snapshot = model()
    first, again = put(api, snapshot), put(api, snapshot)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json() and again.headers["ETag"] == first.headers["ETag"]


def test_all_problems_are_named_at_once_and_nothing_is_stored(api):
    snapshot = model(hyperparameters=[{"name": "a"}, {"value": 1}, {"name": 3, "value": {}}])
    answer = put(api, {**snapshot, "nmae": "x", "taken_at": "yesterday"})
    assert answer.status_code == 422
    places = {tuple(problem["loc"]) for problem in answer.json()["detail"]}
    deep = ("body", "content", "hyperparameters")
    assert places == {("body", "nmae"), ("body", "taken_at"), (*deep, "0"), (*deep, "1"), (*deep, "2", "name"), (*deep, "2", "value")}
    assert api.get(path(snapshot)).status_code == 404
    many = put(api, model(hyperparameters=[{}] * 500)).json()["detail"]
    assert len(many) == 100


@pytest.mark.parametrize("body, clue", [(b"", "cut off"), (b"{", "cut off"), (b"<html>", "not valid JSON"), (b"[]", ""), (b"null", ""),
                                        (b'{"schema_version": 9, "kind": "model"}', "schema_version 9"), (b"[" * 100_000, "")])
def test_what_is_no_snapshot_is_refused_in_a_sentence(body, clue, api):
    answer = put(api, model(), body=body)
    assert answer.status_code == 422 and clue in answer.json()["detail"][0]["msg"], answer.text


def test_path_and_body_must_agree(api):
    snapshot, other = model(), model()
    answer = put(api, snapshot, body=json.dumps(other).encode())
    assert answer.status_code == 422
    assert [(problem["loc"], problem["type"]) for problem in answer.json()["detail"]] == [
        (["body", "id"], "path_mismatch"), (["body", "project_id"], "path_mismatch")
    ]  # fmt: skip
    assert api.call("PUT", path({**snapshot, "kind": "notebook"}), json=snapshot).status_code == 422
    assert api.call("PUT", path({**snapshot, "id": "42"}), json=snapshot).status_code == 422


def test_a_list_is_in_order_of_kind_and_name_and_follows_renames(api, sample):
    project = str(uuid.uuid4())
    models = [{**model(name), "project_id": project} for name in ("b", "C", "a")]
    run = sample(id=str(uuid.uuid4()), project_id=project, name="z")
    for snapshot in [*models, run]:
        assert put(api, snapshot).status_code == 201
    assert [item["name"] for item in listed(api, project, "limit=2")] == ["z", "a", "b", "C"]
    assert put(api, {**models[2], "name": "d"}).status_code == 200
    assert [item["name"] for item in listed(api, project, "limit=1&kind=model")] == ["b", "C", "d"]


def eventually(found, expected, patience=20):
    deadline = time.monotonic() + patience
    while (now := found()) != expected:
        assert time.monotonic() < deadline, f"{now}, not {expected}"
        time.sleep(0.2)


def test_what_is_put_into_the_bucket_or_removed_is_listed_without_anybody_calling(api, operator):
    snapshot = model("put by hand")
    operator.publish(snapshot)
    names = lambda: [item["name"] for item in listed(api, snapshot["project_id"])]  # noqa: E731
    eventually(names, ["put by hand"])
    operator.publish({**snapshot, "name": "put again"})
    eventually(names, ["put again"])
    operator.s3.delete_object(
        Bucket=operator.env["BUCKET_NAME"],
        Key=f"entities/{snapshot['project_id']}/{snapshot['kind']}/{snapshot['id']}.json",
    )
    eventually(names, [])


def test_a_backfill_lists_what_was_there_before_the_catalog(api, operator):
    snapshot = model("from before")
    operator.publish(snapshot)
    names = lambda: [item["name"] for item in listed(api, snapshot["project_id"])]  # noqa: E731
    eventually(names, ["from before"])
    forgotten = f"ENTITIES#{snapshot['project_id']}"
    (entry,) = operator.table.query(
        KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": forgotten}
    )["Items"]  # fmt: skip
    operator.table.delete_item(Key={"pk": forgotten, "sk": entry["sk"]})
    operator.table.delete_item(Key={"pk": f"ENTITY#{snapshot['project_id']}#model#{snapshot['id']}", "sk": "ENTITY"})
    assert names() == []
    operator.reportctl("reindex", "--project", snapshot["project_id"])
    assert names() == ["from before"]


def test_the_command_line_publishes_and_asks_with_a_key_alone(api, operator, sample, tmp_path):
    snapshot = sample(id=str(uuid.uuid4()), project_id=str(uuid.uuid4()), name="from a file")
    file, pdf = tmp_path / "experiment.json", tmp_path / "experiment.pdf"
    file.write_text(json.dumps(snapshot))
    with_a_key = {"PATH": os.environ["PATH"], "REPORTS_URL": api.base + "/", "REPORTS_API_KEY": api.key}
    printed = operator.reportctl("publish", file, environment=with_a_key)
    assert printed.startswith(f"entities/{snapshot['project_id']}/experiment/{snapshot['id']}.json ")
    assert [item["name"] for item in listed(api, snapshot["project_id"])] == ["from a file"]
    about = ["--kind", "experiment", "--project", snapshot["project_id"], "--entity", snapshot["id"]]
    assert operator.reportctl("create", *about, "-o", pdf, environment=with_a_key).strip() == str(pdf)
    assert pdf.read_bytes().startswith(b"%PDF-")
    waited = operator.reportctl("create", *about, "--wait", "--options", '{"title": "Q4"}', environment=with_a_key)
    assert api.report(waited.strip())["status"] == "succeeded"


@pytest.mark.parametrize("change, clue", [
    ({"REPORTS_URL": "reports.example"}, "is no address"), ({"REPORTS_API_KEY": "rk_wrong"}, "401 A valid API key"),
    ({"REPORTS_API_KEY": ""}, "REPORTS_API_KEY is not"), ({"REPORTS_URL": "http://127.0.0.1:9"}, "onnection refused"),
    ({"REPORTS_URL": ""}, "set REPORTS_URL"),
])  # fmt: skip
def test_the_command_line_says_what_keeps_it_from_asking(change, clue, api, operator):
    environment = {"PATH": os.environ["PATH"], "REPORTS_URL": api.base, "REPORTS_API_KEY": api.key, **change}
    about = ["--kind", "model", "--project", str(uuid.uuid4()), "--entity", str(uuid.uuid4())]
    printed = operator.reportctl("create", *about, expect=1, environment=environment)
    assert clue in printed and len(printed.strip().splitlines()) == 1, printed
    assert "rk_" not in printed


def test_the_command_line_tells_what_the_service_says(api, operator):
    environment = {"PATH": os.environ["PATH"], "REPORTS_URL": api.base, "REPORTS_API_KEY": api.key}
    about = ["--kind", "model", "--project", str(uuid.uuid4()), "--entity", str(uuid.uuid4())]
    assert "404 There is no model" in operator.reportctl("create", *about, expect=1, environment=environment)
    wrong = operator.reportctl("create", *about, "--options", '{"titel": 1}', expect=1, environment=environment)
    assert "body.options.titel: unknown option" in wrong
    assert "the ending of x.docx: expected" in operator.reportctl("create", *about, "-o", "x.docx", expect=1, environment=environment)
