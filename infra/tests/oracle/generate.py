"""Real-looking snapshots of every kind, with a chance of odd ones. The same seed gives the same snapshots.

    python generate.py --out DIR [--count 200] [--seed 1] [--kind experiment]
"""

import argparse
import json
import pathlib
import uuid
from datetime import datetime, timedelta, timezone

import numpy as np
from jsonschema import Draft202012Validator

HERE = pathlib.Path(__file__).resolve().parent
SCHEMAS = HERE.parents[2] / "shared/snapshot/schema/v1"
NAMES = ["", " ", "歪み", "収入", "سعر", "a", "A", "a ", "x" * 60, "price (€)", "Ünï", "-", "1", "R&D <b>"]
WORDS = "age income tenure balance region plan score visits days height weight rate volume depth cost margin".split()
ALGORITHMS = ["GBM", "XGBoost", "GLM", "DRF", "DeepLearning", "StackedEnsemble"]


class Dice:
    """Random choices of one snapshot."""

    def __init__(self, seed):
        self.r = np.random.default_rng(seed)

    def chance(self, p):
        return bool(self.r.random() < p)

    def one(self, items, weights=None):
        p = None if weights is None else np.asarray(weights, float) / sum(weights)
        return items[int(self.r.choice(len(items), p=p))]

    def num(self, low, high, digits=6):
        return round(float(self.r.uniform(low, high)), digits)

    def int(self, low, high):
        return int(self.r.integers(low, high + 1))

    def uuid(self):
        return str(uuid.UUID(bytes=self.r.bytes(16), version=4))

    def name(self, i, base="thing", odd=0.04):
        return f"{self.one(NAMES)}" if self.chance(odd) else f"{base}_{i}"

    def time(self, days=0.0):
        return stamp(datetime(2026, 3, 2, tzinfo=timezone.utc) + timedelta(days=days))


def stamp(when):
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def unique(names):
    seen, out = set(), []
    for i, n in enumerate(names):
        while n in seen:
            n = f"{n}~{i}"
        seen.add(n)
        out.append(n)
    return out


def drop(d, mapping, p=0.03):
    """Leaves out optional parts or makes them null, once in a while."""
    for key in list(mapping):
        if d.chance(p):
            if d.chance(0.5) or isinstance(mapping[key], list):
                del mapping[key]
            else:
                mapping[key] = None
    return mapping


# Metrics

CLASSIFIERS = ["auc", "logloss", "accuracy", "mean_per_class_error", "f1"]
REGRESSORS = ["rmse", "mae", "r2", "mse"]


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


def oob(d, values, p=0.02):
    """Now and then a value that cannot be."""
    for key in list(values):
        if values[key] is not None and d.chance(p):
            values[key] = d.one([1.7, -0.2, 5.0, 1e300])
    return values


# Data


