"""What the world is told must be what has happened: checks of the events that a consumer got, against the table.

Events come at least once and in any order, so each check looks at reports and revisions, and not at the order of the events.
"""

import json
from collections import defaultdict
from collections.abc import Iterator

from bus import Told
from truth import Truth

#: What may follow on what.
NEXT = {
    None: {"queued"},
    "queued": {"succeeded", "failed", "deleted"},
    "failed": {"queued", "deleted"},
    "succeeded": {"deleted"},
    "deleted": set(),
}


def by_revision(truth: Truth) -> dict[str, dict[int, Told]]:
    """Report → its revisions in their order, each with the first event of it."""
    found: dict[str, dict[int, Told]] = defaultdict(dict)
    for event in sorted(truth.told, key=lambda event: event.revision):
        found[event.report].setdefault(event.revision, event)
    return found


def untold(truth: Truth) -> Iterator[str]:
    """Of every report the last event says what the table says, and of every deleted one that it is."""
    events = by_revision(truth)
    for report in truth.reports.values():
        if not (told := events.get(report.id)):
            yield f"of {report.id}, which is {report.status}, nothing was told"
            continue
        (*_, last) = told.values()
        said = {name: last.detail.get(name) for name in ("status", "error", "job_id", "project_id", "kind", "entity_id", "title")}
        there = {name: getattr(report, name) for name in said}
        if said != there:
            yield f"of {report.id} the table says {there}, its last event {said}"
    for id in truth.gone:
        if not any(event.type == "Report Deleted" for event in events.get(id, {}).values()):
            yield f"that {id} was deleted was not told"


def gaps(truth: Truth) -> Iterator[str]:
    """A report's revisions are 1 to n, and n is the table's; a deletion is the last."""
    for id, told in by_revision(truth).items():
        if list(told) != list(range(1, len(told) + 1)):
            yield f"of {id} the revisions {list(told)} were told"
        report = truth.reports.get(id)
        if report and max(told) != report.revision:
            yield f"of {id} the table has revision {report.revision}, told were {list(told)}"


def contradicted(truth: Truth) -> Iterator[str]:
    """What is told again is the same."""
    said: dict[tuple[str, int], set[str]] = defaultdict(set)
    for event in truth.told:
        said[event.report, event.revision].add(f"{event.type}: {json.dumps(event.detail, sort_keys=True)}")
    for (id, revision), different in said.items():
        if len(different) > 1:
            yield f"revision {revision} of {id} was told in {len(different)} ways: {sorted(different)}"


def impossible(truth: Truth) -> Iterator[str]:
    """Statuses follow on each other as they can, and an event's type says its status."""
    for id, told in by_revision(truth).items():
        for event in told.values():
            before = told.get(event.revision - 1)
            # Where one is missing, anything may have been between; that is found as a gap.
            is_known = before is not None or event.revision == 1
            was = before.status if before else None
            if is_known and event.status not in NEXT[was]:
                yield f"of {id} was told that it is {event.status} after {was}, as revision {event.revision}"
            if event.type != f"Report {event.status.capitalize()}":
                yield f"of {id} a {event.type} says {event.status}"


def invented(truth: Truth) -> Iterator[str]:
    """Nothing is told of a report that was never stored, and no deletion that was none."""
    for id, told in by_revision(truth).items():
        if id not in truth.reports and id not in truth.gone:
            yield f"{id} is unknown, and {[event.type for event in told.values()]} were told"
        if id in truth.reports and any(event.status == "deleted" for event in told.values()):
            yield f"{id} is there, and its deletion was told"
