"""What our functions add to the AWS calls that each must make.

    latency.py [--profile local|release] [--requests 200] [--starts 15]

Runs `create`, `get`, `list` and `view` against the local stack that `make up` started, each beside a bare `lambda_http`
function that makes the same calls and nothing else (`shared/storage/examples/bare.rs`). No gateway takes part: both are
driven by a Lambda Runtime API of our own. Requests take turns, so that what else the machine does meets both alike.
Printed are medians, warm and from the start of the process to its first answer, and what a function takes of memory and
disk.
"""

import argparse
import hashlib
import json
import pathlib
import selectors
import socket
import statistics
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "infra" / "local"))
WARM_TARGETS = {"create": 1.5, "get": 1.4, "list": 1.5, "view": 1.4}
COLD_TARGET, MEMORY_TARGET, SIZE_TARGET = 1.3, 20 * 2**20, 9_000_000


def stack():
    """The variables of `.local/env`."""
    file = ROOT / ".local" / "env"
    if not file.exists():
        sys.exit("The local stack is not running: make up")
    lines = file.read_text().splitlines()
    pairs = (line.removeprefix("export ").split("=", 1) for line in lines if "=" in line)
    return {name: value.strip("'\"") for name, value in pairs}


class Function:
    """A process of a function, with a Lambda Runtime API for it alone."""

    def __init__(self, binary, environment):
        self.server = socket.create_server(("127.0.0.1", 0))
        host, port = self.server.getsockname()
        self.began = time.perf_counter()
        self.process = subprocess.Popen([binary], stdout=subprocess.DEVNULL, env={
            **environment, "AWS_LAMBDA_RUNTIME_API": f"{host}:{port}", "AWS_LAMBDA_FUNCTION_NAME": "bench",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256", "AWS_LAMBDA_FUNCTION_VERSION": "1", "RUST_LOG": "info",
            "AWS_LAMBDA_LOG_GROUP_NAME": "", "AWS_LAMBDA_LOG_STREAM_NAME": ""})
        self.server.settimeout(20)
        self.connections, self.number, self.first = {}, 0, None
        self.waiting = self.request("/runtime/invocation/next")

    def request(self, path):
        """Waits for the function to call the runtime at `path`; the connection and the body."""
        while True:
            for connection, buffer in list(self.connections.items()):
                head, separator, rest = buffer.partition(b"\r\n\r\n")
                if not separator:
                    continue
                line, *fields = head.decode("latin-1").split("\r\n")
                headers = {name.lower(): value.strip() for name, value in (field.split(":", 1) for field in fields)}
                body, used = self.body(headers, rest)
                if body is None:
                    continue
                self.connections[connection] = rest[used:]
                if path not in line:
                    sys.exit(f"expected a call of {path}, got {line}: {body[:500]!r}")
                return connection, body
            selector = selectors.DefaultSelector()
            for readable in [self.server, *self.connections]:
                selector.register(readable, selectors.EVENT_READ)
            ready = selector.select(20)
            selector.close()
            if not ready:
                sys.exit("The function does not answer.")
            for entry, _ in ready:
                if entry.fileobj is self.server:
                    connection, _ = self.server.accept()
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self.connections[connection] = b""
                elif chunk := entry.fileobj.recv(1 << 20):
                    self.connections[entry.fileobj] += chunk
                else:
                    del self.connections[entry.fileobj]

    @staticmethod
    def body(headers, rest):
        """The body at the start of `rest` and its length there; `(None, 0)` if it is not complete."""
        if headers.get("transfer-encoding") != "chunked":
            length = int(headers.get("content-length", 0))
            return (rest[:length], length) if len(rest) >= length else (None, 0)
        parts, position = [], 0
        while (end := rest.find(b"\r\n", position)) >= 0:
            size = int(rest[position:end], 16)
            start = end + 2
            if len(rest) < start + size + 2:
                break
            if size == 0:
                return b"".join(parts), start + 2
            parts.append(rest[start:start + size])
            position = start + size + 2
        return None, 0

    def invoke(self, event):
        """The function's answer, and the seconds that it took."""
        self.number += 1
        connection, _ = self.waiting
        payload = json.dumps(event).encode()
        deadline = int(time.time() * 1000) + 30_000
        head = (f"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: {self.number}\r\n"
                f"Lambda-Runtime-Deadline-Ms: {deadline}\r\n"
                "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:0:function:bench\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n")
        began = time.perf_counter()
        connection.sendall(head.encode() + payload)
        answering, body = self.request(f"/runtime/invocation/{self.number}/response")
        ended = time.perf_counter()
        answering.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
        self.first = self.first or ended - self.began
        self.waiting = self.request("/runtime/invocation/next")
        answer = json.loads(body)
        if answer.get("statusCode") not in (200, 201):
            sys.exit(f"The function answered {body[:500]!r}")
        return answer, ended - began

    def resident(self):
        """The most memory that the process has had, in bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) * 1024

    def stop(self):
        self.process.kill()
        self.process.wait()
        for connection in [self.server, *self.connections]:
            connection.close()


def event(method, path, parameters, headers, query="", body=None):
    """An event of API Gateway's HTTP API, payload version 2.0."""
    return {
        "version": "2.0", "routeKey": f"{method} {path}", "rawPath": path, "rawQueryString": query,
        "headers": {"host": "bench.example", "content-type": "application/json", "accept": "*/*", **headers},
        "pathParameters": parameters, "isBase64Encoded": False, **({"body": body} if body else {}),
        "requestContext": {
            "accountId": "0", "apiId": "bench", "domainName": "bench.example", "requestId": "bench", "stage": "$default",
            "timeEpoch": 0,
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "bench"}},
    }


