"""What becomes of events and of requests on the bus when EventBridge misbehaves."""

import contextlib
import json
import time
import uuid

import deployment
import pytest
from runtime_api import FunctionFailed

BUS = "faults"


def bus_fails(**effect):
    return {"service": "events", "operation": "PutEvents", **effect}


DOWN = bus_fails(error={"code": "InternalException", "status": 500, "message": "Injected: down"})
DENIED = bus_fails(error={"code": "AccessDeniedException", "status": 400, "message": "Injected: not authorized"})
#: The bus takes the events and the answer is lost on the way.
ANSWER_LOST = bus_fails(response={"abort_bytes": 0}, times=3)


class Stream:
    """The changes of reports, as the table's stream has them, delivered to the function `events` as Lambda does."""

    def __init__(self, world):
        self.world, self.function, self.records, self.images = world, world.start("events", EVENT_BUS_NAME=BUS), [], {}

    def follow(self, report_id):
        """Adds a record of the report's latest write."""
        old = self.images.get(report_id)
        try:
            new = self.images[report_id] = self.world.meta(report_id)
        except KeyError:
            new = None
        images = {name: image for name, image in (("OldImage", old), ("NewImage", new)) if image}
        keys = {"pk": {"S": f"REPORT#{report_id}"}, "sk": {"S": "META"}}
        write = {"Keys": keys, "SequenceNumber": str(len(self.records)), **images}
        self.records.append({"eventName": "MODIFY", "dynamodb": write})

    def deliver(self):
        """One delivery of what is left; whether nothing is left then."""
        with contextlib.suppress(FunctionFailed):
            answer, _ = self.function.invoke({"Records": self.records})
            failed = [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
            numbers = [record["dynamodb"]["SequenceNumber"] for record in self.records]
            self.records = self.records[numbers.index(failed[0]) :] if failed else []
        return not self.records


@pytest.fixture
def heard(world):
    """Takes what the bus has handed to a queue."""
    events, sqs = (deployment.client(service, world.port) for service in ("events", "sqs"))
    name = f"heard-{uuid.uuid4()}"
    with contextlib.suppress(events.exceptions.ResourceAlreadyExistsException):
        events.create_event_bus(Name=BUS)
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.put_rule(Name=name, EventBusName=BUS, EventPattern='{"source": ["ml-reports"]}')
    events.put_targets(Rule=name, EventBusName=BUS, Targets=[{"Id": "queue", "Arn": arn}])

    def take():
        taken = []
        while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                taken.append(json.loads(message["Body"])["detail"])
        return taken

    yield take
    events.remove_targets(Rule=name, EventBusName=BUS, Ids=["queue"])
    events.delete_rule(Name=name, EventBusName=BUS)


def revisions(events, report_id):
    return sorted({event["revision"] for event in events if event["report_id"] == report_id})


@pytest.mark.parametrize("fault", [DOWN, DENIED], ids=["down", "denied"])
def test_what_happens_while_the_bus_is_down_is_told_afterwards(fault, world, project, heard):
    stream, create, change, delete = Stream(world), world.start("create"), world.start("change"), world.start("delete")
    reports = []
    with world.proxy.faults(fault) as fired:
        for _ in range(13):
            status, created = project.create(create)
            assert status == 201
            reports.append(created["report_id"])
            stream.follow(reports[-1])
        for report in reports[:3]:
            assert world.call(change, "POST", f"/api/reports/{report}/cancel", report=report)[0] == 202
            stream.follow(report)
        began = time.monotonic()
        assert not stream.deliver() and not stream.deliver()
        assert fired() >= 2 and heard() == []
        # One thread serves every stream of the emulator; and whoever waits for an outage to pass waits in Lambda.
        assert time.monotonic() - began < 20
    assert stream.deliver()
    status, _ = world.call(delete, "DELETE", f"/api/reports/{reports[0]}", report=reports[0])
    assert status == 204
    stream.follow(reports[0])
    assert stream.deliver()
    events = heard()
    expected = [[1, 2, 3], [1, 2], [1, 2], *([1] for _ in range(10))]
    assert [revisions(events, report) for report in reports] == expected


def test_a_lost_answer_repeats_events_and_loses_none(world, project, heard):
    stream, create = Stream(world), world.start("create")
    reports = [project.create(create)[1]["report_id"] for _ in range(3)]
    for report in reports:
        stream.follow(report)
    with world.proxy.faults(ANSWER_LOST) as fired:
        while not stream.deliver():
            pass
        assert fired() >= 1
    events = heard()
    assert [revisions(events, report) for report in reports] == [[1]] * 3
    # A repetition is the same event.
    assert len({json.dumps(event, sort_keys=True) for event in events}) == 3 < len(events)


def request(detail):
    """A message with an event of its own."""
    event = {"id": str(uuid.uuid4()), "source": "ci", "detail-type": "Report Requested", "detail": detail}
    return {"Records": [{"messageId": "1", "body": json.dumps(event)}]}


@pytest.mark.parametrize("service", ["dynamodb", "s3"])
def test_a_request_on_the_bus_waits_for_the_end_of_an_outage(service, world, project, heard):
    function = world.start("request", EVENT_BUS_NAME=BUS)
    down = {"service": service, "error": {"code": "InternalError", "status": 500, "message": "Injected: down"}}
    message = request(project.request)
    with world.proxy.faults(down):
        answer, _ = function.invoke(message)
        assert answer["batchItemFailures"] == [{"itemIdentifier": "1"}]
    for _ in range(2):
        answer, _ = function.invoke(message)
        assert answer["batchItemFailures"] == []
    assert len(project.stored()) == 1 and heard() == [], "nothing is rejected because of an outage"


def test_a_rejection_that_cannot_be_told_is_told_later(world, project, heard):
    function = world.start("request", EVENT_BUS_NAME=BUS)
    wrong = request({**project.request, "kind": "notebook"})
    with world.proxy.faults(DOWN):
        answer, _ = function.invoke(wrong)
        assert answer["batchItemFailures"] == [{"itemIdentifier": "1"}]
    answer, _ = function.invoke(wrong)
    assert answer["batchItemFailures"] == []
    (rejected,) = heard()
    assert rejected["request_id"] in wrong["Records"][0]["body"] and rejected["problems"][0]["loc"] == ["body", "kind"]
    assert project.stored() == set()
