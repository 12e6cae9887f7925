"""Every figure of a snapshot is the server's, as MLflow's own client reads it."""

import base64
import urllib.parse
import urllib.request

import pytest

SEEDED = "breast-cancer-diagnosis"
ODD = "odd/名前 опыт تجربة अनुभव & more"


def by_id(answers):
    return {run["id"]: run for experiment in answers["experiments"].values() for run in experiment["runs"]}


def models(everything):
    """Those of runs."""
    snapshots = [snapshot for (kind, _), snapshot in everything.items() if kind == "model"]
    return [snapshot for snapshot in snapshots if not snapshot["source"]["reference"].startswith("m-")]


@pytest.mark.parametrize(
    "name, ranked, figures", [(SEEDED, 15, 120), (ODD, 4, 4), ("regression", 2, 4), ("three-classes", 1, 1), ("pictures", 1, 1)]
)
def test_every_figure_of_a_leaderboard_is_the_servers(name, ranked, figures, everything, answers):
    board = everything["experiment", name]["content"]["leaderboard"]
    runs = answers["experiments"][name]["runs"]
    compared = 0
    for entry in board:
        # A run that is named twice has the start of its id, and one within another stands after it.
        own = entry["name"].split(" / ")[-1]
        found = [run for run in runs if own in (run["name"], f"{run['name']} ({run['id'][:8]})") and run["metrics"]]
        assert len(found) == 1, entry["name"]
        for key, value in entry["metrics"].items():
            assert value == found[0]["metrics"][key], f"{entry['name']} {key}"
            compared += value is not None
        assert entry["training_time_ms"] == found[0]["took"]
    assert (len(board), compared) == (ranked, figures)


def test_leaderboards_are_in_order(everything):
    for (kind, name), snapshot in everything.items():
        if kind != "experiment":
            continue
        content = snapshot["content"]
        metric = content["ranking_metric"]
        better = next(found for found in content["metrics"] if found["name"] == metric)["higher_is_better"]
        values = [entry["metrics"][metric] for entry in content["leaderboard"]]
        assert values == sorted(values, reverse=better), name
    assert everything["experiment", SEEDED]["content"]["ranking_metric"] == "test_roc_auc"
    assert everything["experiment", "regression"]["content"]["ranking_metric"] == "val_rmse"


def test_every_point_of_a_curve_is_the_servers(everything, answers):
    """A curve is of one metric on training rows and on rows held out, whose keys end with the metric's name."""
    runs, keys = by_id(answers), {"logloss": "log_loss", "auc": "roc_auc", "rmse": "rmse", "f1": "f1 score"}
    points, curves = 0, 0
    for model in models(everything):
        histories = runs[model["source"]["reference"]]["histories"]
        for curve in model["content"].get("learning_curves", []):
            assert curve["steps"] == sorted(set(curve["steps"])) and len(curve["steps"]) <= 200
            for series, prefixes in (("training", ("train_",)), ("validation", ("val_", "val/"))):
                values = curve.get(series)
                if not values:
                    continue
                key = next(p + keys[curve["metric"]] for p in prefixes if p + keys[curve["metric"]] in histories)
                for step, value in zip(curve["steps"], values, strict=True):
                    assert value == histories[key].get(str(int(step)))
                    points += value is not None
            curves += 1
    assert curves == 6 and points > 400, (curves, points)


def test_what_a_model_says_of_its_run_is_the_servers(everything, answers):
    runs = by_id(answers)
    for model in models(everything):
        run = runs[model["source"]["reference"]]
        sent = [value for value in run["metrics"].values() if value is not None]
        for evaluation in model["content"].get("evaluations", []):
            for name, value in evaluation["metrics"].items():
                assert value is None or value in sent, f"{model['name']} {name}"
        for parameter in model["content"].get("hyperparameters", []):
            text, value = run["params"][parameter["name"]], parameter["value"]
            text = " ".join(text.split()) if "\n" in text else text
            if isinstance(value, bool) or value is None:
                assert text == str(value)
            elif isinstance(value, (int, float)):
                assert float(text) == value
            elif value.endswith("…"):
                assert text.startswith(value[:-1]) and len(text) > len(value)
            else:
                assert text == value
        assert {found["name"] for found in model["content"].get("hyperparameters", [])} == set(run["params"])


def test_what_is_not_ranked_is_told(everything):
    remarks = {remark["text"]: remark["kind"] for remark in everything["experiment", ODD]["content"]["remarks"]}
    assert remarks == {
        "модель failed and is not ranked": "failed",
        "stopped was stopped before its end and is not ranked": "skipped",
        "left behind is not over and is not ranked": "skipped",
        "without metrics has no metrics and is not ranked": "skipped",
        "thrown away is deleted on the server and left out": "skipped",
    }
    seeded = everything["experiment", SEEDED]["content"]["remarks"]
    assert len(seeded) == 2 and seeded[0]["text"].startswith("4 runs have none of the metrics of the leaderboard")


