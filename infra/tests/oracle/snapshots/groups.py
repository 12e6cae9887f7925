"""Groups of an evaluation's rows: some alike, some apart, some small, some many."""

import numpy as np

from .dice import unique


def groupings(d, task, classes, positive, rows):
    names = unique([d.one(["sex", "region", "age group", "R&D <b>", "2026"]) for _ in range(d.one([1, 2, 3], [5, 2, 1]))])
    return [grouping(d, name, task, classes, positive, rows) for name in names]


def grouping(d, attribute, task, classes, positive, rows):
    number = d.one([1, 2, 3, 7, 60], [0.5, 6, 4, 3, 1])
    sizes = d.r.multinomial(rows, d.r.dirichlet(np.full(number, d.one([1.0, 5.0, 100.0]))))
    labels = unique([d.name(i, "group", 0.1) for i in range(number)])
    apart = d.one([0.0, 0.1, 0.3], [1, 2, 3])
    at = {"base": d.num(0.1, 0.9), "tpr": d.num(0.2, 1.0), "fpr": d.num(0.0, 0.6)}
    groups = []
    for label, size in zip(labels, sizes):
        group = {"group": label, "rows": int(size)}
        if task == "binary_classification" and not d.chance(0.04):
            share = {name: float(np.clip(value + apart * d.r.normal(), 0, 1)) for name, value in at.items()}
            positives = int(d.r.binomial(size, share["base"]))
            tp, fp = int(d.r.binomial(positives, share["tpr"])), int(d.r.binomial(size - positives, share["fpr"]))
            if d.chance(0.04):
                tp, fp = positives, int(size) - positives
            group["counts"] = {"true_positives": tp, "false_positives": fp, "true_negatives": int(size) - positives - fp, "false_negatives": positives - tp}
        if d.chance(0.5):
            group["metrics"] = {"accuracy": d.num(0, 1), "mean_error": d.num(-2, 2), "auc": d.one([None, d.num(0.4, 1)])}
        groups.append(group)
    out = {"attribute": attribute, "groups": groups}
    if task == "binary_classification" and positive and d.chance(0.7):
        out["favourable_class"] = d.one(list(classes))
    if d.chance(0.1):
        out["groups_total"] = number + d.int(0, 5)
    return out
