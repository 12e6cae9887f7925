"""Drift of a deployment's features and predictions."""

from datetime import timedelta

import numpy as np

from .dice import unique


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
