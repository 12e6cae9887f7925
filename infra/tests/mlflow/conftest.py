"""A real MLflow server with two seeds, what its own client says of it, and `reportctl import mlflow`."""

import contextlib
import json
import os
import signal
import subprocess
import urllib.request
from types import SimpleNamespace

import build
import pytest
import servers
from paths import ROOT, VENV

HERE = ROOT / "infra" / "tests" / "mlflow"
BIN = VENV / "mlflow" / "bin"
PROJECT = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"
#: Without the second, a server starts eight more processes of 230 MB each.
QUIET = {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}


def is_up(url):
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


@contextlib.contextmanager
def running(folder, port):
    """A server whose store is in that folder: its address and its process."""
    url = f"http://127.0.0.1:{port}"
    command = [
        BIN / "python", "-m", "mlflow", "server", "--backend-store-uri", f"sqlite:///{folder}/mlflow.db",
        "--artifacts-destination", folder / "artifacts", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
    ]  # fmt: skip
    with open(folder / "log", "w") as log:
        process = subprocess.Popen(
            [str(word) for word in command], env=os.environ | QUIET, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    try:
        servers.wait_for(process, "MLflow", lambda: is_up(url))
        yield url, process
    finally:
        stop(process, signal.SIGTERM)


def stop(process, how):
    """Ends a server, and the worker that it has started, which would serve on without it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """The folder of the server's store."""
    return tmp_path_factory.mktemp("mlflow")


@pytest.fixture(scope="session")
def server(store):
    """The server's address, its experiments made."""
    with running(store, servers.free_port()) as (url, _):
        for seed in (("seed.py", "--tracking-uri", url), ("odd.py", url)):
            script = [BIN / "python", HERE / seed[0], *seed[1:]]
            subprocess.run(script, env=os.environ | QUIET, check=True, capture_output=True, timeout=600)
        yield url


@pytest.fixture(scope="session")
def answers(server):
    """What MLflow's own client says."""
    command = [BIN / "python", HERE / "answers.py", server]
    done = subprocess.run(command, env=os.environ | QUIET, check=True, capture_output=True, text=True, timeout=600)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="session", autouse=True)
def binary():
    build.build()


def reportctl(*arguments, **environment):
    """Runs the command line tool, without the tracking server of whoever runs the tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MLFLOW_")}
    return subprocess.run(
        [build.reportctl(), *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False,
        env=clean | environment,
    )  # fmt: skip


def run_import(out, *arguments, **environment):
    return reportctl("import", "mlflow", "--project", PROJECT, "--out", out, *arguments, **environment)


def imported(out, *arguments, **environment):
    """The snapshots that an import writes, which are all valid, by kind and name."""
    done = run_import(out, *arguments, **environment)
    assert done.returncode == 0, done.stderr
    files = sorted(out.glob("*"))
    assert sorted(done.stdout.splitlines()) == list(map(str, files)) and files
    valid = reportctl("validate", "--strict", *files)
    assert valid.returncode == 0, f"{valid.stdout}{valid.stderr}"
    snapshots = [json.loads(file.read_bytes()) for file in files]
    return {(snapshot["kind"], snapshot["name"]): snapshot for snapshot in snapshots}


def refused(out, *arguments, **environment):
    """The one sentence that an import ends with which writes nothing."""
    done = run_import(out, *arguments, **environment)
    assert done.returncode == 1 and done.stdout == ""
    assert list(out.glob("*")) == []
    assert done.stderr.startswith("reportctl: ") and done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.fixture(scope="session")
def everything(server, tmp_path_factory):
    """The whole server, imported."""
    return imported(tmp_path_factory.mktemp("all"), "--tracking-uri", server)


@pytest.fixture
def mlflow(server, tmp_path):
    """An import from the server into a folder of its own."""
    return SimpleNamespace(
        imported=lambda *arguments: imported(tmp_path / "out", "--tracking-uri", server, *arguments),
        refused=lambda *arguments: refused(tmp_path / "out", "--tracking-uri", server, *arguments),
    )
