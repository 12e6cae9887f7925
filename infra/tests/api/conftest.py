"""The running local stack, and the few words that the tests are written in."""

import copy
import json
import os
import pathlib
import re
import shlex
import subprocess
import time
import uuid

import boto3
import deployment
import local_env
import pytest
import requests
from bus import Bus
from configured import NAME, Receiver, configuration

ROOT = pathlib.Path(__file__).parents[3]
ENV_FILE = pathlib.Path(os.environ.get("LOCAL_ENV", ROOT / ".local" / "env"))
REPORTCTL = ROOT / "target" / "local" / "reportctl"
SNAPSHOTS = ROOT / "infra" / "samples" / "snapshots"


def read_env():
    """`.local/env`, which is written in shell syntax."""
    if not ENV_FILE.exists():
        pytest.exit("the local stack is not up: run `make up` first", returncode=2)
    pairs = (word.split("=", 1) for word in shlex.split(ENV_FILE.read_text(), comments=True) if "=" in word)
    return dict(pairs)


class Api:
    """HTTP calls as one API key's owner makes them."""

    def __init__(self, env, key):
        self.base, self.key = env["BASE_URL"], key
        self.session = requests.Session()
        # As many connections as the most simultaneous test has callers.
        self.session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=50))

    def call(self, method, path, *, key=True, headers=None, **kwargs):
        headers = dict(headers or {})
        if key:
            headers.setdefault("Authorization", f"Bearer {self.key}")
        kwargs.setdefault("timeout", 60)
        kwargs.setdefault("allow_redirects", False)
        return self.session.request(method, self.base + path, headers=headers, **kwargs)

    def get(self, path, **kwargs):
        return self.call("GET", path, **kwargs)

    def create(self, body, **kwargs):
        return self.call("POST", "/api/reports", json=body, **kwargs)

    def created(self, body, **kwargs):
        """Creates a report and gives its ids."""
        answer = self.create(body, **kwargs)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def report(self, report_id):
        answer = self.get(f"/api/reports/{report_id}")
        assert answer.status_code == 200, answer.text
        return answer.json()["report"]

    def finished(self, report_id, patience=90):
        """Waits until a report has succeeded or failed."""
        deadline = time.monotonic() + patience
        while True:
            report = self.report(report_id)
            if report["status"] in ("succeeded", "failed"):
                return report
            assert time.monotonic() < deadline, f"still {report['status']} after {patience} s"
            time.sleep(0.2)

    def succeeded(self, body, **kwargs):
        report = self.finished(self.created(body, **kwargs)["report_id"])
        assert report["status"] == "succeeded", report["error"]
        return report

    def items(self, query):
        answer = self.get(f"/api/reports?{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()


def seal_of(api, report_id, patience=60):
    """The answer of the call `seal`, as soon as the report is sealed."""
    deadline = time.monotonic() + patience
    while True:
        answer = api.get(f"/api/reports/{report_id}/seal")
        assert answer.status_code == 200, answer.text
        if answer.json()["seal"]["status"] != "pending":
            return answer
        assert time.monotonic() < deadline, "the seal does not come"
        time.sleep(0.2)


class Operator:
    """What the operator of the stack can do: keys, snapshots, a look into S3 and DynamoDB."""

    def __init__(self, env):
        self.env = env
        self.environment = {**os.environ, **env}
        options = {
            "endpoint_url": env["AWS_ENDPOINT_URL"], "region_name": env["AWS_REGION"],
            "aws_access_key_id": env["AWS_ACCESS_KEY_ID"], "aws_secret_access_key": env["AWS_SECRET_ACCESS_KEY"],
        }
        self.s3 = boto3.client("s3", **options)
        self.table = boto3.resource("dynamodb", **options).Table(env["TABLE_NAME"])
        self.sqs = boto3.client("sqs", **options)
        self.logs = boto3.client("logs", **options)

    def reportctl(self, *arguments, expect=0, environment=None):
        """What the command line tool prints: its output, or its error where one is expected."""
        done = subprocess.run([REPORTCTL, *map(str, arguments)], env=environment or self.environment, capture_output=True,
                              text=True, timeout=60)
        assert done.returncode == expect, f"{done.returncode}: {done.stdout}{done.stderr}"
        return done.stderr if expect else done.stdout

    def key(self, scopes="read,write", *extra):
        """A new API key."""
        output = self.reportctl("keys", "create", "--name", f"test {scopes}", "--scopes", scopes, *extra)
        return re.search(r"rk_[A-Za-z0-9_-]{43}", output).group(0)

    def put(self, key, body):
        return self.s3.put_object(Bucket=self.env["BUCKET_NAME"], Key=key, Body=body, ContentType="application/json")

    def object(self, key):
        return self.s3.get_object(Bucket=self.env["BUCKET_NAME"], Key=key)["Body"].read()

    def version(self, key, version):
        return self.s3.get_object(Bucket=self.env["BUCKET_NAME"], Key=key, VersionId=version)["Body"].read()

    def publish(self, snapshot):
        """Puts a snapshot where it belongs, unchecked, and gives the body of a request about it."""
        body = snapshot if isinstance(snapshot, bytes) else json.dumps(snapshot).encode()
        self.put(f"entities/{snapshot['project_id']}/{snapshot['kind']}/{snapshot['id']}.json", body)
        return {"project_id": snapshot["project_id"], "kind": snapshot["kind"], "entity_id": snapshot["id"]}

    def publish_raw(self, body, project=None, kind="experiment"):
        """Puts any bytes where a snapshot belongs, and gives the body of a request about them."""
        request = {"project_id": project or str(uuid.uuid4()), "kind": kind, "entity_id": str(uuid.uuid4())}
        self.put(f"entities/{request['project_id']}/{kind}/{request['entity_id']}.json", body)
        return request


@pytest.fixture(scope="session")
def env():
    return read_env()


@pytest.fixture(scope="session")
def operator(env):
    return Operator(env)


@pytest.fixture(scope="session")
def api(env):
    """A caller who may read and write everywhere."""
    return Api(env, env["API_KEY"])


@pytest.fixture(scope="session")
def caller(env):
    """Makes callers with other keys, or of another stack."""
    return lambda key, values=env: Api(values, key)


@pytest.fixture(scope="session")
def sample(env):
    """A sample snapshot of some kind, free to be changed: the one that `.local/env` names, where it names one."""
    loaded = {}
    snapshots = [json.loads(path.read_text()) for path in sorted(SNAPSHOTS.glob("*.json"))]
    named = {env[f"{kind.upper()}_ID"] for kind in ("experiment", "model", "project", "deployment", "synthgen", "privacy")}
    for snapshot in sorted(snapshots, key=lambda snapshot: snapshot["id"] not in named):
        loaded.setdefault(snapshot["kind"], snapshot)

    def get(kind="experiment", **changes):
        snapshot = copy.deepcopy(loaded[kind])
        return {**snapshot, **changes}

    return get


@pytest.fixture
def entity(operator, sample):
    """A small experiment in a project of its own: the body of a request about it."""
    snapshot = sample(id=str(uuid.uuid4()), project_id=str(uuid.uuid4()))
    snapshot["content"]["leaderboard"] = snapshot["content"]["leaderboard"][:3]
    return operator.publish(snapshot)


@pytest.fixture(scope="session")
def stack_resources(env):
    """Logical id → physical id of what the stack has made."""
    port = int(env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])
    listed = deployment.client("cloudformation", port).describe_stack_resources(StackName=env["STACK_NAME"])
    return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in listed["StackResources"]}


