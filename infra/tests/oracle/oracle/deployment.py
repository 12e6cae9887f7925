"""Rules about a deployment's calls, errors and latency."""

import math

from . import incidents, outcomes, stats
from .drift import judge as drift_rules
from .expected import Open, Expected, finite
from .times import instant

DAY = 86400.0


def error_severity(k, n):
    """How serious k failed of n calls are, by the report's own service levels."""
    if stats.more_than(k, n, 0.05) < 0.05:
        return "critical"
    if stats.more_than(k, n, 0.01) < 0.05:
        return "warning"
    if k > 0 and stats.more_than(k, n, 0.001) < 0.05:
        return "info"
    return "good" if k / n < 0.001 else "info"


class Calls:
    """Intervals and totals."""

    def __init__(self, content):
        self.content = content
        given = content.get("intervals") or []
        self.given = given
        self.intervals = [i for i in given if i["errors"] <= i["requests"]]
        self.totals = content.get("totals")
        window = content.get("window")
        self.window = (instant(window["start"]), instant(window["end"])) if window else None
        if self.window and self.window[1] <= self.window[0]:
            self.window = None

    def requests(self):
        if self.totals:
            return self.totals["requests"]
        return sum(i["requests"] for i in self.intervals) if self.given else None

    def errors(self):
        if self.totals:
            return self.totals["errors"]
        return sum(i["errors"] for i in self.intervals) if self.given else None

    def disagree(self):
        """Whether totals and intervals contradict one another."""
        t = self.totals
        if not t:
            return len(self.intervals) < len(self.given)
        if t["errors"] > t["requests"]:
            return True
        if len(self.intervals) < len(self.given):
            return True
        return bool(self.given) and any(t[k] != sum(i[k] for i in self.given) for k in ("requests", "errors"))


def judge(snapshot):
    content = snapshot["content"]
    calls = Calls(content)
    found = []
    severity = {"starting": "info", "degraded": "warning", "stopped": "info", "failed": "critical"}.get(content["status"])
    if severity:
        found.append(Expected("deployment_status", severity))
    for rule in (no_traffic, error_rate, volume, latency, latency_change):
        found += rule(calls)
    return found + incidents.judge(calls) + outcomes.judge(content) + drift_rules(content)


def no_traffic(calls):
    if calls.requests() != 0:
        return []
    if calls.disagree():
        return []
    return [Expected("no_traffic", "warning").with_(0, "calls").with_(len(calls.given), "intervals")]


def error_rate(calls):
    n, k = calls.requests(), calls.errors()
    if not n or k is None:
        return []
    if calls.disagree():
        return []
    said = Expected("error_rate", error_severity(k, n)).needs(k, "failed calls").needs(n, "calls").with_(k / n, "error rate")
    for level in (0.05, 0.01, 0.001, 0.95, 0.99, 0.999):
        said.with_(level, "service level")
    by_type = (calls.totals or {}).get("errors_by_type") or {}
    for count in by_type.values():
        said.with_(count, "errors of a type").with_(count / k if k else None, "share of a type")
    said.with_(len(by_type), "types").with_(len(by_type) - 3, "types not named")
    return [said]


def volume(calls):
    n = calls.requests()
    if calls.disagree():
        return []
    if not n:
        return []
    if not calls.window:
        return [Open("volume", "no window")] if calls.given else []
    days = (calls.window[1] - calls.window[0]) / DAY
    if days < 1:
        return []
    # The busiest interval of none is not to be named.
    if not calls.given:
        return []
    said = Expected("volume", "info").needs(n, "calls").with_(days, "days").needs(n / days, "calls a day")
    if calls.intervals:
        said.needs(max(i["requests"] for i in calls.intervals), "calls of the busiest interval")
        step = incidents.step(calls.given, calls.window)
        if step:
            for unit in (1, 60, 3600, DAY):
                said.with_(step / unit, "length of an interval")
            said.with_(step * 1000, "length of an interval")
    return [said.with_(len(calls.given), "intervals")]


def percentiles(latency):
    return [(key, finite((latency or {}).get(key))) for key in ("p50", "p95", "p99", "max")]


def latency(calls):
    given = [(k, v) for k, v in percentiles((calls.totals or {}).get("latency_ms")) if v is not None]
    line = [v for _, v in given]
    if not line:
        return []
    if any(b < a - 1e-9 for a, b in zip(line, line[1:])) or any(v < 0 for v in line):
        return []
    if not {"p50", "p95"} & {k for k, _ in given}:
        return []
    said = Expected("latency", "info")
    for key, value in given:
        said.needs(value, key)
    for value in (0.5, 0.95, 0.99):
        said.with_(value, "percentile")
    return [said]


def latency_change(calls):
    grid = incidents.Grid(calls.intervals)
    if not grid.even:
        return []
    days = {}
    for i in calls.intervals:
        p95 = finite((i.get("latency_ms") or {}).get("p95"))
        start = instant(i["start"])
        day = int(start // DAY)
        if p95 is not None and p95 >= 0 and day in grid.whole_days:
            days.setdefault(day, {})[grid.slot(start)] = p95
    order = sorted(days)
    if len(order) < 14:
        return []
    first, last = order[:7], order[-7:]
    if any(len({d % 7 for d in some}) < 7 for some in (first, last)):
        return []
    pairs = []
    for day in first:
        twin = next(d for d in last if d % 7 == day % 7)
        both = sorted(set(days[day]) & set(days[twin]))
        if not both:
            return []
        pairs.append((stats.median([days[day][s] for s in both]), stats.median([days[twin][s] for s in both])))
    if any(a <= 0 or b <= 0 for a, b in pairs):
        return [Open("latency_change", "a latency of zero")]
    ratios = [b / a for a, b in pairs]
    if not (all(r > 1 for r in ratios) or all(r < 1 for r in ratios)):
        return []
    middle = stats.median(ratios)
    said = Expected("latency_change", "warning" if ratios[0] > 1 and middle >= 2 else "info").needs(middle, "median ratio")
    said.with_(7, "days").with_(14, "days").with_(2 * 0.5**7, "p").with_(stats.median([a for a, _ in pairs]), "before")
    said.with_(stats.median([b for _, b in pairs]), "after").with_(1 / middle, "median ratio").with_(abs(middle - 1), "change")
    for a, b in pairs:
        said.with_(a, "a day before").with_(b, "a day after").with_(b / a, "ratio")
    return [said]
