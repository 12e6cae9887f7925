"""`reportctl import h2o --url`: from a server over HTTP, the snapshots that `--dir` makes of its saved answers."""

import http.server
import json
import shutil
import subprocess
import urllib.parse

import build
import pytest
import servers
from paths import ROOT

SAVED = ROOT / "shared" / "h2o" / "tests" / "saved"
RUNS = ("breast_cancer", "wine", "diabetes")
PROJECT = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"
#: With it, a server's snapshots have the times of a folder's.
TAKEN = ("--taken-at", "2026-11-23T22:00:00Z")
#: How H2O says that something is not there, cut in the middle of its stack trace.
NOT_FOUND = {
    "__meta": {"schema_version": 3, "schema_name": "H2OErrorV3", "schema_type": "H2OError"},
    "error_url": "/99/Leaderboards/nope",
    "msg": "\n\nERROR MESSAGE:\n\nObject not found: Leaderboard_nope\n\n",
    "http_status": 404,
    "exception_type": "water.exceptions.H2OKeyNotFoundArgumentException",
    "stacktrace": ["water.exceptions.H2OKeyNotFoundArgumentException: Object not found: Leaderboard_nope"],
}


def answers_of(*folders):
    """What an H2O server with these runs answers, by path: the saved answers, where the server has them."""
    answers = {"/99/Leaderboards": {"leaderboards": []}, "/3/Cloud": json.loads((SAVED / "cloud.json").read_text())}
    for folder in folders:
        saved = {file.stem: json.loads(file.read_text()) for file in folder.glob("*.json")}
        run = saved["automl"]["automl_id"]["name"]
        answers["/99/Leaderboards"]["leaderboards"].append({"project_name": run})
        answers[f"/99/AutoML/{run.split('@@')[0]}"] = saved["automl"]
        answers[f"/99/Leaderboards/{run}?extensions=ALL"] = saved["leaderboard"]
        # Not under the name of AutoML's copy, which is gone after a while.
        frame = saved["frame_summary"]["frames"][0]["frame_id"]["name"]
        answers[f"/3/Frames/{frame}/summary"] = saved["frame_summary"]
        for file in (folder / "models").glob("*.json"):
            answers[f"/3/Models/{file.stem}"] = json.loads(file.read_text())
    return answers


