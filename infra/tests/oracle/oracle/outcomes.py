"""Rules about quality in service."""

import itertools
import math
from collections import Counter

from scipy.stats import norm

from . import metrics, stats
from .expected import Expected

SHARES = ("accuracy", "err")


def judge(content):
    given = (content.get("outcomes") or [None])[0]
    if not given:
        return []
    name = given["metric"]
    better = metrics.higher_is_better(name)
    points = measured(given)
    found = labelled(given["intervals"])
    if better is None or not points:
        return found
    return level(name, better, points, given.get("reference") or {}) + trend(better, points) + found


def measured(given):
    """The values that a metric in service has, each with its labelled rows."""
    points = [(metrics.usable(given["metric"], i.get("value")), i["labelled"]) for i in given["intervals"]]
    return [(value, rows) for value, rows in points if value is not None and rows > 0]


def last_third(points):
    return points[-max(1, len(points) // 3) :]


def mean(points):
    return sum(value * rows for value, rows in points) / sum(rows for _, rows in points)


def level(name, better, points, reference):
    before = metrics.usable(name, reference.get("value"))
    if before is None:
        return []
    lately = last_third(points)
    now, n = mean(lately), sum(rows for _, rows in lately)
    rows = reference.get("rows")
    severity, figures = "info", []
    if metrics.known(name) in SHARES and rows:
        (a, b), (c, d) = stats.wilson(now, n), stats.wilson(before, rows)
        low = now - before - math.hypot(now - a, d - before)
        high = now - before + math.hypot(b - now, before - c)
        least, most = (-high, -low) if better else (low, high)
        severity = "warning" if least > 0 else "good"
        figures = [(abs(now - before), "difference"), (least, "least"), (most, "most")]
    said = Expected("outcome_level", severity).needs(now, "in service").needs(before, "before").needs(n, "rows").needs(len(lately), "intervals lately")
    said.needs(len(points), "intervals")
    for value, meaning in figures:
        if severity == "warning":
            said.needs(value, meaning)
    return [said]


def trend(better, points):
    values = [value for value, _ in points]
    n = len(values)
    if n < 10 or len(set(values)) == 1:
        return []
    score = sum((b > a) - (b < a) for a, b in itertools.combinations(values, 2))
    ties = Counter(values).values()
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    p = 2 * norm.sf(max(abs(score) - 1, 0) / math.sqrt(variance))
    severity = "info" if p >= 0.05 else "good" if (score > 0) == better else "warning"
    third = n // 3
    said = Expected("outcome_trend", severity).needs(p, "p").needs(n, "intervals")
    return [said.needs(mean(points[:third]), "mean before").needs(mean(points[-third:]), "mean now")]


def labelled(intervals):
    if not intervals or any(i.get("predicted") is None for i in intervals):
        return []
    predicted, have = sum(i["predicted"] for i in intervals), sum(i["labelled"] for i in intervals)
    if not predicted:
        return []
    waiting = sum(1 for _ in itertools.takewhile(lambda i: not i["labelled"], reversed(intervals)))
    said = Expected("labelled_share", "info").needs(have, "labelled").needs(predicted, "predicted").needs(have / predicted, "share")
    return [said.with_(waiting, "waiting").with_(len(intervals), "intervals")]
