"""Where things are. Everything that the local stack writes lies under the folder of this checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: State of the local stack: port, process id, logs, stamps, the environment file.
LOCAL = ROOT / ".local"
ENV_FILE = LOCAL / "env"
EMULATOR_LOG = LOCAL / "emulator.log"

#: Python tools, in two environments (see infra/python/README.md).
VENV = ROOT / ".venv"
STACK_BIN = VENV / "stack" / "bin"
SAM = VENV / "sam" / "bin" / "sam"
CARGO_LAMBDA = STACK_BIN / "cargo-lambda"

TEMPLATE = ROOT / "template.yaml"
LAMBDA_DIR = ROOT / "target" / "lambda"
SAMPLES = ROOT / "infra" / "samples" / "snapshots"
OUT = ROOT / "out"


def tail(file: Path, lines: int = 25) -> str:
    """The last lines of a log."""
    return "\n".join(file.read_text(errors="replace").splitlines()[-lines:])
