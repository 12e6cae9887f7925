"""A model's figures on one split of the rows."""

import numpy as np

from .dice import drop, out_of_bounds
from .metrics import metric_value


def evaluation(d, split, task, classes, names, skill):
    rows = d.int(20, 5000)
    e = {"split": split, "rows": rows}
    e["metrics"] = {n: metric_value(d, m, skill) for m, n in names.items()}
    if split != "training" and d.chance(0.1):
        for m, n in names.items():
            e["metrics"][n] = 1.0 if m in ("auc", "accuracy", "r2", "f1") else 0.0 if m != "uplift" else e["metrics"][n]
    if split != "training" and d.chance(0.3) and "auc" in names:
        e["metrics"][names["auc"]] = d.one([0.5, 0.42])
    out_of_bounds(d, e["metrics"], 0.006)
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