def test_files_with_figures_are_read(everything):
    logistic = everything["model", "logistic-regression"]["content"]
    test = logistic["evaluations"][0]
    assert (test["split"], test["rows"]) == ("test", 143)
    assert test["confusion_matrix"] == {"labels": ["malignant", "benign"], "counts": [[52.0, 1.0], [1.0, 89.0]]}
    assert test["roc"][0]["auc"] == pytest.approx(test["metrics"]["auc"], abs=1e-12)
    assert logistic["positive_class"] == "benign"
    gain = everything["model", "ridge"]["content"]["feature_importance"][0]["features"]
    assert gain[0] == {"name": "age", "value": 4.0}, "what splits gain, not how many there are"
    boosting = everything["model", "boosting"]["content"]
    assert (boosting["task"], boosting["classes"]) == ("multiclass_classification", ["a", "b", "c"])


def test_the_registry_tells_what_became_of_models(everything, answers):
    project = everything["project", next(name for kind, name in everything if kind == "project")]["content"]
    assert {item["name"] for item in project["experiments"]} == {SEEDED, ODD, "regression", "three-classes", "pictures", "uploaded"}
    told = {item["name"]: item["status"] for item in project["models"]}
    assert told["breast-cancer-classifier, version 2"] == "deployed"
    assert told["breast-cancer-classifier, version 1"] == "registered"
    for version in answers["versions"]:
        item = next(item for item in project["models"] if item["name"].endswith(f"version {version['version']}"))
        model = next(model for model in models(everything) if model["source"]["reference"] == version["run"])
        assert item["id"] == model["id"], "a link leads to the model's report"


def test_one_part_of_a_server_is_what_it_is_within_the_whole(mlflow, everything, answers):
    alone = mlflow.imported("--experiment", SEEDED)
    for key, snapshot in alone.items():
        assert snapshot["content"] == everything[key]["content"]
    assert len(alone) == 16


@pytest.mark.parametrize("name, version", [("", "2"), ("@champion", "2"), ("@baseline", "1"), ("/1", "1")])
def test_a_registered_model(name, version, mlflow):
    snapshots = mlflow.imported("--model", f"breast-cancer-classifier{name}")
    assert list(snapshots) == [("model", f"breast-cancer-classifier, version {version}")]


def test_a_run_by_its_id(mlflow, answers):
    run = next(run for run in answers["experiments"]["regression"]["runs"] if run["name"] == "ridge")
    assert list(mlflow.imported("--run", run["id"])) == [("model", "ridge")]


def test_another_metric_and_few_models(mlflow):
    snapshots = mlflow.imported("--experiment", SEEDED, "--metric", "test_log_loss", "--models", "1")
    content = snapshots["experiment", SEEDED]["content"]
    values = [entry["metrics"]["test_log_loss"] for entry in content["leaderboard"]]
    assert values == sorted(values)
    # The best one, and the two of the registry.
    assert len(snapshots) - 1 == len({"logistic-regression", "random-forest", content["best_model"]["name"]})


def test_pictures_are_the_servers_where_there_are_no_figures(everything, server):
    model = everything["model", "evaluated"]
    figures = model["content"]["figures"]
    files = ["confusion_matrix.png", "roc_curve_plot.png", "precision_recall_curve_plot.png"]
    assert [figure["title"] for figure in figures] == ["Confusion matrix", "ROC curve", "Precision-recall curve"]
    for figure, file in zip(figures, files, strict=True):
        query = urllib.parse.urlencode({"run_uuid": model["source"]["reference"], "path": file})
        with urllib.request.urlopen(f"{server}/get-artifact?{query}") as answer:
            assert base64.b64decode(figure["data"]) == answer.read()
        assert file in figure["alt"] and '"evaluated"' in figure["alt"]
    assert '"broken.png" (the picture is not a whole PNG file' in model["description"]
    assert '"noise.png" (' in model["description"] and "bytes, more than 524288" in model["description"]
    best = everything["experiment", "pictures"]["content"]["best_model"]
    assert best["model"]["figures"] == figures


def test_what_has_figures_needs_no_picture(everything):
    """Autologging draws the training rows of every run; the report draws the curves of test rows itself."""
    logistic = everything["model", "logistic-regression"]["content"]
    assert [figure["title"] for figure in logistic["figures"]] == ["Precision-recall curve (training rows)"]


def test_models_that_no_run_has_logged(everything):
    board = everything["experiment", "uploaded"]["content"]["leaderboard"]
    entries = {entry["name"]: entry["metrics"]["test_accuracy"] for entry in board}
    assert entries.items() >= {("first", 0.8), ("second", 0.7)}, entries
    first = everything["model", "first"]
    assert first["source"]["reference"].startswith("m-")
    assert first["content"]["hyperparameters"] == [{"name": "depth", "value": 3}]
    assert "learning_curves" not in first["content"]
