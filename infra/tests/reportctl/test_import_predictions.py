"""`reportctl import predictions`: from a file to snapshots, or to one sentence and nothing written."""

import csv
import gzip
import io
import random
import re
from functools import partial

import importing
import pytest
from importing import PROJECT, run

imported = partial(importing.imported, "predictions")


def table(rows, models=("gbm",)):
    """CSV of two classes: target, prediction, score, model, split and a weight."""
    rng, text = random.Random(5), io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["churned", "predicted", "score", "model", "part", "w"])
    for model in models:
        for row in range(rows):
            label = rng.random() < 0.3
            score = min(max(rng.gauss(0.3 + 0.3 * label, 0.2), 0.01), 0.99)
            called = "yes" if score >= 0.5 else "no"
            writer.writerow(["yes" if label else "no", called, score, model, ("train", "test")[row % 2], rng.choice([1, 2])])
    return text.getvalue().encode()


def refused(out, *arguments, data=None):
    """The one sentence that an import ends with which writes nothing."""
    done = run("import", "predictions", *arguments, "--project", PROJECT, "--out", out, data=data)
    said = done.stderr.decode()
    assert done.returncode == 1 and done.stdout == b"" and list(out.glob("*")) == []
    assert said.startswith("reportctl: ") and said.count("\n") == 1, said
    return said


def test_a_file_becomes_a_model_that_renders(tmp_path):
    file = tmp_path / "churn.csv"
    file.write_bytes(table(200))
    options = ("--target", "churned", "--prediction", "predicted", "--score", "score", "--split", "part", "--weight", "w")
    [snapshot], said = imported(tmp_path / "out", file, *options)
    assert snapshot["name"] == "churn" and snapshot["source"]["reference"] == "churn.csv"
    assert [evaluation["split"] for evaluation in snapshot["content"]["evaluations"]] == ["training", "test"]
    assert all(line.startswith("reportctl: ") for line in said.splitlines()), "no progress in a pipe"
    full = ("--options", '{"detail": "full"}')
    rendered = run("render", tmp_path / "out" / "model-churn.json", *full, "--out", tmp_path)
    assert rendered.returncode == 0 and (tmp_path / "model-churn.pdf").read_bytes().startswith(b"%PDF")
    html = (tmp_path / "model-churn.html").read_text()
    assert all(f'id="{section}"' in html for section in ("roc", "precision-recall", "confusion-matrix", "thresholds", "calibration", "gains-lift"))


def test_groups_are_told_with_their_intervals(tmp_path):
    file = tmp_path / "churn.csv"
    file.write_bytes(table(100))
    _, said = imported(tmp_path / "out", file, "--target", "churned", "--score", "score", "--group", "part", "--metric", "logloss")
    lines = [line for line in said.splitlines() if "part = " in line]
    assert [line.split(":")[1].strip() for line in lines] == ["part = test, 50 rows (test)", "part = train, 50 rows (test)"]
    assert all(re.search(r"Log loss 0\.\d{4}, 95 % from 0\.\d{4} to \d\.\d{4}$", line) for line in lines), lines


def test_standard_input_and_gzip_give_the_same(tmp_path):
    data, options = table(50), ("--target", "churned", "--score", "score", "--name", "m")
    file = tmp_path / "m.csv.gz"
    file.write_bytes(gzip.compress(data))
    [packed], _ = imported(tmp_path / "a", file, *options)
    [piped], _ = imported(tmp_path / "b", "-", *options, data=data)
    assert packed["content"] == piped["content"] and packed["id"] == piped["id"]


def test_a_column_of_models_makes_an_experiment(tmp_path):
    file = tmp_path / "all.csv"
    file.write_bytes(table(60, ("gbm", "forest", "line")))
    snapshots, _ = imported(tmp_path / "out", file, "--target", "churned", "--score", "score", "--model", "model", "--metric", "logloss")
    assert [snapshot["kind"] for snapshot in snapshots] == ["experiment", "model", "model", "model"]
    losses = [entry["metrics"]["logloss"] for entry in snapshots[0]["content"]["leaderboard"]]
    assert losses == sorted(losses)
    rendered = run("render", tmp_path / "out" / "experiment-all.json", "--format", "html", "--out", tmp_path)
    assert rendered.returncode == 0


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (b"", ("--score", "score"), ["standard input has no rows"]),
        (b"y,scor\n1,1\n", ("--score", "score"), ['no column "score"', 'did you mean "scor"?']),
        (b"y,score\n1,0.2\n0,much\n", ("--score", "score"), ["line 3", '"much"']),
        (b"y,score\n1,0.2,3\n", ("--score", "score"), ["line 2", "3 fields"]),
        (b"y,said\n" + b"".join(b"k%d,k%d\n" % (i, i) for i in range(3000)), ("--prediction", "said"), ["more than 1000 different values"]),
        (b"PAR1....", ("--score", "score"), ["Parquet", "save it"]),
        (b"y,score\n,1\n", ("--score", "score"), ["every row lacks a value"]),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence_and_nothing_is_written(data, options, words, tmp_path):
    said = refused(tmp_path / "out", "-", "--target", "y", *options, data=data)
    assert all(word in said for word in words), said


def test_a_command_without_predictions_makes_no_sense(tmp_path):
    done = run("import", "predictions", "-", "--target", "y", "--project", PROJECT, "--out", tmp_path / "out", data=b"")
    assert done.returncode == 2 and b"--prediction" in done.stderr
