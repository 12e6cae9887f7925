"""What clients see and what is stored when DynamoDB, SQS and S3 misbehave."""

import concurrent.futures
import json
import time
import uuid

import pytest


def dynamodb(operation, **effect):
    return {"service": "dynamodb", "operation": operation, **effect}


def transactions(**effect):
    return dynamodb("TransactWriteItems", **effect)


def cancelled(code, **how):
    """A transaction that DynamoDB cancels because of the second of its four writes."""
    reasons = [{"Code": code if index == 1 else "None"} for index in range(4)]
    error = {"code": "TransactionCanceledException", "status": 400, "message": "Transaction cancelled, please refer "
             "cancellation reasons for specific reasons", "fields": {"CancellationReasons": reasons}}  # fmt: skip
    return transactions(error=error, **how)


THROTTLED = {"error": {"code": "ProvisionedThroughputExceededException", "status": 400, "message": "Injected: slow down"}}
BROKEN = {"error": {"code": "InternalServerError", "status": 500, "message": "Injected: broken"}}
DENIED = {"error": {"code": "AccessDeniedException", "status": 400, "message": "Injected: not authorized on arn:aws:x"}}
RESET = {"reset": True}
#: The request does its work and the answer is lost on the way.
ANSWER_LOST = {"response": {"abort_bytes": 0}}


PASSING = {
    "transaction conflicts": cancelled("TransactionConflict", times=3),
    "transactions throttled for one item": cancelled("ThrottlingError", times=2),
    "transactions throttled": transactions(times=2, **THROTTLED),
    "transactions broken": transactions(times=2, **BROKEN),
    "transactions reset": transactions(times=2, **RESET),
    "an answer lost": transactions(times=1, **ANSWER_LOST),
    "two answers lost": transactions(times=2, **ANSWER_LOST),
    "slow transactions": transactions(latency=700),
    "key looked up in vain": dynamodb("GetItem", times=2, **RESET),
    "S3 busy": {"service": "s3", "times": 2, "error": {"code": "SlowDown", "status": 503}},
    "SQS down": {"service": "sqs", "times": 2, "error": {"code": "ServiceUnavailable", "status": 503}},
}


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_goes_unnoticed(fault, world, project):
    with world.proxy.faults(PASSING[fault]) as fired:
        status, created = project.create(world.start("create"))
        assert fired() >= 1
    assert status == 201, created
    assert project.stored() == {created["report_id"]}
    (message,) = world.messages()
    assert json.loads(message["Body"]) == {name: created[name] for name in ("report_id", "job_id")}


STAYING = {
    "transactions throttled": (503, transactions(**THROTTLED)),
    "transactions broken": (503, transactions(**BROKEN)),
    "transactions reset": (503, transactions(**RESET)),
    # After five seconds.
    "transaction conflicts": (503, cancelled("TransactionConflict")),
    "key looked up in vain": (503, dynamodb("GetItem", **BROKEN)),
    "S3 busy": (503, {"service": "s3", "error": {"code": "SlowDown", "status": 503}}),
    # A grant that is missing is put right by an operator; a client that comes back later may succeed.
    "transactions denied": (503, transactions(**DENIED)),
    "S3 denied": (503, {"service": "s3", "error": {"code": "AccessDenied", "status": 403}}),
    # Trying again does not help, so the client is not asked to: 500, not 503.
    "transactions invalid": (500, cancelled("ValidationError")),
}


@pytest.mark.parametrize("fault", STAYING)
@pytest.mark.parametrize("key", [None, "a key"], ids=["plain", "keyed"])
def test_a_fault_that_stays_is_told_and_leaves_nothing(fault, key, world, project):
    expected, rule = STAYING[fault]
    create, key = world.start("create"), key and str(uuid.uuid4())
    with world.proxy.faults(rule) as fired:
        status, answer = project.create(create, key)
        assert fired() >= 1
    assert status == expected, answer
    assert project.stored() == set() and world.messages() == []
    # And the next one, with the same key, works.
    status, created = project.create(create, key)
    assert status == 201, created
    assert project.stored() == {created["report_id"]}


