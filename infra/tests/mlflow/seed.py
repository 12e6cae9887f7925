#!/usr/bin/env python3
"""Create the experiment "breast-cancer-diagnosis" on an MLflow server.

    python seed.py --tracking-uri http://127.0.0.1:5000

A copy of `mlflow_seed.py` of the collection of real tools' output that shared/mlflow/tests/saved comes from: both are of
this experiment.

It trains real scikit-learn models on scikit-learn's bundled breast-cancer data
(569 rows, 30 features, binary) and logs them with MLflow: 12 autologged runs, one
grid search with its child runs, test metrics, evaluation artifacts, two runs with a
metric per step, a deleted run, and a registered model with two versions.
Needs no network but the server. Prints one JSON object with the ids it made.
"""
import argparse
import json
import logging
import os
import warnings

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true")
os.environ.setdefault("MPLBACKEND", "Agg")

import mlflow
import numpy as np
import pandas as pd
from mlflow.models import infer_signature
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import (AdaBoostClassifier, ExtraTreesClassifier, GradientBoostingClassifier,
                              HistGradientBoostingClassifier, RandomForestClassifier)
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.metrics import (accuracy_score, average_precision_score, brier_score_loss, confusion_matrix, f1_score,
                             log_loss, precision_score, recall_score, roc_auc_score, roc_curve)
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

SEED = 42
MODEL_NAME = "breast-cancer-classifier"


def scaled(estimator):
    return make_pipeline(StandardScaler(), estimator)


def estimators():
    """Run name -> unfitted estimator."""
    return {
        "logistic-regression": scaled(LogisticRegression(C=0.5, max_iter=2000, random_state=SEED)),
        "svc-rbf": scaled(SVC(C=2.0, probability=True, random_state=SEED)),
        "random-forest": RandomForestClassifier(n_estimators=300, max_depth=8, random_state=SEED),
        "extra-trees": ExtraTreesClassifier(n_estimators=300, random_state=SEED),
        "gradient-boosting": GradientBoostingClassifier(n_estimators=200, learning_rate=0.05, random_state=SEED),
        "hist-gradient-boosting": HistGradientBoostingClassifier(max_iter=200, random_state=SEED),
        "ada-boost": AdaBoostClassifier(n_estimators=150, random_state=SEED),
        "decision-tree": DecisionTreeClassifier(max_depth=4, random_state=SEED),
        "k-nearest-neighbours": scaled(KNeighborsClassifier(n_neighbors=9)),
        "gaussian-nb": GaussianNB(),
        "mlp": scaled(MLPClassifier(hidden_layer_sizes=(32, 16), max_iter=800, random_state=SEED)),
        "sgd-log-loss": scaled(SGDClassifier(loss="log_loss", random_state=SEED)),
    }


def test_metrics(model, X, y):
    p = model.predict_proba(X)[:, 1]
    hard = (p >= 0.5).astype(int)
    return {
        "test_roc_auc": roc_auc_score(y, p),
        "test_average_precision": average_precision_score(y, p),
        "test_log_loss": log_loss(y, np.clip(p, 1e-15, 1 - 1e-15)),
        "test_brier": brier_score_loss(y, p),
        "test_accuracy": accuracy_score(y, hard),
        "test_precision": precision_score(y, hard),
        "test_recall": recall_score(y, hard),
        "test_f1": f1_score(y, hard),
    }


