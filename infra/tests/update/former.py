"""Builds the former version from the history: the one before lists had marks, whose data this one must carry on.

Its source, its binaries and its template come to lie under `target/former`, which takes some minutes once. Whoever has no
history, as in an export of the files, has no former version either.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "local"))

import build  # noqa: E402
from paths import ROOT, STACK_BIN, VENV  # noqa: E402

#: The file with which the present form of lists began.
BEGINNING = "shared/storage/src/marks.rs"
FOLDER = ROOT / "target" / "former"
SOURCE = FOLDER / "source"


class NoHistory(Exception):
    """The former version cannot be had."""


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoHistory(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def commit() -> str:
    """The last commit before the present form of lists."""
    added = git("log", "--diff-filter=A", "--format=%H", "--", BEGINNING).splitlines()
    if not added:
        raise NoHistory(f"the history does not say when {BEGINNING} was added")
    return git("rev-parse", f"{added[-1]}^")


def is_built() -> bool:
    stamp = FOLDER / "commit"
    return stamp.is_file() and stamp.read_text() == commit()


def make() -> Path:
    """The folder of the former version, built if it is not yet."""
    wanted = commit()
    if is_built():
        return SOURCE
    shutil.rmtree(SOURCE, ignore_errors=True)
    SOURCE.mkdir(parents=True)
    archive = subprocess.Popen(["git", "archive", wanted], cwd=ROOT, stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", SOURCE], stdin=archive.stdout, check=True)
    if archive.wait():
        raise NoHistory(f"git archive {wanted} failed")
    (SOURCE / ".venv").symlink_to(VENV)
    (SOURCE / ".local").mkdir()
    print(f"Building the former version, {wanted[:7]}; this takes some minutes once …", flush=True)
    environment = {
        **os.environ, "CARGO_TARGET_DIR": str(FOLDER / "target"),
        # As this version's profile has it: the same code, sooner.
        "CARGO_PROFILE_LOCAL_OPT_LEVEL": "1", "CARGO_PROFILE_LOCAL_LTO": "off",
    }  # fmt: skip
    done = subprocess.run([STACK_BIN / "python", "infra/local/build.py"], cwd=SOURCE, env=environment, check=False)
    if done.returncode:
        raise build.BuildError("the former version does not build; see above")
    (FOLDER / "commit").write_text(wanted)
    return SOURCE


if __name__ == "__main__":
    try:
        print(f"The former version is in {make()}")
    except (NoHistory, build.BuildError) as error:
        sys.exit(f"error: {error}")