@pytest.mark.parametrize("key", [None, "a key"], ids=["plain", "keyed"])
def test_a_report_whose_every_answer_was_lost_is_not_denied(key, world, project):
    """The transaction is applied, its answer is lost three times: the report is there, and a 503 would have it made twice."""
    create, key = world.start("create"), key and str(uuid.uuid4())
    with world.proxy.faults(transactions(**ANSWER_LOST)) as fired:
        status, created = project.create(create, key)
        assert fired() == 3
    assert status == 201, created
    assert project.stored() == {created["report_id"]}


def test_a_report_whose_answer_was_lost_before_a_conflict_is_made_once(world, project):
    """The SDK's own repetition meets a conflict, and the next try finds the report that the first one stored."""
    faults = transactions(times=1, **ANSWER_LOST), cancelled("TransactionConflict", times=1)
    with world.proxy.faults(*faults) as fired:
        status, created = project.create(world.start("create"), str(uuid.uuid4()))
        assert fired() == 2
    assert status == 201, created
    assert project.stored() == {created["report_id"]}


@pytest.mark.parametrize("operation", ["PutItem", "TransactWriteItems"])
def test_an_idempotency_key_holds_when_answers_are_lost(operation, world, project):
    create, key = world.start("create"), str(uuid.uuid4())
    with world.proxy.faults(dynamodb(operation, times=1, **ANSWER_LOST)) as fired:
        first = project.create(create, key)
        assert fired() == 1
    assert first[0] == 201 and project.create(create, key) == first
    assert project.stored() == {first[1]["report_id"]}


#: A service takes the request and never answers.
HANGS = {"timeout_ms": 60_000}
HANGING = {
    "the key": dynamodb("GetItem", **HANGS),
    "the transaction": transactions(**HANGS),
    "the idempotency key": dynamodb("PutItem", **HANGS),
    "all of DynamoDB": dynamodb(None, **HANGS),
    "S3": {"service": "s3", **HANGS},
}


@pytest.mark.parametrize("hanging", HANGING)
def test_a_request_ends_within_its_budget_whatever_hangs(hanging, world, project):
    budget = 4
    create, key = world.start("create", REQUEST_BUDGET_SECONDS=str(budget)), str(uuid.uuid4())
    with world.proxy.faults(HANGING[hanging]) as fired:
        began = time.monotonic()
        status, answer = project.create(create, key)
        took = time.monotonic() - began
        assert fired() >= 1
    assert status == 503, answer
    # What hangs would take a minute; a loaded machine may take its time as well.
    assert took < 2 * budget, took
    assert project.stored() == set() and world.messages() == []


def test_a_hanging_queue_holds_up_no_client_whose_report_is_stored(world, project):
    create = world.start("create", REQUEST_BUDGET_SECONDS="4")
    with world.proxy.faults({"service": "sqs", **HANGS}) as fired:
        began = time.monotonic()
        status, created = project.create(create)
        assert fired() >= 1 and time.monotonic() - began < 8
    assert status == 201, created
    assert project.stored() == {created["report_id"]}


OUTAGES = {
    "S3 down": {"service": "s3", "error": {"code": "ServiceUnavailable", "status": 503}},
    "S3 denied": {"service": "s3", "error": {"code": "AccessDenied", "status": 403}},
    "S3 hangs": {"service": "s3", **HANGS},
    "the table throttles": dynamodb(None, **THROTTLED),
    "the table denies": dynamodb(None, **DENIED),
    "the table's writes are done and their answers lost": dynamodb("UpdateItem", **ANSWER_LOST),
    "documents cannot be written": {"service": "s3", "operation": "PutObject", "error": {"code": "SlowDown", "status": 503}},
}


def delivered(message, times=1):
    """A message as Lambda hands it over."""
    attributes = {"ApproximateReceiveCount": str(times)}
    return {"Records": [{"messageId": "m", "body": json.dumps(message), "attributes": attributes}]}


