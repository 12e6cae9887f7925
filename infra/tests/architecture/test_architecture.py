"""What ARCHITECTURE.md names is there: files and folders, steps of `make test`, targets of the Makefile, crates."""

import re

import pytest
from paths import ROOT

TEXT = (ROOT / "infra" / "ARCHITECTURE.md").read_text()
NAMED = sorted(set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", TEXT, flags=re.MULTILINE | re.DOTALL))))
#: Words in capitals stand for names of the reader's own: `sections/src/KIND/mod.rs`.
OWN_NAME = re.compile(r"(?<![A-Za-z])[A-Z]{4,}(?![A-Za-z_])")
#: One file or folder, perhaps with alternatives: `snapshot/src/{lib,read}.rs`.
PATH = re.compile(r"[\w.-]+(?:/[\w.{},-]+)*/?")


def alternatives(path):
    """The paths that a path with braces stands for."""
    found = re.search(r"\{([^}]*)\}", path)
    return [path[: found.start()] + each + path[found.end() :] for each in found[1].split(",")] if found else [path]


def is_path(word):
    return PATH.fullmatch(word) and not OWN_NAME.search(word) and ("/" in word or re.search(r"\.(?:toml|yaml)$", word))


PATHS = [path for word in NAMED if is_path(word) for path in alternatives(word)]
#: Paths within a new function, where documents are written, and what other paths begin with.
ELSEWHERE = {"src/main.rs", "src/handler.rs", "out/", "shared/"}


@pytest.mark.parametrize("path", [path for path in PATHS if path not in ELSEWHERE])
def test_a_path_is_there(path):
    base = ROOT if path.startswith(("functions/", "infra/")) or "/" not in path else ROOT / "shared"
    assert (base / path).is_dir() if path.endswith("/") else (base / path).is_file()


def test_paths_are_found():
    assert len(PATHS) > 80
    assert {"domain/src/options/flag.rs", "snapshot/src/limits.rs", "functions/job/", "deny.toml"} <= set(PATHS)


def test_make_targets_are_there():
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"\bmake ([a-z][a-z0-9-]*)", "\n".join(NAMED)))
    assert len(named) > 5 and all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named), named


def test_tests_named_are_there():
    there = {path.stem for path in ROOT.glob("shared/*/tests/*.rs")} | {path.parent.name for path in ROOT.glob("shared/*/tests/*/main.rs")}
    named = set(re.findall(r"--test ([a-z_]+)", "\n".join(NAMED)))
    assert len(named) > 8 and named <= there, named - there


def test_steps_are_there():
    source = (ROOT / "infra" / "tests" / "run.py").read_text()
    steps = set(re.findall(r'^    "([a-z-]+)": \w+,$', source, re.MULTILINE))
    rows = re.findall(r"^\|.*\|([^|]*)\|$", TEXT.split("## How to add")[0], re.MULTILINE)
    sentences = re.findall(r"\bsteps? ((?:`[a-z-]+`(?:, | and )?)+)", TEXT)
    named = set(re.findall(r"`([a-z-]+)`", "\n".join([*rows[1:], *sentences])))
    assert len(named) > 8 and named <= steps, named - steps
