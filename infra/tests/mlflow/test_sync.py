"""The function `sync` of the local stack, with the real server behind a proxy on the port that the stack follows."""

import concurrent.futures
import contextlib
import json
import time
import uuid

import boto3
import demo
import deployment
import emulator_process
import local_env
import pytest
import requests
import samples
from botocore.config import Config
from proxies import proxy

PROJECT = samples.MLFLOW_PROJECT_ID
SEEDED = "breast-cancer-diagnosis"


class Stack:
    """A stack that follows a server, as its operator sees it."""

    def __init__(self, values):
        self.values = values
        self.port = int(values["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])
        self.api = demo.Api(values)
        listed = self.client("cloudformation").describe_stack_resources(StackName=values["STACK_NAME"])
        self.resources = {found["LogicalResourceId"]: found["PhysicalResourceId"] for found in listed["StackResources"]}

    def client(self, service):
        return deployment.client(service, self.port)

    def sync(self):
        """One pass, whose error it gives; None if there is none."""
        # The usual client would call once more after a minute.
        patient = Config(read_timeout=330, retries={"max_attempts": 0})
        function = boto3.client(
            "lambda", region_name=local_env.REGION, endpoint_url=self.values["AWS_ENDPOINT_URL"], config=patient,
            aws_access_key_id=self.values["AWS_ACCESS_KEY_ID"], aws_secret_access_key=self.values["AWS_SECRET_ACCESS_KEY"],
        )  # fmt: skip
        answer = function.invoke(FunctionName=self.resources["SyncFunction"], Payload=b"{}")
        payload = json.load(answer["Payload"])
        assert ("FunctionError" in answer) == (payload is not None), payload
        return payload and payload["errorMessage"]

    def entities(self, kind):
        """The ids of the project's entities by name, as lists have them."""
        items, cursor = [], ""
        while cursor is not None:
            page = json.loads(self.api.call("GET", f"/api/projects/{PROJECT}/entities?kind={kind}&limit=100{cursor}"))
            items += page["items"]
            cursor = page["cursor"] and f"&cursor={page['cursor']}"
        return {item["name"]: item["entity_id"] for item in items}

    def versions(self):
        """How many versions of each snapshot the bucket has."""
        pages = self.client("s3").get_paginator("list_object_versions").paginate(
            Bucket=self.values["BUCKET_NAME"], Prefix=f"entities/{PROJECT}/"
        )  # fmt: skip
        counts = {}
        for page in pages:
            for version in page.get("Versions", []):
                counts[version["Key"]] = counts.get(version["Key"], 0) + 1
        return counts

    def forget(self):
        """Removes what the function remembers."""
        table, name = self.client("dynamodb"), self.values["TABLE_NAME"]
        pages = table.get_paginator("query").paginate(
            TableName=name, KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": f"SYNC#{PROJECT}"}}
        )
        items = [item for page in pages for item in page["Items"]]
        for item in items:
            table.delete_item(TableName=name, Key={"pk": item["pk"], "sk": item["sk"]})
        return len(items)

    def lines(self, since):
        """The lines of the function's log since then, without those of the runtime."""
        group = self.resources["SyncLogs"]
        events = self.client("logs").filter_log_events(logGroupName=group, startTime=int(since * 1000))["events"]
        texts = [line for event in events for line in event["message"].splitlines()]
        return [json.loads(text) for text in texts if text.startswith("{")]

    def errors(self):
        """What the metric says that the alarm watches."""
        now = time.time()
        found = self.client("cloudwatch").get_metric_statistics(
            Namespace="AWS/Lambda", MetricName="Errors", StartTime=now - 3600, EndTime=now + 60, Period=60,
            Dimensions=[{"Name": "FunctionName", "Value": self.resources["SyncFunction"]}], Statistics=["Sum"],
        )  # fmt: skip
        return sum(point["Sum"] for point in found["Datapoints"])


@pytest.fixture(scope="module")
def stack():
    return Stack(local_env.read())


@pytest.fixture(scope="module")
def mlflow_port():
    return emulator_process.running()["mlflow_port"]


@pytest.fixture
def followed(server, mlflow_port):
    """The real server, where the stack looks for it."""
    with proxy(server, port=mlflow_port) as followed:
        yield followed


@pytest.fixture
def up_to_date(stack, followed):
    """A stack that has published what the server has."""
    assert stack.sync() is None
    return stack


def log_run(server, name, value):
    """A new run of the seeded experiment, over HTTP."""

    def call(path, **body):
        answer = requests.post(f"{server}/api/2.0/mlflow/{path}", json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    found = requests.get(
        f"{server}/api/2.0/mlflow/experiments/get-by-name", params={"experiment_name": SEEDED}, timeout=60
    ).json()["experiment"]["experiment_id"]  # fmt: skip
    now = int(time.time() * 1000)
    run = call("runs/create", experiment_id=found, run_name=name, start_time=now)["run"]["info"]["run_id"]
    for metric in ("test_roc_auc", "test_accuracy"):
        call("runs/log-metric", run_id=run, key=metric, value=value, timestamp=now, step=0)
    call("runs/update", run_id=run, status="FINISHED", end_time=now + 1000)
    return run


def test_experiments_and_models_are_published_and_listed(up_to_date):
    experiments, models = up_to_date.entities("experiment"), up_to_date.entities("model")
    assert {SEEDED, "regression", "three-classes"} <= set(experiments)
    assert "empty" not in experiments
    # The newest version of the registered model, and the other runs under their own names.
    assert {"breast-cancer-classifier, version 2", "svc-rbf", "random-forest"} <= set(models)
    assert "logistic-regression" not in models


def test_a_new_run_becomes_an_entity_that_can_be_reported_on(up_to_date, server):
    name = f"new-{uuid.uuid4()}"
    log_run(server, name, 0.9999)
    assert up_to_date.sync() is None
    for kind, entity in (("model", name), ("experiment", SEEDED)):
        body = {"project_id": PROJECT, "kind": kind, "entity_id": up_to_date.entities(kind)[entity]}
        report = json.loads(up_to_date.api.call("POST", "/api/reports", body))["report_id"]
        assert demo.wait(up_to_date.api, report)["status"] == "succeeded"
        assert up_to_date.api.call("GET", f"/api/reports/{report}/download").startswith(b"%PDF-")
    page = up_to_date.api.call("GET", f"/api/reports/{report}/view").decode()
    assert name in page, "the experiment's leaderboard has it, too"


def test_the_second_pass_writes_nothing(up_to_date, followed):
    before, asked = up_to_date.versions(), len(followed.asked)
    assert before and up_to_date.sync() is None
    assert up_to_date.versions() == before
    paths = [path for path, _ in followed.asked[asked:]]
    assert paths and not any("get-history" in path or "artifact" in path for path in paths), "nor does it ask for details"


def test_nothing_is_written_twice_although_the_state_is_lost(up_to_date):
    before = up_to_date.versions()
    # Another second, which a snapshot says that it was taken in.
    time.sleep(1.1)
    assert up_to_date.forget() > len(up_to_date.entities("experiment"))
    assert up_to_date.sync() is None
    assert up_to_date.versions() == before


def test_two_at_once_do_not_double(up_to_date, server):
    before = up_to_date.versions()
    name = f"twice-{uuid.uuid4()}"
    log_run(server, name, 0.99999)
    with concurrent.futures.ThreadPoolExecutor(2) as both:
        assert list(both.map(lambda _: up_to_date.sync(), range(2))) == [None, None]
    after = up_to_date.versions()
    model = f"entities/{PROJECT}/model/{up_to_date.entities('model')[name]}.json"
    assert after[model] == 1
    experiment = f"entities/{PROJECT}/experiment/{up_to_date.entities('experiment')[SEEDED]}.json"
    assert after[experiment] == before[experiment] + 1
    assert all(count <= before.get(key, 0) + 1 for key, count in after.items())


def hang(handler, _):
    """Longer than the function waits for an answer."""
    time.sleep(32)
    return "hang up"


BROKEN = {
    "refused": (None, "cannot be reached"),
    "500": (lambda *_: (500, b"Internal Server Error"), "status 500"),
    "a web page": (lambda *_: (200, b"<!doctype html><title>Sign in</title>"), "it sends a web page"),
    "no JSON": (lambda handler, _: None if handler.path == "/version" else (200, b"{"), "what MLflow does not send"),
    "dies half-way": (lambda _, count: "hang up" if count > 6 else None, "the connection broke"),
    "hangs": (hang, "the connection broke"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_server_costs_one_line_and_the_next_pass_works(how, stack, server, mlflow_port):
    instead, clue = BROKEN[how]
    with proxy(server, port=mlflow_port):
        assert stack.sync() is None
    log_run(server, f"unseen-{uuid.uuid4()}", 0.5)
    before, errors, began = stack.versions(), stack.errors(), time.time()
    with proxy(server, instead, port=mlflow_port) if instead else contextlib.nullcontext():
        error = stack.sync()
    assert error and clue in error and "\n" not in error, error
    assert stack.errors() == errors + 1
    assert stack.versions() == before
    with proxy(server, port=mlflow_port):
        assert stack.sync() is None
    assert stack.versions() != before, "the next pass has made up for it"
    lines = stack.lines(began)
    (line,) = [line for line in lines if line["level"] == "ERROR"]
    assert clue in line["message"]
    assert not [line for line in lines if line["level"] == "WARN"], lines


def test_a_secret_lets_the_function_in_and_is_not_told(server, stack, mlflow_port):
    secret = "s3cr3t-t0k3n"
    arn = stack.client("secretsmanager").create_secret(Name=f"mlflow-{time.time_ns()}", SecretString=secret)["ARN"]
    name = "ml-reports-mlflow"
    chosen = [*deployment.mlflow(mlflow_port), f"MlflowSecretArn={arn}", "MlflowExperiments=three-*", "MlflowModels=none"]
    values = local_env.of_outputs(stack.port, deployment.deploy(stack.port, name, chosen)) | {"STACK_NAME": name}
    values["API_KEY"] = deployment.make_key(values)
    other = Stack(values)

    def guard(handler, _):
        return None if handler.headers.get("Authorization") == f"Bearer {secret}" else (401, b"")

    began = time.time()
    with proxy(server, guard, port=mlflow_port):
        assert other.sync() is None
        stranger = stack.sync()
    assert set(other.entities("experiment")) == {"three-classes"}
    assert "status 401" in stranger
    assert secret not in json.dumps(other.lines(began))
    stack.client("cloudformation").delete_stack(StackName=name)