def events(env, key_digest, report):
    """For each call an event that ours understands and, in headers, what the bare function needs."""
    project, entity = env["PROJECT_ID"], env["EXPERIMENT_ID"]
    headers = {
        "authorization": f"Bearer {env['API_KEY']}", "x-key": f"KEY#{key_digest}", "x-project": project,
        "x-snapshot": f"entities/{project}/experiment/{entity}.json", "x-report": report["id"],
        "x-artifact": f"artifacts/{report['id']}/{report['artifact_id']}/report.html",
    }
    body = json.dumps({"project_id": project, "kind": "experiment", "entity_id": entity})
    one = f"/api/reports/{report['id']}"
    return {
        "create": event("POST", "/api/reports", {}, headers, body=body),
        "get": event("GET", one, {"report_id": report["id"]}, headers),
        "list": event("GET", "/api/reports", {}, headers, query=f"project_id={project}"),
        "view": event("GET", f"{one}/view", {"report_id": report["id"]}, headers),
    }


def finished_report(env):
    """A report that has its documents, made by way of the stack's API."""
    def call(method, path, body=None):
        request = urllib.request.Request(f"{env['BASE_URL']}{path}", method=method, data=body, headers={
            "Authorization": f"Bearer {env['API_KEY']}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    body = {"project_id": env["PROJECT_ID"], "kind": "experiment", "entity_id": env["EXPERIMENT_ID"]}
    made = call("POST", "/api/reports", json.dumps(body).encode())
    for _ in range(120):
        report = call("GET", f"/api/reports/{made['report_id']}")["report"]
        if report["status"] == "succeeded":
            return report
        if report["status"] == "failed":
            sys.exit(f"The report failed: {report['error']}")
        time.sleep(0.5)
    sys.exit("The report is not rendered within a minute.")


def warm(ours, bare, given, requests):
    """Median seconds of ours and of the bare one."""
    times = {ours: [], bare: []}
    for number in range(requests + 10):
        for function in (ours, bare) if number % 2 else (bare, ours):
            _, took = function.invoke(given)
            if number >= 10:
                times[function].append(took)
    return statistics.median(times[ours]), statistics.median(times[bare])


def cold(binaries, environment, given, starts):
    """Median seconds from the start of the process to its first answer, of each binary."""
    times = [[] for _ in binaries]
    for _ in range(starts):
        for binary, taken in zip(binaries, times):
            function = Function(binary, environment)
            function.invoke(given)
            taken.append(function.first)
            function.stop()
    return [statistics.median(taken) for taken in times]


def build(profile):
    """The binaries of the functions by name, and that of the bare one."""
    import build
    names = list(WARM_TARGETS)
    packages = [argument for name in [*names, "report-storage"] for argument in ("--package", name)]
    target = ["--profile", profile, "--target", build.host()]
    subprocess.run(["cargo", "build", *target, *packages, "--bins", "--example", "bare"], cwd=ROOT, check=True)
    folder = build.target_dir() / build.host() / profile
    return {name: folder / name for name in names}, folder / "examples" / "bare"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", default="release", help="how the functions are built (default: as deployed)")
    parser.add_argument("--requests", type=int, default=200, help="warm requests of each kind")
    parser.add_argument("--starts", type=int, default=15, help="cold starts of each kind")
    args = parser.parse_args()
    env = stack()
    binaries, bare = build(args.profile)
    digest = hashlib.sha256(env["API_KEY"].encode()).hexdigest()
    given = events(env, digest, finished_report(env))
    names = ["TABLE_NAME", "BUCKET_NAME", "QUEUE_URL", "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID",
             "AWS_SECRET_ACCESS_KEY"]
    environment = {name: env[name] for name in names}
    print(f"{'':8} {'warm ms':>8} {'bare':>6} {'×':>5} {'target':>7}   "
          f"{'cold ms':>8} {'bare':>6} {'×':>5} {'target':>7}   {'MiB':>5} {'MB':>5}")
    missed = []
    for name, target in WARM_TARGETS.items():
        surroundings = {**environment, "CALL": name}
        ours, beside = Function(binaries[name], surroundings), Function(bare, surroundings)
        warm_ours, warm_bare = warm(ours, beside, given[name], args.requests)
        memory, size = ours.resident(), binaries[name].stat().st_size
        ours.stop()
        beside.stop()
        cold_ours, cold_bare = cold([binaries[name], bare], surroundings, given[name], args.starts)
        print(f"{name:8} {warm_ours * 1e3:8.2f} {warm_bare * 1e3:6.2f} {warm_ours / warm_bare:5.2f} {target:7.1f}   "
              f"{cold_ours * 1e3:8.2f} {cold_bare * 1e3:6.2f} {cold_ours / cold_bare:5.2f} {COLD_TARGET:7.1f}   "
              f"{memory / 2**20:5.1f} {size / 1e6:5.1f}", flush=True)
        checks = {"warm": warm_ours / warm_bare <= target, "cold": cold_ours / cold_bare <= COLD_TARGET,
                  "memory": memory <= MEMORY_TARGET, "size": size <= SIZE_TARGET}
        missed += [f"{name} {what}" for what, met in checks.items() if not met]
    print(f"Targets: at most {MEMORY_TARGET / 2**20:.0f} MiB resident, {SIZE_TARGET / 1e6:.0f} MB on disk. "
          + (f"Missed: {', '.join(missed)}." if missed else "All met."))


if __name__ == "__main__":
    main()
