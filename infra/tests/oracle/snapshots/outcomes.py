"""Quality in service, by day."""

from datetime import timedelta

from .dice import stamp


def outcomes(d, start, days):
    """One or two metrics with a trend or none, and labels that come later."""
    names = d.one([["accuracy"], ["err"], ["auc"], ["test_auc"], ["logloss", "accuracy"], ["rmse"], ["mine"]])
    n = d.one([1, 4, 9, 10, 14, 30])
    waiting = d.one([0, 0, 1, 3])
    tells = d.chance(0.7)
    return [metric(d, name, start, n, waiting, tells) for name in names]


def metric(d, name, start, n, waiting, tells):
    size = d.one([3, 40, 600])
    base, slope = d.num(0.6, 0.95), d.one([0.0, 0.0, -0.01, 0.008, -0.002])
    noise = d.one([0.0, 0.005, 0.03])
    intervals = []
    for i in range(n):
        labelled = 0 if i >= n - waiting else d.int(1, size)
        value = base + slope * i + float(d.r.normal(0, noise)) if noise else base + slope * i
        value = min(max(value, 0.0), 1.0)
        if name in ("accuracy", "err"):
            value = round(value * labelled) / labelled if labelled else None
        one = {"start": stamp(start + timedelta(days=i)), "value": value, "labelled": labelled}
        if d.chance(0.04):
            one["value"] = d.one([None, 1.7, -0.2])
        if tells and not d.chance(0.01):
            one["predicted"] = labelled + d.int(0, size)
        intervals.append(one)
    x = {"metric": name, "intervals": intervals}
    if d.chance(0.8):
        x["reference"] = {"value": d.one([base, base + 0.04, d.num(0, 1), None]), "what": "test rows"}
        if d.chance(0.8):
            x["reference"]["rows"] = d.one([0, 1, 50, 1000, 20000])
    return x
