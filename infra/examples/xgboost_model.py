"""A model of XGBoost with its learning curve and feature importance: `python xgboost_model.py > model.json`."""

import json
import sys
import uuid

import xgboost
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import accuracy_score, roc_auc_score, roc_curve
from sklearn.model_selection import train_test_split

data = load_breast_cancer(as_frame=True)
train_x, test_x, train_y, test_y = train_test_split(data.data, data.target, random_state=1, stratify=data.target)
train, test = xgboost.DMatrix(train_x, train_y), xgboost.DMatrix(test_x, test_y)
settings = {"objective": "binary:logistic", "eval_metric": "logloss", "max_depth": 3, "eta": 0.3, "seed": 1}
curves: dict = {}
booster = xgboost.train(settings, train, 40, [(train, "train"), (test, "test")], evals_result=curves, verbose_eval=False)

# ---- from here on: the snapshot ----

probability = booster.predict(test)
false_positives, true_positives, _ = roc_curve(test_y, probability)
metrics = {"auc": roc_auc_score(test_y, probability), "accuracy": accuracy_score(test_y, probability > 0.5)}
roc = {"false_positive_rate": false_positives.tolist(), "true_positive_rate": true_positives.tolist(), "auc": metrics["auc"]}
loss = {"metric": "logloss", "step_label": "Trees", "steps": list(range(1, 41))}
gain = sorted(booster.get_score(importance_type="gain").items(), key=lambda feature: -feature[1])
content = {
    "task": "binary_classification",
    "algorithm": "XGBoost",
    "classes": ["malignant", "benign"],
    "positive_class": "benign",
    "ranking_metric": "auc",
    "evaluations": [{"split": "test", "rows": len(test_y), "metrics": metrics, "roc": [roc]}],
    "learning_curves": [loss | {"training": curves["train"]["logloss"], "validation": curves["test"]["logloss"]}],
    "feature_importance": [{"method": "model", "features": [{"name": name, "value": value} for name, value in gain]}],
    "hyperparameters": [{"name": name, "value": value} for name, value in settings.items()],
}
snapshot = {
    "schema_version": 1,
    "kind": "model",
    "id": str(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/models/breast-cancer-xgboost")),
    "project_id": str(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/projects/diagnosis")),
    "name": "Breast cancer, XGBoost",
    "source": {"tool": "XGBoost", "version": xgboost.__version__, "seed": settings["seed"]},
    "content": content,
}
json.dump(snapshot, sys.stdout, allow_nan=False)
