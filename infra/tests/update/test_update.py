"""A running stack is updated while clients create, list and read; what was there before goes on.

In `make test` the version before is this one, holding what the former version had stored and sent (`former_items.json`).
`make former` builds the former version from the history and deploys that first.
"""

import json
import re
import subprocess
import time
import uuid
from pathlib import Path

import build
import deployment
import former
import local_env
import pytest
import throwaway
from paths import ROOT, SAMPLES
from traffic import Client, Traffic

ITEMS = json.loads((Path(__file__).parents[1] / "faults" / "former_items.json").read_text())
KINDS = ("experiment", "model")
NAME = "update"


class Stack:
    """A stack on an emulator of its own, with permissions."""

    def __init__(self, port):
        self.port = port
        self.s3, self.sqs, self.dynamodb, self.functions = (
            deployment.client(name, port) for name in ("s3", "sqs", "dynamodb", "lambda")
        )

    def deploy(self, root, *parameters):
        outputs = deployment.deploy(self.port, NAME, list(parameters), root)
        self.values = local_env.of_outputs(self.port, outputs)
        self.table, self.bucket, self.queue = (self.values[name] for name in ("TABLE_NAME", "BUCKET_NAME", "QUEUE_URL"))

    def make_key(self, root):
        """With that version's own tool."""
        tool = root / "target" / build.PROFILE / "reportctl"
        command = [tool, "keys", "create", "--name", "update", "--scopes", "read,write"]
        done = subprocess.run(command, env=self.values, capture_output=True, text=True, check=True)
        self.key = done.stdout.strip().split()[-1]
        self.client = Client(self.values["BASE_URL"], self.key)

    def render(self, wanted):
        """Lets the queue call renderers, or not."""
        (mapping,) = self.functions.list_event_source_mappings(FunctionName=self.values["RENDERER_FUNCTION_NAME"])["EventSourceMappings"]
        self.functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=wanted)
        time.sleep(2)  # until the emulator's poller knows

    def publish(self, project, kind, entity):
        """A snapshot; the version of its object, and its tag."""
        sample = min(SAMPLES.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_size)
        snapshot = json.loads(sample.read_text()) | {"id": entity, "project_id": project}
        key = f"entities/{project}/{kind}/{entity}.json"
        put = self.s3.put_object(Bucket=self.bucket, Key=key, Body=json.dumps(snapshot).encode())
        return put["VersionId"], put["ETag"]

    def change_meta(self, report, change, **values):
        self.dynamodb.update_item(
            TableName=self.table, Key={"pk": {"S": f"REPORT#{report}"}, "sk": {"S": "META"}}, UpdateExpression=change,
            ExpressionAttributeNames={f"#{name}": name for name in re.findall(r"#(\w+)", change)},
            ExpressionAttributeValues={f":{name}": value for name, value in values.items()},
        )  # fmt: skip

    def until(self, report, *statuses, patience=60):
        deadline = time.monotonic() + patience
        while (found := self.client.report(report))["status"] not in statuses:
            assert time.monotonic() < deadline, found
            time.sleep(0.2)
        return found

    def marks(self):
        query = {"FilterExpression": "begins_with(pk, :marks)", "ExpressionAttributeValues": {":marks": {"S": "NEWEST#"}}}
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.table, **query)
        return [item for page in pages for item in page["Items"]]


class Before:
    """What there is before the update: a project with an id that names an experiment and a model, and reports in every state."""

    def __init__(self, project, entity):
        self.project, self.entity = project, entity
        #: Status → reports.
        self.reports = {status: [] for status in ("queued", "running", "failed", "succeeded")}
        self.kinds = {}

    @property
    def all(self):
        return [report for reports in self.reports.values() for report in reports]


def stored_formerly(stack):
    """What the former version had stored and sent, put into this version's stack."""
    metas = [item for item in ITEMS if item["sk"]["S"] == "META"]
    before = Before(metas[0]["project_id"]["S"], metas[0]["entity_id"]["S"])
    pins = {kind: stack.publish(before.project, kind, before.entity) for kind in KINDS}
    for item in ITEMS:
        if item["sk"]["S"] == "META":
            version, tag = pins[item["kind"]["S"]]
            # The versions of the bucket of then are not in the one of now.
            item = item | {"snapshot_version": {"S": version}, "snapshot_etag": {"S": tag}}
            before.reports[item["status"]["S"]].append(item["report_id"]["S"])
            before.kinds[item["report_id"]["S"]] = item["kind"]["S"]
        stack.dynamodb.put_item(TableName=stack.table, Item=item)
    for item in metas:
        if item["status"]["S"] in ("queued", "running"):
            message = {name: item[name]["S"] for name in ("report_id", "job_id")}
            stack.sqs.send_message(QueueUrl=stack.queue, MessageBody=json.dumps(message))
    return before


def made_formerly(stack):
    """What clients of the former version make of it."""
    before = Before(str(uuid.uuid4()), str(uuid.uuid4()))
    for kind in KINDS:
        stack.publish(before.project, kind, before.entity)

    def create(number):
        kind = KINDS[number % 2]
        request = {"project_id": before.project, "kind": kind, "entity_id": before.entity, "options": {"title": f"Report {number}"}}
        answer = stack.client.call("POST", "/api/reports", json=request, headers={"Idempotency-Key": str(uuid.uuid4())})
        assert answer.status_code == 201, answer.text
        before.kinds[answer.json()["report_id"]] = kind
        return answer.json()["report_id"]

    for number in range(12):
        before.reports["succeeded"].append(create(number))
    for report in before.reports["succeeded"]:
        assert stack.until(report, "succeeded", "failed")["status"] == "succeeded"
    stack.render(False)
    for number in range(12, 40):
        before.reports["queued"].append(create(number))
    for _ in range(4):
        # One that a renderer has begun and was killed at, whose message waits to be visible again.
        report = before.reports["queued"].pop()
        change = "SET #status = :running, #attempts = :one, #lease_until = :past"
        stack.change_meta(report, change, running={"S": "running"}, one={"N": "1"}, past={"N": "1"})
        before.reports["running"].append(report)
        report = before.reports["queued"].pop()
        change = "SET #status = :failed, #error = :error, #finished_at = #updated_at REMOVE #open, #due"
        stack.change_meta(report, change, failed={"S": "failed"}, error={"S": "The service could not render it."})
        before.reports["failed"].append(report)
    return before


