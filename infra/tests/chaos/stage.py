"""All of the service: the emulator behind the proxy, what the template makes there, and pools of all functions."""

import base64
import json
import queue
import uuid
from pathlib import Path

import build
import deployment
import local_env
import template
from bus import Bus
from clock import Clock
from fault_proxy import Proxy
from functions import Broken, Ended, Pool
from paths import ROOT, SAMPLES
from runtime_api import Function, http_event
from tally import Tally

NAME = "chaos"
#: The functions in the way of a report, and those that publish and list what reports are about.
FUNCTIONS = (
    "create", "list", "get", "view", "download", "job", "change", "delete", "publish", "entities", "catalog", "renderer",
    "positions", "events", "sweeper", "deadletter",
)  # fmt: skip
#: The queue gives a message up sooner than the template's, so that there are dead letters.
MOST_RECEIVES = 2
#: What a gateway answers when its function has ended without an answer.
BAD_GATEWAY = 502


def snapshot_key(snapshot: dict) -> str:
    """Where the bucket has it."""
    return f"entities/{snapshot['project_id']}/{snapshot['kind']}/{snapshot['id']}.json"


class Answer:
    """What a client gets."""

    def __init__(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.status, self.headers, self.body = status, headers or {}, body

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    def __str__(self) -> str:
        return f"{self.status} {self.body[:300]!r}"


class Stage:
    """The service. `port` is the emulator's."""

    def __init__(self, port: int, proxy: Proxy, clock: Clock, tally: Tally, seed: int, visibility: int | None) -> None:
        self.proxy, self.clock, self.tally = proxy, clock, tally
        self.dynamodb, self.s3, self.sqs = (deployment.client(name, port) for name in ("dynamodb", "s3", "sqs"))
        self.streams = deployment.client("dynamodbstreams", port)
        resources = template.load()["Resources"]
        table = resources["Table"]["Properties"]
        made = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
        stream = {"StreamEnabled": True, **table["StreamSpecification"]}
        self.dynamodb.create_table(TableName=NAME, StreamSpecification=stream, **{name: table[name] for name in made})
        self.s3.create_bucket(Bucket=NAME)
        self.s3.put_bucket_versioning(Bucket=NAME, VersioningConfiguration={"Status": "Enabled"})
        self.dead_url = self._queue("chaos-dead", resources["DeadLetterQueue"]["Properties"]["VisibilityTimeout"])
        arn = self.sqs.get_queue_attributes(QueueUrl=self.dead_url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        redrive = {"RedrivePolicy": json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": MOST_RECEIVES})}
        self.queue_url = self._queue(NAME, visibility or resources["Queue"]["Properties"]["VisibilityTimeout"], **redrive)
        self.bus = Bus(NAME, port)
        names = {"TABLE_NAME": NAME, "BUCKET_NAME": NAME}
        self.key = deployment.make_key(local_env.aws(port) | names)
        folder = build.target_dir() / build.host() / build.PROFILE
        environment = {
            **local_env.aws(proxy.port), **names, **clock.variables,
            "QUEUE_URL": f"http://127.0.0.1:{proxy.port}/{self.queue_url.split('/', 3)[3]}",
            "EVENT_BUS_NAME": self.bus.name, "FONTS_DIR": str(ROOT / template.fonts_layer()),
        }  # fmt: skip
        self.pools = {
            name: Pool(name, lambda name=name: Function(folder / name, environment), clock, tally, seed) for name in FUNCTIONS
        }
        #: The snapshots that there were in the beginning.
        self.published: list[dict] = []
        #: Keys of the bucket for whose events nobody has called `catalog` yet.
        self.events: queue.Queue[str] = queue.Queue()
        #: Whether functions are killed.
        self.dangerous = True

    def _queue(self, name: str, visibility: int, **attributes: str) -> str:
        return self.sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": str(visibility), **attributes})["QueueUrl"]

    def invoke(self, name: str, event: dict) -> dict:
        return self.pools[name].invoke(event, dangerous=self.dangerous)

    def call(self, name: str, method: str, path: str, *, headers=None, query="", body: dict | None = None) -> Answer:
        """A request and its answer. A server's error must be an honest one: 503, and when to come back."""
        parts = path.strip("/").split("/")
        if parts[1] == "projects":
            parameters = dict(zip(("project_id", "kind", "entity_id"), (parts[2], *parts[4:6]), strict=False))
        else:
            parameters = {"report_id": parts[2], "job_id": parts[2]} if len(parts) > 2 else {}
        headers = {"authorization": f"Bearer {self.key}", **(headers or {})}
        event = http_event(method, path, parameters, headers, query, None if body is None else json.dumps(body))
        try:
            answer = self.invoke(name, event)
        except Ended:
            self.tally.add("answers", "none: the function was killed")
            return Answer(BAD_GATEWAY)
        except Broken as broken:
            self.tally.violated(f"{method} {path}: {broken}")
            return Answer(BAD_GATEWAY)
        sent = {name.lower(): value for name, value in answer["headers"].items()}
        content = answer.get("body") or ""
        found = Answer(answer["statusCode"], sent, base64.b64decode(content) if answer.get("isBase64Encoded") else content.encode())
        self.tally.add("answers", str(found.status))
        if found.status >= 500 and not (found.status == 503 and int(sent.get("retry-after", 0)) >= 1):
            self.tally.violated(f"{method} {path} was answered with {found}")
        return found

    def publish(self, projects: int) -> list[dict]:
        """Snapshots of so many projects, published: each has one entity of every kind that reports are asked for on, and one id that names
        two."""
        paths = sorted(SAMPLES.glob("*.json"), key=lambda path: path.stat().st_size)
        smallest: dict[str, dict] = {}
        for path in paths:
            snapshot = json.loads(path.read_text())
            # A report on a privacy session has a call of its own.
            if snapshot["kind"] != "privacy":
                smallest.setdefault(snapshot["kind"], snapshot)
        found = []
        for number in range(projects):
            project, shared = str(uuid.uuid4()), str(uuid.uuid4())
            chosen = [(kind, project if kind == "project" else str(uuid.uuid4())) for kind in smallest]
            for kind, entity in [*chosen, ("experiment", shared), ("model", shared)]:
                snapshot = {**smallest[kind], "id": entity, "project_id": project}
                self.s3.put_object(Bucket=NAME, Key=snapshot_key(snapshot), Body=json.dumps(snapshot).encode())
                self.events.put(snapshot_key(snapshot))
                found.append(snapshot)
        self.published = found
        return found

    def waiting(self) -> dict[str, int]:
        """How many messages the queues have, in whatever state."""
        found = {}
        for name, url in (("queue", self.queue_url), ("dead letters", self.dead_url)):
            counts = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
            found[name] = sum(int(value) for attribute, value in counts.items() if attribute.startswith("ApproximateNumber"))
        return found

    def open(self) -> dict[str, int]:
        """How many items the index of unfinished things has, by what they are."""
        found = {}
        for what, partition in (("unfinished", "1"), ("unplaced", "unplaced"), ("deleted", "deleted")):
            query = {
                "IndexName": "unfinished", "KeyConditionExpression": "#open = :open", "Select": "COUNT",
                "ExpressionAttributeNames": {"#open": "open"}, "ExpressionAttributeValues": {":open": {"S": partition}},
            }  # fmt: skip
            found[what] = self.dynamodb.query(TableName=NAME, **query)["Count"]
        return found

    def stop(self) -> None:
        for pool in self.pools.values():
            pool.stop()
