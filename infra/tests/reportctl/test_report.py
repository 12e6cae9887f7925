"""`reportctl report`: from results to a document in one step."""

import csv
import json
import random
import subprocess

import build
import pytest
from paths import ROOT

SAVED = ROOT / "shared" / "h2o" / "tests" / "saved"


def run(*arguments):
    return subprocess.run([build.reportctl(), *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def predictions(tmp_path):
    """Two models that say a class and a score, one surer than the other."""
    rng, path = random.Random(11), tmp_path / "predictions.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["model", "churned", "score"])
        for model, spread in (("sure", 0.1), ("unsure", 0.3)):
            for _ in range(300):
                churned = rng.random() < 0.4
                score = min(max(rng.gauss(0.35 + 0.3 * churned, spread), 0.001), 0.999)
                writer.writerow([model, "yes" if churned else "no", score])
    return path


def columns(file):
    return ["predictions", file, "--target", "churned", "--score", "score", "--positive", "yes", "--model", "model", "--name", "churn"]


@pytest.mark.parametrize(
    "ending, begins",
    [("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>"), ("PDF", b"%PDF-"), ("md", b"# churn"), ("json", b'{"version":1,')],
)
def test_results_become_a_document_and_nothing_else(ending, begins, predictions, tmp_path):
    document = tmp_path / f"churn.{ending}"
    done = run("report", *columns(predictions), "-o", document)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str(document), "the path comes last"
    assert document.read_bytes()[: len(begins)].lower() == begins.lower()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([predictions.name, document.name])


def test_it_is_the_document_that_import_and_render_make(predictions, tmp_path):
    """But for the project, which a report without a service does not have."""
    project = "5d1f0d2e-0000-4000-8000-000000000000"
    assert run("import", *columns(predictions), "--project", project, "--out", tmp_path / "snapshots").returncode == 0
    (experiment,) = (tmp_path / "snapshots").glob("experiment-*.json")
    at = ["--created-at", "2026-11-29T12:00:00Z"]
    assert run("render", experiment, "--format", "html", *at, "--out", tmp_path / "rendered").returncode == 0
    rendered = (tmp_path / "rendered" / f"{experiment.stem}.html").read_text()
    assert run("report", *columns(predictions), "-o", tmp_path / "reported.html").returncode == 0
    reported = (tmp_path / "reported.html").read_text()
    for text in ("sure", "unsure", "churn"):
        assert text in rendered and text in reported

    def heading(page):
        return page.split("<h1", 1)[1].split("</h1>", 1)[0].split(">", 1)[1]

    assert heading(rendered) == heading(reported)


def test_no_report_is_written_over_its_snapshot(tmp_path):
    sample = min((ROOT / "infra" / "samples" / "edge").glob("*.json"), key=lambda path: path.stat().st_size)
    snapshot = tmp_path / "snapshot.json"
    snapshot.write_bytes(sample.read_bytes())
    done = run("render", snapshot, "--format", "md,json", "--out", tmp_path)
    assert done.returncode == 1 and "--out" in done.stderr, done.stderr
    assert snapshot.read_bytes() == sample.read_bytes() and list(tmp_path.iterdir()) == [snapshot]
    assert run("render", snapshot, "--format", "md,json", "--out", tmp_path / "out").returncode == 0
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".json", ".md"]


def test_a_saved_run_of_h2o_becomes_a_document(tmp_path):
    folders = sorted({path.parent for path in SAVED.rglob("automl.json")})
    document = tmp_path / "run.pdf"
    done = run("report", "h2o", "--dir", folders[0], "-o", document)
    assert done.returncode == 0, done.stderr
    assert document.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("arguments, clue", [
    (["-o", "churn.docx"], "ends in one of .html, .pdf, .md, .json"), ([], "--output"), (["-o", "x.pdf", "--options", '{"titel": 1}'], "options.titel"),
])  # fmt: skip
def test_a_command_line_that_makes_no_sense_is_told(arguments, clue, predictions):
    done = run("report", *columns(predictions), *arguments)
    assert done.returncode == 2 and clue in done.stderr, done.stderr


def test_a_source_that_cannot_be_read_leaves_no_document(predictions, tmp_path):
    document = tmp_path / "churn.pdf"
    done = run("report", "predictions", predictions, "--target", "churnt", "--score", "score", "-o", document)
    assert done.returncode == 1 and "churned" in done.stderr and not document.exists()


def test_options_hold_as_in_the_service(predictions, tmp_path):
    document = tmp_path / "churn.html"
    options = json.dumps({"title": "Q4 review", "comments": "For the board."})
    done = run("report", *columns(predictions), "-o", document, "--options", options)
    assert done.returncode == 0, done.stderr
    text = document.read_text()
    assert "Q4 review" in text and "For the board." in text
