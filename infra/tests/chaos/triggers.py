"""What calls functions besides clients: queues, the table's stream and the schedule. They deliver more than once, and out of order.

Each runs on threads of its own, calls the emulator directly, and stands still while the service that it polls is down.
"""

import queue
import random
import threading
import time
import zlib
from collections.abc import Callable

from functions import Broken, Ended
from injection import Injection
from stage import NAME, Stage

RENDERERS = 3
#: Of a hundred batches of messages, those that the queue delivers again although they were done.
DELIVERED_TWICE = 5
#: Batches of the stream at once, as the template's ParallelizationFactor.
LANES = 4
#: How often Lambda delivers a batch of the stream again, as the template's MaximumRetryAttempts.
STREAM_RETRIES = 8
#: Of a hundred batches of the stream, those that are lost, and those after which old records come once more.
LOST, REPLAYED = 5, 30
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
        self.recorded: list[dict] = []
        self.lanes: list[queue.Queue] = [queue.Queue() for _ in range(LANES)]
        #: Keys of the bucket whose events Lambda has given up.
        self.given_up: list[str] = []
        self.failure: BaseException | None = None
        runs = [
            *((self._poll, "renderer", stage.queue_url, 4, number) for number in range(RENDERERS)),
            (self._poll, "deadletter", stage.dead_url, 10, 0),
            (self._follow,), (self._sweep,), (self._catalog,),
            *((self._place, lane, number) for number, lane in enumerate(self.lanes)),
        ]  # fmt: skip
        self.threads = [threading.Thread(target=self._guard, args=run, daemon=True) for run in runs]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()

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

    def _follow(self) -> None:
        """Reads the stream and hands records of marks to their lanes. Old ones come again, shuffled: only the records of one item
        are in order, and a mark has one."""
        streams, chance = self.stage.streams, random.Random(f"{self.seed} stream")
        arn = streams.list_streams(TableName=NAME)["Streams"][0]["StreamArn"]
        shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
        position, last = None, {"ShardIteratorType": "TRIM_HORIZON"}
        while not self.stopping.is_set():
            time.sleep(0.2)
            if self._stands_still("dynamodb"):
                # By the end of an outage it would have expired.
                position = None
                continue
            position = position or streams.get_shard_iterator(StreamArn=arn, ShardId=shard, **last)["ShardIterator"]
            answer = streams.get_records(ShardIterator=position, Limit=1000)
            position = answer["NextShardIterator"]
            if answer["Records"]:
                number = answer["Records"][-1]["dynamodb"]["SequenceNumber"]
                last = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": number}
            new = [
                {"eventName": "INSERT", "dynamodb": {"Keys": record["dynamodb"]["Keys"], "SequenceNumber": record["dynamodb"]["SequenceNumber"]}}
                for record in answer["Records"]
                if record["eventName"] == "INSERT" and record["dynamodb"]["Keys"]["pk"]["S"].startswith("NEWEST#")
            ]  # fmt: skip
            if not new:
                continue
            self.recorded += new
            if self.unreliable and chance.random() * 100 < LOST:
                self.tally.add("stream", "records lost", len(new))
                continue
            self._hand_over(new)
            if self.unreliable and chance.random() * 100 < REPLAYED:
                again = chance.sample(self.recorded, min(len(self.recorded), chance.randint(1, 100)))
                self.tally.add("stream", "records again, reordered", len(again))
                self._hand_over(again)

    def _hand_over(self, records: list[dict]) -> None:
        batches: dict[int, list[dict]] = {}
        for record in records:
            # Lambda chooses by the item's key.
            item = record["dynamodb"]["Keys"]["pk"]["S"] + record["dynamodb"]["Keys"]["sk"]["S"]
            batches.setdefault(zlib.crc32(item.encode()) % LANES, []).append(record)
        for lane, batch in batches.items():
            self.lanes[lane].put(batch)

    def _place(self, lane: queue.Queue, number: int) -> None:
        while not self.stopping.is_set():
            try:
                batch = lane.get(timeout=0.2)
            except queue.Empty:
                continue
            self.tally.add("stream", "records", len(batch))
            for tries in range(1 + STREAM_RETRIES):
                try:
                    answer = self.stage.invoke("positions", {"Records": batch})
                except Ended:
                    continue
                except Broken as broken:
                    self.tally.violated(str(broken))
                    continue
                failed = [each["itemIdentifier"] for each in answer["batchItemFailures"]]
                if not failed:
                    break
                numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
                batch = batch[numbers.index(failed[0]) :]
                time.sleep(min(2.0, 0.1 * 2**tries))
            else:
                self.tally.add("stream", "records given up", len(batch))

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
