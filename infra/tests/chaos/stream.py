"""The table's stream as Lambda delivers it: by mappings, which stand each by itself as the template has them.

Only the records of one item are in order: a table in use has several shards, and a mapping may take several batches of one
at once. What was delivered comes again; but records of half of the items do not, for a repetition would hide that the function
has made nothing of the first delivery.
"""

import json
import queue
import random
import threading
import time
import zlib
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

import template
from functions import Broken, Ended
from injection import Injection
from stage import NAME, Stage

#: As many batches at once at least: one of each shard.
SHARDS = 3
#: Of a hundred reads of the stream, those after which old records come once more.
REPLAYED = 30
#: The parts of a record that functions get.
PARTS = ("Keys", "OldImage", "NewImage", "SequenceNumber")
FOREVER = -1


def matches(pattern, value) -> bool:
    """Whether an event has the pattern of a filter, as far as the template's need it: values, and how they begin."""
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(matches(wanted, value.get(name)) for name, wanted in pattern.items())
    return any(
        isinstance(value, str) and value.startswith(wanted["prefix"]) if isinstance(wanted, dict) else value == wanted
        for wanted in pattern
    )


def as_delivered(record: dict) -> dict:
    """A record of the stream as a function gets it."""
    write = {part: record["dynamodb"][part] for part in PARTS if part in record["dynamodb"]}
    return {"eventName": record["eventName"], "dynamodb": write}


def item(record: dict) -> str:
    keys = record["dynamodb"]["Keys"]
    return keys["pk"]["S"] + keys["sk"]["S"]


def may_come_again(record: dict) -> bool:
    """The same for all records of an item, and for half of the items."""
    return random.Random(item(record)).random() < 0.5


def reordered(records: list[dict], chance: random.Random) -> list[dict]:
    """The records in another order, but for those of one item."""
    of_item: dict[str, deque] = defaultdict(deque)
    for record in sorted(records, key=lambda record: record["dynamodb"]["SequenceNumber"]):
        of_item[item(record)].append(record)
    return [of_item[item(record)].popleft() for record in chance.sample(records, len(records))]


@dataclass(frozen=True)
class Follower:
    """A function that follows the stream, and what its mapping in the template says."""

    function: str
    batch: int
    lanes: int
    #: How often a batch is tried again, or `FOREVER`, and until its records are how old, in seconds of the service.
    retries: int
    age: int
    halves: bool
    patterns: list[dict]
    #: Of a hundred reads, those whose records are lost. The stream keeps records for a day only, so an outage may be longer.
    lost: int
    #: Whether an error is how it says that it cannot do its work now.
    may_fail: bool

    @classmethod
    def of(cls, function: str, *, lost: int, may_fail: bool) -> "Follower":
        functions = template.resources("AWS::Serverless::Function").values()
        events = next(each for each in functions if template.crate(each) == function)["Properties"]["Events"]
        (mapping,) = (event["Properties"] for event in events.values() if event["Type"] == "DynamoDB")
        patterns = [json.loads(each["Pattern"]) for each in mapping["FilterCriteria"]["Filters"]]
        lanes = max(SHARDS, mapping.get("ParallelizationFactor", 1))
        retries, age = mapping["MaximumRetryAttempts"], mapping["MaximumRecordAgeInSeconds"]
        halves = mapping["BisectBatchOnFunctionError"]
        return cls(function, mapping["BatchSize"], lanes, retries, age, halves, patterns, lost, may_fail)

    def wants(self, record: dict) -> bool:
        return any(matches(pattern, record) for pattern in self.patterns)


#: The marks are the truth of the lists, so what `positions` misses does no harm; what `events` misses nobody is told.
FOLLOWERS = (Follower.of("positions", lost=5, may_fail=False), Follower.of("events", lost=0, may_fail=True))