@pytest.fixture
def bus(env):
    """The stack's event bus, and what is said on it from now on."""
    with Bus(env).listening() as listening:
        yield listening


@pytest.fixture(scope="session")
def receiver(tmp_path_factory):
    made = Receiver(tmp_path_factory.mktemp("receiver"))
    yield made
    made.process.terminate()
    made.process.wait()


@pytest.fixture(scope="session")
def configured_env(env, receiver):
    port = int(env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])
    chosen = configuration(port, receiver)
    yield local_env.of_outputs(port, deployment.deploy(port, NAME, chosen)) | {"STACK_NAME": NAME}
    deployment.client("cloudformation", port).delete_stack(StackName=NAME)


@pytest.fixture(scope="session")
def configured(configured_env, caller):
    return caller(deployment.make_key(configured_env), configured_env)


@pytest.fixture(scope="session")
def configured_operator(configured_env):
    return Operator(configured_env)


@pytest.fixture(scope="session")
def body(env):
    """The body of a request about the breast-cancer experiment."""
    return {"project_id": env["PROJECT_ID"], "kind": "experiment", "entity_id": env["EXPERIMENT_ID"]}


@pytest.fixture(scope="session")
def ready(api, body):
    """A report that has succeeded."""
    return api.succeeded({**body, "options": {"title": "Büro-Bericht „2026“ 乳がん"}})
