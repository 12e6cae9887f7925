"""What our functions add to the AWS calls that each must make.

    latency.py --binaries DIR [--requests 200] [--starts 25]

Runs the calls of `WARM_TARGETS` against the local stack, which it brings up, each beside a bare `lambda_http` function that
makes the same calls and nothing else (`shared/storage/examples/bare.rs`). No gateway takes part: both are
driven by a Lambda Runtime API of our own. Requests take turns, so that what else the machine does meets both alike.
Printed are medians, warm and from the start of the process to its first answer, and what a function takes of memory and
disk.
"""

import argparse
import hashlib
import json
import pathlib
import statistics
import sys
import uuid

ROOT = pathlib.Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "infra" / "local"))

import demo  # noqa: E402
import stack  # noqa: E402
from paths import SAMPLES  # noqa: E402
from runtime_api import Function, FunctionFailed, http_event  # noqa: E402

WARM_TARGETS = {"create": 1.5, "get": 1.4, "list": 1.5, "view": 1.4, "publish": 1.4, "entity": 1.4, "entities": 1.4, "upload": 1.4}
#: The calls that a function of another name serves.
SERVED_BY = {"entity": "entities"}
COLD_TARGET, MEMORY_TARGET, SIZE_TARGET = 1.3, 20 * 2**20, 9_000_000


def events(env, key_digest, report):
    """For each call the events that take turns. Ours understands them, and in headers is what the bare function needs."""
    project, entity = env["PROJECT_ID"], env["EXPERIMENT_ID"]
    headers = {
        "authorization": f"Bearer {env['API_KEY']}", "x-key": f"KEY#{key_digest}", "x-project": project,
        "x-snapshot": f"entities/{project}/experiment/{entity}.json", "x-report": report["id"],
        "x-artifact": f"artifacts/{report['id']}/{report['artifact_id']}/report.html",
        "x-published": f"entities/{project}/experiment/{uuid.uuid4()}.json",
    }
    body = json.dumps({"project_id": project, "kind": "experiment", "entity_id": entity})
    one = f"/api/reports/{report['id']}"
    entities = f"/api/projects/{project}/entities"
    about = {"project_id": project, "kind": "experiment", "entity_id": entity}
    published = {**about, "entity_id": str(uuid.uuid4())}
    # Two snapshots: the very same bytes again would not be stored.
    snapshots = [json.dumps({**snapshot(entity), "id": published["entity_id"], "description": text}) for text in "ab"]
    place, new = (f"{entities}/experiment/{ids['entity_id']}" for ids in (about, published))
    return {
        "create": [http_event("POST", "/api/reports", {}, headers, body=body)],
        "get": [http_event("GET", one, {"report_id": report["id"]}, headers)],
        "list": [http_event("GET", "/api/reports", {}, headers, query=f"project_id={project}")],
        "view": [http_event("GET", f"{one}/view", {"report_id": report["id"]}, headers)],
        "publish": [http_event("PUT", new, published, headers, body=text) for text in snapshots],
        "entity": [http_event("GET", place, about, headers)],
        "entities": [http_event("GET", entities, {"project_id": project}, headers)],
        "upload": [http_event("POST", f"{place}/uploads", about, headers, body=json.dumps({"bytes": 20 << 20}))],
    }


def snapshot(entity):
    """The sample snapshot of an entity."""
    found = (json.loads(path.read_text()) for path in sorted(SAMPLES.glob("experiment-*.json")))
    return next(snapshot for snapshot in found if snapshot["id"] == entity)


def finished_report(env):
    """A report that has its documents, made by way of the stack's API."""
    api = demo.Api(env)
    body = {"project_id": env["PROJECT_ID"], "kind": "experiment", "entity_id": env["EXPERIMENT_ID"]}
    return demo.wait(api, json.loads(api.call("POST", "/api/reports", body))["report_id"])


def answered(function, given):
    """The seconds that a request took that was answered as asked."""
    answer, took = function.invoke(given)
    if answer.get("statusCode") not in (200, 201):
        raise FunctionFailed(f"answered {str(answer)[:500]}")
    return took


def warm(ours, bare, given, requests):
    """Median seconds of ours and of the bare one. They answer the same event in each turn."""
    times = {ours: [], bare: []}
    for number in range(requests + 10):
        for function in (ours, bare) if number % 2 else (bare, ours):
            took = answered(function, given[number % len(given)])
            if number >= 10:
                times[function].append(took)
    return statistics.median(times[ours]), statistics.median(times[bare])


def cold(binaries, environment, given, starts):
    """Median seconds from the start of the process to its first answer, of each binary."""
    times = [[] for _ in binaries]
    for _ in range(starts):
        for binary, taken in zip(binaries, times):
            function = Function(binary, environment)
            answered(function, given[0])
            taken.append(function.first)
            function.stop()
    return [statistics.median(taken) for taken in times]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binaries", required=True, type=pathlib.Path, help="where Cargo has put the functions and examples/bare")
    parser.add_argument("--requests", type=int, default=200, help="warm requests of each kind")
    parser.add_argument("--starts", type=int, default=25, help="cold starts of each kind")
    args = parser.parse_args()
    env = stack.up()
    binaries, bare = {name: args.binaries / SERVED_BY.get(name, name) for name in WARM_TARGETS}, args.binaries / "examples" / "bare"
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
    try:
        main()
    except (FunctionFailed, demo.DemoError) as error:
        sys.exit(f"error: {error}")
