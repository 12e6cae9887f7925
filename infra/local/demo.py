"""`make demo`: from nothing to a report. Brings the stack up, asks for a report over HTTP, waits for it, downloads both formats."""

import json
import sys
import time
import urllib.error
import urllib.request

import build
import local_env
import stack
from paths import OUT, ROOT

WAIT_SECONDS = 180


class DemoError(Exception):
    """The demo went wrong; the message says where."""


class Api:
    """The Reports API over HTTP, with nothing but the standard library."""

    def __init__(self, values: dict[str, str]) -> None:
        self.base = values["BASE_URL"]
        self.key = values["API_KEY"]

    def call(self, method: str, path: str, body: dict | None = None) -> bytes:
        request = urllib.request.Request(self.base + path, method=method)
        # A document too large for a function's response comes by redirect to storage, which must not see the key.
        request.add_unredirected_header("Authorization", f"Bearer {self.key}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise DemoError(f"{method} {path} answered {error.code}: {error.read().decode(errors='replace')}") from error


def wait(api: Api, report_id: str) -> dict:
    """Poll until the report has ended, showing each status as it comes."""
    began = time.monotonic()
    shown = None
    while True:
        report = json.loads(api.call("GET", f"/api/reports/{report_id}"))["report"]
        if report["status"] != shown:
            shown = report["status"]
            print(f"  {time.monotonic() - began:5.1f} s  {shown}", flush=True)
        if shown == "succeeded":
            return report
        if shown == "failed":
            raise DemoError(f"The report failed: {report['error']}")
        if time.monotonic() - began > WAIT_SECONDS:
            raise DemoError(f"The report is still {shown} after {WAIT_SECONDS} s; see .local/emulator.log")
        time.sleep(0.2)


def demo() -> None:
    values = stack.up()
    api = Api(values)
    print("POST /api/reports: a report about the breast-cancer experiment", flush=True)
    created = json.loads(
        api.call(
            "POST",
            "/api/reports",
            {"project_id": values["PROJECT_ID"], "kind": "experiment", "entity_id": values["EXPERIMENT_ID"]},
        )
    )
    report_id = created["report_id"]
    report = wait(api, report_id)
    headline = report["summary"].get("headline")
    if headline:
        print(f"  {headline}")
    OUT.mkdir(exist_ok=True)
    files = []
    for suffix in ("pdf", "html", "md", "json"):
        document = api.call("GET", f"/api/reports/{report_id}/download?format={suffix}")
        file = OUT / f"breast-cancer-experiment.{suffix}"
        file.write_bytes(document)
        files.append((file, len(document)))
    print("The report, downloaded through the API:")
    for file, size in files:
        print(f"{file.relative_to(ROOT)}  ({size / 1024:.0f} KiB)")


def main() -> int:
    try:
        demo()
    except (DemoError, local_env.StackError, build.BuildError, urllib.error.URLError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
