"""An import of 5,000 runs from a real MLflow server beside curl that fetches the same pages over one connection.

    compare.py --reportctl PATH [--runs N]

Prints seconds, the best of three attempts each, taken in turns, and the import's peak resident memory. Exits with 1 where the
import takes more than 1.5 times as long as curl.
"""

import argparse
import contextlib
import http.server
import json
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "infra" / "local"))

import servers  # noqa: E402

PYTHON = ROOT / ".venv" / "mlflow" / "bin" / "python"
PROJECT = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"
QUIET = {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
ATTEMPTS = 3
MOST_TIMES = 1.5

#: Makes a store with one run. The others are copies of it in the database: making each by MLflow would take many minutes.
SEED = """
import sys
from mlflow.entities import Metric, Param, RunStatus, RunTag
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore
store = SqlAlchemyStore(sys.argv[1], sys.argv[2])
run = store.create_run(store.create_experiment("many"), "ada", 1_800_000_000_000, [], "run").info.run_id
names = ("auc", "logloss", "accuracy", "f1", "precision", "recall")
metrics = [Metric(f"val_{name}", 0.5, 1_800_000_000_000, 0) for name in names]
store.log_batch(run, metrics, [Param(f"param_{index}", str(index)) for index in range(15)], [RunTag("team", "risk")])
store.update_run_info(run, RunStatus.FINISHED, 1_800_000_100_000, None)
"""


def multiply(database, runs):
    """Copies the only run until there are `runs`, each with a name, a time and metrics of its own."""
    with contextlib.closing(sqlite3.connect(database)) as store, store:
        for table in ("runs", "metrics", "latest_metrics", "params", "tags"):
            cursor = store.execute(f"SELECT * FROM {table}")
            columns, rows = [column for column, *_ in cursor.description], cursor.fetchall()
            insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"
            for number in range(1, runs):
                own = {"run_uuid": f"{number:032x}"}
                if table == "runs":
                    own |= {"name": f"run-{number}", "start_time": 1_800_000_000_000 + number}
                elif "metrics" in table:
                    own |= {"value": 0.5 + number * 7 % 9973 / 20_000}
                store.executemany(insert, [[own.get(column, value) for column, value in zip(columns, row, strict=True)] for row in rows])


class Recorder:
    """Stands between the import and the server once, and writes down what is asked."""

    def __init__(self, upstream):
        asked = self.asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length) if length else None
                asked.append((self.path, body))
                request = urllib.request.Request(upstream + self.path, data=body, headers={"Content-Type": "application/json"})
                try:
                    with urllib.request.urlopen(request) as answer:
                        status, content = answer.status, answer.read()
                except urllib.error.HTTPError as error:
                    status, content = error.code, error.read()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


def timed(command):
    """How many seconds a command takes."""
    began = time.perf_counter()
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr}")
    return time.perf_counter() - began


def peak(command):
    """The most memory that a command takes, in megabytes, by a process of its own that waits for it."""
    code = "import resource,subprocess,sys; subprocess.run(sys.argv[1:],check=True,capture_output=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    out = subprocess.run([sys.executable, "-c", code, *map(str, command)], capture_output=True, text=True, check=True).stdout
    return int(out) / 1024


def curl_config(url, asked, folder):
    """The same questions in the same order over one connection."""
    lines = []
    for number, (path, body) in enumerate(asked):
        lines += [f'url = "{url}{path}"', 'silent', f'output = "{folder}/{number}"']
        if body:
            data = folder / f"body-{number}"
            data.write_bytes(body)
            lines += ['header = "Content-Type: application/json"', f'data-binary = "@{data}"']
        lines.append("next")
    config = folder / "curl.txt"
    config.write_text("\n".join(lines[:-1]))
    return config


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reportctl", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5000)
    arguments = parser.parse_args()
    runs, reportctl = arguments.runs, arguments.reportctl
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), servers.free_port()
        url, store = f"http://127.0.0.1:{port}", f"sqlite:///{folder}/mlflow.db"
        artifacts = folder / "artifacts"
        subprocess.run([PYTHON, "-c", SEED, store, artifacts.as_uri()], env=os.environ | QUIET, check=True, capture_output=True)
        multiply(folder / "mlflow.db", runs)
        command = [PYTHON, "-m", "mlflow", "server", "--backend-store-uri", store, "--artifacts-destination", artifacts,
                   "--host", "127.0.0.1", "--port", port, "--workers", "1"]  # fmt: skip
        process = servers.start_silent(list(map(str, command)), os.environ | QUIET)
        try:
            def is_up():
                with socket.socket() as probe:
                    return probe.connect_ex(("127.0.0.1", port)) == 0

            servers.wait_for(process, "MLflow", is_up)

            def imports(server):
                return [reportctl, "import", "mlflow", "--experiment", "many", "--tracking-uri", server, "--project", PROJECT, "--out", folder / "out"]

            recorder = Recorder(url)
            timed(imports(recorder.url))
            config = curl_config(url, recorder.asked, folder)
            times = {"curl": [], "import": []}
            for _ in range(ATTEMPTS):
                times["curl"].append(timed(["curl", "--config", config]))
                times["import"].append(timed(imports(url)))
            memory = peak(imports(url))
            snapshot = folder / "out" / "experiment-many.json"
            ranked = len(json.loads(snapshot.read_bytes())["content"]["leaderboard"])
            rendered = timed([reportctl, "render", snapshot, "--out", folder / "rendered"])
        finally:
            process.terminate()
            process.wait(timeout=30)
    best = {what: min(found) for what, found in times.items()}
    ratio = best["import"] / best["curl"]
    print(f"{ranked} runs ranked, {len(recorder.asked)} requests")
    print(f"curl {best['curl']:.2f} s, import {best['import']:.2f} s: {ratio:.2f} times; {memory:.0f} MB; rendered in {rendered:.2f} s")
    return ranked != runs or ratio > MOST_TIMES


if __name__ == "__main__":
    sys.exit(main())
