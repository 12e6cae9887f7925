"""Datasets and their columns."""

import numpy as np

from .dice import WORDS, unique


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
