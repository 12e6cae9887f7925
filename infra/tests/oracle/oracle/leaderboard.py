"""Rules about a run and its leaderboard."""

import math
from collections import Counter

import numpy as np

from . import metrics, stats
from .expected import Expected, finite


class Board:
    """The leaderboard ranked by its metric."""

    def __init__(self, content):
        self.entries = content.get("leaderboard") or []
        self.metric = content.get("ranking_metric")
        self.split = content.get("ranking_split")
        self.up = metrics.higher_is_better(self.metric, content.get("metrics")) if self.metric is not None else None
        self.ranks = self.up is not None

    def value(self, entry):
        """The entry's possible value of the ranking metric."""
        return metrics.usable(self.metric, (entry.get("metrics") or {}).get(self.metric)) if self.metric is not None else None

    def valued(self):
        """Entries with a value, best first; without a ranking none."""
        if not self.ranks:
            return []
        some = [(self.value(e), e) for e in self.entries if self.value(e) is not None]
        some.sort(key=lambda p: ((-p[0] if self.up else p[0]), p[1]["name"]))
        return [e for _, e in some]

    def order(self):
        """All entries as they are ranked."""
        valued = self.valued()
        return valued + [e for e in self.entries if not any(e is v for v in valued)]

    def advantage(self, a, b):
        """By how much a is better than b."""
        return a - b if self.up else b - a

    def folds(self, entry):
        spread = (entry.get("fold_spread") or {}).get(self.metric) or {}
        return spread.get("folds") or []


def comparable(board, a, b):
    """Whether two models were measured on the same folds."""
    if board.split != "cross_validation" or not a.get("folds_id") or a.get("folds_id") != b.get("folds_id"):
        return False
    x, y = board.folds(a), board.folds(b)
    return (
        len(x) == len(y) >= 3
        and all(metrics.usable(board.metric, v) is not None for v in x)
        and all(metrics.usable(board.metric, v) is not None for v in y)
    )


def judge(content):
    """Findings about the run and its leaderboard."""
    board = Board(content)
    found = run(content) + order(board, content)
    for rule in (unranked, margin, ensemble, faster):
        found += rule(board)
    return found + best_model(board, content)


def run(content):
    said = []
    status = content["status"]
    models = len(content.get("leaderboard") or [])
    severity = {"failed": "critical", "cancelled": "warning", "running": "warning", "queued": "warning"}.get(status)
    if severity:
        said.append(Expected("run_status", severity).with_(models, "models"))
    remarks = content.get("remarks") or []
    if remarks:
        kinds = Counter(r["kind"] for r in remarks)
        loud = kinds["time_limit"] or kinds["failed"]
        one = Expected("run_remarks", "warning" if loud else "info")
        for kind, count in kinds.items():
            one.with_(count, f"remarks of kind {kind}")
        one.with_(len(remarks), "remarks")
        one.with_(len(remarks) - 3, "remarks not quoted").with_(len(remarks) - 2, "remarks not quoted")
        one.with_(len(remarks) - 1, "remarks not quoted")
        said.append(one)
    if models == 0:
        said.append(Expected("no_models", "warning"))
    return said


def order(board, content):
    said = []
    if board.metric is not None and metrics.known(board.metric):
        flags = [d.get("higher_is_better") for d in content.get("metrics") or [] if d["name"] == board.metric]
        if any(f is not None and f != board.up for f in flags):
            said.append(Expected("metric_direction", "warning"))
    given = [e for e in board.entries if board.ranks and board.value(e) is not None]
    values = [board.value(e) for e in given]
    if any(board.advantage(b, a) > 0 for a, b in zip(values, values[1:])):
        first = given[0]
        value, leader = board.value(first), board.value(board.valued()[0])
        worst = all(board.advantage(value, v) <= 0 for v in values)
        said.append(
            Expected("leaderboard_order", "warning" if worst else "info")
            .with_(value, "value of the entry given first")
            .needs(leader, "leader's value")
            .with_(len(values), "models with a value")
            .with_(len(board.entries), "models")
        )
    return said


def unranked(board):
    if not board.ranks or not board.entries:
        return []
    without = sum(board.value(e) is None for e in board.entries)
    if without == 0:
        return []
    n = len(board.entries)
    return [
        Expected("unranked_models", "warning")
        .needs(without, "models without a value")
        .needs(n, "models")
        .with_(without - 3, "models not named")
    ]


