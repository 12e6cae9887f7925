"""What the creation of a report costs: write units of the table, and time.

    creation.py --binaries DIR [--beside DIR] [--reports 40] [--requests 200]

Runs the functions of one version, or of two in turn, against an emulator: `create` for reports of one project, each of an entity
of its own and with an idempotency key; then, where there is one, `positions`, once for all of them and, in another project,
once for each; then the renderer. Write units are those that the table itself counts for each request, with those of its index.
The time is that of warm requests to `create`, without a gateway, which take turns between the versions.
"""

import argparse
import contextlib
import http.client
import http.server
import json
import os
import pathlib
import statistics
import sys
import threading
import uuid

ROOT = pathlib.Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "infra" / "local"))

import deployment  # noqa: E402
import local_env  # noqa: E402
import template  # noqa: E402
import throwaway  # noqa: E402
from paths import SAMPLES  # noqa: E402
from runtime_api import Function, http_event  # noqa: E402

#: What a version is to cost at most: write units of a report made among many, and its time against the other version's.
UNITS_TARGET, TIME_TARGET = 22, 0.7


class Counter(http.server.BaseHTTPRequestHandler):
    """Passes calls on, and asks the table what each has cost."""

    protocol_version = "HTTP/1.1"
    upstream, units = None, 0.0

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        operation = self.headers.get("X-Amz-Target", "")
        writes = operation.endswith(("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"))
        if writes:
            body = json.dumps({**json.loads(body), "ReturnConsumedCapacity": "TOTAL"}).encode()
        headers = {name: value for name, value in self.headers.items() if name.lower() != "content-length"}
        headers["Content-Length"] = str(len(body))
        connection = http.client.HTTPConnection("127.0.0.1", Counter.upstream)
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        if writes and answer.status == 200:
            consumed = json.loads(content).get("ConsumedCapacity", [])
            for each in consumed if isinstance(consumed, list) else [consumed]:
                Counter.units += each["CapacityUnits"]
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "content-length", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = pass_on

    def log_message(self, *_):
        pass


class Version:
    """The functions of one version, and a table, a bucket and a queue for them."""

    def __init__(self, binaries, name, port):
        self.binaries, self.name, self.port = binaries, name, port
        resource = template.load()["Resources"]["Table"]["Properties"]
        made = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
        deployment.client("dynamodb", port).create_table(TableName=name, **{key: resource[key] for key in made})
        self.s3 = deployment.client("s3", port)
        self.s3.create_bucket(Bucket=name)
        self.s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        queue = deployment.client("sqs", port).create_queue(QueueName=name)["QueueUrl"]
        self.names = {"TABLE_NAME": name, "BUCKET_NAME": name, "QUEUE_PATH": queue.split("/", 3)[3]}
        self.key = deployment.make_key(local_env.aws(port) | self.names)
        self.running = []

    def start(self, function, port=None):
        """A process of a function; `None` if this version has no such function."""
        binary, port = self.binaries / function, port or self.port
        if not binary.is_file():
            return None
        environment = {**os.environ, **local_env.aws(port), **self.names}
        environment["QUEUE_URL"] = f"http://127.0.0.1:{port}/{self.names['QUEUE_PATH']}"
        self.running.append(Function(binary, environment))
        return self.running[-1]

    def stop(self):
        for function in self.running:
            function.stop()

    def entity(self, project):
        """Publishes the sample as an entity of its own; the body of a request about it."""
        snapshot = json.loads((SAMPLES / "experiment-breast_cancer_automl.json").read_text())
        snapshot |= {"id": str(uuid.uuid4()), "project_id": project}
        key = f"entities/{project}/experiment/{snapshot['id']}.json"
        self.s3.put_object(Bucket=self.name, Key=key, Body=json.dumps(snapshot).encode())
        return {"project_id": project, "kind": "experiment", "entity_id": snapshot["id"]}

    def create(self, function, body):
        """The report's ids, and the seconds that it took."""
        headers = {"authorization": f"Bearer {self.key}", "idempotency-key": str(uuid.uuid4())}
        answer, took = function.invoke(http_event("POST", "/api/reports", {}, headers, body=json.dumps(body)))
        if answer["statusCode"] != 201:
            sys.exit(f"answered {answer}")
        return json.loads(answer["body"]), took


