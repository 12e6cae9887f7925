"""`reportctl render --compare-to` and `reportctl verify --compared-to`: what has changed, and that it can be proven."""

import json
import subprocess

import pytest
from command import reportctl
from paths import ROOT

SAMPLES = ROOT / "infra" / "samples" / "snapshots"
NOW = SAMPLES / "deployment-churn-scoring-prod.json"


@pytest.fixture(scope="session")
def then(tmp_path_factory):
    """The sample some time before, with hostile names."""
    snapshot = json.loads(NOW.read_text())
    snapshot["content"]["totals"]["errors"] -= 100
    snapshot["content"]["drift"]["features"][0]["feature"] = "\u202e<b>|*x*|</b>\n"
    path = tmp_path_factory.mktemp("then") / "then.json"
    path.write_text(json.dumps(snapshot))
    return path


@pytest.fixture(scope="session")
def made(then, tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    done = reportctl("render", NOW, "--compare-to", then, "--format", "html,pdf,md,json", "--bundle", "--out", folder)
    assert done.returncode == 0, done.stderr
    return {path.suffix: path for path in folder.glob("*churn*")} | {"bundle": next(folder.glob("*.bundle.json"))}


def test_every_format_has_the_section(made):
    # The bundle ends in .json as well.
    document = json.loads(next(path for path in made["bundle"].parent.glob("*prod.json")).read_text())
    assert "changes" in [section["id"] for section in document["sections"]]
    assert '<section id="changes"' in made[".html"].read_text() and "<b>|" not in made[".html"].read_text()
    assert "Changes" in made[".md"].read_text()
    text = subprocess.run(["pdftotext", made[".pdf"], "-"], capture_output=True, text=True, check=True).stdout
    assert "Changes" in text


def test_the_report_is_proven_with_both_snapshots(made, then, tmp_path):
    verify = lambda *more: reportctl("verify", made[".pdf"], "--snapshot", NOW, "--bundle", made["bundle"], *more)
    done = verify("--compared-to", then)
    assert done.returncode == 0 and "the pdf is the same, byte for byte" in done.stdout, done.stdout + done.stderr
    done = verify()
    assert done.returncode == 1 and "Not reproducible: missing the snapshot" in done.stdout and "--compared-to" in done.stdout
    done = verify("--compared-to", NOW)
    assert done.returncode == 1 and "not the one that the report was compared with" in done.stdout


def test_a_snapshot_of_another_kind_or_none_is_refused(tmp_path):
    other = next(SAMPLES.glob("model-*.json"))
    done = reportctl("render", NOW, "--compare-to", other, "--out", tmp_path)
    assert done.returncode == 1 and "cannot be compared" in done.stderr
    (tmp_path / "broken.json").write_text("{")
    done = reportctl("render", NOW, "--compare-to", tmp_path / "broken.json", "--out", tmp_path)
    assert done.returncode == 1 and "broken.json" in done.stderr
