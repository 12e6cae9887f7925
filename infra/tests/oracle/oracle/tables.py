"""What the tables of a report must show."""

import math
from collections import defaultdict

from . import metrics, stats
from .data import Data
from .deployment import DAY, Calls
from .leaderboard import Board
from .model import Details
from .expected import finite
from .times import instant


def leaderboard(content):
    """Entries in the order of the report."""
    return Board(content).order()


def details(snapshot):
    content = snapshot["content"]
    if snapshot["kind"] == "model":
        return Details(content)
    best = content.get("best_model") if snapshot["kind"] == "experiment" else None
    return Details(best["model"], content, best["name"]) if best else None


def class_balance(snapshot):
    """class → (rows, share), from complete counts; None if they are not known."""
    known = Data(snapshot).classes()
    if not known:
        return None
    total = sum(n for _, n in known[0])
    return {name: (n, n / total if total else None) for name, n in known[0]}


def drift(content):
    """Features by PSI, greatest first, ties and those without by name."""

    def key(f):
        psi = finite(f["current"].get("psi"))
        psi = None if psi is not None and psi < -1e-9 else psi
        return (psi is None, -(psi or 0.0), f["feature"])

    return sorted(((content.get("drift") or {}).get("features")) or [], key=key)


def daily(content):
    """Day number → calls, errors, error rate, median and highest p95 of its intervals."""
    days = defaultdict(lambda: [0, 0, [], False])
    for i in Calls(content).given:
        day = int(instant(i["start"]) // DAY)
        days[day][0] += i["requests"]
        days[day][1] += i["errors"]
        # Figures outside their bounds count as absent, and so do all of an interval whose counts contradict one another.
        if i["errors"] > i["requests"]:
            days[day][3] = True
            continue
        p95 = finite((i.get("latency_ms") or {}).get("p95"))
        if p95 is not None:
            days[day][2].append(p95)
    return {
        day: {
            "calls": calls,
            "errors": errors,
            "rate": errors / calls if calls and not doubtful else None,
            "p95": stats.median(p95) if p95 else None,
            "highest": max(p95) if p95 else None,
        }
        for day, (calls, errors, p95, doubtful) in days.items()
    }


def columns(content):
    """Columns of a synthetic run, lowest score first; those without a score last."""

    def key(c):
        score = finite(c.get("score"))
        return (score is None, score if score is not None else 0.0, c["name"])

    return sorted(content.get("columns") or [], key=key)


def metric_of(header, names, definitions=()):
    """The metric's name that a column's or row's heading stands for."""
    labels = {d["name"]: d.get("label") for d in definitions}
    hits = []
    for name in names:
        key = metrics.known(name)
        texts = {name, labels.get(name)} | ({metrics.TABLE[key][0]} if key else set())
        if header in texts:
            return name
        if key and header.startswith(metrics.TABLE[key][0]):
            hits.append((len(metrics.TABLE[key][0]), name))
    return max(hits)[1] if hits and max(h for h, _ in hits) > 1 else None


def isfinite(value):
    return value is not None and math.isfinite(value)
