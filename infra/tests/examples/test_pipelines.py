"""The examples of infra/examples/pipelines do what they say, run as they stand against the local stack."""

import importlib.util
import json
import os
import subprocess
import time
import urllib.request
import uuid

import boto3
import build
import demo
import local_env
import pytest
from paths import ROOT, SAMPLES

PIPELINES = ROOT / "infra" / "examples" / "pipelines"


@pytest.fixture
def environment():
    values = local_env.read()
    path = f"{build.reportctl().parent}:{os.environ['PATH']}"
    return {**os.environ, **values, "REPORTS_URL": values["BASE_URL"], "REPORTS_API_KEY": values["API_KEY"], "PATH": path}


@pytest.fixture
def snapshot(tmp_path):
    """A sample with warnings and nothing critical, in a project of its own."""
    snapshot = json.loads((SAMPLES / "experiment-wine_automl.json").read_text())
    snapshot |= {"id": str(uuid.uuid4()), "project_id": str(uuid.uuid4())}
    path = tmp_path / "snapshot.json"
    path.write_text(json.dumps(snapshot))
    return path, snapshot


def run(script, *arguments, environment, expect=0):
    command = ["bash", PIPELINES / script, *arguments]
    done = subprocess.run(list(map(str, command)), env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == expect, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("fail_on, status", [("critical", 0), ("warning", 1)])
def test_the_step_of_a_pipeline_fetches_the_report_and_gates_on_findings(fail_on, status, environment, snapshot, tmp_path):
    path, _ = snapshot
    severities = {
        finding["severity"]
        for finding in json.loads(subprocess.check_output([build.reportctl(), "findings", path, "--json"]))["findings"]
    }
    assert "warning" in severities and "critical" not in severities
    report = tmp_path / "report.pdf"
    run("ci_step.sh", path, report, environment={**environment, "FAIL_ON": fail_on}, expect=status)
    assert report.read_bytes().startswith(b"%PDF-")


def test_the_weekly_report(environment, snapshot):
    path, made = snapshot
    run("ci_step.sh", path, path.with_suffix(".pdf"), environment=environment)
    about = (made["kind"], made["project_id"], made["id"])
    for when in ("cron(0 8 ? * MON *)", "at(2026-01-05T08:00:00)"):
        run("weekly_report.sh", *about, environment={**environment, "WHEN": when})
    api, deadline = demo.Api(environment), time.monotonic() + 60
    while True:
        items = json.loads(api.call("GET", f"/api/reports?project_id={made['project_id']}"))["items"]
        if len(items) == 2:
            break
        assert time.monotonic() < deadline, "the schedule does not fire"
        time.sleep(0.5)
    assert demo.wait(api, items[0]["id"])["options"]["title"].startswith("Week before 20")
    subprocess.run(["reportctl", "schedule", "delete", f"weekly-{made['id']}"], env=environment, check=True)


@pytest.fixture
def aws(environment):
    """Clients of the local AWS."""
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION")
    key, secret, region = (environment[name] for name in names)
    chosen = {"endpoint_url": environment["AWS_ENDPOINT_URL"], "aws_access_key_id": key, "aws_secret_access_key": secret}
    return lambda service: boto3.client(service, region_name=region, **chosen)


@pytest.fixture
def inbox(aws):
    """Makes queues; gives the address, the name and a way to take what comes first."""
    sqs, made = aws("sqs"), []

    def make():
        url = sqs.create_queue(QueueName=f"inbox-{uuid.uuid4()}")["QueueUrl"]
        made.append(url)
        arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        allowed = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": arn}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})

        def first(patience=60):
            deadline = time.monotonic() + patience
            while not (found := sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages")):
                assert time.monotonic() < deadline, "nothing has come"
            return json.loads(found[0]["Body"])

        return arn, first

    yield make
    for url in made:
        sqs.delete_queue(QueueUrl=url)


def test_a_topic_gets_a_link_that_shows_the_report_without_a_key(environment, snapshot, aws, inbox, monkeypatch):
    path, made = snapshot
    (told, first_event), (mail, first_mail) = inbox(), inbox()
    bus, rule = environment["EVENT_BUS_NAME"], f"links-{uuid.uuid4()}"
    pattern = {"source": ["ml-reports"], "detail-type": ["Report Succeeded"], "detail": {"entity_id": [made["id"]]}}
    aws("events").put_rule(Name=rule, EventBusName=bus, EventPattern=json.dumps(pattern))
    aws("events").put_targets(Rule=rule, EventBusName=bus, Targets=[{"Id": "queue", "Arn": told}])
    topic = aws("sns").create_topic(Name=rule)["TopicArn"]
    aws("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=mail)
    try:
        run("ci_step.sh", path, path.with_suffix(".pdf"), environment=environment)
        for name, value in {**environment, "TOPIC_ARN": topic, "AWS_DEFAULT_REGION": environment["AWS_REGION"]}.items():
            monkeypatch.setenv(name, value)
        source = importlib.util.spec_from_file_location("link_to_topic", PIPELINES / "link_to_topic.py")
        example = importlib.util.module_from_spec(source)
        source.loader.exec_module(example)
        event = first_event()
        example.handler(event)
        lines = first_mail()["Message"].split("\n")
    finally:
        aws("events").remove_targets(Rule=rule, EventBusName=bus, Ids=["queue"])
        aws("events").delete_rule(Name=rule, EventBusName=bus)
        aws("sns").delete_topic(TopicArn=topic)
    assert lines[:2] == [event["detail"]["title"], event["detail"]["headline"]]
    (url,) = (line for line in lines if line.startswith("https://"))
    with urllib.request.urlopen(environment["BASE_URL"] + url[url.index("/api/shared/") :], timeout=30) as page:
        assert "<html" in page.read(2000).decode() and page.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_every_example_is_described():
    readme = (PIPELINES / "README.md").read_text()
    examples = [path.name for path in PIPELINES.iterdir() if path.suffix in (".py", ".sh")]
    assert examples and all(f"]({name})" in readme for name in examples)
