"""What calls functions besides clients: queues, the table's stream and the schedule. They deliver more than once, and out of order.

Each runs on threads of its own, calls the emulator directly, and stands still while the service that it polls is down.
"""

import queue
import random
import threading
import time
from collections.abc import Callable

from functions import Broken, Ended
from injection import Injection
from stage import NAME, Stage
from stream import FOLLOWERS, Mapping

RENDERERS = 3
#: Of a hundred batches of messages, those that the queue delivers again although they were done.
DELIVERED_TWICE = 5
#: How often Lambda delivers an event of the bucket.
EVENT_TRIES = 3
#: Seconds of the service between two sweeps.
SWEEP_EVERY = 60


class Triggers:
    """All of them."""

    def __init__(self, stage: Stage, injection: Injection, seed: int) -> None:
        self.stage, self.injection, self.tally = stage, injection, stage.tally
        self.seed = seed
        self.stopping = threading.Event()
        #: Whether deliveries go wrong.
        self.unreliable = True
        self.mappings = [Mapping(follower, stage, injection, seed, self.stopping) for follower in FOLLOWERS]
        #: Keys of the bucket whose events Lambda has given up.
        self.given_up: list[str] = []
        self.failure: BaseException | None = None
        runs = [
            *((self._poll, "renderer", stage.queue_url, 4, number) for number in range(RENDERERS)),
            (self._poll, "deadletter", stage.dead_url, 10, 0),
            (self._sweep,), (self._catalog,),
            *(run for mapping in self.mappings for run in mapping.runs),
        ]  # fmt: skip
        self.threads = [threading.Thread(target=self._guard, args=run, daemon=True) for run in runs]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def calm(self) -> None:
        """From now on nothing is delivered twice, late or never."""
        for each in (self, *self.mappings):
            each.unreliable = False

    def have_followed(self, instant: float) -> bool:
        """Whether everything is delivered that was written to the table before that."""
        return all(mapping.has_done(instant) for mapping in self.mappings)

    def _guard(self, run: Callable, *arguments) -> None:
        try:
            run(*arguments)
        except BaseException as error:  # noqa: BLE001 — a trigger that has ended would look like a service that is stuck
            self.failure = error
            raise

    def _stands_still(self, service: str) -> bool:
        if self.injection.down == service:
            time.sleep(0.1)
            return True
        return False

    def _poll(self, name: str, url: str, most: int, number: int) -> None:
        sqs, chance = self.stage.sqs, random.Random(f"{self.seed} {name} {number}")
        while not self.stopping.is_set():
            if self._stands_still("sqs"):
                continue
            found = sqs.receive_message(
                QueueUrl=url, MaxNumberOfMessages=most, WaitTimeSeconds=1, AttributeNames=["ApproximateReceiveCount"]
            ).get("Messages", [])
            if not found:
                # A second of the service may be much less than one of ours.
                time.sleep(0.1)
                continue
            self.tally.add("deliveries", name, len(found))
            self.tally.add("redeliveries", name, sum(each["Attributes"]["ApproximateReceiveCount"] != "1" for each in found))
            records = [
                {"messageId": each["MessageId"], "body": each["Body"], "attributes": each["Attributes"]} for each in found
            ]
            try:
                answer = self.stage.invoke(name, {"Records": records})
            except Ended:
                continue
            except Broken as broken:
                self.tally.violated(str(broken))
                continue
            failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
            twice = self.unreliable and chance.random() * 100 < DELIVERED_TWICE
            for message in found:
                if message["MessageId"] in failed:
                    continue
                if twice:
                    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
                else:
                    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

    def _catalog(self) -> None:
        while not self.stopping.is_set():
            try:
                key = self.stage.events.get(timeout=0.2)
            except queue.Empty:
                continue
            detail = {"bucket": {"name": NAME}, "object": {"key": key, "size": 1, "etag": "0"}}
            for _ in range(EVENT_TRIES):
                try:
                    self.stage.invoke("catalog", {"detail-type": "Object Created", "source": "aws.s3", "detail": detail})
                    break
                except (Ended, Broken):
                    continue
            else:
                self.tally.add("bucket's events", "given up")
                self.given_up.append(key)

    def catch_up(self) -> None:
        """What `reportctl reindex` does about the events that were given up: looks at the entities again."""
        while self.given_up:
            self.stage.events.put(self.given_up.pop())

    def _sweep(self) -> None:
        while not self.stopping.wait(self.stage.clock.ours(SWEEP_EVERY)):
            try:
                self.stage.invoke("sweeper", {})
            except (Ended, Broken):
                # One that answers with an error raises an alarm; the next one does its work.
                continue
