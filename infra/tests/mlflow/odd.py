"""Creates on an MLflow server what an import must get along with: `odd.py TRACKING_URI`.

An experiment of names in five scripts with runs that failed, were killed, run for ever, have no metrics or are deleted;
one without runs; one of regression with long histories; one with a folder of figures of three classes;
one of pictures; one of models that no run has logged.
"""

import os
import sys
import time

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true")

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import mlflow
from mlflow.entities import Metric, Param
from PIL import Image

ODD = "odd/名前 опыт تجربة अनुभव & more"


def main(uri: str) -> None:
    mlflow.set_tracking_uri(uri)
    client = mlflow.MlflowClient()

    def run(experiment, name, status="FINISHED", metrics=(), params=(), parent=None, ends=True):
        tags = {"mlflow.parentRunId": parent} if parent else {}
        made = client.create_run(experiment, run_name=name, tags=tags).info.run_id
        now = int(time.time() * 1000)
        for start in range(0, len(metrics), 1000):
            batch = [Metric(key, value, now + step, step) for key, value, step in metrics[start : start + 1000]]
            client.log_batch(made, metrics=batch)
        client.log_batch(made, params=[Param(key, value) for key, value in params])
        if ends:
            client.set_terminated(made, status)
        return made

    odd = client.create_experiment(ODD)
    strange = [("Δ loss", float("nan"), 0), ("大きい", float("inf"), 0), ("مقياس", float("-inf"), 0)]
    machine = [("system/cpu_utilization_percentage", 12.0, 3)]
    first = run(
        odd, "モデル一", metrics=[("val/f1 score", 0.5, 0), ("val/f1 score", 0.6, 1), *strange, *machine],
        params=[("text", "x" * 6000), ("n", "12"), ("rate", "1e-3"), ("flag", "True"), ("none", "None")],
    )  # fmt: skip
    run(odd, "модель", "FAILED", [("val/f1 score", 0.9, 0)])
    run(odd, "stopped", "KILLED")
    run(odd, "left behind", metrics=[("val/f1 score", 0.3, 0)], ends=False)
    run(odd, "मॉडल", metrics=[("val/f1 score", 0.4, 0)], parent=first)
    run(odd, "twin", metrics=[("val/f1 score", 0.41, 0)])
    run(odd, "twin", metrics=[("val/f1 score", 0.42, 0)])
    run(odd, "without metrics")
    client.delete_run(run(odd, "thrown away"))

    client.create_experiment("empty")

    regression = client.create_experiment("regression")
    for name, error in (("ridge", 3.2), ("lasso", 3.4)):
        training = [("train_rmse", 0.9 * error + 5 / (step + 1), step) for step in range(3000)]
        held_out = [("val_rmse", error + 5 / (step + 1), step) for step in range(0, 3000, 10)]
        made = run(regression, name, metrics=[*training, *held_out, ("val_r2", 0.6, 0)], params=[("epochs", "3000")])
        client.log_dict(made, {"income": 3.0, "age": 1.0}, "feature_importance_weight.json")
        client.log_dict(made, {"income": 1.0, "age": 4.0}, "feature_importance_gain.json")

    classes = client.create_experiment("three-classes")
    made = run(classes, "boosting", metrics=[("test_accuracy", 26 / 30, 0), ("train-mlogloss", 0.1, 0)])
    matrix = {"labels": ["a", "b", "c"], "matrix": [[9, 1, 0], [1, 8, 1], [0, 1, 9]]}
    client.log_dict(made, matrix, "reports/confusion_matrix.json")

    pictures = client.create_experiment("pictures")
    made = run(pictures, "evaluated", metrics=[("test_accuracy", 0.9, 0)])
    for name in ("confusion_matrix", "roc_curve_plot", "precision_recall_curve_plot"):
        figure, axes = plt.subplots(figsize=(6, 4), dpi=150)
        axes.plot([0, 0.1, 1], [0, 0.9, 1])
        axes.set_title(name)
        client.log_figure(made, figure, f"{name}.png")
        plt.close(figure)
    # Noise cannot be compressed: 0.9 MB.
    client.log_image(made, Image.frombytes("RGB", (550, 550), os.urandom(3 * 550 * 550)), "noise.png")
    client.log_text(made, "no picture", "broken.png")

    # MLflow 3 keeps models that no run has logged; another run measures one of them.
    uploaded = client.create_experiment("uploaded")
    judge = run(uploaded, "judge")
    for name, accuracy in (("first", 0.8), ("second", 0.7)):
        model = client.create_logged_model(uploaded, name=name, params={"depth": "3"}, tags={"team": "risk"})
        client.finalize_logged_model(model.model_id, "READY")
        client.log_metric(judge, "test_accuracy", accuracy, model_id=model.model_id)


if __name__ == "__main__":
    main(sys.argv[1])
