"""An import by `reportctl` from a file, as tests see it."""

import json
import subprocess

import build

PROJECT = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"


def run(*arguments, data=None):
    return subprocess.run([build.reportctl(), *map(str, arguments)], input=data, capture_output=True, timeout=120, check=False)


def imported(source, out, *arguments, data=None):
    """The snapshots that an import from that source writes, all valid and without contradictions, and what it said."""
    done = run("import", source, *arguments, "--project", PROJECT, "--out", out, data=data)
    assert done.returncode == 0, done.stderr
    paths = done.stdout.decode().splitlines()
    assert sorted(paths) == sorted(map(str, out.glob("*.json"))) and paths
    valid = run("validate", "--strict", *paths)
    assert valid.returncode == 0, valid.stdout
    return [json.loads(open(path).read()) for path in paths], done.stderr.decode()
