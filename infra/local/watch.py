"""The hot-reload loop: `cargo lambda watch` with the routes of template.yaml, and a feeder that hands the renderer its jobs.

Uses the table and the bucket of the local stack, and a queue of its own, so that the deployed renderer does not take
the jobs of the one being worked on. A saved source file is built and served, while requests wait.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import build
import deployment
import local_env
import servers
import stack
import template
from paths import CARGO_LAMBDA, LOCAL, ROOT

QUEUE = "ml-reports-watch"
ADDRESS = "127.0.0.1"
METHODS = ("GET", "HEAD", "POST")
#: How long a request waits for a function that is being built.
BUILDS_WITHIN_SECONDS = 120


def function_environment(port: int) -> dict[str, str]:
    """The environments of all deployed functions as one: a variable has the same meaning in each of them."""
    functions = deployment.client("lambda", port)
    resources = deployment.client("cloudformation", port).describe_stack_resources(StackName=local_env.STACK_NAME)
    merged: dict[str, str] = {}
    for resource in resources["StackResources"]:
        if resource["ResourceType"] == "AWS::Lambda::Function":
            function = functions.get_function_configuration(FunctionName=resource["PhysicalResourceId"])
            merged |= function.get("Environment", {}).get("Variables", {})
    # No layer is mounted here, so variables point at the layer's files in this folder.
    layer = ROOT / template.fonts_layer()
    return {
        name: str(layer) + value.removeprefix("/opt") if value == "/opt" or value.startswith("/opt/") else value
        for name, value in merged.items()
    }


def write_router(file: Path) -> None:
    """The routes in the form that `cargo lambda watch` reads."""
    lines = ["[watch.router]"]
    by_path: dict[str, list[str]] = {}
    for route in template.routes():
        if route.method in METHODS:
            by_path.setdefault(route.path, []).append(f'{{ method = "{route.method}", function = "{route.function}" }}')
    lines += [f'"{path}" = [ {", ".join(methods)} ]' for path, methods in by_path.items()]
    file.write_text("\n".join(lines) + "\n")


class Watch:
    """`cargo lambda watch` and the feeder, as long as the context lasts."""

    def __init__(self, *, reload: bool = True) -> None:
        self.values = local_env.read()
        self.emulator_port = int(self.values["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])
        self.port = servers.kept_port(LOCAL / "watch-port")
        self.url = f"http://{ADDRESS}:{self.port}"
        self.reload = reload
        self.log = LOCAL / "watch.log"
        self._stop = threading.Event()

    def __enter__(self) -> "Watch":
        self.sqs = deployment.client("sqs", self.emulator_port)
        self.queue_url = self.sqs.create_queue(QueueName=QUEUE, Attributes={"VisibilityTimeout": "60"})["QueueUrl"]
        environment = function_environment(self.emulator_port) | {"QUEUE_URL": self.queue_url}
        env_file = LOCAL / "watch.env"
        names = ("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
        environment |= {name: self.values[name] for name in names}
        env_file.write_text("".join(f"{name}={value}\n" for name, value in environment.items()))
        env_file.chmod(0o600)
        router = LOCAL / "watch.toml"
        write_router(router)
        command = [
            CARGO_LAMBDA, "lambda", "watch", "--global", router, "--env-file", env_file,
            "--profile", build.PROFILE, "--target", build.host(),
            "--invoke-address", ADDRESS, "--invoke-port", str(self.port), "--concurrency", "2",
        ]  # fmt: skip
        if self.reload:
            # A request waits for the build. Without a timeout it waits for ever if the build fails.
            command += ["--timeout", str(BUILDS_WITHIN_SECONDS)]
        else:
            command.append("--ignore-changes")
        output = None if self.reload else self.log.open("w")
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, start_new_session=True)
        self._wait_until_it_listens()
        self._feeder = threading.Thread(target=self._feed, daemon=True)
        self._feeder.start()
        return self

    def _wait_until_it_listens(self) -> None:
        while self.process.poll() is None:
            try:
                socket.create_connection((ADDRESS, self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise local_env.StackError(f"cargo lambda watch ended with status {self.process.returncode}; see {self.log}")

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        # It leads a session; the functions' processes belong to it.
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._feeder.join(timeout=10)
        self.sqs.delete_queue(QueueUrl=self.queue_url)

    def invoke(self, function: str, event: dict, timeout: float = 300) -> dict:
        """Hand an event to a function, as the Lambda API does."""
        request = urllib.request.Request(
            f"{self.url}/2015-03-31/functions/{function}/invocations", data=json.dumps(event).encode(), method="POST"
        )
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return json.load(answer)

    def _feed(self) -> None:
        """What the event source mapping does in the deployed stack: take messages, invoke, delete the finished ones."""
        while not self._stop.is_set():
            try:
                taken = self.sqs.receive_message(
                    QueueUrl=self.queue_url, MaxNumberOfMessages=4, WaitTimeSeconds=2, AttributeNames=["All"]
                ).get("Messages", [])
                if not taken:
                    continue
                answer = self.invoke("renderer", {"Records": [record(message) for message in taken]})
                failed = {item["itemIdentifier"] for item in answer.get("batchItemFailures", [])}
                for message in taken:
                    if message["MessageId"] not in failed:
                        self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=message["ReceiptHandle"])
            except Exception as error:  # noqa: BLE001: whatever fails, the message comes back and the loop goes on
                if not self._stop.is_set():
                    print(f"feeder: {error}; the message will be tried again", file=sys.stderr)
                    time.sleep(2)


def record(message: dict) -> dict:
    """A received message in the form in which Lambda hands it to a function."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{local_env.REGION}:000000000000:{QUEUE}",
        "awsRegion": local_env.REGION,
    }


def main() -> int:
    # Whichever signal ends this program, `Watch` ends the processes that it started.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        stack.up()
        with Watch() as watch:
            print(
                f"Serving {watch.url}/api/reports. A saved file is built within seconds; requests wait for it. Ctrl-C ends.",
                flush=True,
            )
            return watch.process.wait()
    except KeyboardInterrupt:
        return 0
    except (local_env.StackError, build.BuildError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