def log_report_artifacts(model, X, y):
    """Small machine-readable artifacts next to the PNGs that autologging writes."""
    p = model.predict_proba(X)[:, 1]
    mlflow.log_dict({"labels": ["malignant", "benign"],
                     "matrix": confusion_matrix(y, (p >= 0.5).astype(int)).tolist()}, "reports/confusion_matrix.json")
    fpr, tpr, thresholds = roc_curve(y, p)
    # scikit-learn's first threshold is +inf, which JSON has no number for
    mlflow.log_dict({"fpr": fpr.tolist(), "tpr": tpr.tolist(),
                     "thresholds": [None if np.isinf(t) else float(t) for t in thresholds]}, "reports/roc_curve.json")
    last = model[-1] if hasattr(model, "steps") else model
    weights = getattr(last, "feature_importances_", None)
    if weights is None and hasattr(last, "coef_"):
        weights = np.abs(last.coef_[0])
    if weights is not None:
        table = pd.DataFrame({"feature": X.columns, "importance": weights}).sort_values("importance", ascending=False)
        mlflow.log_text(table.to_csv(index=False), "reports/feature_importance.csv")
        mlflow.log_dict(dict(zip(table.feature, table.importance.astype(float))), "reports/feature_importance.json")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tracking-uri", required=True, help="for example http://127.0.0.1:5000")
    ap.add_argument("--experiment", default="breast-cancer-diagnosis")
    args = ap.parse_args()
    warnings.filterwarnings("ignore")
    logging.getLogger("mlflow").setLevel(logging.ERROR)

    mlflow.set_tracking_uri(args.tracking_uri)
    experiment = mlflow.set_experiment(args.experiment)
    mlflow.set_experiment_tags({
        "team": "diagnostics", "task": "binary-classification", "primary_metric": "test_roc_auc",
        "mlflow.note.content": "Benign or malignant, from 30 measurements of cell nuclei. Held-out test set: 25 %, stratified.",
    })
    client = mlflow.MlflowClient()

    X, y = load_breast_cancer(return_X_y=True, as_frame=True)
    X.columns = [c.replace(" ", "_") for c in X.columns]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=SEED)
    test_frame = X_test.assign(target=y_test)
    test_set = mlflow.data.from_pandas(test_frame, source="sklearn.datasets.load_breast_cancer",
                                       name="breast_cancer_test", targets="target")

    mlflow.sklearn.autolog(log_models=False, max_tuning_runs=4, silent=True)
    made = {"experiment_id": experiment.experiment_id, "runs": {}}
    fitted = {}
    for name, model in estimators().items():
        with mlflow.start_run(run_name=name, tags={"family": type(model[-1] if hasattr(model, "steps") else model).__name__,
                                                   "stage": "candidate"}) as run:
            model.fit(X_train, y_train)
            mlflow.log_input(test_set, context="testing")
            mlflow.log_metrics(test_metrics(model, X_test, y_test))
            log_report_artifacts(model, X_test, y_test)
            fitted[name] = model
            made["runs"][name] = run.info.run_id
        if name in ("logistic-regression", "random-forest", "gradient-boosting"):
            with mlflow.start_run(run_id=run.info.run_id):
                mlflow.models.evaluate(lambda d, m=model: m.predict(d[X.columns]), test_frame, targets="target",
                                       model_type="classifier", evaluators="default",
                                       evaluator_config={"log_model_explainability": False, "metric_prefix": "eval_"})

    # A grid search: autologging makes a parent run with child runs
    with mlflow.start_run(run_name="grid-search-logistic") as run:
        search = GridSearchCV(scaled(LogisticRegression(max_iter=5000, random_state=SEED)),
                              {"logisticregression__C": [0.01, 0.1, 1.0, 10.0]}, cv=5, scoring="roc_auc")
        search.fit(X_train, y_train)
        mlflow.log_metrics(test_metrics(search, X_test, y_test))
        made["runs"]["grid-search-logistic"] = run.info.run_id

    # Metrics per step
    mlflow.sklearn.autolog(disable=True)
    with mlflow.start_run(run_name="gradient-boosting-staged") as run:
        model = GradientBoostingClassifier(n_estimators=120, learning_rate=0.05, subsample=0.8, random_state=SEED)
        mlflow.log_params(model.get_params())
        model.fit(X_train, y_train)
        for step, (a, b) in enumerate(zip(model.staged_predict_proba(X_train), model.staged_predict_proba(X_test))):
            mlflow.log_metrics({"train_log_loss": log_loss(y_train, a), "val_log_loss": log_loss(y_test, b),
                                "val_roc_auc": roc_auc_score(y_test, b[:, 1])}, step=step)
        mlflow.log_metrics(test_metrics(model, X_test, y_test))
        made["runs"]["gradient-boosting-staged"] = run.info.run_id
    with mlflow.start_run(run_name="sgd-epochs") as run:
        scaler = StandardScaler().fit(X_train)
        sgd = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.001, random_state=SEED)
        mlflow.log_params({"loss": "log_loss", "learning_rate": "constant", "eta0": 0.001, "epochs": 40})
        for epoch in range(1, 41):
            sgd.partial_fit(scaler.transform(X_train), y_train, classes=[0, 1])
            mlflow.log_metrics({"train_log_loss": log_loss(y_train, sgd.predict_proba(scaler.transform(X_train))),
                                "val_log_loss": log_loss(y_test, sgd.predict_proba(scaler.transform(X_test)))}, step=epoch)
        mlflow.log_metrics(test_metrics(make_pipeline(scaler, sgd), X_test, y_test))
        made["runs"]["sgd-epochs"] = run.info.run_id

    with mlflow.start_run(run_name="abandoned-trial") as run:
        mlflow.log_param("note", "started by mistake")
    client.delete_run(run.info.run_id)
    made["runs"]["abandoned-trial"] = run.info.run_id

    # Two registered versions: the forest first, then the better logistic regression
    versions = {}
    for name in ("random-forest", "logistic-regression"):
        with mlflow.start_run(run_id=made["runs"][name]):
            info = mlflow.sklearn.log_model(fitted[name], name="model", signature=infer_signature(X_test, fitted[name].predict(X_test)),
                                            input_example=X_test.head(2), serialization_format="cloudpickle",
                                            pip_requirements=["scikit-learn", "mlflow"])
        versions[name] = mlflow.register_model(info.model_uri, MODEL_NAME).version
    client.update_registered_model(MODEL_NAME, description="Classifies a biopsy as malignant (0) or benign (1).")
    client.set_registered_model_tag(MODEL_NAME, "owner", "diagnostics")
    client.update_model_version(MODEL_NAME, versions["random-forest"], description="First baseline.")
    client.set_registered_model_alias(MODEL_NAME, "champion", versions["logistic-regression"])
    client.set_registered_model_alias(MODEL_NAME, "baseline", versions["random-forest"])
    client.set_model_version_tag(MODEL_NAME, versions["logistic-regression"], "validation_status", "approved")
    client.set_tag(made["runs"]["logistic-regression"], "stage", "champion")
    made["registered_model"] = {"name": MODEL_NAME, "versions": versions}
    print(json.dumps(made, indent=2))


if __name__ == "__main__":
    main()