@pytest.mark.parametrize("outage", OUTAGES)
def test_an_outage_puts_a_report_off_and_uses_up_no_attempt(outage, world, project):
    _, created = project.create(world.start("create", faulty=False))
    world.messages()
    message = {name: created[name] for name in ("report_id", "job_id")}
    renderer = world.start("renderer", REPORT_TIME_LIMIT_SECONDS="3600")
    with world.proxy.faults(OUTAGES[outage]) as fired:
        for pauses in (1, 2):
            answer, _ = renderer.invoke(delivered(message))
            assert answer == {"batchItemFailures": []}
            # It is held back, so nobody can take it yet; the next delivery is what it would be.
            message["pauses"] = pauses
            counts = world.sqs.get_queue_attributes(QueueUrl=world.queue_url, AttributeNames=["All"])["Attributes"]
            delayed = int(counts["ApproximateNumberOfMessagesDelayed"])
            assert delayed >= 1 and delayed + int(counts["ApproximateNumberOfMessages"]) == pauses, counts
        assert fired() >= 2
    assert world.meta(created["report_id"])["status"]["S"] != "failed"
    world.sqs.purge_queue(QueueUrl=world.queue_url)
    answer, _ = renderer.invoke(delivered(message))
    assert answer == {"batchItemFailures": []}
    report = world.meta(created["report_id"])
    assert report["status"]["S"] == "succeeded", report
    assert report["attempts"]["N"] == "1"


def test_a_report_whose_snapshot_is_gone_fails_and_says_so(world, project):
    _, created = project.create(world.start("create", faulty=False))
    world.set_meta(created["report_id"], "snapshot_version", {"S": str(uuid.uuid4())})
    renderer = world.start("renderer", faulty=False)
    renderer.invoke(delivered({name: created[name] for name in ("report_id", "job_id")}))
    report = world.meta(created["report_id"])
    assert report["status"]["S"] == "failed" and "has since been removed" in report["error"]["S"], report


def test_an_item_that_cannot_be_read_stops_nobody_else(world, project):
    """As after a rollback: a newer version has written a status that this one does not know."""
    create = world.start("create", faulty=False)
    reports = [project.create(create)[1]["report_id"] for _ in range(3)]
    world.messages()
    world.set_meta(reports[1], "status", {"S": "archived"})
    status, page = project.list(world.start("list", faulty=False))
    assert status == 200 and page["total"] == 3
    assert [item["id"] for item in page["items"]] == [reports[2], reports[0]]
    for report in reports:
        world.set_meta(report, "due", {"S": f"{int(time.time() * 1000):015}"})
    time.sleep(0.01)
    sweeper = world.start("sweeper", faulty=False)
    sweeper.invoke({})
    assert {json.loads(message["Body"])["report_id"] for message in world.messages()} == {reports[0], reports[2]}
    later = f"{int(time.time() * 1000) + 3_000_000:015}"
    assert world.meta(reports[1])["due"]["S"] > later, "it takes no other's place in the next sweep"


def test_a_report_without_a_message_is_sent_again_by_the_sweeper(world, project):
    with world.proxy.faults({"service": "sqs", "error": {"code": "ServiceUnavailable", "status": 503}}) as fired:
        status, created = project.create(world.start("create"))
        assert fired() == 3
    assert status == 201 and world.messages() == []
    sweeper = world.start("sweeper", faulty=False)
    sweeper.invoke({})
    assert world.messages() == [], "the message may still be under way"
    # Rather than wait for two minutes.
    world.dynamodb.update_item(
        TableName="faults", Key={"pk": {"S": f"REPORT#{created['report_id']}"}, "sk": {"S": "META"}},
        UpdateExpression="SET due = :now", ConditionExpression="due > :now",
        ExpressionAttributeValues={":now": {"S": f"{int(time.time() * 1000):015}"}},
    )  # fmt: skip
    time.sleep(0.01)
    sweeper.invoke({})
    (message,) = world.messages()
    assert json.loads(message["Body"]) == {name: created[name] for name in ("report_id", "job_id")}
    sweeper.invoke({})
    assert world.messages() == [], "once"


CREATORS, EACH = 8, 6


