"""Tasks, their metrics and values that a model of some skill has."""

import numpy as np

from .dice import unique

CLASSIFIERS = ["auc", "logloss", "accuracy", "mean_per_class_error", "f1"]
REGRESSORS = ["rmse", "mae", "r2", "mse"]


def task_of(d):
    task = d.one(["binary_classification", "multiclass_classification", "regression"], [5, 2, 3])
    if task == "regression":
        return task, None, REGRESSORS
    k = 2 if task.startswith("binary") else d.one([3, 4, 12, 40])
    classes = unique([d.name(i, "class", 0.06) for i in range(k)])
    return task, classes, CLASSIFIERS


def some_metrics(d, base):
    chosen = [m for m in base if d.chance(0.75)] or [base[0]]
    names = {}
    for m in chosen:
        names[m] = spelled(d, m)
    if d.chance(0.1):
        names["uplift"] = "uplift"
    return names


def spelled(d, metric):
    other = {
        "auc": ["AUC", "roc_auc", "test_auc", "ROC AUC"],
        "logloss": ["log_loss", "cross-entropy"],
        "rmse": ["RMSE", "root_mean_squared_error"],
        "r2": ["r2_score", "R2"],
        "f1": ["F1", "f1_score"],
        "accuracy": ["acc", "Accuracy"],
    }
    return d.one(other[metric]) if metric in other and d.chance(0.3) else metric


def metric_value(d, metric, skill, noise=0.02):
    """A value for a model of some skill (0 to 1)."""
    s = float(np.clip(skill + d.r.normal(0, noise), 0.0, 1.0))
    scale = {
        "auc": 0.45 + 0.55 * s,
        "accuracy": 0.5 + 0.5 * s,
        "f1": 0.3 + 0.7 * s,
        "logloss": 0.05 + 1.2 * (1 - s),
        "mean_per_class_error": 0.5 * (1 - s),
        "rmse": 2.0 + 60 * (1 - s),
        "mae": 1.0 + 40 * (1 - s),
        "r2": s * 1.1 - 0.15,
        "mse": (2.0 + 60 * (1 - s)) ** 2,
        "uplift": 10 * s,
    }
    return float(scale.get(metric, s))


def folds(d, value, metric, k, sd):
    width = {"rmse": 40, "mae": 25, "mse": 400, "logloss": 1}.get(metric, 0.5)
    out = [float(value + d.r.normal(0, sd * width)) for _ in range(k)]
    return [min(max(v, 0.0), 1.0) if metric in ("auc", "accuracy", "f1", "mean_per_class_error") else max(v, 0.01) if metric != "r2" else min(v, 1.0) for v in out]


def spread(values):
    return {"mean": float(np.mean(values)), "sd": float(np.std(values, ddof=1)) if len(values) > 1 else None, "folds": values}
