"""The functions' own binaries, an emulator for them, and a proxy between the two that injects faults.

Neither gateway nor permissions take part: the proxy changes the requests' host, which their signatures cover.
"""

import itertools
import json
import re
import uuid

import build
import deployment
import fault_proxy
import local_env
import pytest
import template
import throwaway
from paths import SAMPLES
from runtime_api import Function, http_event

TABLE, BUCKET, QUEUE = "faults", "faults", "faults"
#: Words that would tell a client what is behind the API. No text for clients has them.
INTERNALS = re.compile(
    r"dynamo|sqs|\bs3\b|amazon|aws|arn:|faults|127\.0\.0\.1|exception|transact|thrott|conflict|injected|sdk|panicked|"
    r"\.rs\b|REPORT#|LIST#|NEWEST#|KEY#|IDEM#",
    re.IGNORECASE,
)


def entries(packed):
    """Packed entries of a list: time and id of each report."""
    parts = [packed[start : start + 24] for start in range(0, len(packed), 24)]
    return [(int.from_bytes(part[:8]), str(uuid.UUID(bytes=bytes(part[8:])))) for part in parts]


class Project:
    """A project with one entity, and what the table says of its reports."""

    def __init__(self, world):
        self.world = world
        snapshot = json.loads(next(iter(sorted(SAMPLES.glob("experiment-*.json")))).read_text())
        snapshot |= {"id": str(uuid.uuid4()), "project_id": str(uuid.uuid4())}
        key = f"entities/{snapshot['project_id']}/experiment/{snapshot['id']}.json"
        world.s3.put_object(Bucket=BUCKET, Key=key, Body=json.dumps(snapshot).encode())
        self.id = snapshot["project_id"]
        self.request = {"project_id": self.id, "kind": "experiment", "entity_id": snapshot["id"]}

    def create(self, function, idempotency_key=None):
        headers = {"idempotency-key": idempotency_key} if idempotency_key else {}
        return self.world.call(function, "POST", "/api/reports", headers=headers, body=json.dumps(self.request))

    def list(self, function):
        return self.world.call(function, "GET", "/api/reports", query=f"project_id={self.id}&limit=500")

    def stored(self):
        """The ids of the reports that the table has of this project; checks that its marks and lists say the same."""
        pages = self.world.dynamodb.get_paginator("scan").paginate(TableName=TABLE, ConsistentRead=True)
        items = [item for page in pages for item in page["Items"]]
        # Every item of a report is there, or none.
        by_sort_key = {}
        for item in items:
            by_sort_key.setdefault(item["sk"]["S"], {})[item["pk"]["S"]] = item
        reports = {
            item["report_id"]["S"]: item["job_id"]["S"]
            for item in by_sort_key.get("META", {}).values()
            if item["project_id"]["S"] == self.id
        }
        partitions = {item["pk"]["S"] for item in items}
        for report, job in reports.items():
            assert f"REPORT#{report}" in by_sort_key["OPTIONS"] and f"JOB#{job}" in partitions
        marks = [item["sk"]["S"].split("#")[1] for item in items if item["pk"]["S"] == f"NEWEST#{self.id}"]
        # The project's list, that of its kind, and that of its entity of this kind.
        lists = {pk for pk in partitions if pk.startswith(f"LIST#{self.id}")}
        assert len(lists) in (0, 3)
        for pk in lists:
            kept = {item["sk"]["S"]: item for item in items if item["pk"]["S"] == pk}
            head = kept.pop("HEAD")
            blocks = [entries(kept[sk]["entries"]["B"]) for sk in sorted(kept) if sk.startswith("BLOCK#")]
            in_order = [*itertools.chain(*blocks), *entries(head["tail"]["B"])]
            assert in_order == sorted(in_order)
            assert int(head["blocks"]["N"]) * 16 + int(head["surplus"]["N"]) == sum(map(len, blocks))
            assert sorted([*marks, *(report for _, report in in_order)]) == sorted(reports), "each report once"
        if not lists:
            assert sorted(marks) == sorted(reports), "each report once"
        return set(reports)

    def place(self, function):
        """What the function `positions` says to a batch of one record."""
        record = {"Keys": {"pk": {"S": f"NEWEST#{self.id}"}, "sk": {"S": "0#0"}}, "SequenceNumber": "7"}
        answer, _ = function.invoke({"Records": [{"eventName": "INSERT", "dynamodb": record}]})
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