@pytest.mark.parametrize("keyed", [False, True], ids=["plain", "keyed"])
def test_counts_are_exact_whatever_happens_to_many_creators_at_once(keyed, world, project):
    faults = [
        cancelled("TransactionConflict", probability=0.25),
        cancelled("ThrottlingError", probability=0.05),
        transactions(probability=0.1, **ANSWER_LOST),
        transactions(probability=0.05, **RESET),
        transactions(probability=0.05, **THROTTLED),
        transactions(probability=0.05, **BROKEN),
        transactions(probability=0.2, latency=50),
        dynamodb(None, probability=0.02, **THROTTLED),
        {"service": "sqs", "probability": 0.5, "error": {"code": "ServiceUnavailable", "status": 503}},
    ]

    def work(_):
        create, made = world.start("create"), []
        for _ in range(EACH):
            key = str(uuid.uuid4()) if keyed else None
            made.append((key, *project.create(create, key)))
        return made

    with world.proxy.faults(*faults) as fired, concurrent.futures.ThreadPoolExecutor(CREATORS) as pool:
        answers = [answer for made in pool.map(work, range(CREATORS)) for answer in made]
        assert fired() > CREATORS * EACH / 4
    statuses = [status for _, status, _ in answers]
    assert set(statuses) <= {201, 503} and statuses.count(201) >= CREATORS * EACH / 2, statuses
    created = [content["report_id"] for _, status, content in answers if status == 201]
    assert len(set(created)) == len(created)
    assert project.stored() == set(created)
    for places in (None, world.start("positions", faulty=False)):
        assert places is None or project.place(places) == []
        status, page = project.list(world.start("list", faulty=False))
        assert status == 200 and page["total"] == len(created)
        assert sorted(item["id"] for item in page["items"]) == sorted(created)
    create = world.start("create", faulty=False)
    for key, status, content in answers:
        # With the same key: the first one's ids, or, after a failure, one report more.
        if key and status == 201:
            assert project.create(create, key) == (201, content)
    assert project.stored() == set(created)


PLACING = [
    cancelled("TransactionConflict", probability=0.3),
    transactions(probability=0.2, **ANSWER_LOST),
    transactions(probability=0.1, **THROTTLED),
    dynamodb("Query", probability=0.1, **BROKEN),
    dynamodb("BatchGetItem", probability=0.1, **RESET),
]


def test_places_are_given_once_whatever_happens_to_several_at_once(world, project):
    """Records of the stream that come several times, at once, and while reports are created and deleted."""
    create = world.start("create", faulty=False)
    created = [project.create(create)[1]["report_id"] for _ in range(50)]
    reader = world.start("list", faulty=False)
    workers = [world.start("positions") for _ in range(4)]
    with world.proxy.faults(*PLACING) as fired, concurrent.futures.ThreadPoolExecutor(len(workers)) as pool:
        running = [pool.submit(project.place, worker) for worker in workers]
        created += [project.create(create)[1]["report_id"] for _ in range(10)]
        while not all(future.done() for future in running):
            status, page = project.list(reader)
            assert status == 200 and page["total"] == len(created) == len(page["items"])
            assert [item["id"] for item in page["items"]] == created[::-1]
        assert all(future.result() in ([], ["7"]) for future in running) and fired() >= 1
    assert project.place(world.start("positions", faulty=False)) == []
    assert project.stored() == set(created)
    status, page = project.list(reader)
    assert status == 200 and [item["id"] for item in page["items"]] == created[::-1]


