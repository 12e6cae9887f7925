"""An emulator for one test or benchmark: empty, on a port of its own, without permissions, gone afterwards."""

import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import stack


def start(command: list, environment: dict[str, str]) -> subprocess.Popen:
    """A server that says nothing."""
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def wait_for(process: subprocess.Popen, name: str, ready: Callable[[], bool]) -> None:
    """Wait until `ready()`, or say that the process did not get so far."""
    deadline = time.monotonic() + stack.STARTS_WITHIN_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise stack.StackError(f"{name} did not start")
        time.sleep(0.1)


@contextlib.contextmanager
def emulator() -> Iterator[int]:
    """The port of an emulator that runs as long as the context."""
    port = stack.free_port()
    with tempfile.TemporaryDirectory() as scratch:
        process = start([sys.executable, stack.EMULATOR], stack.emulator_environment(port, Path(scratch)))
        try:
            wait_for(process, "the emulator", lambda: stack.healthy(port))
            yield port
        finally:
            process.terminate()
            process.wait()