class World:
    """All of it."""

    def __init__(self, port, proxy, folder):
        self.port, self.proxy, self.folder = port, proxy, folder
        self.s3, self.sqs = deployment.client("s3", port), deployment.client("sqs", port)
        self.dynamodb = deployment.client("dynamodb", port)
        table = template.load()["Resources"]["Table"]["Properties"]
        made = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
        self.dynamodb.create_table(TableName=TABLE, **{name: table[name] for name in made})
        self.s3.create_bucket(Bucket=BUCKET)
        self.s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        self.queue_url = self.sqs.create_queue(QueueName=QUEUE)["QueueUrl"]
        self.names = {"TABLE_NAME": TABLE, "BUCKET_NAME": BUCKET}
        self.key = deployment.make_key(local_env.aws(port) | self.names)
        self.running = []

    def start(self, name, *, faulty=True, **variables):
        """A process of a function, behind the proxy or not, with these variables in its environment as well."""
        port = self.proxy.port if faulty else self.port
        queue_url = f"http://127.0.0.1:{port}/{self.queue_url.split('/', 3)[3]}"
        environment = local_env.aws(port) | self.names | {"QUEUE_URL": queue_url} | variables
        binary = build.target_dir() / build.host() / build.PROFILE / name
        with (self.folder / f"{name}-{len(self.running)}.log").open("w") as log:
            self.running.append(Function(binary, environment, log))
        return self.running[-1]

    def stop(self):
        while self.running:
            self.running.pop().stop()

    def call(self, function, method, path, *, headers=None, query="", body=None, report=None):
        """A request and its answer, which is clean whatever it is."""
        last = report or path.split("/")[-1]
        headers = {"authorization": f"Bearer {self.key}", **(headers or {})}
        answer, _ = function.invoke(http_event(method, path, {"report_id": last}, headers, query, body))
        status, content = answer["statusCode"], json.loads(answer.get("body") or "null")
        sent = {name.lower(): value for name, value in answer["headers"].items()}
        assert sent["x-request-id"] and (sent.get("content-type") == "application/json" or status == 204)
        if status >= 400:
            assert set(content) == {"detail"} and not INTERNALS.search(content["detail"]), content
        assert status != 503 or int(sent["retry-after"]) >= 1
        return status, content

    def meta(self, report_id):
        """The item that holds a report."""
        key = {"pk": {"S": f"REPORT#{report_id}"}, "sk": {"S": "META"}}
        return self.dynamodb.get_item(TableName=TABLE, Key=key, ConsistentRead=True)["Item"]

    def set_meta(self, report_id, name, value):
        """Changes one attribute of that item behind the functions' backs."""
        key = {"pk": {"S": f"REPORT#{report_id}"}, "sk": {"S": "META"}}
        self.dynamodb.update_item(
            TableName=TABLE, Key=key, UpdateExpression="SET #name = :value", ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeNames={"#name": name}, ExpressionAttributeValues={":value": value},
        )  # fmt: skip

    def messages(self):
        """The messages in the queue, taken out."""
        taken = []
        while found := self.sqs.receive_message(QueueUrl=self.queue_url, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=message["ReceiptHandle"])
            taken += found
        return taken


@pytest.fixture(scope="session")
def proxied():
    """An emulator's port, and a proxy before it."""
    with throwaway.emulator() as port, fault_proxy.before(port) as proxy:
        yield port, proxy


@pytest.fixture(scope="session")
def everything(proxied, tmp_path_factory):
    return World(*proxied, tmp_path_factory.mktemp("logs"))


@pytest.fixture
def world(everything):
    """Without messages and processes of the test before."""
    everything.messages()
    yield everything
    everything.stop()


@pytest.fixture
def project(world):
    return Project(world)
