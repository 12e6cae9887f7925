"""`reportctl import leaderboard`: from a file to snapshots, or to one sentence and nothing written."""

import gzip
from functools import partial

import importing
import pytest
from importing import PROJECT, run
from paths import ROOT

imported = partial(importing.imported, "leaderboard")
SAVED = ROOT / "shared" / "leaderboard" / "tests" / "saved"
ROWS = b"model,auc,seconds\ngbm,0.91,2\nforest,0.93,1.5\n"


@pytest.mark.parametrize("file, options, kinds, best, said", [
    ("autogluon.csv", (), ["experiment"], "WeightedEnsemble_L2", "RMSE with its sign reversed"),
    ("autogluon.csv", ("--importance", SAVED / "autogluon_importance.csv"), ["experiment", "model"], "WeightedEnsemble_L2", "RMSE"),
    ("pycaret_classification.csv", (), ["experiment"], "Logistic Regression", "an AUC of 0"),
    ("pycaret_classification.csv", ("--metric", "AUC"), ["experiment"], "Linear Discriminant Analysis", "an AUC of 0"),
    ("pycaret_regression.csv", ("--metric", "MAPE"), ["experiment"], "Gradient Boosting Regressor", ""),
    ("mljar.csv", ("--split", "validation"), ["experiment"], "Ensemble", "how many classes"),
    ("cv_results_classification.csv", ("--metric", "neg_log_loss"), ["experiment", "model"], "C=1.0 fit_intercept=False", "log loss with its sign"),
    ("cv_results_regression.csv", ("--metric", "neg_root_mean_squared_error"), ["experiment", "model"], "alpha=0.01", "RMSE with its sign"),
])  # fmt: skip
def test_what_tools_write_is_known(file, options, kinds, best, said, tmp_path):
    snapshots, printed = imported(tmp_path / "out", SAVED / file, *options)
    assert [snapshot["kind"] for snapshot in snapshots] == kinds
    assert snapshots[0]["content"]["leaderboard"][0]["name"] == best
    assert said in printed and (said in snapshots[0].get("description", ""))


@pytest.mark.parametrize("file", sorted(path.name for path in SAVED.glob("*.csv") if "importance" not in path.name))
def test_a_leaderboard_becomes_a_document(file, tmp_path):
    document = tmp_path / "it.pdf"
    metric = ["--metric", "neg_root_mean_squared_error"] if file == "cv_results_regression.csv" else []
    done = run("report", "leaderboard", SAVED / file, *metric, "-o", document)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines()[-1] == str(document) and document.read_bytes().startswith(b"%PDF-")


def test_another_file_is_named_by_options(tmp_path):
    rows = "Lauf;Gewinn;Dauer\n梯度;120.5;3\nغابة;90;1\nлинейная;;2\nनेटवर्क;110;4\nε;100;5\n".encode("utf-8-sig")
    options = ("--model", "Lauf", "--metric-column", "profit=Gewinn", "--metric", "profit", "--direction", "higher", "--time", "Dauer")
    arguments = (*options, "--task", "binary", "--name", "Gewinn")
    [snapshot], _ = imported(tmp_path / "out", "-", *arguments, data=gzip.compress(rows))
    board = snapshot["content"]["leaderboard"]
    assert [entry["name"] for entry in board] == ["梯度", "नेटवर्क", "ε", "غابة", "линейная"]
    assert board[0]["training_time_ms"] == 3000 and board[-1]["metrics"] == {"profit": None}
    rendered = run("render", tmp_path / "out" / "experiment-Gewinn.json", "--out", tmp_path)
    assert rendered.returncode == 0 and all(entry["name"] in (tmp_path / "experiment-Gewinn.html").read_text() for entry in board)


def test_the_same_file_gives_the_same_ids(tmp_path):
    once, again = (imported(tmp_path / name, SAVED / "cv_results_classification.csv")[0] for name in ("once", "again"))
    assert once == again


@pytest.mark.parametrize("data, options, clues", [
    (b"", (), ["standard input has no rows"]),
    (b"model,auc\n", ("--model", "model"), ["has no rows"]),
    (b"run,loss\na,1\n", (), ["--model", '"run"', '"loss"']),
    (ROWS, ("--model", "modell"), ['no column "modell"', 'did you mean "model"?']),
    (ROWS, ("--model", "model", "--importance", "nowhere.csv"), ["cannot read nowhere.csv"]),
    (ROWS.replace(b"0.93", b"high"), ("--model", "model"), ["line 3", '"auc"', '"high"']),
    (ROWS.replace(b"forest", b"gbm"), ("--model", "model"), ["line 3", '"gbm"', "line 2"]),
    (ROWS.replace(b"0.9", b"NaN,"), ("--model", "model"), ["line 2", "4 fields"]),
    (b"model,auc\na,nan\n", ("--model", "model"), ["no model has a value"]),
    (ROWS, ("--model", "model", "--metric", "seconds"), ['"seconds"', "--direction"]),
    (ROWS, ("--model", "model", "--metric", "rmse"), ['no metric "rmse"', '"auc"']),
    (b"model,cost\na,1\n", ("--model", "model", "--metric", "cost", "--direction", "lower"), ["--task"]),
    (b"model,score_val\na,-1\n", (), ["--metric roc_auc"]),
    (b"model,auc\n" + b"".join(b"m%d,0.5\n" % row for row in range(20_001)), ("--model", "model"), ["more than 20000 models", "keep the best"]),
    (b"model,auc\n\xff,1\n", ("--model", "model"), ["line 2", "UTF-8"]),
], ids=lambda value: None)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_written(data, options, clues, tmp_path):
    out = tmp_path / "out"
    done = run("import", "leaderboard", "-", *options, "--project", PROJECT, "--out", out, data=data)
    said = done.stderr.decode()
    assert done.returncode == 1 and done.stdout == b"" and not out.exists(), said
    assert said.startswith("reportctl: ") and said.count("\n") == 1, said
    assert all(clue in said for clue in clues), said


@pytest.mark.parametrize("options, clue", [
    (("--direction", "higher"), "--metric"), (("--metric", "auc", "--direction", "up"), "higher or lower"), (("--metric-column", "auc"), "NAME=COLUMN"),
])  # fmt: skip
def test_a_command_line_that_makes_no_sense_is_told(options, clue, tmp_path):
    done = run("import", "leaderboard", SAVED / "mljar.csv", *options, "--project", PROJECT, "--out", tmp_path / "out")
    assert done.returncode == 2 and clue in done.stderr.decode(), done.stderr
