"""Deployments: calls, errors and latency over time."""

from datetime import datetime, timedelta, timezone

import numpy as np

from .dice import out_of_bounds, stamp
from .drift import drift, predictions
from .outcomes import outcomes


def make_deployment(d):
    step_minutes = d.one([15, 60, 60, 60, 240, 1440], [0.4, 4, 2, 2, 1, 1])
    days = d.one([0.5, 1, 2, 3.5, 5, 8, 14, 15, 22, 30], [1, 1, 2, 1, 2, 2, 4, 3, 2, 1])
    if step_minutes == 15:
        days = min(days, 8)
    step = timedelta(minutes=step_minutes)
    start = datetime(2026, 3, 2, tzinfo=timezone.utc) + timedelta(hours=d.one([0, 0, 0, 7, 13]))
    n = max(1, int(timedelta(days=days) / step))
    intervals, p95 = calls(d, start, n, step)
    intervals = troubled(d, intervals)
    x = {"status": d.one(["active", "starting", "degraded", "stopped", "failed"], [12, 1, 1, 1, 1]), "stage": "production"}
    if d.chance(0.9):
        x["window"] = {"start": stamp(start), "end": stamp(start + n * step)}
        if d.chance(0.03):
            x["window"] = {"start": x["window"]["end"], "end": x["window"]["start"]}
    if d.chance(0.94):
        x["intervals"] = intervals
    requests, errors = sum(i["requests"] for i in intervals), sum(i["errors"] for i in intervals)
    if d.chance(0.85):
        x["totals"] = totals(d, requests, errors, p95)
    if d.chance(0.75):
        x["drift"] = drift(d, start, days)
    if d.chance(0.55):
        x["predictions"] = predictions(d, start, days)
    if d.chance(0.5):
        x["outcomes"] = outcomes(d, start, days)
    if d.chance(0.5):
        x["model"] = {"name": "churn", "offline_metrics": out_of_bounds(d, {"auc": d.num(0.5, 1), "logloss": d.num(0, 1)}, 0.03)}
    return x


def calls(d, start, n, step):
    """Intervals of a service with a rhythm and perhaps a trend, and its usual 95th percentile."""
    size = d.one([2, 30, 400, 5000])
    night, weekend = d.chance(0.4), d.chance(0.3)
    rate = d.one([0.0, 0.0004, 0.003, 0.02, 0.08])
    p95 = d.num(8, 300, 2)
    trend = d.one([0.0, 0.0, 0.0, 0.35, 1.3, -0.3])
    jitter = d.one([0.02, 0.1, 0.3])
    intervals = []
    for i in range(n):
        when = start + i * step
        level = size * (step / timedelta(hours=1))
        if night and (when.hour < 6):
            level = 0
        if weekend and when.weekday() >= 5:
            level = level * 0.0
        req = int(d.r.poisson(level * (1 + 0.3 * np.sin(when.hour / 24 * 6.28))))
        err = int(d.r.binomial(req, rate))
        t = p95 * (1 + trend * i / n) * float(np.exp(d.r.normal(0, jitter)))
        latency = {"p50": round(t * 0.6, 3), "p95": round(t, 3), "p99": round(t * 1.4, 3)} if req else d.one([None, {"p50": None, "p95": None, "p99": None}])
        intervals.append({"start": stamp(when), "requests": req, "errors": err, "latency_ms": latency})
    return intervals, p95


def troubled(d, intervals):
    """Intervals with now and then a burst of errors, a spike, a gap or counts that cannot be."""
    n = len(intervals)
    if n > 10 and d.chance(0.25):
        for i in stretch(d, n, 3):
            intervals[i]["errors"] = int(d.r.binomial(intervals[i]["requests"], d.one([0.25, 0.5, 0.9])))
    if n > 30 and d.chance(0.25):
        for i in stretch(d, n, 3):
            if (intervals[i]["latency_ms"] or {}).get("p95"):
                for key in intervals[i]["latency_ms"]:
                    intervals[i]["latency_ms"][key] = round(intervals[i]["latency_ms"][key] * d.one([2.5, 8]), 3)
    if n > 30 and d.chance(0.25):
        for i in stretch(d, n, 8):
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
    return intervals


def stretch(d, n, longest):
    """A few intervals in a row."""
    first = d.int(0, n - longest - 1)
    return range(first, min(n, first + d.int(1, longest)))


def totals(d, requests, errors, p95):
    result = {"requests": requests, "errors": errors}
    if d.chance(0.05):
        result["requests"] += d.int(1, 1000)
    if d.chance(0.02):
        result["errors"] = result["requests"] + 7
    if errors and d.chance(0.6):
        a = d.int(0, errors)
        result["errors_by_type"] = {"ValueError": a, "TimeoutError": errors - a + (3 if d.chance(0.08) else 0)}
    if d.chance(0.9):
        result["latency_ms"] = {"p50": round(p95 * 0.6, 3), "p95": p95, "p99": round(p95 * 1.5, 3), "max": round(p95 * 9, 3)}
        if d.chance(0.1):
            result["latency_ms"]["max"] = None
        if d.chance(0.04):
            result["latency_ms"]["p99"] = round(p95 * 0.5, 3)
    return result