def dataset(d, task, target, classes):
    rows = d.one([d.int(20, 300), d.int(100, 20000)], [1, 3])
    n = d.int(1, 25)
    names = unique([d.name(i, d.one(WORDS)) for i in range(n)])
    names = [x if x != target else x + "_2" for x in names]
    summaries = []
    clean = d.chance(0.35)
    for name in names:
        summaries.append(column(d, name, rows, clean))
    if target is not None and d.chance(0.85):
        own = {"name": target, "type": "categorical" if task != "regression" else "numeric"}
        missing = 0 if d.chance(0.85) else d.int(0, rows // 20)
        own["missing"] = missing
        if task != "regression":
            weights = d.r.dirichlet(np.full(len(classes), d.one([0.6, 3.0, 60.0])))
            counts = np.maximum(1, np.floor(weights * (rows - missing)).astype(int))
            counts[int(np.argmax(counts))] += rows - missing - int(counts.sum())
            if counts.min() > 0:
                own["categories"] = [{"value": c, "count": int(k)} for c, k in zip(classes, counts)]
                own["distinct"] = len(classes)
                if d.chance(0.1):
                    own["categories"] = own["categories"][:-1] or own["categories"]
        summaries.insert(d.int(0, len(summaries)), own)
    result = {"name": d.name(0, "data"), "rows": rows, "columns": n + 1, "column_summaries": summaries}
    if target is not None and len(summaries) == n:
        result["columns"] = n + 1
    total = [c.get("missing") for c in summaries]
    if all(t is not None for t in total) and d.chance(0.7):
        result["missing_values"] = sum(total) + (d.int(1, 5) if d.chance(0.03) else 0)
    if d.chance(0.04):
        result["column_summaries"] = []
    if d.chance(0.06):
        result.pop("rows")
    if d.chance(0.06):
        result.pop("columns")
    if target is not None and d.chance(0.3):
        result["target"] = target
    return result


def column(d, name, rows, clean):
    kind = d.one(["numeric", "categorical", "boolean", "datetime", "text", "id"], [10, 8, 1, 0.5, 0.5, 0.15])
    c = {"name": name, "type": kind}
    missing = 0
    if not clean:
        missing = d.one([0, d.int(0, rows // 30), d.int(rows // 15, rows // 3), d.int(rows // 2, rows)], [8, 2, 1, 0.4])
    if d.chance(0.98 if not clean else 1.0):
        c["missing"] = missing
    else:
        missing = 0
    present = rows - missing
    if kind == "numeric":
        low = d.num(-50, 50, 3)
        if d.chance(0.02):
            c["numeric"] = dict.fromkeys(("min", "p25", "median", "p75", "max", "mean"), low) | {"std": 0.0}
        else:
            q = np.sort(d.r.normal(low, d.num(0.1, 30), 5))
            c["numeric"] = {k: round(float(v), 4) for k, v in zip(("min", "p25", "median", "p75", "max"), q)}
            c["numeric"]["mean"], c["numeric"]["std"] = round(float(q.mean()), 4), round(float(q.std()), 4)
            if not clean and d.chance(0.06):
                c["numeric"]["min"] = float(d.one([-999, -9999, -99999, -99]))
            if not clean and d.chance(0.04):
                c["numeric"]["max"] = float(d.one([999, 9999, 99999]))
            if not clean and d.chance(0.03):
                c["markers"] = [{"value": "-999", "count": d.int(1, max(1, present // 10))}]
            if d.chance(0.02):
                c["numeric"]["p25"] = c["numeric"]["max"] + 1
        if d.chance(0.5):
            c["distinct"] = 1 if c["numeric"]["min"] == c["numeric"]["max"] else max(2, present // 3) if present > 6 else None
    elif kind in ("categorical", "boolean"):
        levels = 2 if kind == "boolean" else d.one([1, 2, 3, 8, 30], [0.3, 3, 4, 3, 1])
        levels = min(levels, max(1, present))
        if present == 0:
            c["distinct"] = 0
            return c
        labels = [f"v{i}" for i in range(levels)]
        if not clean and kind == "categorical" and levels > 1 and d.chance(0.12):
            labels[d.int(0, levels - 1)] = d.one(["nan", "NA", " n/a", "null", "None", "?", "-", "", "  "])
        counts = np.maximum(1, (d.r.dirichlet(np.full(levels, d.one([0.05, 0.7, 5.0]))) * present).astype(int))
        if levels > 1 and d.chance(0.12):
            counts = np.full(levels, max(1, present // 400))
            counts[0] = present
        counts[int(np.argmax(counts))] += present - int(counts.sum())
        if counts.min() < 1:
            return c
        order = np.argsort(-counts) if d.chance(0.7) else np.arange(levels)
        c["categories"] = [{"value": labels[i], "count": int(counts[i])} for i in order]
        if d.chance(0.7):
            c["distinct"] = levels
        if levels > 4 and d.chance(0.25):
            c["categories"] = c["categories"][: levels // 2]
        if d.chance(0.01):
            c["distinct"] = rows + 3
        if d.chance(0.02):
            c["categories"], c["distinct"] = [], rows
    elif kind == "id":
        c["distinct"] = present
    return c


# Models


def matrix(d, classes, rows, skill, weighted):
    k = len(classes)
    share = d.r.dirichlet(np.full(k, d.one([1.5, 50.0])))
    totals = np.maximum(1, (share * rows).astype(int))
    if d.chance(0.04):
        totals[1:] = 0
    counts = np.zeros((k, k))
    for i in range(k):
        recall = float(np.clip(d.r.normal(0.35 + 0.65 * skill, 0.15), 0, 1))
        counts[i, i] = d.r.binomial(totals[i], recall)
        rest = totals[i] - int(counts[i, i])
        if k > 1:
            others = [j for j in range(k) if j != i]
            for j, n in zip(others, d.r.multinomial(rest, np.full(k - 1, 1 / (k - 1)))):
                counts[i, j] = n
    if weighted:
        counts = np.round(counts * d.num(0.3, 1.7, 3), 3)
    table = [[float(v) if weighted else int(v) for v in row] for row in counts]
    result = {"labels": list(classes), "counts": table}
    if k == 2 and d.chance(0.6):
        result["threshold"] = d.num(0.05, 0.9, 4)
    return result


def evaluation(d, split, task, classes, names, skill):
    rows = d.int(20, 5000)
    e = {"split": split, "rows": rows}
    e["metrics"] = {n: metric_value(d, m, skill) for m, n in names.items()}
    if split != "training" and d.chance(0.1):
        for m, n in names.items():
            e["metrics"][n] = 1.0 if m in ("auc", "accuracy", "r2", "f1") else 0.0 if m != "uplift" else e["metrics"][n]
    if split != "training" and d.chance(0.3) and "auc" in names:
        e["metrics"][names["auc"]] = d.one([0.5, 0.42])
    oob(d, e["metrics"], 0.006)
    drop(d, e["metrics"], 0.03)
    if task != "regression":
        if d.chance(0.8):
            e["confusion_matrix"] = matrix(d, classes, rows, skill, d.chance(0.1))
            if not d.chance(0.1):
                e["rows"] = int(round(sum(map(sum, e["confusion_matrix"]["counts"]))))
        if len(classes) == 2 and d.chance(0.6):
            bins = []
            bias = d.one([0.0, 0.0, 0.03, 0.2]) * d.one([1, -1])
            for i in range(10):
                p = d.num(i / 10, (i + 1) / 10, 4)
                n = d.int(0, d.one([8, 80, 900, 9000]))
                o = float(np.clip(p + bias, 0, 1))
                o = round(float(d.r.binomial(n, o)) / n, 6) if n else o
                bins.append({"mean_predicted": p, "observed_rate": o, "count": n})
            if d.chance(0.05):
                bins[0]["count"] = None
            e["calibration"] = bins
        if len(classes) == 2 and d.chance(0.5):
            t = np.sort(d.r.random(d.int(2, 12)))[::-1] if d.chance(0.5) else np.sort(d.r.random(d.int(2, 12)))
            e["thresholds"] = [
                {"threshold": round(float(v), 4), "precision": d.num(0.3, 1), "recall": d.num(0, 1), "f1": d.num(0, 1), "accuracy": d.num(0.4, 1), "specificity": d.num(0, 1)}
                for v in t
            ]
            for row in e["thresholds"]:
                drop(d, row, 0.0)
                if d.chance(0.05):
                    row["precision"] = None
        if d.chance(0.4):
            x = np.sort(d.r.random(12)).round(4).tolist()
            y = np.sort(d.r.random(12)).round(4).tolist()
            x[0], y[0], x[-1], y[-1] = 0.0, 0.0, 1.0, 1.0
            if d.chance(0.3):
                x, y = x[::-1], y[::-1]
            if d.chance(0.04):
                x[3], x[5] = x[5], x[3]
            e["roc"] = [{"auc": d.num(0.5, 1), "false_positive_rate": x, "true_positive_rate": y}]
            if len(classes) > 2:
                e["roc"][0]["class"] = classes[0]
        if len(classes) > 2 and d.chance(0.4):
            e["hit_ratios"] = np.sort(d.r.random(min(5, len(classes)))).round(4).tolist()
    return e


def importance(d):
    n = d.one([1, 2, 3, 6, 20, 40], [0.5, 0.5, 2, 4, 3, 1])
    values = np.sort(d.r.dirichlet(np.full(n, d.one([0.2, 1.0, 5.0]))))[::-1]
    method = d.one(["model", "coefficient", "permutation", "shap"])
    values = values * d.one([1.0, 37.5])
    features = [{"name": f"f{i}", "value": round(float(v), 6)} for i, v in enumerate(values)]
    if method == "coefficient":
        for f in features:
            f["value"] *= d.one([1, -1])
    if method == "permutation" and n > 3:
        features[-1]["value"] = -0.001
    if d.chance(0.1):
        d.r.shuffle(features)
    result = {"method": method, "features": features}
    if d.chance(0.25):
        result["features_total"] = n if d.chance(0.5) else n + d.int(1, 30)
    return result


def curve(d, metric):
    n = d.one([5, 10, 11, 30, 120], [1, 2, 3, 3, 1])
    steps = list(range(0, n * 10, 10))
    up = metric in ("auc", "accuracy")
    decay = np.exp(-np.arange(n) / (n * d.one([0.1, 0.4, 1.0])))
    v = 0.3 + 0.5 * decay + (0 if d.chance(0.6) else 0.0006) * d.r.normal(0, 1, n)
    if d.chance(0.2):
        v[int(n * 0.7) :] += np.linspace(0, 0.1, n - int(n * 0.7))
    if up:
        v = 1 - v * 0.9
    c = {"metric": metric, "step_label": "Trees", "steps": steps, "training": [round(float(x) * 0.95, 6) for x in v], "validation": [round(float(x), 6) for x in v]}
    if d.chance(0.15):
        c["validation"][d.int(0, n - 1)] = None
    if d.chance(0.25):
        c["chosen_step"] = d.one([steps[-1], steps[n // 2]])
    if d.chance(0.05):
        c["validation"] = []
    if d.chance(0.1):
        c = {**c, "steps": steps[::-1], "training": c["training"][::-1], "validation": c["validation"][::-1]}
    if d.chance(0.02):
        c["steps"][1], c["steps"][2] = c["steps"][2], c["steps"][1]
    return c


def model(d, task, classes, names, skill, target):
    m = {"task": task, "algorithm": d.one(ALGORITHMS), "target": target}
    m["evaluations"] = []
    for split in ("training", "validation", "cross_validation", "test"):
        if d.chance({"training": 0.7, "validation": 0.3, "cross_validation": 0.7, "test": 0.5}[split]):
            lift = {"training": 0.05, "validation": 0, "cross_validation": 0, "test": d.one([0, 0, -0.05, -0.3, 0.2])}[split]
            m["evaluations"].append(evaluation(d, split, task, classes, names, skill + lift))
            if split == "training" and d.chance(0.15):
                m["evaluations"][-1]["out_of_bag"] = True
    d.r.shuffle(m["evaluations"])
    if d.chance(0.7):
        k = d.one([2, 3, 5, 10])
        sd = d.one([0.0, 0.005, 0.03, 0.3])
        cv = next((e["metrics"] for e in m["evaluations"] if e["split"] == "cross_validation"), {})
        m["folds"] = {}
        for metric, name in names.items():
            center = cv.get(name)
            center = center if isinstance(center, float) and -10 < center < 5000 else metric_value(d, metric, skill)
            m["folds"][name] = spread(folds(d, center, metric, k, sd))
        if d.chance(0.05):
            first = next(iter(m["folds"].values()))
            first["folds"][0] = None
    if classes:
        m["classes"] = list(classes)
    if len(classes or []) == 2 and d.chance(0.6):
        m["positive_class"] = classes[1]
    if d.chance(0.8):
        m["feature_importance"] = [importance(d) for _ in range(d.int(0, 2))]
    if d.chance(0.6):
        m["learning_curves"] = [curve(d, x) for x in d.one([["logloss"], ["logloss", "auc"], ["rmse"], ["uplift"]])]
    if d.chance(0.3):
        m["training_time_ms"], m["predict_time_per_row_ms"] = d.int(1, 100000), d.num(0.001, 3)
    return m


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


def make_model(d):
    task, classes, base = task_of(d)
    names = some_metrics(d, base)
    target = d.one(["target", "y", "", None], [8, 2, 0.3, 1])
    m = model(d, task, classes, names, d.num(0, 1), target)
    if d.chance(0.7):
        m["ranking_metric"] = d.one(list(names.values()) + ["absent"])
    if d.chance(0.75):
        m["dataset"] = dataset(d, task, target, classes)
    if d.chance(0.5):
        m["metrics"] = [{"name": n} | ({"higher_is_better": True} if n == "uplift" and d.chance(0.6) else {}) for n in names.values()]
    if d.chance(0.04):
        m["evaluations"] = []
    return "model", m


# Experiments


def make_experiment(d):
    task, classes, base = task_of(d)
    names = some_metrics(d, base)
    target = d.one(["target", "y", None], [8, 2, 1])
    n = d.one([0, 1, 2, 3, 14, 40, 500], [0.6, 1, 2, 3, 4, 1, 0.15])
    ranking = d.one(list(names))
    ranking_name = names[ranking]
    up = ranking not in ("logloss", "rmse", "mae", "mse", "mean_per_class_error")
    split = d.one(["cross_validation", "test", "validation", "training", None], [6, 2, 1, 0.4, 0.6])
    middle, width = d.num(0.2, 0.9), d.one([0.0005, 0.02, 0.2])
    k = d.one([2, 3, 5, 10])
    noise = d.one([0.0005, 0.01, 0.1])
    shared = d.r.normal(0, noise, k)
    board = []
    folds_id = d.one([None, "modulo-5"], [1, 2])
    for i, name in enumerate(unique([d.name(i, d.one(ALGORITHMS)) for i in range(n)])):
        skill = float(np.clip(middle + d.r.normal(0, width), 0.02, 0.98))
        ensemble = d.chance(0.2)
        entry = {"name": name, "algorithm": "StackedEnsemble" if ensemble else d.one(ALGORITHMS[:-1]), "metrics": {}}
        for m, nm in names.items():
            entry["metrics"][nm] = metric_value(d, m, skill, 0.0 if m == ranking else 0.01)
        if ensemble:
            entry["is_ensemble"] = True
        if split == "cross_validation" and d.chance(0.85):
            entry["fold_spread"] = {}
            for m, nm in names.items():
                values = [metric_value(d, m, float(np.clip(skill + s + d.r.normal(0, noise / 4), 0, 1)), 0) for s in shared]
                entry["fold_spread"][nm] = spread(values)
                if m == ranking:
                    entry["metrics"][nm] = float(np.mean(values))
            if folds_id is not None and d.chance(0.9):
                entry["folds_id"] = folds_id if not (ensemble and d.chance(0.5)) else folds_id + "-other"
        if split != "cross_validation" and d.chance(0.1):
            entry["fold_spread"] = {ranking_name: spread(folds(d, 0.8, ranking, 5, 0.01))}
        if d.chance(0.8):
            entry["training_time_ms"] = d.int(1, 10**6)
            entry["predict_time_per_row_ms"] = d.one([round(float(np.exp(d.r.normal(-3, 1.5))), 5), 0.0], [30, 1])
        oob(d, entry["metrics"], 0.004)
        drop(d, entry["metrics"], 0.02)
        board.append(entry)

    def value(e):
        v = e["metrics"].get(ranking_name)
        return (v is None, 0 if v is None else -v if up else v)

    order = d.one(["sorted", "reversed", "training"], [6, 1, 1])
    if order != "training":
        board.sort(key=value, reverse=order == "reversed")
    if len(board) > 2 and d.chance(0.1):
        board[1]["metrics"] = dict(board[0]["metrics"])
        board[1].pop("fold_spread", None)
    if len(board) > 2 and d.chance(0.03):
        for e in board:
            e["metrics"] = {}
    x = {"task": task, "status": d.one(["completed", "failed", "cancelled", "running", "queued"], [12, 1, 1, 1, 0.5]), "leaderboard": board}
    if target is not None:
        x["target"] = target
    if split:
        x["ranking_split"] = split
    if d.chance(0.93):
        x["ranking_metric"] = ranking_name
    elif d.chance(0.5):
        x["ranking_metric"] = "business_value"
    x["metrics"] = [{"name": nm} for nm in names.values()]
    for definition in x["metrics"]:
        if definition["name"] == "uplift" and d.chance(0.5):
            definition["higher_is_better"] = True
        if definition["name"] == ranking_name and d.chance(0.4):
            definition["higher_is_better"] = up if d.chance(0.75) else not up
    if d.chance(0.8):
        x["dataset"] = dataset(d, task, target, classes)
    if board and d.chance(0.75):
        best = board[0] if d.chance(0.8) else d.one(board[:10])
        details = model(d, task, classes, names, middle, target)
        if best.get("fold_spread") and d.chance(0.8):
            details["folds"] = best["fold_spread"]
        x["best_model"] = {"name": best["name"] if not d.chance(0.02) else "elsewhere", "model": details}
    if d.chance(0.2):
        kinds = schema_enum("experiment", "RunRemarkKind")
        x["remarks"] = [{"kind": d.one(kinds), "text": d.one(["out of time", "XGBoost is not available", "skipped: stacked ensembles"])} for _ in range(d.int(1, 5))]
    if d.chance(0.8):
        x["started_at"], x["finished_at"] = d.time(0), d.time(0.1 if not d.chance(0.04) else -0.1)
    return "experiment", x


def schema_enum(kind, name):
    s = json.loads((SCHEMAS / f"{kind}.json").read_text())["$defs"][name]
    return s.get("enum") or [o["const"] for o in s["oneOf"]]


# Deployments


def make_deployment(d):
    step_minutes = d.one([15, 60, 60, 60, 240, 1440], [0.4, 4, 2, 2, 1, 1])
    days = d.one([0.5, 1, 2, 3.5, 5, 8, 14, 15, 22, 30], [1, 1, 2, 1, 2, 2, 4, 3, 2, 1])
    if step_minutes == 15:
        days = min(days, 8)
    step = timedelta(minutes=step_minutes)
    start = datetime(2026, 3, 2, tzinfo=timezone.utc) + timedelta(hours=d.one([0, 0, 0, 7, 13]))
    n = max(1, int(timedelta(days=days) / step))
    size = d.one([2, 30, 400, 5000])
    night, weekend = d.chance(0.4), d.chance(0.3)
    rate = d.one([0.0, 0.0004, 0.003, 0.02, 0.08])
    p95 = d.num(8, 300, 2)
    trend = d.one([0.0, 0.0, 0.0, 0.35, 1.3, -0.3])
    jitter = d.one([0.02, 0.1, 0.3])
    intervals = []
    for i in range(n):
        when = start + i * step
        level = size * step_minutes / 60
        if night and (when.hour < 6):
            level = 0
        if weekend and when.weekday() >= 5:
            level = level * 0.0
        req = int(d.r.poisson(level * (1 + 0.3 * np.sin(when.hour / 24 * 6.28))))
        err = int(d.r.binomial(req, rate))
        t = p95 * (1 + trend * i / n) * float(np.exp(d.r.normal(0, jitter)))
        latency = {"p50": round(t * 0.6, 3), "p95": round(t, 3), "p99": round(t * 1.4, 3)} if req else d.one([None, {"p50": None, "p95": None, "p99": None}])
        intervals.append({"start": stamp(when), "requests": req, "errors": err, "latency_ms": latency})
    if n > 10 and d.chance(0.25):
        for i in range(*(lambda a: (a, min(n, a + d.int(1, 3))))(d.int(0, n - 4))):
            intervals[i]["errors"] = int(d.r.binomial(intervals[i]["requests"], d.one([0.25, 0.5, 0.9])))
    if n > 30 and d.chance(0.25):
        for i in range(*(lambda a: (a, min(n, a + d.int(1, 3))))(d.int(0, n - 4))):
            if (intervals[i]["latency_ms"] or {}).get("p95"):
                for key in intervals[i]["latency_ms"]:
                    intervals[i]["latency_ms"][key] = round(intervals[i]["latency_ms"][key] * d.one([2.5, 8]), 3)
    if n > 30 and d.chance(0.25):
        for i in range(*(lambda a: (a, min(n, a + d.int(1, 8))))(d.int(0, n - 9))):
            intervals[i].update(requests=0, errors=0, latency_ms=None)
    if d.chance(0.06):
        for i in intervals:
            i.update(requests=0, errors=0, latency_ms=None)
    if d.chance(0.15):
        intervals = [i for i in intervals if i["requests"]]
    if intervals and d.chance(0.04):
        i = d.one(intervals)
        i["errors"] = i["requests"] + d.int(1, 50)
    if d.chance(0.05):
        intervals = []
    x = {"status": d.one(["active", "starting", "degraded", "stopped", "failed"], [12, 1, 1, 1, 1]), "stage": "production"}
    if d.chance(0.9):
        x["window"] = {"start": stamp(start), "end": stamp(start + n * step)}
        if d.chance(0.03):
            x["window"] = {"start": x["window"]["end"], "end": x["window"]["start"]}
    if d.chance(0.94):
        x["intervals"] = intervals
    requests, errors = sum(i["requests"] for i in intervals), sum(i["errors"] for i in intervals)
    if d.chance(0.85):
        x["totals"] = {"requests": requests, "errors": errors}
        if d.chance(0.05):
            x["totals"]["requests"] += d.int(1, 1000)
        if d.chance(0.02):
            x["totals"]["errors"] = x["totals"]["requests"] + 7
        if errors and d.chance(0.6):
            a = d.int(0, errors)
            x["totals"]["errors_by_type"] = {"ValueError": a, "TimeoutError": errors - a + (3 if d.chance(0.08) else 0)}
        if d.chance(0.9):
            x["totals"]["latency_ms"] = {"p50": round(p95 * 0.6, 3), "p95": p95, "p99": round(p95 * 1.5, 3), "max": round(p95 * 9, 3)}
            if d.chance(0.1):
                x["totals"]["latency_ms"]["max"] = None
            if d.chance(0.04):
                x["totals"]["latency_ms"]["p99"] = round(p95 * 0.5, 3)
    if d.chance(0.75):
        x["drift"] = drift(d, start, days)
    if d.chance(0.55):
        x["predictions"] = predictions(d, start, days)
    if d.chance(0.5):
        x["model"] = {"name": "churn", "offline_metrics": oob(d, {"auc": d.num(0.5, 1), "logloss": d.num(0, 1)}, 0.03)}
    return "deployment", x


def daily(d, start, days, psi, rows):
    out = []
    for i in range(int(days)):
        v = max(0.0, psi + float(d.r.normal(0, 0.02))) + (0.3 if i > days * 0.6 and psi > 0.2 else 0)
        row = {"date": (start + timedelta(days=i)).strftime("%Y-%m-%d"), "psi": round(v, 5)}
        if rows and d.chance(0.9):
            row["rows"] = d.int(10, rows)
        out.append(row)
    if d.chance(0.1):
        out = out[::-1]
    if len(out) > 2 and d.chance(0.03):
        out[1]["date"] = d.one([out[0]["date"], "yesterday"])
    return out


def drift(d, start, days):
    n = d.one([1, 3, 8, 20], [1, 3, 3, 2])
    calm = d.chance(0.35)
    flags, tests, scores = d.chance(0.5), d.chance(0.6), d.chance(0.9)
    features = []
    bins_known = d.chance(0.5)
    for i, name in enumerate(unique([d.name(i, "feature") for i in range(n)])):
        psi = float(np.exp(d.r.normal(-4.5, 0.7))) if calm else d.one([0.01, 0.05, 0.15, 0.3, 0.9], [5, 3, 2, 1, 1]) * d.num(0.8, 1.2)
        current = {}
        if scores and d.chance(0.97):
            current["psi"] = round(psi, 6) if not d.chance(0.01) else d.one([-0.2, 0.1, 0.25])
        if tests and d.chance(0.95):
            current["p_value"] = d.num(0.02, 1) if psi < 0.03 and not d.chance(0.1) else float(10 ** d.num(-12, -1.5))
            current["test"], current["statistic"] = "Kolmogorov-Smirnov", d.num(0, 0.5)
            if d.chance(0.01):
                current["p_value"] = 1.5
        f = {"feature": name, "current": current}
        if flags and d.chance(0.9):
            f["drifted"] = (psi > 0.2) != d.chance(0.08)
            if calm:
                f["drifted"] = d.chance(0.02)
        if bins_known:
            f["bins"] = d.one([2, 10, 10, 51])
        if d.chance(0.5):
            f["daily"] = daily(d, start, days, psi, 300 if d.chance(0.5) else 0)
        features.append(f)
    if n > 1 and d.chance(0.02):
        features[1]["feature"] = features[0]["feature"]
    result = {"features": features, "reference": "training rows", "current": "last days"}
    if d.chance(0.75):
        result["reference_rows"], result["current_rows"] = d.one([50, 1000, 20000]), d.one([20, 60, 3000, 50000])
    if d.chance(0.04):
        result["features"] = []
    return result


def predictions(d, start, days):
    bins = d.one([2, 10, 20])
    psi = d.one([0.01, 0.06, 0.15, 0.4]) * d.num(0.8, 1.2)
    size = d.one([30, 1000, 30000])
    edges = [round(i / bins, 4) for i in range(bins + 1)]
    periods = [
        {"name": name, "counts": [int(v) for v in d.r.multinomial(size, np.full(bins, 1 / bins))], "mean": d.num(0, 1), "median": d.num(0, 1), "std": d.num(0, 0.5)}
        for name in ("reference", "last days")
    ]
    current = {"psi": round(psi, 6)}
    if d.chance(0.5):
        current["p_value"] = d.num(0, 1) if d.chance(0.5) else 1e-9
    if d.chance(0.05):
        current["psi"] = None
    result = {"what": "probability of yes", "bin_edges": edges, "periods": periods, "current": current}
    if d.chance(0.5):
        result["daily"] = daily(d, start, days, psi, 0)
    return result


# Synthetic data


def make_synthgen(d):
    n = d.one([1, 4, 12, 30])
    train, held, made = d.int(50, 8000), d.int(20, 3000), d.int(50, 8000)
    good = d.chance(0.6)
    names = unique([d.name(i, d.one(WORDS)) for i in range(n)])
    columns = [compared(d, name, train, made, good) for name in names]
    x = {"status": d.one(["completed", "failed", "cancelled", "running", "queued"], [14, 1, 1, 1, 1]), "synthesizer": "GaussianCopula", "columns": columns}
    if d.chance(0.04):
        x["columns"] = []
    x["pairs"] = [
        {"column_a": a, "column_b": b, "score": None if d.chance(0.1) else d.num(0.75 if good else 0.2, 1)} for i, a in enumerate(names[:8]) for b in names[:i]
    ]
    if d.chance(0.9):
        x["quality"] = {"overall": d.num(0.3, 1), "column_shapes": d.num(0.3, 1), "column_pair_trends": d.num(0.3, 1)}
        oob(d, x["quality"], 0.01)
        drop(d, x["quality"], 0.05)
    if d.chance(0.9):
        x["validity"] = 1.0 if d.chance(0.6) else d.num(0.4, 1)
    privacy = {}
    if d.chance(0.9):
        privacy["exact_copies"] = 0 if d.chance(0.6) else d.int(1, made // 5) if not d.chance(0.05) else made + 3
        privacy["new_row_synthesis"] = d.one([1.0, d.num(0.5, 1), d.num(0, 0.5), 0.5], [5, 3, 2, 0.5])
        if d.chance(0.7):
            share = float(np.clip(d.one([0.5, train / (train + held)]) + d.one([0, -0.03, 0.02, 0.2]), 0, 1))
            privacy["closer_to_training"] = round(share * made) / made if d.chance(0.8) else share
        if d.chance(0.5):
            privacy["dcr_overfitting_protection"] = d.one([1.0, d.num(0.2, 1)])
        if d.chance(0.6):
            privacy["dcr_baseline_protection"] = d.num(0, 1)
            privacy["median_dcr_random"], privacy["median_dcr_synthetic"] = d.num(0.2, 0.5), d.num(0, 0.3)
        if d.chance(0.8):
            privacy["disclosure_protection"] = d.one([1.0, d.num(0, 1)], [1, 4])
            privacy["sensitive_columns"] = [str(v) for v in d.r.choice(names, size=min(n, d.one([1, 1, 1, 2])), replace=False)]
            privacy["known_columns"] = names[:2]
        if d.chance(0.7):
            bins = d.int(2, 12)
            privacy["distance_to_closest_record"] = {
                "bin_edges": [round(i * 0.3, 3) for i in range(bins + 1)],
                "holdout": [d.int(0, 100) for _ in range(bins)],
                "synthetic": [d.int(0, 100) for _ in range(bins)],
                "median_holdout": d.num(0.5, 1.5),
                "median_synthetic": d.num(0.4, 2),
            }
        drop(d, privacy, 0.03)
        oob(d, privacy, 0.0)
    if privacy and not d.chance(0.1):
        x["privacy"] = privacy
    if d.chance(0.9):
        x["synthetic_rows"] = made
    if d.chance(0.8):
        x["training_rows"], x["holdout_rows"] = train, held
    if d.chance(0.7):
        metric = d.one(["ROC AUC", "ROC AUC on held-out real rows", "Accuracy", "RMSE (test)", "lift at 10", "F1 score, macro", "Business value"])
        high = metric in ("RMSE (test)", "lift at 10", "Business value")
        models = []
        for name in ["Logistic regression", "Random forest", "Tree"][: d.int(1, 3)]:
            real = d.num(2, 30) if high else d.num(0.45, 0.99)
            models.append({"name": name, "trained_on_real": real, "trained_on_synthetic": real * d.num(0.9, 1.5) if high else max(0.3, round(real - d.num(-0.02, 0.35), 6))})
            drop(d, models[-1], 0.0)
            if d.chance(0.05):
                models[-1]["trained_on_synthetic"] = None
        x["utility"] = {"metric": metric, "models": models}
    if d.chance(0.5) and n > 1:
        k = min(n, 4)
        a = np.clip(np.corrcoef(d.r.normal(size=(k, 30))), -1, 1)
        x["correlation"] = {"method": "pearson", "columns": names[:k], "real": a.tolist(), "synthetic": np.clip(a * 0.9, -1, 1).tolist()}
    if d.chance(0.8):
        x["started_at"], x["finished_at"] = d.time(0), d.time(0.1 if not d.chance(0.04) else -0.1)
    if d.chance(0.7):
        x["dataset"] = {"name": "real", "rows": train + held, "columns": n}
    return "synthgen", x


def compared(d, name, train, made, good):
    kind = d.one(["numeric", "categorical"])
    gone = 0.0 if d.chance(0.7) else d.num(0, 0.4, 3)
    c = {"name": name, "type": kind, "metric": "KSComplement" if kind == "numeric" else "TVComplement"}
    c["score"] = d.num(0.8, 1) if good or d.chance(0.6) else d.num(0.1, 1)
    if d.chance(0.05):
        c["score"] = None
    lost = float(np.clip(gone + d.one([0, 0, 0.02, -0.1, 0.2], [6, 6, 2, 0.3, 0.3]), 0, 1))
    lost = round(lost * made) / made
    if d.chance(0.95):
        c["missing_real"], c["missing_synthetic"] = gone, lost
    real_rows = train - int(round(train * gone)) if d.chance(0.9) else train // 2
    made = made - round(lost * made)
    if kind == "categorical":
        k = d.one([1, 2, 3, 8], [0.3, 3, 3, 1])
        weights = d.r.dirichlet(np.full(k, d.one([0.5, 5])))
        real = d.r.multinomial(real_rows, weights)
        synthetic = d.r.multinomial(made, d.r.dirichlet(weights * 50 + 0.1))
        if k > 1 and d.chance(0.02):
            synthetic = np.array([made] + [0] * (k - 1))
        c["distribution"] = {"form": "frequencies", "categories": [f"v{i}" for i in range(k)], "real": [int(v) for v in real], "synthetic": [int(v) for v in synthetic]}
    else:
        k = d.int(2, 12)
        real = d.r.multinomial(real_rows, np.full(k, 1 / k))
        synthetic = d.r.multinomial(made, d.r.dirichlet(np.full(k, 5)))
        c["distribution"] = {"form": "histogram", "bin_edges": [float(i) for i in range(k + 1)], "real": [int(v) for v in real], "synthetic": [int(v) for v in synthetic]}
        if d.chance(0.6):
            c["summary_real"] = {"min": 0.0, "p25": 1.0, "median": 2.0, "p75": 3.0, "max": float(k + 3), "mean": 2.1, "std": 1.0}
            c["summary_synthetic"] = dict(c["summary_real"])
            if d.chance(0.03):
                c["summary_synthetic"] = dict.fromkeys(("min", "p25", "median", "p75", "max", "mean"), 2.0) | {"std": 0.0}
    return c


# Projects


def make_project(d):
    if d.chance(0.06):
        return "project", {}
    data = [f"data_{i}" for i in range(d.int(0, 6))]
    models = []
    for i in range(d.one([0, 2, 8, 40])):
        m = {"id": d.uuid(), "name": d.name(i, "model"), "status": d.one(["candidate", "registered", "deployed", "archived", "failed"], [8, 2, 1, 1, 0.4])}
        if d.chance(0.8):
            m["metric"] = {"name": "auc", "value": d.num(0.5, 1)}
        if d.chance(0.7):
            m["training_time_ms"] = d.int(1, 10**6)
        if d.chance(0.3) and data:
            m["dataset"] = d.one(data)
        models.append(m)
    experiments = []
    healthy = d.chance(0.35)
    for i in range(d.one([0, 1, 3, 12])):
        status = "completed" if healthy else d.one(["completed", "failed", "cancelled", "running", "queued"], [10, 1, 0.5, 1, 0.5])
        e = {"id": d.uuid(), "name": d.name(i, "experiment"), "status": status}
        if data and d.chance(0.9):
            e["dataset"] = d.one(data)
        if d.chance(0.8):
            metric = d.one(["auc", "rmse", "test_logloss", "business_value"])
            e["best_metric"] = {"name": metric, "value": d.num(0.5, 1) if not d.chance(0.03) else 1.7}
            if d.chance(0.3):
                e["best_metric"]["higher_is_better"] = metric != "rmse"
            if d.chance(0.9):
                e["best_model"] = {"name": f"best_{i}"}
        if d.chance(0.9):
            e["started_at"] = d.time(i)
            if status == "completed":
                e["finished_at"] = d.time(i + (0.1 if not d.chance(0.03) else -0.1))
        experiments.append(e)
    deployments = []
    broken = d.chance(0.25)
    for i in range(d.one([0, 1, 3, 9, 14])):
        status = "active" if healthy else d.one(["active", "starting", "degraded", "stopped", "failed"], [8, 1, 1.5, 1, 1] if not broken else [2, 0, 4, 1, 4])
        x = {"id": d.uuid(), "name": d.name(i, "deployment"), "status": status}
        if d.chance(0.8):
            x["requests"] = d.one([0, 3, 200, 9000, 10**6])
        if d.chance(0.8):
            n = x.get("requests", 1000) or 0
            k = int(d.r.binomial(n, d.one([0, 0.002, 0.02, 0.1], [4, 2, 1, 1]))) if n else 0
            x["error_rate"] = k / n if n else 0.0
            if d.chance(0.01):
                x["error_rate"] = 1.4
        if d.chance(0.6 if broken else 0.25):
            x["drifted_features"] = [f"f{j}" for j in range(d.int(1, 6))]
            if d.chance(0.01):
                x["drifted_features"].append("f0")
        if models and d.chance(0.8):
            m = d.one(models)
            x["model"] = {"id": m["id"] if not d.chance(0.08) else d.uuid(), "name": m["name"]}
        deployments.append(x)
    runs = []
    for i in range(d.one([0, 1, 4])):
        r = {"id": d.uuid(), "name": d.name(i, "run"), "status": d.one(["completed", "failed", "running"], [8, 1, 1])}
        if data and d.chance(0.9):
            r["dataset"] = d.one(data)
        if d.chance(0.8):
            r["overall_quality"] = d.num(0.2, 1)
        runs.append(r)
    full = d.chance(0.4)
    datasets = []
    for name in data:
        s = {"name": name, "rows": d.int(10, 10000), "columns": d.int(1, 40)}
        if full or d.chance(0.8):
            cells = s["rows"] * s["columns"]
            s["missing_values"] = 0 if full and d.chance(0.85) else d.one([0, d.int(0, cells // 25), d.int(0, cells // 3)])
        datasets.append(s)
    return "project", {"datasets": datasets, "models": models, "experiments": experiments, "deployments": deployments, "synthgen_runs": runs}


MAKERS = {
    "experiment": make_experiment,
    "model": make_model,
    "deployment": make_deployment,
    "synthgen": make_synthgen,
    "project": make_project,
}


def snapshot(kind, number, seed=1):
    """The number-th snapshot of a kind."""
    d = Dice([seed, sorted(MAKERS).index(kind), number])
    kind, content = MAKERS[kind](d)
    own = d.uuid()
    name = d.name(number, kind, 0.03) or kind
    result = {
        "schema_version": 1,
        "kind": kind,
        "id": own,
        "project_id": own if kind == "project" else d.uuid(),
        "name": name.strip() or kind,
        "taken_at": "2026-04-10T12:00:00Z",
        "content": content,
    }
    return json.loads(json.dumps(result))


_VALIDATORS = {}


def check(given):
    """The snapshot if it is valid against the published schema; raises if not."""
    kind = given["kind"]
    if kind not in _VALIDATORS:
        _VALIDATORS[kind] = Draft202012Validator(json.loads((SCHEMAS / f"{kind}.json").read_text()))
    _VALIDATORS[kind].validate(given)
    return given


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--out", type=pathlib.Path, required=True)
    args.add_argument("--count", type=int, default=200)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--kind", choices=sorted(MAKERS), action="append")
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for kind in args.kind or sorted(MAKERS):
        for number in range(args.count):
            given = check(snapshot(kind, number, args.seed))
            (args.out / f"{kind}-{number:04}.json").write_text(json.dumps(given, ensure_ascii=False))


if __name__ == "__main__":
    main()
