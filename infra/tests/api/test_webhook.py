"""A stack that reports every new snapshot by itself and posts what becomes of it: infra/examples/pipelines/webhook_receiver.py receives."""

import json
import sqlite3
import threading
import time
import urllib.error
import urllib.request
import uuid

import pytest


def post(url, body, secret=None):
    headers = {"x-webhook-secret": secret} if secret else {}
    request = urllib.request.Request(url, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def event(report_id, revision, kind="Report Queued"):
    detail = {"report_id": report_id, "revision": revision}
    return json.dumps({"id": str(uuid.uuid4()), "detail-type": kind, "detail": detail}).encode()


def test_a_snapshot_becomes_a_document_and_the_receiver_hears_of_it(configured, configured_operator, receiver, sample):
    snapshot = sample("model", id=str(uuid.uuid4()), project_id=str(uuid.uuid4()))
    configured_operator.publish(snapshot)
    of_project = f"project_id={snapshot['project_id']}"
    deadline = time.monotonic() + 60
    while not (items := configured.items(of_project)["items"]):
        assert time.monotonic() < deadline, "nobody has asked for a report"
        time.sleep(0.2)
    report = configured.finished(items[0]["id"])
    receiver.hears(f"Report Queued {report['id']} 1")
    assert report["entity_id"] == snapshot["id"] and report["status"] == "succeeded"
    done = receiver.hears(f"Report Succeeded {report['id']} 2")
    assert report["summary"]["headline"] in done
    assert configured.items(of_project)["total"] == 1


def test_the_receiver_acts_once_on_each_change_and_never_on_an_older_one(receiver):
    report = str(uuid.uuid4())
    for revision in (1, 1, 4, 2, 3, 4, 5):
        assert post(receiver.url, event(report, revision), receiver.secret) == 204
    receiver.hears(f"Report Queued {report} 5")
    assert [line.split()[3] for line in receiver.lines if report in line] == ["1", "4", "5"]


def test_the_receiver_takes_the_same_event_from_many_at_once_only_once(receiver):
    report = str(uuid.uuid4())
    threads = [threading.Thread(target=post, args=(receiver.url, event(report, 1), receiver.secret)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    post(receiver.url, event(report, 2), receiver.secret)
    receiver.hears(f"{report} 2")
    assert len([line for line in receiver.lines if report in line]) == 2


@pytest.mark.parametrize("secret", [None, "", "wrong", "é"])
def test_nobody_else_is_heard(secret, receiver):
    report = str(uuid.uuid4())
    try:
        assert post(receiver.url, event(report, 1), secret) == 403
    except UnicodeEncodeError:
        pytest.skip("this client cannot send it")
    with sqlite3.connect(receiver.store) as database:
        assert not database.execute("SELECT * FROM newest WHERE report_id = ?", (report,)).fetchall()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"detail": {"report_id": 1}}', b'{"detail": {"report_id": "r", "revision": 1e99}}'])
def test_what_is_no_event_is_refused(body, receiver):
    assert post(receiver.url, body, receiver.secret) == 400


def test_what_is_too_large_is_not_read(receiver):
    request = urllib.request.Request(receiver.url, data=b" " * (256 * 1024 + 1), headers={"x-webhook-secret": receiver.secret})
    with pytest.raises((urllib.error.HTTPError, ConnectionError, urllib.error.URLError)) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert getattr(refused.value, "code", 413) == 413
