"""`reportctl import … --publish`: snapshots go to the service when all of them are made, and before that none."""

import gzip
import http.server
import json
import os
import subprocess

import build
import pytest
import servers

PROJECT = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"
KEY = "rk_test"


class Service(http.server.ThreadingHTTPServer):
    """Takes what is published; answers with `status`."""

    def __init__(self, status):
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.taken = status, []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, self.headers["Authorization"], json.loads(gzip.decompress(body))))
        answer = {"entity": {"version": f"v{len(self.server.taken)}"}} if self.server.status == 201 else {"detail": "no scope write"}
        content = json.dumps(answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def service(status=201):
    return servers.serving(Service(status))


def publish(file, server=None, **environment):
    if server:
        environment |= {"REPORTS_URL": f"http://127.0.0.1:{server.server_port}", "REPORTS_API_KEY": KEY}
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("REPORTS_", "AWS_", "BUCKET_"))}
    return subprocess.run(
        [build.reportctl(), "import", "predictions", file, "--target", "y", "--prediction", "said", "--model", "model",
         "--project", PROJECT, "--publish"],
        capture_output=True, text=True, timeout=120, check=False, env=clean | environment,
    )  # fmt: skip


@pytest.fixture
def file(tmp_path):
    rows = [f"{model},{'ab'[row % 2]},{'ab'[row % 3 % 2]}" for model in ("gbm", "line") for row in range(60)]
    path = tmp_path / "all.csv"
    path.write_text("\n".join(["model,y,said", *rows, ""]))
    return path


def test_every_snapshot_is_put_where_its_entity_is(file):
    with service() as server:
        done = publish(file, server)
    assert done.returncode == 0, done.stderr
    assert [taken["kind"] for _, _, taken in server.taken] == ["experiment", "model", "model"]
    for (path, authorization, taken), line in zip(server.taken, done.stdout.splitlines(), strict=True):
        assert path == f"/api/projects/{PROJECT}/entities/{taken['kind']}/{taken['id']}"
        assert authorization == f"Bearer {KEY}"
        assert line.startswith(f"entities/{PROJECT}/{taken['kind']}/{taken['id']}.json v")


def test_nothing_is_sent_of_an_import_that_fails(file):
    file.write_text(file.read_text() + "gbm,a\n")
    with service() as server:
        done = publish(file, server)
    assert (done.returncode, server.taken, done.stdout) == (1, [], "")
    assert done.stderr.count("\n") == 1 and "line 122" in done.stderr


def test_a_service_that_refuses_is_quoted(file):
    with service(403) as server:
        done = publish(file, server)
    assert done.returncode == 1 and len(server.taken) == 1
    assert "cannot publish experiment all: " in done.stderr and "403 no scope write" in done.stderr


def test_where_to_publish_is_asked_before_anything_else(file):
    done = publish(file)
    assert done.returncode == 1 and done.stdout == "" and done.stderr.count("\n") == 1
    done = publish(file, REPORTS_URL="http://127.0.0.1:9")
    assert "REPORTS_API_KEY is not" in done.stderr


def test_a_folder_or_the_service_and_not_both(file, tmp_path):
    command = [build.reportctl(), "import", "predictions", file, "--target", "y", "--project", PROJECT]
    for wrong in ([], ["--publish", "--out", tmp_path / "out"]):
        done = subprocess.run([*command, *wrong], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2 and "--publish" in done.stderr and not (tmp_path / "out").exists()
