"""What a page of a project's list costs, by length of the list and by offset.

    listing.py --page BINARY [--sizes 100 1000 10000 100000] [--rounds 30]

It starts an emulator of its own, fills a table with reports as `create` stores them, and reads pages of 50 with the
very code of the `list` function (`shared/storage/examples/page.rs`), through a proxy that counts calls and items.
The cost is to be the same for any length and any offset. The emulator itself searches a longer list for longer, at any
offset alike; so times compare pages of one list, calls and items compare lists.
"""

import argparse
import collections
import http.client
import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading
import uuid

ROOT = pathlib.Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "infra" / "local"))

import stack  # noqa: E402
import throwaway  # noqa: E402

TABLE = "listing"


class DynamoDb:
    """The few calls that the filling needs, without an SDK: a hundred thousand reports are many calls."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def call(self, operation, body):
        self.connection.request("POST", "/", json.dumps(body), {
            "X-Amz-Target": f"DynamoDB_20120810.{operation}", "Content-Type": "application/x-amz-json-1.0",
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
    environment = {**os.environ, **stack.aws_environment(port), "TABLE_NAME": TABLE}
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
    with throwaway.emulator() as port:
        Counter.upstream = port
        proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counter)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        database = DynamoDb(port)
        database.call("CreateTable", {
            "TableName": TABLE, "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]})
        print(f"{'reports':>8} {'offset':>8} {'calls':>6} {'items':>6} {'kB':>6} {'median ms':>10} {'× first':>8}")
        first, worst = None, 0
        for size in args.sizes:
            project = str(uuid.uuid4())
            fill(database, project, size)
            offsets = [0, size // 2, size - 50]
            # Fewer rounds of a long list: the emulator needs seconds for each page of it.
            times = read_pages(args.page, port, project, max(5, min(args.rounds, 300_000 // size)), offsets)
            for offset, took in zip(offsets, times):
                Counter.counts.clear()
                read_pages(args.page, proxy.server_address[1], project, 1, [offset])
                counts = {name: value / 2 for name, value in Counter.counts.items()}  # a warm-up and a counted round
                first = first or took
                worst = max(worst, took / times[0])
                print(f"{size:8} {offset:8} {counts['calls']:6.0f} {counts['items']:6.0f} {counts['bytes'] / 1000:6.1f} "
                      f"{took:10.2f} {took / times[0]:8.2f}", flush=True)
        print(f"Worst page against the first of its list: {worst:.2f} × (target 1.3)")


if __name__ == "__main__":
    main()
