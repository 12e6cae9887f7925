"""The worst snapshots that are valid can be rendered: each in a process of its own, whose memory is measured."""

import json
import os
import resource
import subprocess
from pathlib import Path

import pytest
from cases import CASES, Case

#: Bytes of memory that a report may take. The renderer has three times as many, for the reports of a batch.
MOST_MEMORY = 512 << 20
#: Bytes of a document: what a browser or a reader still opens without waiting.
MOST_DOCUMENT = 32 << 20


def peak(snapshot: Path, **environment: str) -> dict:
    """Renders a snapshot in a process of its own; what that took, the time as the processor counts it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    printed = subprocess.run([os.environ["PEAK"], snapshot], stdout=subprocess.PIPE, check=False, timeout=600, env=os.environ | environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert printed.returncode == 0, f"the process ended with status {printed.returncode}"
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {**json.loads(printed.stdout), "seconds": seconds}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_worst_valid_snapshot_is_rendered(case: Case, tmp_path: Path, request: pytest.FixtureRequest):
    if not case.is_short and not request.config.getoption("--all"):
        pytest.skip("only with --all")
    snapshot = tmp_path / "snapshot.json"
    snapshot.write_text(json.dumps(case.snapshot(), ensure_ascii=False, separators=(",", ":")))
    measured = peak(snapshot)
    snapshot.unlink()
    assert "error" not in measured, measured["error"]
    print(
        f"{case}: {measured['bytes'] / 1e6:.1f} MB, read with {measured['read_peak'] >> 20} MiB, rendered with "
        f"{measured['peak'] >> 20} MiB in {measured['seconds']:.1f} s of a processor, "
        + "".join(f"{format} {length / 1e6:.1f} MB, " for format, length in measured["documents"].items())
        + f"{measured['pages']} pages"
    )
    assert measured["peak"] < MOST_MEMORY
    assert max(measured["documents"].values()) < MOST_DOCUMENT


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_worst_valid_snapshot_is_compared_with_another(case: Case, tmp_path: Path, request: pytest.FixtureRequest):
    if str(case) != "experiment: content.leaderboard" and not request.config.getoption("--all"):
        pytest.skip("only with --all")
    snapshot = tmp_path / "snapshot.json"
    snapshot.write_text(json.dumps(case.snapshot(), ensure_ascii=False, separators=(",", ":")))
    measured = peak(snapshot, COMPARED="1")
    snapshot.unlink()
    print(f"{case}, compared: {measured['peak'] >> 20} MiB in {measured['seconds']:.1f} s of a processor")
    assert measured["peak"] < MOST_MEMORY