def margin(board):
    valued = board.valued()
    if len(valued) < 2:
        return []
    first, second = valued[:2]
    a, b = board.value(first), board.value(second)
    n = len(board.entries)
    gap = board.advantage(a, b)
    if a == b:
        ties = sum(board.value(e) == a for e in valued)
        return [
            Expected("leader_margin", "info")
            .needs(a, "best value")
            .needs(ties, "models that share it")
            .with_(n, "models")
            .with_(len(valued), "models with a value")
            .with_(ties - 3, "models not named")
            .with_(0, "margin")
        ]
    said = Expected("leader_margin", "info").needs(a, "leader's value").needs(b, "second's value").needs(gap, "margin")
    said.with_(n, "models").with_(len(valued), "models with a value").with_(len(valued) - 1, "models it was compared with")
    if comparable(board, first, second):
        x, y = board.folds(first), board.folds(second)
        d = [board.advantage(float(p), float(q)) for p, q in zip(x, y)]
        t, p = stats.corrected_t(d)
        said.with_(len(d), "folds").with_(float(np.mean(d)), "mean difference").with_(0.05, "level").with_(0.95, "level")
        said.with_(float(np.std(d, ddof=1)), "standard deviation of the differences").with_(len(d) - 1, "degrees of freedom")
        if p is not None:
            adjusted = min(1.0, p * (len(valued) - 1))
            said.needs(adjusted, "adjusted p").with_(p, "p").with_(t, "t")
            if adjusted < 0.05 and np.mean(d) > 0:
                said.severity = "good"
    return [said]


def ensemble(board):
    valued = board.valued()
    together = [e for e in valued if e.get("is_ensemble")]
    single = [e for e in valued if not e.get("is_ensemble")]
    if not together or not single:
        return []
    a, b = together[0], single[0]
    gain = board.advantage(board.value(a), board.value(b))
    said = Expected("ensemble_gain", "info").needs(board.value(a), "best ensemble").needs(board.value(b), "best single model")
    if gain > 0:
        said.needs(gain, "gain")
    else:
        said.with_(gain, "gain").with_(-gain, "loss")
    x, y = finite(a.get("predict_time_per_row_ms")), finite(b.get("predict_time_per_row_ms"))
    for value in (x, y):
        if value is not None:
            said.with_(value, "prediction time")
    if x and y and x > 0 and y > 0:
        said.with_(x / y, "ratio of prediction times").with_(y / x, "ratio of prediction times")
    return [said]


def faster(board):
    valued = board.valued()
    if board.split != "cross_validation" or len(valued) < 2:
        return []
    leader = valued[0]
    folds = [metrics.usable(board.metric, v) for v in board.folds(leader)]
    k = [v for v in folds if v is not None]
    if len(k) < 2:
        return []
    se = float(np.std(k, ddof=1) / math.sqrt(len(k)))
    best = board.value(leader)

    def time(entry):
        value = finite(entry.get("predict_time_per_row_ms"))
        return value if value is not None and value > 0 else None

    candidates = [e for e in valued[1:] if time(e) is not None and board.advantage(best, board.value(e)) <= se]
    if not candidates or time(leader) is None:
        return []
    pick = min(candidates, key=lambda e: (time(e), e["name"]))
    ratio = time(leader) / time(pick)
    if ratio < 2:
        return []
    return [
        Expected("faster_alternative", "info")
        .needs(ratio, "times as fast")
        .needs(board.value(pick), "its value")
        .with_(se, "standard error")
        .with_(best, "leader's value")
        .with_(board.advantage(best, board.value(pick)), "difference")
        .with_(time(leader), "leader's prediction time")
        .with_(time(pick), "its prediction time")
        .with_(len(k), "folds")
        .with_(float(np.std(k, ddof=1)), "standard deviation over the folds")
        .with_(1, "one standard error")
    ]


def best_model(board, content):
    best, valued = content.get("best_model"), board.valued()
    if not best or not valued or best["name"] == valued[0]["name"]:
        return []
    same = [board.value(e) for e in board.entries if e["name"] == best["name"] and board.value(e) is not None]
    if not same or board.advantage(board.value(valued[0]), same[0]) <= 0:
        return []
    return [
        Expected("best_model_not_leader", "info")
        .with_(same[0], "the described model's value")
        .with_(board.value(valued[0]), "leader's value")
        .with_(board.advantage(board.value(valued[0]), same[0]), "difference")
    ]
