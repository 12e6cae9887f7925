"""`reportctl validate --strict`: snapshots that fit the schema and contradict themselves."""

import json
import subprocess

import build
from paths import ROOT

SAMPLES = ROOT / "infra" / "samples"
ID = "00000000-0000-0000-0000-000000000001"


def validate(*arguments):
    return subprocess.run(
        [build.reportctl(), "validate", *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )


def snapshot(path, kind, **content):
    path.write_text(
        json.dumps({"schema_version": 1, "kind": kind, "id": ID, "project_id": ID, "name": "it", "content": content})
    )
    return path


def test_samples_are_free_of_contradictions():
    done = validate("--strict", *sorted(SAMPLES.glob("*/*.json")))
    assert done.returncode == 0, done.stdout
    assert all(": ok (" in line for line in done.stdout.splitlines())


def test_a_contradiction_is_refused_with_its_place_and_accepted_without_strict(tmp_path):
    intervals = [
        {"start": f"2026-03-01T0{hour}:00:00Z", "requests": 100, "errors": errors} for hour, errors in enumerate((1, 150))
    ]
    broken = snapshot(tmp_path / "broken.json", "deployment", status="active", intervals=intervals)
    good = snapshot(tmp_path / "good.json", "deployment", status="active", intervals=intervals[:1])
    done = validate("--strict", good, broken)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{good}: ok (deployment it)",
        f"{broken}: contradicts itself at content.intervals[1].errors: "
        "The interval from 2026-03-01 01:00 UTC has 150 failed calls of 100 calls.",
    ]
    assert validate(good, broken).returncode == 0, "what the schema accepts stays accepted"


def test_every_place_is_told_up_to_a_thousand(tmp_path):
    board = [{"name": f"m{index}", "metrics": {"auc": 1.5}} for index in range(1_200)]
    broken = snapshot(
        tmp_path / "many.json", "experiment", task="binary_classification", status="completed", leaderboard=board
    )
    lines = validate("--strict", broken).stdout.splitlines()
    assert len(lines) == 1_001
    assert f"{broken}: contradicts itself at content.leaderboard[999].metrics.auc: " in lines[999]
    assert lines[1000] == f"{broken}: and 200 further contradictions"


def test_a_file_that_does_not_fit_the_schema_is_told_as_ever(tmp_path):
    file = tmp_path / "odd.json"
    file.write_text("{}")
    done = validate("--strict", file)
    assert done.returncode == 1 and "does not fit the snapshot schema" in done.stdout


def test_help_says_what_strict_is_for():
    text = validate("--help").stdout
    assert "--strict" in text and "contradict" in text
