"""The bus on which the world is told of reports, and a consumer: a rule and a queue that keeps all that it is told."""

import json
import threading
from dataclasses import dataclass

import deployment

SOURCE = "ml-reports"
#: Longer than any run: what was received is removed at once.
HIDDEN = 43_200


@dataclass(frozen=True)
class Told:
    """An event, as the consumer gets it."""

    type: str
    detail: dict

    @property
    def report(self) -> str:
        return self.detail["report_id"]

    @property
    def revision(self) -> int:
        return self.detail["revision"]

    @property
    def status(self) -> str:
        return self.detail["status"]


class Bus:
    """A bus of that name on the emulator, and everything that was heard on it."""

    def __init__(self, name: str, port: int) -> None:
        self.name = name
        self.events, self.sqs = deployment.client("events", port), deployment.client("sqs", port)
        self.events.create_event_bus(Name=name)
        self.url = self.sqs.create_queue(QueueName=f"{name}-heard", Attributes={"VisibilityTimeout": str(HIDDEN)})["QueueUrl"]
        arn = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        self.events.put_rule(Name=name, EventBusName=name, EventPattern=json.dumps({"source": [{"exists": True}]}))
        self.events.put_targets(Rule=name, EventBusName=name, Targets=[{"Id": "heard", "Arn": arn}])
        self.told: list[Told] = []
        self.lock = threading.Lock()

    def heard(self) -> list[Told]:
        """All events until now, in the order in which they came."""
        with self.lock:
            while messages := self.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10).get("Messages"):
                events = [json.loads(message["Body"]) for message in messages]
                self.told += [Told(event["detail-type"], event["detail"]) for event in events]
                entries = [{"Id": str(number), "ReceiptHandle": it["ReceiptHandle"]} for number, it in enumerate(messages)]
                self.sqs.delete_message_batch(QueueUrl=self.url, Entries=entries)
            return list(self.told)

    def put(self, told: Told) -> None:
        """Puts an event on the bus, as if the service told it."""
        entry = {"EventBusName": self.name, "Source": SOURCE, "DetailType": told.type, "Detail": json.dumps(told.detail)}
        if self.events.put_events(Entries=[entry])["FailedEntryCount"]:
            raise RuntimeError(f"the bus did not take {told}")
