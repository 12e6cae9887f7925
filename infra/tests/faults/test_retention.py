"""Documents that are kept for a number of days: the sweeper removes them in all versions, and the report stays."""

import json
import time

BUCKET = "faults"


def versions(world, report_id):
    found = world.s3.list_object_versions(Bucket=BUCKET, Prefix=f"artifacts/{report_id}/")
    return found.get("Versions", []) + found.get("DeleteMarkers", [])


def rendered(world, project, options):
    """The ids of a report that has succeeded."""
    body = json.dumps({**project.request, "options": options})
    status, created = world.call(world.start("create", faulty=False), "POST", "/api/reports", body=body)
    assert status == 201, created
    world.messages()
    message = {name: created[name] for name in ("report_id", "job_id")}
    record = {"messageId": "m", "body": json.dumps(message), "attributes": {"ApproximateReceiveCount": "1"}}
    world.start("renderer", faulty=False).invoke({"Records": [record]})
    assert world.meta(created["report_id"])["status"]["S"] == "succeeded"
    return created


def over(world, report_id, ago_seconds):
    """Moves the report's end and what follows from it into the past, rather than wait for a day."""
    end = int(time.time() * 1000) - 86_400_000 - int(ago_seconds * 1000)
    world.set_meta(report_id, "finished_at", {"N": str(end)})
    world.set_meta(report_id, "due", {"S": f"{end + 86_400_000:015}"})


def view(world, report_id):
    return world.call(world.start("view", faulty=False), "GET", f"/api/reports/{report_id}/view", report=report_id)


def test_documents_go_when_their_days_are_over_and_the_report_stays(world, project):
    short, kept = (rendered(world, project, options)["report_id"] for options in ({"retain_days": 1}, {}))
    meta = world.meta(short)
    assert meta["open"]["S"] == "retained"
    assert int(meta["due"]["S"]) == int(meta["finished_at"]["N"]) + 86_400_000
    assert not {"open", "due", "retain_days"} & set(world.meta(kept)), "what has no days has no entry in the index"
    # A second version, as a lifecycle or a restore makes one.
    (key, *_) = {version["Key"] for version in versions(world, short)}
    world.s3.put_object(Bucket=BUCKET, Key=key, Body=b"again")
    world.s3.delete_object(Bucket=BUCKET, Key=key)
    sweeper = world.start("sweeper", faulty=False)
    sweeper.invoke({})
    assert versions(world, short), "its day is not over"
    over(world, short, ago_seconds=0.5)
    status, answer = view(world, short)
    assert status == 404 and "were kept for 1 day, as was asked for" in answer["detail"], "shown to nobody, at once"
    sweeper.invoke({})
    assert versions(world, short) == [] and versions(world, kept)
    after = world.meta(short)
    gone = ("open", "due", "finished_at")
    assert {name: value for name, value in after.items() if name not in gone} == {
        name: value for name, value in meta.items() if name not in gone
    }, "the report stays as it is"
    assert not {"open", "due"} & set(after)
    assert view(world, short)[0] == 404
    status, page = project.list(world.start("list", faulty=False))
    assert status == 200 and {item["id"] for item in page["items"]} == {short, kept} and page["total"] == 2


def test_an_outage_of_the_bucket_puts_the_removal_off(world, project):
    report = rendered(world, project, {"retain_days": 1})["report_id"]
    over(world, report, ago_seconds=60)
    denied = {"service": "s3", "operation": "DeleteObject", "error": {"code": "AccessDenied", "status": 403}}
    with world.proxy.faults(denied) as fired:
        world.start("sweeper").invoke({})
        assert fired() >= 1
    assert versions(world, report)
    due = int(world.meta(report)["due"]["S"]) - time.time() * 1000
    assert 500_000 < due < 700_000, "ten minutes later, so that it takes no other's place"
    over(world, report, ago_seconds=60)
    world.start("sweeper", faulty=False).invoke({})
    assert versions(world, report) == []


def test_such_a_report_is_deleted_as_any(world, project):
    report = rendered(world, project, {"retain_days": 1})["report_id"]
    status, _ = world.call(world.start("delete", faulty=False), "DELETE", f"/api/reports/{report}", report=report)
    assert status == 204 and versions(world, report) == []
    world.start("sweeper", faulty=False).invoke({})
    assert project.stored() == set()