class H2o(http.server.ThreadingHTTPServer):
    """A server that knows some paths and answers 404 to all others, as H2O does."""

    daemon_threads = True

    def __init__(self, answers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked = answers, []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves GET only: an import changes nothing on a server."""

    def do_GET(self):
        path = urllib.parse.unquote(self.path)
        self.server.asked.append(path)
        answer = self.server.answers.get(path, self.server.answers.get("*", (404, NOT_FOUND)))
        if callable(answer):
            return answer(self)
        status, content = answer if isinstance(answer, tuple) else (200, answer)
        self.respond(status, content if isinstance(content, bytes) else json.dumps(content).encode())

    def respond(self, status, content, length=None):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def serving(answers):
    return servers.serving(H2o(answers))


def reportctl(*arguments):
    return subprocess.run(
        [build.reportctl(), *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )


def imported(out, *source):
    """The files that an import writes, which are all valid."""
    done = reportctl("import", "h2o", "--project", PROJECT, "--out", out, *TAKEN, *source)
    assert done.returncode == 0, done.stderr
    files = sorted(out.glob("*.json"))
    assert sorted(done.stdout.splitlines()) == list(map(str, files)) and files
    valid = reportctl("validate", *files)
    assert valid.returncode == 0, f"{valid.stdout}{valid.stderr}"
    return {file.name: file.read_bytes() for file in files}


def refused(out, *source):
    """The one sentence that an import ends with which writes nothing."""
    done = reportctl("import", "h2o", "--project", PROJECT, "--out", out, *source)
    assert done.returncode == 1 and done.stdout == ""
    assert list(out.glob("*")) == []
    assert done.stderr.startswith("reportctl: ") and done.stderr.count("\n") == 1, done.stderr
    assert "stacktrace" not in done.stderr and "water." not in done.stderr
    return done.stderr


@pytest.fixture
def folder(tmp_path):
    """Makes a copy of a saved run, without what a server would have to compute first and is not asked for."""

    def copy(run):
        copied = tmp_path / "saved" / run
        shutil.copytree(SAVED / run, copied)
        (copied / "permutation_importance.json").unlink(missing_ok=True)
        shutil.copy(SAVED / "cloud.json", copied)
        return copied

    return copy


@pytest.mark.parametrize("run", RUNS)
def test_a_server_gives_what_its_saved_answers_give(run, folder, tmp_path):
    saved = folder(run)
    name = json.loads((saved / "automl.json").read_text())["project_name"]
    with serving(answers_of(saved)) as server:
        live = imported(tmp_path / "live", "--url", server.url, "--run", name)
        # Of the leaderboard's models the saved answers have a few; the others were a 404 each.
        assert len(live) - 1 < sum(path.startswith("/3/Models/") for path in server.asked)
    assert live == imported(tmp_path / "dir", "--dir", saved)


def test_all_runs_of_a_server_by_default(folder, tmp_path):
    saved = [folder(run) for run in RUNS]
    with serving(answers_of(*saved)) as server:
        live = imported(tmp_path / "live", "--url", f"{server.url}/")
    apart = [imported(tmp_path / run, "--dir", source) for run, source in zip(RUNS, saved, strict=True)]
    assert live == apart[0] | apart[1] | apart[2] and len(live) == sum(map(len, apart))


def test_names_with_signs_that_mean_something_in_a_url(folder, tmp_path):
    saved, odd = folder("wine"), "Q4 / churn? 100%+ä#1"
    for file in ("automl.json", "leaderboard.json"):
        text = (saved / file).read_text()
        (saved / file).write_text(text.replace('"wine_automl@@', f'"{odd}@@').replace('"wine_automl"', f'"{odd}"'))
    with serving(answers_of(saved)) as server:
        live = imported(tmp_path / "live", "--url", server.url, "--run", odd)
    assert live == imported(tmp_path / "dir", "--dir", saved)
    assert any(json.loads(content)["name"] == odd for content in live.values())


def test_nan_and_infinity_as_text_are_missing_values(folder, tmp_path):
    saved = folder("breast_cancer")
    board = json.loads((saved / "leaderboard.json").read_text())
    columns = [column["name"] for column in board["table"]["columns"]]
    for row, text in enumerate(("NaN", "Infinity", "-Infinity")):
        board["table"]["data"][columns.index("logloss")][row] = text
    (saved / "leaderboard.json").write_text(json.dumps(board))
    with serving(answers_of(saved)) as server:
        live = imported(tmp_path / "live", "--url", server.url)
    assert live == imported(tmp_path / "dir", "--dir", saved)
    experiment = next(json.loads(content) for name, content in live.items() if name.startswith("experiment-"))
    found = [entry["metrics"].get("logloss") for entry in experiment["content"]["leaderboard"]]
    assert found[:3] == [None] * 3 and all(isinstance(value, float) for value in found[3:])


def test_a_run_that_is_not_there(folder, tmp_path):
    with serving(answers_of(folder("wine"))) as server:
        assert 'no AutoML run named "nope"' in refused(tmp_path / "out", "--url", server.url, "--run", "nope")


@pytest.mark.parametrize("status", [401, 403, 500, 503])
def test_a_server_that_refuses(status, folder, tmp_path):
    answers = answers_of(folder("wine")) | {"/99/Leaderboards/wine_automl@@target?extensions=ALL": (status, NOT_FOUND)}
    with serving(answers) as server:
        said = refused(tmp_path / "out", "--url", server.url)
    assert str(status) in said and "GET /99/Leaderboards/" in said


def stop_half_way(handler):
    handler.respond(200, b'{"models": [', length=100_000)


def hang_up(handler):
    handler.close_connection = True


@pytest.mark.parametrize("fault", [stop_half_way, hang_up])
@pytest.mark.parametrize("where", ["/99/Leaderboards", "/3/Models/GBM_2_AutoML_2_20261123_215457"])
def test_a_server_that_stops_half_way(fault, where, folder, tmp_path):
    with serving(answers_of(folder("wine")) | {where: fault}) as server:
        assert f"GET {where} failed" in refused(tmp_path / "out", "--url", server.url)


@pytest.mark.parametrize("content, clue", [
    (b"<!doctype html><title>Jupyter</title>", "GET /99/Leaderboards is not valid JSON"),
    (b"", "GET /99/Leaderboards is not valid JSON"),
    (b'{"leaderboards": [NaN]}', "GET /99/Leaderboards is not valid JSON"),
    (b"[" * 10_000, "GET /99/Leaderboards is not valid JSON"),
    (b"{}", "no AutoML runs"),
    (b"[1, 2]", "no AutoML runs"),
    (b'{"leaderboards": {"project_name": 7}}', "no AutoML runs"),
    ((404, b"404 page not found"), "no AutoML runs"),
], ids=str)  # fmt: skip
def test_a_server_of_something_else(content, clue, tmp_path):
    with serving({"*": content}) as server:
        assert clue in refused(tmp_path / "out", "--url", server.url)


@pytest.mark.parametrize("content", [b"{}", b"[]", b"7", b'{"automl_id": 7, "leaderboard": "x"}'])
def test_a_server_that_answers_anything_with_the_same_json(content, tmp_path):
    with serving({"*": content}) as server:
        assert "cannot import mine" in refused(tmp_path / "out", "--url", server.url, "--run", "mine")


def test_nobody_listens(tmp_path):
    url = f"http://127.0.0.1:{servers.free_port()}"
    assert "GET /99/Leaderboards failed" in refused(tmp_path / "out", "--url", url)


@pytest.mark.parametrize("url", ["h2o:54321", "ftp://h2o", "", "http://"])
def test_what_is_no_address(url, tmp_path):
    assert refused(tmp_path / "out", "--url", url)
