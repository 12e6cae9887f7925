"""Models: alone, and as the best of an experiment."""

import numpy as np

from .dataset import dataset
from .dice import Dice
from .evaluation import evaluation
from .groups import groupings
from .metrics import folds, metric_value, some_metrics, spread, task_of

ALGORITHMS = ["GBM", "XGBoost", "GLM", "DRF", "DeepLearning", "StackedEnsemble"]


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
    return m


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
    for place, e in enumerate(m["evaluations"]):
        # Dice of its own, so that nothing else of the snapshot depends on them.
        own = Dice([e["rows"], place])
        if own.chance(0.8):
            e["groups"] = groupings(own, task, classes, m.get("positive_class"), e["rows"])
    if d.chance(0.8):
        m["feature_importance"] = [importance(d) for _ in range(d.int(0, 2))]
    if d.chance(0.6):
        m["learning_curves"] = [curve(d, x) for x in d.one([["logloss"], ["logloss", "auc"], ["rmse"], ["uplift"]])]
    if d.chance(0.3):
        m["training_time_ms"], m["predict_time_per_row_ms"] = d.int(1, 100000), d.num(0.001, 3)
    return m


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
