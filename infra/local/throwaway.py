"""An emulator for one test or benchmark: empty, on a port of its own, without permissions, gone afterwards."""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import stack


def start(command: list, environment: dict[str, str]) -> subprocess.Popen:
    """A server that says nothing."""
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@contextlib.contextmanager
def emulator() -> Iterator[int]:
    """The port of an emulator that runs as long as the context."""
    port = stack.free_port()
    with tempfile.TemporaryDirectory() as scratch:
        process = start([sys.executable, stack.EMULATOR], stack.emulator_environment(port, Path(scratch)))
        try:
            stack.wait_for(process, "the emulator", lambda: stack.healthy(port))
            yield port
        finally:
            process.terminate()
            process.wait()
