#!/usr/bin/env python3
"""Install the pinned Python tools into `.venv`, once: `tools.py [NAME…]`, by default `stack` and `sam`.

Runs on the machine's own Python and its standard library. An environment whose stamp equals the checksum of its
requirements is left alone without a word.
"""

import hashlib
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from paths import ROOT, VENV

OLDEST_PYTHON = (3, 11)
#: Environment → the requirement lists that go into it, in order.
LISTS = {
    "stack": ["stack"],
    "sam": ["sam"],
    "cross": ["stack", "cross"],
    "bench": ["stack", "bench"],
    "oracle": ["oracle"],
    "fairness": ["oracle", "fairness"],
    "mlflow": ["mlflow"],
    "examples": ["examples"],
    "vera": ["vera"],
    "cards": ["cards"],
}
#: `cross` adds the cross linker to the environment of the stack, `bench` what is measured against; `fairness` adds to the oracle's
#: what groups are compared with.
FOLDER = {
    "stack": "stack",
    "sam": "sam",
    "cross": "stack",
    "bench": "stack",
    "oracle": "oracle",
    "fairness": "oracle",
    "mlflow": "mlflow",
    "examples": "examples",
    "vera": "vera",
    "cards": "cards",
}


class ToolsError(Exception):
    """The tools cannot be installed; the message says what the reader can do."""


def requirements(name: str) -> Path:
    return ROOT / "infra" / "python" / f"{name}.txt"


def checksum(lists: list[str]) -> str:
    digest = hashlib.sha256(f"python {sys.version_info[0]}.{sys.version_info[1]} at {VENV}".encode())
    for name in lists:
        digest.update(requirements(name).read_bytes())
    return digest.hexdigest()


def installed(name: str) -> bool:
    stamp = VENV / FOLDER[name] / f".{name}.sha256"
    return stamp.is_file() and stamp.read_text() == checksum(LISTS[name])


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise ToolsError(
            f"Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or later is needed; this is {sys.version.split()[0]}."
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise ToolsError(
            "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"
        ) from None


def install(name: str) -> None:
    folder = VENV / FOLDER[name]
    if name == FOLDER[name]:
        # A half-made or outdated environment is replaced, not patched.
        shutil.rmtree(folder, ignore_errors=True)
        run([sys.executable, "-m", "venv", folder], "creating the environment")
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-deps"]
    run([*pip, "--requirement", requirements(LISTS[name][-1])], "installing the packages")
    (folder / f".{name}.sha256").write_text(checksum(LISTS[name]))


def run(command: list, doing: str) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise ToolsError(f"{doing} failed:\n{done.stdout.strip()[-3000:]}")


def main(names: list[str]) -> int:
    wanted = [name for name in names or ["stack", "sam"] if not installed(name)]
    if not wanted:
        return 0
    began = time.monotonic()
    print(f"Installing the pinned Python tools into {VENV.name}/ ({', '.join(wanted)}), once …", flush=True)
    try:
        check_python()
        # An extra list goes on top of its environment, so it waits for it.
        for name, extra in (("stack", {"cross", "bench"}), ("oracle", {"fairness"})):
            if not installed(name) and extra & set(wanted):
                install(name)
                wanted = [other for other in wanted if other != name]
        with ThreadPoolExecutor() as pool:
            list(pool.map(install, wanted))
    except ToolsError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"Tools installed in {time.monotonic() - began:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
