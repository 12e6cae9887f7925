"""Builds the functions and the command line tool for the local stack, when their sources changed.

One Cargo invocation and one profile (`local`) for everything, so that each dependency is compiled once. `make test`
runs its tests in the same profile and for the same target, and finds those dependencies ready.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path

from paths import CARGO_LAMBDA, LAMBDA_DIR, LOCAL, ROOT

PROFILE = "local"
#: What goes into the binaries. Everything else may change without a build.
SOURCES = ["Cargo.toml", "Cargo.lock", "functions", "shared", "infra/reportctl", ".cargo"]


#: Held while it is built: two steps of the tests may want it at once.
BUILDING = threading.Lock()


class BuildError(Exception):
    """The build failed; what the compiler said is on the screen already."""


def functions() -> list[str]:
    """The names of the function crates, each also the name of its binary."""
    return sorted(manifest.parent.name for manifest in (ROOT / "functions").glob("*/Cargo.toml"))


def packages(*more: str) -> list[str]:
    """Cargo's arguments that select all that is deployed, the command line tool and `more`.

    Cargo compiles a dependency anew when another selection of packages wants other features of it. Whoever builds with
    this selection finds what `build` compiled.
    """
    return [argument for name in [*functions(), "reportctl", *more] for argument in ("--package", name)]


@cache
def host() -> str:
    """The target triple of this machine's compiler."""
    if not shutil.which("cargo"):
        raise BuildError("cargo is not installed: see https://rustup.rs")
    version = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    found = re.search(r"^host: (\S+)$", version, re.MULTILINE)
    if not found:
        raise BuildError(f"rustc -vV names no host:\n{version}")
    return found[1]


def target_dir() -> Path:
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))


def reportctl() -> Path:
    """The command line tool."""
    return ROOT / "target" / PROFILE / "reportctl"


def fingerprint(paths: list[str]) -> str:
    """One checksum over the names and contents of all files below the given paths."""
    digest = hashlib.sha256()
    for start in paths:
        top = ROOT / start
        files = sorted(path for path in top.rglob("*") if path.is_file()) if top.is_dir() else [top]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0")
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def build() -> bool:
    """Bring the binaries up to date. True when something was built."""
    with BUILDING:
        return build_what_changed()


def build_what_changed() -> bool:
    stamp = LOCAL / "built"
    current = fingerprint(SOURCES)
    zips = [LAMBDA_DIR / name / "bootstrap.zip" for name in functions()]
    if stamp.is_file() and stamp.read_text() == current and all(path.is_file() for path in [*zips, reportctl()]):
        return False
    print("Building the functions (the first build takes a few minutes) …", flush=True)
    done = subprocess.run(
        [
            CARGO_LAMBDA, "lambda", "build", "--profile", PROFILE, "--target", host(),
            "--compiler", "cargo", "--output-format", "zip", "--lambda-dir", LAMBDA_DIR, *packages(),
        ],
        cwd=ROOT,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise BuildError("The build failed; see above.")
    # cargo-lambda packs every binary it builds; the tool is no function.
    shutil.rmtree(LAMBDA_DIR / "reportctl", ignore_errors=True)
    # Cargo's folder has the target in its name. People and tests look in one that is the same on every machine.
    reportctl().parent.mkdir(parents=True, exist_ok=True)
    # The old one may be running, so it is replaced and not written over.
    new = reportctl().with_suffix(".new")
    shutil.copy2(target_dir() / host() / PROFILE / "reportctl", new)
    new.replace(reportctl())
    LOCAL.mkdir(exist_ok=True)
    stamp.write_text(current)
    return True


if __name__ == "__main__":
    try:
        build()
    except BuildError as error:
        sys.exit(f"error: {error}")