def place(function, project):
    record = {"Keys": {"pk": {"S": f"NEWEST#{project}"}, "sk": {"S": "0#0"}}, "SequenceNumber": "1"}
    answer, _ = function.invoke({"Records": [{"eventName": "INSERT", "dynamodb": record}]})
    if answer["batchItemFailures"]:
        sys.exit("not placed")


@contextlib.contextmanager
def counted(units, stage, reports):
    """Adds up what is written as long as the context, for each report."""
    Counter.units = 0.0
    yield
    units[stage] = Counter.units / reports


def write_units(version, counter, reports):
    """Stage → write units of a report."""
    units, projects = {}, [str(uuid.uuid4()), str(uuid.uuid4())]
    create, positions, renderer = (version.start(name, counter) for name in ("create", "positions", "renderer"))
    bodies = {project: [version.entity(project) for _ in range(reports)] for project in projects}
    version.create(create, bodies[projects[0]].pop())  # reads the API key
    made = []
    with counted(units, "create", 2 * reports - 1):
        for body in bodies[projects[0]]:
            made.append(version.create(create, body)[0])
        for body in bodies[projects[1]]:
            version.create(create, body)
            if positions:
                before = Counter.units
                place(positions, projects[1])
                units["places, one at a time"] = units.get("places, one at a time", 0) + (Counter.units - before) / reports
                Counter.units = before
    if positions:
        with counted(units, "places, many at once", reports):
            place(positions, projects[0])
    with counted(units, "render", len(made)):
        for ids in made:
            body = json.dumps({name: ids[name] for name in ("report_id", "job_id")})
            renderer.invoke({"Records": [{"messageId": "1", "body": body, "eventSource": "aws:sqs"}]})
    return units


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binaries", required=True, type=pathlib.Path, help="where the functions are")
    parser.add_argument("--beside", type=pathlib.Path, help="where those of another version are")
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--requests", type=int, default=200)
    args = parser.parse_args()
    folders = {"this": args.binaries} | ({"other": args.beside} if args.beside else {})
    with throwaway.emulator() as port:
        Counter.upstream = port
        proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counter)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        versions = {name: Version(folder, name, port) for name, folder in folders.items()}
        try:
            for name, version in versions.items():
                units = write_units(version, proxy.server_address[1], args.reports)
                alone = units.pop("places, one at a time", 0)
                total = sum(units.values())
                parts = ", ".join(f"{stage} {figure:.1f}" for stage, figure in units.items())
                target = f" (target {UNITS_TARGET})" if name == "this" else ""
                print(f"{name}: {total:.1f} write units a report{target}: {parts}; places one at a time {alone:.1f}")
            functions = {name: version.start("create") for name, version in versions.items()}
            bodies = {name: version.entity(str(uuid.uuid4())) for name, version in versions.items()}
            times = {name: [] for name in versions}
            for number in range(args.requests + 10):
                for name, version in sorted(versions.items(), reverse=bool(number % 2)):
                    _, took = version.create(functions[name], bodies[name])
                    if number >= 10:
                        times[name].append(took * 1e3)
            medians = {name: statistics.median(taken) for name, taken in times.items()}
            print("create, warm: " + ", ".join(f"{name} {median:.2f} ms" for name, median in medians.items()))
            if args.beside:
                print(f"{medians['this'] / medians['other']:.2f} × the other (target {TIME_TARGET})")
        finally:
            for version in versions.values():
                version.stop()
            proxy.shutdown()


if __name__ == "__main__":
    main()
