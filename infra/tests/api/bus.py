"""What is heard on the stack's event bus, by a rule that hands it to a queue."""

import contextlib
import json
import time
import uuid

import boto3

PATIENCE_SECONDS = 60


class Bus:
    """The bus of a stack: put events on it, hear what the service says."""

    def __init__(self, env):
        self.options = {
            "endpoint_url": env["AWS_ENDPOINT_URL"], "region_name": env["AWS_REGION"],
            "aws_access_key_id": env["AWS_ACCESS_KEY_ID"], "aws_secret_access_key": env["AWS_SECRET_ACCESS_KEY"],
        }  # fmt: skip
        self.name = env["EVENT_BUS_NAME"]
        self.events, self.sqs = boto3.client("events", **self.options), boto3.client("sqs", **self.options)
        self.heard = []

    @contextlib.contextmanager
    def listening(self):
        name = f"heard-{uuid.uuid4()}"
        self.url = self.sqs.create_queue(QueueName=name)["QueueUrl"]
        arn = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        self.events.put_rule(Name=name, EventBusName=self.name, EventPattern=json.dumps({"source": ["ml-reports"]}))
        self.events.put_targets(Rule=name, EventBusName=self.name, Targets=[{"Id": "queue", "Arn": arn}])
        try:
            yield self
        finally:
            self.events.remove_targets(Rule=name, EventBusName=self.name, Ids=["queue"])
            self.events.delete_rule(Name=name, EventBusName=self.name)
            self.sqs.delete_queue(QueueUrl=self.url)

    def ask(self, detail, source="tests", detail_type="Report Requested"):
        """Puts an event on the bus; its id."""
        entry = {"Source": source, "DetailType": detail_type, "Detail": json.dumps(detail), "EventBusName": self.name}
        (outcome,) = self.events.put_events(Entries=[entry])["Entries"]
        return outcome["EventId"]

    def take(self, seconds=0):
        """Adds what has come to `heard`, waiting for the first for some seconds."""
        messages = self.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10, WaitTimeSeconds=seconds)
        for message in messages.get("Messages", []):
            self.heard.append(json.loads(message["Body"]))
            self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        return bool(messages.get("Messages"))

    def until(self, found, patience=PATIENCE_SECONDS):
        """The events for which `found` holds, as soon as there is one."""
        deadline = time.monotonic() + patience
        while not (events := [event for event in self.heard if found(event)]):
            assert time.monotonic() < deadline, f"not heard: {[event['detail-type'] for event in self.heard]}"
            self.take(1)
        return events

    def of(self, report_id, revision):
        """The events about a report up to that revision, one for each, as soon as that one is there."""
        self.until(lambda event: event["detail"].get("report_id") == report_id and event["detail"]["revision"] == revision)
        by_revision = {
            event["detail"]["revision"]: event for event in self.heard if event["detail"].get("report_id") == report_id
        }
        assert sorted(by_revision) == list(range(1, revision + 1)), "a gap"
        return [by_revision[number] for number in sorted(by_revision)]

    def rejection(self, request_id):
        """The event about a request that was rejected."""
        (event, *_) = self.until(lambda event: event["detail"].get("request_id") == request_id)
        assert event["detail-type"] == "Report Rejected"
        return event["detail"]
