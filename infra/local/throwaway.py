"""An emulator for one test or benchmark: empty, on a port of its own, gone afterwards; without permissions unless wanted."""

import contextlib
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import emulator_process
import servers


@contextlib.contextmanager
def emulator(
    *, without: Iterable[str] = (), permissions: bool = False, variables: dict[str, str] | None = None,
    program: Path = emulator_process.PROGRAM,
) -> Iterator[int]:
    """The port of an emulator that runs as long as the context, without some of its patches if wanted, or another program
    that adds to it."""
    port = servers.free_port()
    left_out = [word for patch in without for word in ("--without", patch)]
    with tempfile.TemporaryDirectory() as scratch:
        environment = emulator_process.environment(port, Path(scratch)) | ({"AUTH": "true"} if permissions else {}) | (variables or {})
        process = servers.start_silent([sys.executable, program, *left_out], environment)
        try:
            servers.wait_for(process, "the emulator", lambda: emulator_process.healthy(port))
            yield port
        finally:
            process.terminate()
            process.wait()