def test_what_the_stream_missed_is_placed_by_the_sweeper(world, project):
    create, sweeper = world.start("create", faulty=False), world.start("sweeper", faulty=False)
    created = [project.create(create)[1]["report_id"] for _ in range(3)]
    key = {"pk": {"S": f"NEWEST#{project.id}"}}

    def marks():
        query = {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": {":pk": key["pk"]}}
        return world.dynamodb.query(TableName="faults", ConsistentRead=True, **query)["Items"]

    sweeper.invoke({})
    assert len(marks()) == 3, "the stream may still tell of them"
    # Rather than wait for a minute.
    world.dynamodb.update_item(
        TableName="faults", Key={**key, "sk": marks()[0]["sk"]}, UpdateExpression="SET due = :past",
        ExpressionAttributeValues={":past": {"S": f"{1:015}"}},
    )  # fmt: skip
    sweeper.invoke({})
    assert marks() == [] and project.stored() == set(created)
    assert [item["id"] for item in project.list(world.start("list", faulty=False))[1]["items"]] == created[::-1]


DELETING = {
    "conflicts": (204, cancelled("TransactionConflict", times=3)),
    "answer lost": (204, transactions(times=1, **ANSWER_LOST)),
    # The SDK's own repetition meets a conflict, and the next try finds no report.
    "answer lost before a conflict": (204, transactions(times=1, **ANSWER_LOST), cancelled("TransactionConflict", times=1)),
    "broken": (503, transactions(**BROKEN)),
    "bucket down": (204, {"service": "s3", "error": {"code": "SlowDown", "status": 503}}),
}


@pytest.mark.parametrize("fault", DELETING)
@pytest.mark.parametrize("placed", [False, True], ids=["mark", "places"])
def test_a_report_is_deleted_as_a_whole_or_not_at_all(fault, placed, world, project):
    expected, *rules = DELETING[fault]
    create, reader = world.start("create", faulty=False), world.start("list", faulty=False)
    created = [project.create(create)[1]["report_id"] for _ in range(40)]
    if placed:
        assert project.place(world.start("positions", faulty=False)) == []
    gone = created[3]
    document = {"Bucket": "faults", "Key": f"artifacts/{gone}/{uuid.uuid4()}/report.pdf"}
    world.s3.put_object(**document, Body=b"%PDF")
    delete = world.start("delete")
    with world.proxy.faults(*rules) as fired:
        assert world.call(delete, "DELETE", f"/api/reports/{gone}")[0] == expected
        assert fired() >= 1
    left = [report for report in created if expected == 503 or report != gone]
    assert project.stored() == set(left)
    status, page = project.list(reader)
    assert status == 200 and [item["id"] for item in page["items"]] == left[::-1]
    if expected == 204:
        assert world.call(delete, "DELETE", f"/api/reports/{gone}")[0] == 404
        # What the bucket kept is removed by the sweeper.
        time.sleep(0.01)
        world.start("sweeper", faulty=False).invoke({})
        versions = world.s3.list_object_versions(Bucket="faults", Prefix=document["Key"])
        assert not versions.get("Versions") and not versions.get("DeleteMarkers")


@pytest.mark.parametrize("damage", ["unreadable", "missing"])
def test_one_report_that_is_damaged_keeps_no_other_from_being_listed(damage, world, project):
    create, reader = world.start("create", faulty=False), world.start("list", faulty=False)
    created = [project.create(create)[1]["report_id"] for _ in range(3)]
    key = {"TableName": "faults", "Key": {"pk": {"S": f"REPORT#{created[1]}"}, "sk": {"S": "META"}}}
    item = world.dynamodb.get_item(**key)["Item"]
    if damage == "missing":
        world.dynamodb.delete_item(**key)
    else:
        world.dynamodb.put_item(TableName="faults", Item=item | {"status": {"S": "of a newer version"}})
    status, page = project.list(reader)
    assert status == 200 and page["total"] == 3
    assert [item["id"] for item in page["items"]] == [created[2], created[0]]


READING = {
    "throttled": (200, {"times": 2, **THROTTLED}),
    "broken": (200, {"times": 2, **BROKEN}),
    "reset": (200, {"times": 2, **RESET}),
    "answers lost": (200, {"times": 2, **ANSWER_LOST}),
    "slow": (200, {"latency": 300}),
    "throttled for good": (503, THROTTLED),
    "broken for good": (503, BROKEN),
    "reset for good": (503, RESET),
    "denied": (503, DENIED),
}


@pytest.mark.parametrize("call", ["list", "get"])
@pytest.mark.parametrize("fault", READING)
@pytest.mark.parametrize("warm", [False, True], ids=["cold", "warm"])
def test_reading(call, fault, warm, world, project):
    """Cold, the key has to be looked up first."""
    expected, effect = READING[fault]
    _, created = project.create(world.start("create", faulty=False))
    function = world.start(call)

    def read():
        if call == "list":
            return project.list(function)
        return world.call(function, "GET", f"/api/reports/{created['report_id']}")

    if warm:
        assert read()[0] == 200
    with world.proxy.faults(dynamodb(None, **effect)) as fired:
        status, answer = read()
        assert fired() >= 1
    assert status == expected, answer
    status, answer = read()
    assert status == 200
    if call == "list":
        assert answer["total"] == 1 and [item["id"] for item in answer["items"]] == [created["report_id"]]
    else:
        assert answer["report"]["id"] == created["report_id"]
