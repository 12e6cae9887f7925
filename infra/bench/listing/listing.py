"""What a page of a project's list costs, by length of the list and by offset.

    listing.py --page BINARY [--sizes 100 1000 10000 100000] [--rounds 30]

It fills a table with reports as `create` and `positions` store them, in the end with a list of which a ninth was deleted, and
reads pages of 50 with the very code of the `list` function
(`shared/storage/examples/page.rs`); once through a proxy that counts calls and items. The cost is to be the same for any
length and any offset.

The table is in a DynamoDB on SQLite (npm's `@dynoxide/linux-x64`), which finds a page of a long list as fast as one of a short
list, as the real one does. On other machines it is in the emulator of the local stack, which sorts the whole list for every
page; then lists end at 10,000, and only pages of one list can be compared.
"""

import argparse
import base64
import collections
import contextlib
import http.client
import http.server
import json
import os
import pathlib
import platform
import random
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


#: How many entries a block begins with, and how many children a node counts.
BLOCK, FAN_OUT = 16, 256


def packed(entries):
    """Entries as lists hold them: of each the time in eight bytes, and the id."""
    parts = b"".join(created_at.to_bytes(8) + uuid.UUID(report).bytes for created_at, report in entries)
    return {"B": base64.b64encode(parts).decode()}


def fill(database, project, size, deleted=0):
    """A project's list of `size` reports of which so many were deleted: most of them the oldest, the others at random."""
    puts, now, live = [], 1_790_000_000_000, []

    def put(pk, sk, **attributes):
        nonlocal puts
        puts.append({"PutRequest": {"Item": {"pk": {"S": pk}, "sk": {"S": sk}} | attributes}})
        flush(25)

    def flush(least=1):
        nonlocal puts
        while len(puts) >= least:
            database.call("BatchWriteItem", {"RequestItems": {TABLE: puts[:25]}})
            puts = puts[25:]

    gone = set(range(deleted - deleted // 11)) if deleted else set()
    gone |= set(random.Random(7).sample(range(len(gone), size), deleted - len(gone)))
    for position in range(size):
        report = str(uuid.uuid4())
        live.append((now + position, report))
        if position in gone:
            continue
        meta = {"report_id": report, "job_id": str(uuid.uuid4()), "project_id": project, "kind": "experiment",
                "entity_id": project, "snapshot_etag": '"x"', "title": "A report of average length of title", "status": "queued"}
        numbers = {"attempts": 0, "created_at": now + position, "updated_at": now + position}
        put(f"REPORT#{report}", "META", **{name: {"S": value} for name, value in meta.items()},
            **{name: {"N": str(value)} for name, value in numbers.items()})
    blocks = (size - BLOCK) // BLOCK
    surpluses = collections.Counter()
    for block in range(blocks):
        positions = range(block * BLOCK, (block + 1) * BLOCK)
        entries = [live[position] for position in positions if position not in gone]
        if entries:
            put(f"LIST#{project}", f"BLOCK#{block:020}", entries=packed(entries))
        if len(entries) < BLOCK:
            for level in (1, 2, 3):
                child = block // FAN_OUT ** (level - 1)
                surpluses[level, child // FAN_OUT, child % FAN_OUT] -= BLOCK - len(entries)
    nodes = collections.defaultdict(dict)
    for (level, node, child), surplus in surpluses.items():
        nodes[level, node][f"c{child}"] = {"N": str(surplus)}
    for (level, node), children in nodes.items():
        put(f"LIST#{project}", f"NODE#{level}#{node:020}", **children)
    in_blocks = sum(1 for position in gone if position < blocks * BLOCK)
    tail = [live[position] for position in range(blocks * BLOCK, size) if position not in gone]
    head = {"version": 1, "blocks": blocks, "surplus": -in_blocks, "edits": in_blocks}
    put(f"LIST#{project}", "HEAD", tail=packed(tail), **{name: {"N": str(value)} for name, value in head.items()})
    flush()
    return size - len(gone)


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
        responses = parsed.get("Responses", [])  # by table, or of a transaction one for each item
        found = sum(map(len, responses.values())) if isinstance(responses, dict) else sum(map(bool, responses))
        Counter.counts["items"] += len(parsed.get("Items", [])) + ("Item" in parsed) + found
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
        lists = [(size, 0) for size in args.sizes] + [(max(args.sizes), max(args.sizes) * 11 // 100)]
        for size, deleted in [(size, deleted) for size, deleted in lists if not longest or size <= longest]:
            project = str(uuid.uuid4())
            size = fill(database, project, size, deleted)
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
