"""What a page of a project's list costs, by length of the list and by offset.

    listing.py --page BINARY [--sizes 100 1000 10000 100000] [--rounds 30]

It fills a table with reports as `create` stores them, and reads pages of 50 with the very code of the `list` function
(`shared/storage/examples/page.rs`); once through a proxy that counts calls and items. The cost is to be the same for any
length and any offset.

The table is in a DynamoDB on SQLite (npm's `@dynoxide/linux-x64`), which finds a page of a long list as fast as one of a short
list, as the real one does. On other machines it is in the emulator of the local stack, which sorts the whole list for every
page; then lists end at 10,000, and only pages of one list can be compared.
"""

import argparse
import collections
import contextlib
import http.client
import http.server
import json
import os
import pathlib
import platform
import shutil
import socket
import subprocess
import sys
import threading
import uuid

ROOT = pathlib.Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "infra" / "local"))

import local_env  # noqa: E402
import servers  # noqa: E402
import throwaway  # noqa: E402

HERE = pathlib.Path(__file__).parent
TABLE = "listing"
#: The longest list that the local stack's emulator copes with.
LONGEST_IN_EMULATOR = 10_000


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def dynamodb():
    """The port of a DynamoDB that runs as long as the context, and the longest list that it copes with."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64") or not shutil.which("npm"):
        print(f"In the local stack's emulator, which is slow: lists up to {LONGEST_IN_EMULATOR:,}. npm on Linux brings a faster one.")
        with throwaway.emulator() as port:
            yield port, LONGEST_IN_EMULATOR
        return
    subprocess.run(["npm", "ci", "--silent", "--prefix", HERE], check=True)
    port = servers.free_port()
    binary = HERE / "node_modules" / "@dynoxide" / "linux-x64" / "dynoxide"
    process = servers.start_silent([binary, "--port", str(port)], dict(os.environ))
    try:
        servers.wait_for(process, "the DynamoDB", lambda: answers(port))
        yield port, None
    finally:
        process.terminate()
        process.wait()


class DynamoDb:
    """The few calls that the filling needs, without an SDK: a hundred thousand reports are many calls."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def call(self, operation, body):
        self.connection.request("POST", "/", json.dumps(body), {
            "X-Amz-Target": f"DynamoDB_20120810.{operation}", "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Date": "20260101T000000Z",
            "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
                             "SignedHeaders=host, Signature=none"})
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            sys.exit(f"{operation}: {answer.status} {content[:300]!r}")
        return json.loads(content)


def fill(database, project, size):
    """A project's list of `size` reports."""
    puts, now = [], 1_790_000_000_000

    def flush(least=1):
        nonlocal puts
        while len(puts) >= least:
            database.call("BatchWriteItem", {"RequestItems": {TABLE: puts[:25]}})
            puts = puts[25:]

    for position in range(size):
        report = str(uuid.uuid4())
        meta = {"pk": f"REPORT#{report}", "sk": "META", "report_id": report, "job_id": str(uuid.uuid4()),
                "project_id": project, "kind": "experiment", "entity_id": project, "snapshot_etag": '"x"',
                "title": "A report of average length of title", "status": "queued"}
        item = {name: {"S": value} for name, value in meta.items()}
        item |= {"attempts": {"N": "0"}, "created_at": {"N": str(now + position)}, "updated_at": {"N": str(now + position)}}
        entry = {"pk": {"S": f"LIST#{project}"}, "sk": {"S": f"POS#{position:020}"}, "report_id": {"S": report}}
        puts += [{"PutRequest": {"Item": item}}, {"PutRequest": {"Item": entry}}]
        flush(25)
    puts.append({"PutRequest": {"Item": {"pk": {"S": f"LIST#{project}"}, "sk": {"S": "COUNT"},
                                         "count": {"N": str(size)}, "latest": {"N": str(now + size)}}}})
    flush()


class Counter(http.server.BaseHTTPRequestHandler):
    """Passes calls on and counts them, and the items in the answers."""

    protocol_version = "HTTP/1.1"
    upstream, counts = None, collections.Counter()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        connection = http.client.HTTPConnection("127.0.0.1", Counter.upstream)
        connection.request("POST", self.path, body, dict(self.headers))
        answer = connection.getresponse()
        content = answer.read()
        parsed = json.loads(content)
        Counter.counts["calls"] += 1
        Counter.counts["items"] += len(parsed.get("Items", [])) + ("Item" in parsed) + sum(
            map(len, parsed.get("Responses", {}).values()))
        Counter.counts["bytes"] += len(content)
        self.send_response(answer.status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def read_pages(binary, port, project, rounds, offsets):
    environment = {**os.environ, **local_env.aws(port), "TABLE_NAME": TABLE}
    done = subprocess.run([binary, project, str(rounds), *map(str, offsets)], env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return [json.loads(line)["median_ms"] for line in done.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", required=True, help="the example binary `page` of report-storage")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=30)
    args = parser.parse_args()
    with dynamodb() as (port, longest):
        Counter.upstream = port
        proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counter)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        database = DynamoDb(port)
        database.call("CreateTable", {
            "TableName": TABLE, "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]})
        print(f"{'reports':>8} {'offset':>8} {'calls':>6} {'items':>6} {'kB':>6} {'median ms':>10} {'× first':>8}")
        first, worst, worst_of_any = None, 0, 0
        for size in [size for size in args.sizes if not longest or size <= longest]:
            project = str(uuid.uuid4())
            fill(database, project, size)
            offsets = [0, size // 2, size - 50]
            times = read_pages(args.page, port, project, args.rounds, offsets)
            for offset, took in zip(offsets, times):
                Counter.counts.clear()
                read_pages(args.page, proxy.server_address[1], project, 1, [offset])
                counts = {name: value / 2 for name, value in Counter.counts.items()}  # a warm-up and a counted round
                first = first or took
                worst, worst_of_any = max(worst, took / times[0]), max(worst_of_any, took / first)
                print(f"{size:8} {offset:8} {counts['calls']:6.0f} {counts['items']:6.0f} {counts['bytes'] / 1000:6.1f} "
                      f"{took:10.2f} {took / times[0]:8.2f}", flush=True)
        print(f"Worst page against the first of its list: {worst:.2f} × (target 1.3)")
        if not longest:
            print(f"Worst page against the first of the shortest list: {worst_of_any:.2f} ×")


if __name__ == "__main__":
    main()
