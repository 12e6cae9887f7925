"""Processes that serve on this machine: their ports, starting them, waiting until they answer."""

import contextlib
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from local_env import StackError

STARTS_WITHIN_SECONDS = 180


def free_port() -> int:
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def kept_port(file: Path) -> int:
    """The port that the file names, if it is free, so that addresses stay; else a free one, written into the file."""
    for port in [int(file.read_text())] if file.is_file() else []:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    port = free_port()
    file.write_text(str(port))
    return port


def start_silent(command: list, environment: dict[str, str]) -> subprocess.Popen:
    """A server whose output is discarded."""
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def wait_for(process: subprocess.Popen, name: str, ready: Callable[[], bool]) -> None:
    """Wait until `ready()`. If the process ends before or takes too long, end it and raise `StackError`."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise StackError(f"{name} did not start")
        time.sleep(0.1)


@contextlib.contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[socketserver.BaseServer]:
    """Lets a server of this process answer until the end of the block."""
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
