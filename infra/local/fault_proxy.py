"""A proxy between programs and an emulator that injects faults: microburst, which knows the protocols of AWS's services.

It does not go with permissions: it changes the requests' host, which their signatures cover.
"""

import contextlib
import json
import urllib.request
from collections.abc import Callable, Iterator

import deployment
import local_env
import servers
from paths import STACK_BIN


class Proxy:
    """A running proxy and the faults that it injects."""

    def __init__(self, port: int) -> None:
        self.port = port

    def control(self, method: str, path: str, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/_microburst/{path}", method=method,
            data=None if body is None else json.dumps(body).encode(), headers={"Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    @contextlib.contextmanager
    def faults(self, *rules: dict) -> Iterator[Callable[[], int]]:
        """These faults as long as the context; gives a function that says how many there have been."""
        self.control("DELETE", "fired")
        self.control("POST", "rules", list(rules))
        try:
            yield lambda: len(self.control("GET", "fired?limit=100000"))
        finally:
            self.control("POST", "rules", [])


@contextlib.contextmanager
def before(port: int) -> Iterator[Proxy]:
    """A proxy before the emulator on that port, as long as the context."""
    proxy = Proxy(servers.free_port())
    command = [
        STACK_BIN / "microburst", "--upstream", f"http://127.0.0.1:{port}", "--host", "127.0.0.1",
        "--port", str(proxy.port),
    ]  # fmt: skip
    process = servers.start_silent(command, local_env.aws(port))

    def ready() -> bool:
        with contextlib.suppress(OSError):
            return proxy.control("GET", "health")["status"] == "ok"
        return False

    try:
        servers.wait_for(process, "the proxy", ready)
        # It reads each service's model with the first request to it, which takes longer than a function waits.
        first = {"dynamodb": "list_tables", "sqs": "list_queues", "s3": "list_buckets", "events": "list_event_buses"}
        for service, call in first.items():
            getattr(deployment.client(service, proxy.port), call)()
        yield proxy
    finally:
        # Asked to end, it would wait for idle connections.
        process.kill()
        process.wait()
