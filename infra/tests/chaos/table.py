"""The table that a run ends with."""

from collections import Counter

from tally import Tally
from truth import Report, Truth


def quantile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def seconds_to_end(report: Report) -> float:
    return (report.finished_at - report.asked_at) / 1000


def figures(numbers: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(numbers.items(), key=lambda pair: -pair[1])) or "none"


def table(truth: Truth, before: Truth, tally: Tally, calls: dict, kinds: dict, found: dict[str, list[str]], speed: int) -> str:
    """`before` is the truth before failed reports were asked for again."""
    ends = Counter(report.end for report in before.reports.values()) | Counter(deleted=len(truth.ledger.deleted))
    times = [seconds_to_end(report) for report in before.reports.values() if report.status == "succeeded"]
    unacknowledged = len(truth.reports.keys() - truth.ledger.reports.keys())
    different = {(event.report, event.revision): event.type for event in truth.told}
    types = Counter(different.values())
    rows = [
        ("calls of AWS", f"{sum(calls.values())}: {figures(calls)}"),
        ("faults", f"{sum(kinds.values())}: {figures(kinds)}"),
        ("outages", figures(tally.of("outages"))),
        ("kills", f"{tally.of('kills').total()}: {figures(tally.of('kills'))}"),
        ("ended at their deadline", figures(tally.of("timeouts"))),
        ("messages delivered", f"{figures(tally.of('deliveries'))}; again: {figures(tally.of('redeliveries'))}"),
        ("records of the stream", figures(tally.of("stream"))),
        ("events", f"{len(truth.told)}: {figures(types)}; the same again: {len(truth.told) - len(different)}"),
        ("answers to clients", figures(tally.of("answers"))),
        ("what clients did", figures(tally.of("clients"))),
        ("acknowledged", f"{len(truth.ledger.reports)}, and {unacknowledged} more whose answer was lost"),
        ("ends", figures(ends)),
        ("after another try", figures(Counter(report.end for report in truth.reports.values()))),
        ("seconds to the end", f"p50 {quantile(times, 0.5):.1f}, p95 {quantile(times, 0.95):.1f} of the service's time, "
         f"{speed} of which are one of ours"),  # fmt: skip
        *((name, f"{len(problems)}") for name, problems in found.items()),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(["", *(f"{name:<{width}}  {value}" for name, value in rows), ""])
