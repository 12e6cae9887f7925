"""The examples of infra/examples/pipelines do what they say, run as they stand against the local stack."""

import json
import os
import subprocess
import time
import uuid

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


def test_every_example_is_described():
    readme = (PIPELINES / "README.md").read_text()
    examples = [path.name for path in PIPELINES.iterdir() if path.suffix in (".py", ".sh")]
    assert examples and all(f"]({name})" in readme for name in examples)
