"""Every example event, handed by `cargo lambda invoke` to its function under `cargo lambda watch`."""

import base64
import json
import string
import subprocess
import time
import uuid

import demo
import local_env
import pytest
import template
from paths import CARGO_LAMBDA, ROOT
from watch import Watch

EVENTS = ROOT / "infra" / "events"


def test_there_is_an_event_for_each_function():
    crates = {template.crate(function) for function in template.resources("AWS::Serverless::Function").values()}
    assert {file.stem for file in EVENTS.glob("*.json")} == crates


@pytest.fixture(scope="module")
def watch():
    with Watch(reload=False) as watching:
        yield watching


@pytest.fixture(scope="module")
def values(tmp_path_factory):
    """What the placeholders stand for: the running stack, and a report on it that is finished."""
    env = local_env.read()
    api = demo.Api(env)
    body = {"project_id": env["PROJECT_ID"], "kind": "experiment", "entity_id": env["EXPERIMENT_ID"]}
    created = json.loads(api.call("POST", "/api/reports", body))
    demo.wait(api, created["report_id"])
    return {
        **env,
        "REPORT_ID": created["report_id"],
        "JOB_ID": created["job_id"],
        "IDEMPOTENCY_KEY": str(uuid.uuid4()),
    }


@pytest.fixture
def start(watch, values, tmp_path):
    """Sends a function its event; what cargo-lambda said of the outcome."""

    def call(function, **other):
        # In a JSON document inside a JSON string the placeholders are plain words, too: no value needs escaping.
        text = string.Template((EVENTS / f"{function}.json").read_text()).safe_substitute(values | other)
        event = tmp_path / f"{function}.json"
        event.write_text(text)
        return subprocess.run(
            [
                CARGO_LAMBDA, "lambda", "invoke", function, "--invoke-address", "127.0.0.1",
                "--invoke-port", str(watch.port), "--data-file", event,
            ],
            cwd=ROOT, capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip

    return call


@pytest.fixture
def invoke(watch, start):
    def call(function, **other):
        done = start(function, **other)
        log = watch.log.read_text(errors="replace")[-3000:]
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\n{log}"
        return json.loads(done.stdout)

    return call


def body(answer):
    content = answer["body"] or ""
    return base64.b64decode(content) if answer.get("isBase64Encoded") else content.encode()


def test_create(invoke):
    answer = invoke("create")
    assert answer["statusCode"] == 201, answer
    assert set(json.loads(body(answer))) == {"report_id", "job_id", "status"}


def test_list(invoke, values):
    answer = invoke("list")
    assert answer["statusCode"] == 200, answer
    page = json.loads(body(answer))
    assert page["limit"] == 5 and values["REPORT_ID"] in {item["id"] for item in page["items"]}


def test_get(invoke, values):
    answer = invoke("get")
    assert answer["statusCode"] == 200, answer
    assert json.loads(body(answer))["report"]["id"] == values["REPORT_ID"]


def test_view(invoke):
    answer = invoke("view")
    assert answer["statusCode"] == 200, answer
    assert b"<html" in body(answer)[:2000].lower()


def test_session_makes_the_report_that_it_shows(invoke):
    deadline = time.monotonic() + 90
    while (answer := invoke("session"))["statusCode"] == 409:
        assert time.monotonic() < deadline, answer
    assert answer["statusCode"] == 200, answer
    assert body(answer).startswith(b"%PDF-") and answer["headers"]["content-disposition"] == "inline"


def test_download(invoke):
    answer = invoke("download")
    assert answer["statusCode"] == 200, answer
    assert body(answer).startswith(b"%PDF-")


def test_job(invoke, values):
    answer = invoke("job")
    assert answer["statusCode"] == 200, answer
    assert json.loads(body(answer))["job"]["id"] == values["JOB_ID"]


def test_publish(invoke, values):
    answer = invoke("publish")
    assert answer["statusCode"] in (200, 201), answer
    assert json.loads(body(answer))["entity"]["name"] == "Published by an event"


def test_catalog_and_entities(invoke, values):
    assert invoke("catalog") is None
    answer = invoke("entities")
    assert answer["statusCode"] == 200, answer
    assert values["EXPERIMENT_ID"] in {item["entity_id"] for item in json.loads(body(answer))["items"]}


def test_upload_and_ingest(invoke, values):
    answer = invoke("upload")
    assert answer["statusCode"] == 201, answer
    begun = json.loads(body(answer))
    assert begun["put"]["headers"]["content-length"] == "20971520"
    # Nothing was put: the event of an upload that is still waiting changes nothing.
    assert invoke("ingest", UPLOAD_ID=begun["upload"]["id"]) is None
    place = answer["headers"]["location"]
    assert json.loads(demo.Api(values).call("GET", place))["upload"]["status"] == "waiting"


def test_links_and_open(invoke):
    answer = invoke("links")
    assert answer["statusCode"] == 201, answer
    made = json.loads(body(answer))
    assert made["url"].startswith("https://abc123.execute-api.us-east-1.amazonaws.com/api/shared/")
    answer = invoke("open", LINK_TOKEN=made["url"].rsplit("/", 1)[1])
    assert answer["statusCode"] == 200, answer
    assert b"<html" in body(answer)[:2000].lower()


def test_change_has_nothing_to_retry(invoke):
    answer = invoke("change")
    assert answer["statusCode"] == 409, answer
    assert json.loads(body(answer))["detail"] == "The report is succeeded; only a failed one can be retried."


def test_delete(invoke, values):
    """A report of its own: the others work with theirs."""
    request = {"project_id": values["PROJECT_ID"], "kind": "model", "entity_id": values["MODEL_ID"]}
    created = json.loads(demo.Api(values).call("POST", "/api/reports", request))
    assert invoke("delete", REPORT_ID=created["report_id"])["statusCode"] == 204
    assert invoke("delete", REPORT_ID=created["report_id"])["statusCode"] == 404


def test_positions(invoke):
    assert invoke("positions") == {"batchItemFailures": []}


def test_events(invoke):
    assert invoke("events") == {"batchItemFailures": []}


def test_sign_seals_once_and_seal_gives_it_out(invoke):
    sealed = []
    for _ in range(2):
        assert invoke("sign") == {"batchItemFailures": []}
        answer = invoke("seal")
        assert answer["statusCode"] == 200, answer
        sealed.append(json.loads(body(answer))["seal"])
    assert sealed[0] == sealed[1] and sealed[0]["status"] == "sealed"


def test_request_creates_a_report(invoke, values):
    title = "Asked for by an event"
    for _ in range(2):
        assert invoke("request") == {"batchItemFailures": []}
    listed = json.loads(demo.Api(values).call("GET", f"/api/reports?project_id={values['PROJECT_ID']}&kind=experiment"))
    ids = [item["id"] for item in listed["items"]]
    reports = [json.loads(demo.Api(values).call("GET", f"/api/reports/{id}"))["report"] for id in ids[:5]]
    assert [report["options"]["title"] for report in reports].count(title) == 1


def test_renderer_leaves_a_finished_report_alone(invoke, values):
    before = demo.Api(values).call("GET", f"/api/reports/{values['REPORT_ID']}")
    assert invoke("renderer") == {"batchItemFailures": []}
    assert demo.Api(values).call("GET", f"/api/reports/{values['REPORT_ID']}") == before


def test_deadletter_leaves_a_finished_report_alone(invoke, values):
    assert invoke("deadletter") == {"batchItemFailures": []}
    report = json.loads(demo.Api(values).call("GET", f"/api/reports/{values['REPORT_ID']}"))["report"]
    assert report["status"] == "succeeded"


def test_sweeper_leaves_a_finished_report_alone(invoke, values):
    before = demo.Api(values).call("GET", f"/api/reports/{values['REPORT_ID']}")
    assert invoke("sweeper") is None
    assert demo.Api(values).call("GET", f"/api/reports/{values['REPORT_ID']}") == before


def test_sync_fails_because_nobody_answers(start):
    """Nobody serves MLflow here, and there is hardly any time. The real server is asked in infra/tests/mlflow."""
    done = start("sync")
    assert done.returncode != 0
    assert "cannot import from http://127.0.0.1:" in " ".join(done.stderr.split()), done.stderr


def test_a_report_goes_the_whole_way_under_watch(watch, values):
    """Through the routes that `make watch` serves, its queue, and the feeder that hands the renderer its jobs."""
    api = demo.Api(values | {"BASE_URL": watch.url})
    request = {"project_id": values["PROJECT_ID"], "kind": "model", "entity_id": values["MODEL_ID"]}
    created = json.loads(api.call("POST", "/api/reports", request))
    deadline = time.monotonic() + 90
    while True:
        report = json.loads(api.call("GET", f"/api/reports/{created['report_id']}"))["report"]
        if report["status"] in ("succeeded", "failed"):
            break
        assert time.monotonic() < deadline, f"still {report['status']}"
        time.sleep(0.2)
    assert report["status"] == "succeeded", report["error"]
    assert api.call("GET", f"/api/reports/{created['report_id']}/download").startswith(b"%PDF-")
