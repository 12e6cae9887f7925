"""Rules about groups of rows: selection, demographic parity, equalized odds."""

import math
from fractions import Fraction
from itertools import combinations

from . import stats
from .expected import Expected

FEWEST = 30
RATES = ("selection", "true positive", "false positive")


def judge(details):
    """Findings about the groups of a model's most trusted held-out rows that have any."""
    evaluation = next((e for e in details.held_out() if any(g["groups"] for g in e.get("groups") or [])), None)
    if details.task != "binary_classification" or evaluation is None or evaluation["split"] not in ("test", "validation"):
        return []
    compared = [(grouping, rates(details.model, grouping)) for grouping in evaluation["groups"]]
    pairs = sum(len(list(combinations(of[rate], 2))) for _, of in compared for rate in RATES)
    found = []
    for grouping, of in compared:
        found += selection(grouping, apart(of["selection"], pairs))
        found += odds([apart(of[rate], pairs) for rate in RATES[1:]])
    return found


def rates(model, grouping, fewest=FEWEST):
    """Rate → (group, part, rows) of the groups that have at least so many rows of it."""
    favourable = grouping.get("favourable_class")
    flipped = favourable is not None and favourable != model.get("positive_class")
    out = {rate: [] for rate in RATES}
    for group in grouping["groups"]:
        counts = group.get("counts")
        if not counts:
            continue
        tp, fp, tn, fn = (counts[f"{name}s"] for name in ("true_positive", "false_positive", "true_negative", "false_negative"))
        if flipped:
            tp, fp, tn, fn = tn, fn, tp, fp
        for rate, part, rows in (("selection", tp + fp, group["rows"]), ("true positive", tp, tp + fn), ("false positive", fp, fp + tn)):
            if rows >= fewest:
                out[rate].append((group["group"], part, rows))
    return out


class Apart:
    """The highest and the lowest of some rates, and the simultaneous interval of their difference."""

    def __init__(self, rates, pairs):
        self.low = min(rates, key=lambda r: (Fraction(r[1], r[2]), r[0]))
        self.high = min(rates, key=lambda r: (-Fraction(r[1], r[2]), r[0]))
        (_, a, n), (_, b, m) = self.high, self.low
        a, b = a / n, b / m
        level = 1 - 0.05 / pairs
        (a_low, a_high), (b_low, b_high) = stats.wilson(a, n, level), stats.wilson(b, m, level)
        self.difference = a - b
        self.least = a - b - math.sqrt((a - a_low) ** 2 + (b_high - b) ** 2)
        self.most = a - b + math.sqrt((a_high - a) ** 2 + (b - b_low) ** 2)
        self.ratio = Fraction(self.low[1], self.low[2]) / Fraction(self.high[1], self.high[2]) if self.high[1] else None

    def says(self, rule, severity):
        said = Expected(rule, severity).needs(self.difference, "difference").needs(self.least, "lower end of the interval")
        said.needs(self.most, "upper end of the interval")
        for _, part, rows in (self.low, self.high):
            said.needs(part / rows, "rate").needs(rows, "rows")
        return said


def apart(rates, pairs):
    if len(rates) < 2:
        return None
    found = Apart(rates, pairs)
    return found if found.least > 0 else None


def selection(grouping, found):
    if found is None:
        return []
    if grouping.get("favourable_class") is None:
        return [found.says("demographic_parity", "info")]
    if found.ratio is None:
        return []
    severity = "warning" if found.ratio < Fraction(4, 5) else "info"
    return [found.says("selection_ratio", severity).needs(float(found.ratio), "ratio").with_(0.8, "four fifths")]


def odds(both):
    true_positive, false_positive = both
    beyond = [found for found in both if found]
    if not beyond:
        return []
    # Of equal ones that of true positive rates.
    found = max(beyond, key=lambda f: f.difference)
    if true_positive and false_positive and true_positive.difference == false_positive.difference:
        found = true_positive
    return [found.says("equalized_odds", "warning" if found.least >= 0.05 else "info")]