class Mapping:
    """Delivers the stream to one function. `runs` are its threads."""

    def __init__(self, follower: Follower, stage: Stage, injection: Injection, seed: int, stopping: threading.Event) -> None:
        self.follower, self.stage, self.injection, self.tally = follower, stage, injection, stage.tally
        self.chance = random.Random(f"{seed} stream {follower.function}")
        self.stopping = stopping
        #: Whether deliveries go wrong.
        self.unreliable = True
        self.recorded: list[dict] = []
        self.lanes: list[queue.Queue] = [queue.Queue() for _ in range(follower.lanes)]
        #: When the last read began that found the end of the stream.
        self.ended_at = 0.0
        self.runs: list[tuple[Callable, ...]] = [(self._follow,), *((self._serve, lane) for lane in self.lanes)]

    def has_done(self, instant: float) -> bool:
        """Whether all is delivered that was written before that."""
        return self.ended_at > instant and not any(lane.unfinished_tasks for lane in self.lanes)

    def _count(self, what: str, number: int) -> None:
        self.tally.add("stream", f"{self.follower.function}: {what}", number)

    def _follow(self) -> None:
        """Reads the stream and hands records to their lanes."""
        streams = self.stage.streams
        arn = streams.list_streams(TableName=NAME)["Streams"][0]["StreamArn"]
        shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
        position, last = None, {"ShardIteratorType": "TRIM_HORIZON"}
        while not self.stopping.is_set():
            time.sleep(0.2)
            if self.injection.down == "dynamodb":
                # By the end of an outage it would have expired.
                position = None
                continue
            began = time.monotonic()
            position = position or streams.get_shard_iterator(StreamArn=arn, ShardId=shard, **last)["ShardIterator"]
            answer = streams.get_records(ShardIterator=position, Limit=1000)
            position = answer["NextShardIterator"]
            if not answer["Records"]:
                self.ended_at = began
                continue
            last = {
                "ShardIteratorType": "AFTER_SEQUENCE_NUMBER",
                "SequenceNumber": answer["Records"][-1]["dynamodb"]["SequenceNumber"],
            }
            if new := [record for record in map(as_delivered, answer["Records"]) if self.follower.wants(record)]:
                self._deliver_some(new)

    def _deliver_some(self, new: list[dict]) -> None:
        """New records, or not; and perhaps old ones."""
        self.recorded += filter(may_come_again, new)
        if not self.unreliable:
            self._hand_over(new)
            return
        if self.chance.random() * 100 < self.follower.lost:
            self._count("lost", len(new))
            return
        self._hand_over(reordered(new, self.chance))
        if self.chance.random() * 100 < REPLAYED:
            again = self.chance.sample(self.recorded, min(len(self.recorded), self.chance.randint(1, 100)))
            self._count("again, reordered", len(again))
            self._hand_over(reordered(again, self.chance))

    def _hand_over(self, records: list[dict]) -> None:
        chosen: dict[int, list[dict]] = {}
        for record in records:
            # The shard, and among several batches of one also the batch, is chosen by the item's key.
            chosen.setdefault(zlib.crc32(item(record).encode()) % len(self.lanes), []).append(record)
        most = self.follower.batch
        for lane, some in chosen.items():
            for start in range(0, len(some), most):
                self.lanes[lane].put(some[start : start + most])

    def _serve(self, lane: queue.Queue) -> None:
        while not self.stopping.is_set():
            try:
                batch = lane.get(timeout=0.2)
            except queue.Empty:
                continue
            self._count("delivered", len(batch))
            self._deliver(batch)
            lane.task_done()

    def _deliver(self, batch: list[dict]) -> None:
        """Delivers a batch until the function has taken all of it, or it is given up."""
        parts, tries = [batch], 0
        too_old = time.monotonic() + self.stage.clock.ours(self.follower.age)
        while parts and not self.stopping.is_set():
            part = parts.pop(0)
            left = self._invoke(part)
            if not left:
                tries = 0
                continue
            tries += 1
            if time.monotonic() > too_old or tries > self.follower.retries != FOREVER:
                self._count("given up", len(left))
                tries = 0
                continue
            # One that failed as a whole may have one record that is at fault.
            half = len(left) // 2 if self.follower.halves and left is part else 0
            parts = [some for some in (left[:half], left[half:]) if some] + parts
            self.stopping.wait(min(2.0, 0.1 * 2**tries))

    def _invoke(self, records: list[dict]) -> list[dict]:
        """What has to be delivered again: from the first record on that the function says to have failed, or all."""
        try:
            answer = self.stage.invoke(self.follower.function, {"Records": records})
        except Ended:
            return records
        except Broken as broken:
            if not (broken.answered and self.follower.may_fail):
                self.tally.violated(str(broken))
            return records
        failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        numbers = [record["dynamodb"]["SequenceNumber"] for record in records]
        first = min((numbers.index(number) for number in failed), default=len(records))
        return records[first:]
