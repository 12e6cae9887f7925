"""Error bursts, latency spikes and traffic gaps.

Where the rule book does not fix how a stretch is cut out of the window (error bursts), the oracle decides only what every
reading agrees on: a burst that any reading finds, or none that any reading could find.
"""

import math
from collections import defaultdict

import numpy as np

from .expected import Open, Expected, Stretches, finite
from .times import instant

DAY = 86400.0


def step(intervals, window=None):
    """Median distance of the intervals' starts, in seconds rounded to milliseconds; of a single one the window."""
    starts = sorted(instant(i["start"]) for i in intervals)
    if len(starts) < 2:
        return window[1] - window[0] if starts and window else None
    return round(float(np.median(np.diff(starts))), 3)


class Grid:
    """The intervals on a grid of equal slots of the day, where their distance divides a day."""

    def __init__(self, intervals, window=None):
        self.intervals = sorted(intervals, key=lambda i: instant(i["start"]))
        self.step = step(intervals) or None
        self.whole_days, self.even = set(), False
        if not self.step:
            return
        parts = round(DAY / self.step)
        self.even = parts >= 1 and DAY % parts == 0 and abs(DAY / parts - self.step) <= 0.01 * self.step
        if self.even:
            self.step = DAY / parts
        starts = [instant(i["start"]) for i in self.intervals]
        self.start, self.end = starts[0], starts[-1] + self.step
        give = 0.01 * self.step
        self.whole_days = set(range(math.ceil((self.start - give) / DAY), math.floor((self.end + give) / DAY)))
        self.cells = [round((t - self.start) / self.step) for t in starts]
        self.before = self.after = 0
        if window:
            self.before = max(0, math.floor((self.start - window[0]) / self.step + 1e-6))
            self.after = max(0, math.floor((window[1] - self.end) / self.step + 1e-6))

    def slot(self, start):
        """The time of day."""
        return int(((start % DAY) + 0.5) // self.step)


def divergence(k, n, p):
    """n times the Kullback-Leibler divergence of k/n from p (Chernoff's exponent)."""
    if n == 0:
        return 0.0
    q = k / n
    if p <= 0:
        return math.inf if k > 0 else 0.0
    total = 0.0
    if q > 0:
        total += q * math.log(q / p)
    if q < 1:
        total += (1 - q) * math.log((1 - q) / (1 - p)) if p < 1 else math.inf
    return n * total


def judge(calls):
    grid = Grid(calls.intervals, calls.window)
    # Those whose counts contradict one another are neither calls nor silence.
    # Their starts are known all the same: they are part of the span.
    if grid.step:
        times, give = [instant(i["start"]) for i in calls.given], 0.01 * grid.step
        grid.whole_days = set(range(math.ceil((min(times) - give) / DAY), math.floor((max(times) + grid.step + give) / DAY)))
    grid.doubtful = [i for i in calls.given if i["errors"] > i["requests"]]
    if not grid.step:
        return []
    found = burst(grid) + (spike(grid) + gap(grid) if grid.even else [])
    enough = grid.even and len(grid.whole_days) >= 4
    if any(isinstance(f, (Open, Stretches)) for f in found):
        return found + [Open("incidents", "depends on what is open")]
    if len(found) > 3:
        return [Open(r, "many incidents: how many are named is not said") for r in NAMES]
    if not found and enough:
        if not any(i["requests"] for i in grid.intervals):
            return [Open("incidents", "no call at all")]
        found.append(Expected("incidents", "good").with_(len(grid.whole_days), "days").with_(0, "incidents"))
        for days in (grid.end - grid.start, (grid.end - grid.start) + (grid.before + grid.after) * grid.step):
            found[-1].with_(days / DAY, "days").with_(days, "seconds").with_(days // DAY, "days")
        found[-1].with_(len(grid.intervals), "intervals")
    return found


NAMES = ["error_burst", "latency_spike", "traffic_gap", "incidents"]


def burst(grid):
    some = grid.intervals
    k = np.array([i["errors"] for i in some], float)
    n = np.array([i["requests"] for i in some], float)
    size = len(some)
    if k.sum() < 3 or n.sum() == 0:
        return []
    need = math.log(size / 0.01)
    overall = k.sum() / n.sum()
    sums_k, sums_n = np.concatenate([[0], np.cumsum(k)]), np.concatenate([[0], np.cumsum(n)])
    # The most liberal reading: the usual rate outside any stretch of the window, no time of day.
    best = None
    for i in range(size):
        kk, nn = sums_k[i + 1 :] - sums_k[i], sums_n[i + 1 :] - sums_n[i]
        keep = (kk >= 3) & (nn > 0)
        if not keep.any():
            continue
        q = kk / np.where(nn > 0, nn, 1)
        p = (k.sum() - kk + 1) / (n.sum() - nn + 2)
        with np.errstate(divide="ignore", invalid="ignore"):
            score = nn * (np.where(q > 0, q * np.log(q / p), 0) + np.where(q < 1, (1 - q) * np.log((1 - q) / np.maximum(1 - p, 1e-12)), 0))
        score = np.where(keep & (q >= 2 * p), score, -1)
        j = int(np.argmax(score))
        if best is None or score[j] > best[0]:
            best = (float(score[j]), i, i + j + 1)
    if best is None or best[0] <= need:
        return []
    # The most careful reading: a single interval that is far out even against all that is usual there.
    usual = slots(grid, k, n)
    required = any(
        k[i] >= 6
        and k[i] / n[i] >= 4 * max(overall, usual[i])
        and divergence(k[i], n[i], min(1.0, max(overall, usual[i]))) > 2 * need
        for i in range(size)
    )
    where = {}
    for i in range(size):
        for j in range(i + 1, min(size, i + 400) + 1):
            where.setdefault((sums_k[j] - sums_k[i], sums_n[j] - sums_n[i]), []).append((i, j))
    return [Stretches("error_burst", required, lambda values, severity: _burst_fault(values, severity, where, k, n, need))]


def _burst_fault(values, severity, where, k, n, need):
    """What is wrong with a burst that the report names: it must be a stretch with these calls, improbable, and as severe as the test says."""
    from .stats import more_than

    whole = {v for v in values if v == int(v)}
    fits = [s for s in where if s[0] in whole and s[1] in whole and s[0] >= 3]
    if not fits:
        return "no stretch of the window has these calls and errors"
    for kk, nn in fits:
        # Other bursts of the window are left out of the usual rate as well; half of it is on the safe side.
        rest = 0.5 * (k.sum() - kk + 1) / (n.sum() - nn + 2)
        right = "critical" if more_than(kk, nn, 0.5) < 0.05 else "warning"
        if right == severity and kk / nn >= rest and divergence(kk, nn, rest) > need:
            return None
    return "not improbable, or not as severe"


def slots(grid, k, n):
    """Rate at the same time of day on other days."""
    by = defaultdict(list)
    for i, interval in enumerate(grid.intervals):
        by[grid.slot(instant(interval["start"]))].append(i)
    rates = np.zeros(len(k))
    if len(grid.whole_days) >= 4:
        for members in by.values():
            kk, nn = sum(k[j] for j in members), sum(n[j] for j in members)
            for i in members:
                if nn - n[i] > 0:
                    rates[i] = (kk - k[i]) / (nn - n[i])
    return rates


def spike(grid):
    if len(grid.whole_days) < 4:
        return []
    by = defaultdict(list)
    for i, interval in enumerate(grid.intervals):
        p95 = finite((interval.get("latency_ms") or {}).get("p95"))
        if p95 is not None and p95 > 0 and interval["requests"] > 0:
            start = instant(interval["start"])
            by[grid.slot(start)].append((i, int(start // DAY), p95))
    residual, usual = {}, {}
    for members in by.values():
        for i, day, p95 in members:
            others = [v for _, d, v in members if d != day]
            if len(others) >= 3:
                usual[i] = float(np.quantile(others, 0.5))
                residual[i] = math.log(p95 / usual[i])
    if not residual:
        return []
    values = np.array(list(residual.values()))
    middle = float(np.median(values))
    mad = float(np.median(np.abs(values - middle)))
    high = [i for i, r in residual.items() if r >= math.log(2) - 1e-12 and ((r - middle) / (1.4826 * mad) > 3.5 if mad > 0 else r > middle)]
    runs = []
    for i in sorted(high):
        if runs and grid.cells[runs[-1][-1]] == grid.cells[i] - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    found = []
    for run in runs:
        calls = sum(grid.intervals[i]["requests"] for i in run)
        if calls < 20:
            continue
        said = Expected("latency_spike", "warning").with_(calls, "calls")
        worst = max(grid.intervals[i]["latency_ms"]["p95"] for i in run)
        said.needs(worst, "highest p95")
        for i in run:
            p95 = grid.intervals[i]["latency_ms"]["p95"]
            said.with_(usual[i], "usual p95").with_(p95 / usual[i], "times as long").with_(p95, "p95")
            said.with_((residual[i] - middle) / (1.4826 * mad) if mad > 0 else None, "modified z")
        for some in ([usual[i] for i in run], [grid.intervals[i]["latency_ms"]["p95"] for i in run]):
            said.with_(float(np.quantile(some, 0.5)), "median over the run")
        said.with_(worst / float(np.quantile([usual[i] for i in run], 0.5)), "times as long")
        said.with_(worst / max(usual[i] for i in run), "times as long").with_(worst / min(usual[i] for i in run), "times as long")
        _length(said, len(run) * grid.step)
        found.append(said)
    return found


def _length(said, seconds):
    for unit in (1, 60, 3600, DAY, 0.001):
        said.with_(seconds / unit, "length")
    said.with_(seconds // 3600, "hours").with_(seconds % 3600 // 60, "minutes")
    said.with_(seconds // DAY, "days").with_(seconds % DAY // 3600, "hours")


def gap(grid):
    if len(grid.whole_days) < 4:
        return []
    size = grid.cells[-1] + 1 + grid.before + grid.after
    if size > 100_000:
        return []
    calls = np.zeros(size)
    for interval in grid.doubtful:
        cell = round((instant(interval["start"]) - grid.start) / grid.step) + grid.before
        if 0 <= cell < size:
            calls[cell] = math.nan
    for cell, i in zip(grid.cells, grid.intervals):
        calls[cell + grid.before] += i["requests"]
    start = grid.start + grid.step * (np.arange(size) - grid.before)
    day, slot = ((start + 0.5) // DAY).astype(int), ((start + 0.5) % DAY // grid.step).astype(int)
    weekly = len(grid.whole_days) >= 21
    usual = np.zeros(size)
    for i in np.flatnonzero(calls == 0):
        same = (slot == slot[i]) & (day != day[i])
        if weekly:
            same &= day % 7 == day[i] % 7
        # 1970-01-01 was a Thursday: Saturday is 2, Sunday 3.
        idle = not weekly and day[i] % 7 in (2, 3) and not (np.isnan(calls[day == day[i]]) | (calls[day == day[i]] > 0)).any()
        others = calls[same & ~np.isnan(calls)]
        usual[i] = others.min() if len(others) >= (2 if weekly else 3) and not idle else 0
    need = math.log(size / 0.01)
    found, i = [], 0
    while i < size:
        if calls[i] != 0:
            i += 1
            continue
        j = i
        while j < size and calls[j] == 0:
            j += 1
        expected = float(usual[i:j].sum())
        if expected > need:
            said = Expected("traffic_gap", "warning").needs(expected, "calls that would be usual").with_(0, "calls").with_(j - i, "intervals")
            _length(said, (j - i) * grid.step)
            found.append(said)
        i = j
    return found