@pytest.fixture(scope="module")
def from_former(request):
    return request.config.getoption("--former")


@pytest.fixture(scope="module")
def stack():
    build.build()
    with throwaway.emulator(permissions=True) as port:
        yield Stack(port)


def expected(reports, kinds, kind):
    return {report for report in reports if kind in (None, kinds[report])}


def test_a_stack_is_updated_under_traffic(stack, from_former):
    root = former.make() if from_former else ROOT
    stack.deploy(root)
    stack.make_key(root)
    if from_former:
        before = made_formerly(stack)
    else:
        stack.render(False)
        before = stored_formerly(stack)
    request = {"project_id": before.project, "kind": "model", "entity_id": before.entity}

    with Traffic(stack.values["BASE_URL"], stack.key, request, before.all) as traffic:
        time.sleep(2)
        created_before = len(traffic.created)
        stack.render(True)
        # All functions are updated.
        stack.deploy(ROOT, "LogLevel=debug")
        created_meanwhile = len(traffic.created)
        time.sleep(3)
    print(f"{len(traffic.created)} created, {created_meanwhile - created_before} of them during the update; "
          f"answers {dict(traffic.answers)}")
    assert not traffic.wrong, traffic.wrong[:10]
    assert 0 < created_before < created_meanwhile < len(traffic.created)

    # Everything is listed, counted and ends.
    kinds = before.kinds | dict.fromkeys(traffic.created, "model")
    unanswered = set(stack.client.listed(f"project_id={before.project}")[0]) - set(kinds)
    assert len(unanswered) <= traffic.cut
    kinds |= dict.fromkeys(unanswered, "model")
    reports = set(kinds)

    def check_lists():
        for kind in (None, *KINDS):
            for entity in ("", f"&entity_id={before.entity}"):
                ids, totals = stack.client.listed(f"project_id={before.project}{entity}" + (f"&kind={kind}" if kind else ""))
                wanted = expected(reports, kinds, kind)
                assert totals == {len(wanted)} and len(ids) == len(wanted) and set(ids) == wanted

    check_lists()
    for report in set(kinds) - {*before.reports["succeeded"], *before.reports["failed"]}:
        assert stack.until(report, "succeeded", "failed", patience=150)["status"] == "succeeded"
    for report in before.reports["succeeded"] + before.reports["failed"]:
        stack.client.report(report)
    for report in before.reports["succeeded"]:
        # It has the two formats that there were; what is said of the others is that they were never written.
        answer = stack.client.call("GET", f"/api/reports/{report}/view?format=md")
        assert answer.status_code == 404 and "made before there were reports as md" in answer.text, answer.text
    # The stream has told of all marks, or does in a moment.
    deadline = time.monotonic() + 90
    while stack.marks():
        assert time.monotonic() < deadline, "marks stay"
        time.sleep(0.5)
    check_lists()

    # Failed ones can be asked for again; one of each kind can be deleted.
    for report in before.reports["failed"]:
        answer = stack.client.call("POST", f"/api/reports/{report}/retry")
        assert answer.status_code == 202, answer.text
        assert stack.until(report, "succeeded", "failed")["status"] == "succeeded"
    gone = [reports_of[0] for reports_of in before.reports.values()] + traffic.created[:1] + traffic.created[-1:]
    for report in gone:
        assert stack.client.call("DELETE", f"/api/reports/{report}").status_code == 204
        assert stack.client.call("GET", f"/api/reports/{report}").status_code == 404
        reports.discard(report)
    check_lists()
    if from_former:
        go_back_and_forth(stack, root, before, reports, set(traffic.created[created_meanwhile:]) & reports, check_lists)


def go_back_and_forth(stack, root, before, reports, since, check_lists):
    """The former version reads every report, but its lists do not know those made since, and miss some of the old ones where others
    were deleted since. After the next update, all is as it was, with what the former version has made meanwhile."""
    stack.deploy(root)
    listed, totals = stack.client.listed(f"project_id={before.project}")
    print(f"back: {len(listed)} listed, total {totals}, of {len(reports)}; {len(since)} were made since")
    print(f"back: of {len(set(before.all) & reports)} that the former version had made, it lists {len(set(before.all) & set(listed))}")
    assert since and not since & set(listed)
    for report in reports:
        assert stack.client.report(report)["status"] == "succeeded"
    request = {"project_id": before.project, "kind": "model", "entity_id": before.entity}
    answer = stack.client.call("POST", "/api/reports", json=request)
    assert answer.status_code == 201, answer.text
    made = answer.json()["report_id"]
    assert stack.until(made, "succeeded", "failed")["status"] == "succeeded"
    stack.deploy(ROOT)
    listed, totals = stack.client.listed(f"project_id={before.project}")
    assert totals == {len(listed)} and set(listed) == {*reports, made} and len(listed) == len(reports) + 1
    assert stack.client.call("DELETE", f"/api/reports/{made}").status_code == 204
    check_lists()
