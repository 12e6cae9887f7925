"""The zeros: each check compares the truth with what clients see, and yields a sentence for everything that is wrong.

A new one: a function of the truth, named in `CHECKS` with the word for the table.
"""

import io
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pypdf

import told
from stage import NAME, snapshot_key
from truth import CANCELLED, Truth

FORMATS = ("html", "pdf", "md", "json")
#: The lengths of pages by which every list is read.
PAGE_LENGTHS = (7, 50)
#: How a report may fail: it was cancelled, or killed its renderers as often as it may.
HONEST_FAILURES = (CANCELLED, "The report could not be rendered in 2 attempts")


def lost(truth: Truth) -> Iterator[str]:
    """Every acknowledged report that nobody deleted is there, whole, and can be read."""
    for id, title in truth.known.items():
        report = truth.reports.get(id)
        if report is None or report.title is None:
            yield f"{id} ({title}) was acknowledged and is not in the table"
            continue
        for key in ((f"REPORT#{id}", "OPTIONS"), (f"JOB#{report.job_id}", "JOB")):
            if key not in truth.items:
                yield f"{id} has no {key}"
        answer = truth.stage.call("get", "GET", f"/api/reports/{id}")
        if answer.status != 200 or answer.json["report"]["status"] != report.status:
            yield f"GET of {id} is answered with {answer}"


def stuck(truth: Truth) -> Iterator[str]:
    """Every report has ended, and in a way that it may."""
    for report in truth.reports.values():
        if report.status not in ("succeeded", "failed"):
            yield f"{report.id} is {report.status}"
        if report.status == "failed" and not (report.error or "").startswith(HONEST_FAILURES):
            yield f"{report.id} failed: {report.error}"


def doubled(truth: Truth) -> Iterator[str]:
    """A key makes one report. A request without one makes as many as it was answered, and one for each lost answer at most."""
    acknowledged: dict[int, set[str]] = defaultdict(set)
    orders = {}
    for id, report in truth.ledger.reports.items():
        acknowledged[report.order.number].add(id)
        orders[report.order.title] = report.order
    stored: dict[str, set[str]] = defaultdict(set)
    for report in truth.reports.values():
        stored[report.title or report.id].add(report.id)
    for title, order in orders.items():
        made = stored[title] | acknowledged[order.number]
        most = 1 if order.key else len(acknowledged[order.number]) + truth.ledger.unanswered.get(order.number, 0)
        if len(made) > most:
            yield f"{title} made {len(made)} reports, {most} at most were asked for: {sorted(made)}"
    for title, made in stored.items():
        if title not in orders:
            yield f"nobody asked for {title}: {sorted(made)}"
    keys = Counter(report.idempotency for report in truth.reports.values() if report.idempotency)
    for key, number in keys.items():
        if number > 1:
            yield f"the key {key} has {number} reports"


def documents(truth: Truth) -> Iterator[str]:
    """A succeeded report has one artifact, whose documents open and are about it; no other report has any."""
    folders: dict[str, set[str]] = defaultdict(set)
    for key in truth.objects:
        _, report, artifact, _ = key.split("/")
        folders[report].add(artifact)

    def opened(report) -> list[str]:
        wrong = []
        for format in FORMATS:
            answer = truth.stage.call("download", "GET", f"/api/reports/{report.id}/download", query=f"format={format}")
            title = report.title
            if answer.status != 200:
                wrong.append(f"the {format} of {report.id} is answered with {answer}")
            elif format == "html" and not (title.encode() in answer.body and answer.body.rstrip().endswith(b"</html>")):
                wrong.append(f"the page of {report.id} is not whole, or not about {title}")
            elif format == "pdf" and pypdf.PdfReader(io.BytesIO(answer.body)).metadata.title != title:
                wrong.append(f"the PDF of {report.id} is not about {title}")
            elif format == "md" and not answer.body.endswith(f"Report {report.id}\n".encode()):
                wrong.append(f"the Markdown of {report.id} is not whole")
            elif format == "json" and json.loads(answer.body)["title"] != title:
                wrong.append(f"the JSON of {report.id} is not about {title}")
        return wrong

    succeeded = [report for report in truth.reports.values() if report.status == "succeeded"]
    with ThreadPoolExecutor(4) as threads:
        for wrong in threads.map(opened, succeeded):
            yield from wrong
    for report in succeeded:
        if report.artifact_id not in folders[report.id]:
            yield f"{report.id} has no documents"
        if len(folders[report.id]) > 1:
            yield f"{report.id} has documents of {len(folders[report.id])} attempts"
    for id in folders.keys() - {report.id for report in succeeded}:
        yield f"{id} has documents and has not succeeded"


def listed(truth: Truth) -> Iterator[str]:
    """Every filter, in pages: each report once, the newest first, and as many as `total` says."""
    of_project = defaultdict(list)
    for report in sorted(truth.reports.values(), key=lambda report: report.age, reverse=True):
        of_project[report.project_id].append(report)
    subjects = {(order.project_id, order.kind, order.entity_id) for order in (it.order for it in truth.ledger.reports.values())}
    kinds = {kind for _, kind, _ in subjects}

    def problems(filters: tuple[str, str | None, str | None]) -> list[str]:
        project, kind, entity = filters
        expected = [
            report.id for report in of_project[project]
            if kind in (None, report.kind) and entity in (None, report.entity_id)
        ]  # fmt: skip
        query = f"project_id={project}" + (f"&kind={kind}" if kind else "") + (f"&entity_id={entity}" if entity else "")
        wrong = []
        for length in PAGE_LENGTHS:
            seen, totals = [], set()
            for offset in range(0, len(expected) + length, length):
                answer = truth.stage.call("list", "GET", "/api/reports", query=f"{query}&limit={length}&offset={offset}")
                if answer.status != 200:
                    return [f"{query} is answered with {answer}"]
                seen += [item["id"] for item in answer.json["items"]]
                totals.add(answer.json["total"])
            if totals != {len(expected)}:
                wrong.append(f"{query}: the total is {totals}, there are {len(expected)}")
            if seen != expected:
                missing, more = set(expected) - set(seen), set(seen) - set(expected)
                wrong.append(f"{query}: missing {missing}, too many {more}, {len(seen)} items in pages of {length}")
        return wrong

    combinations = [
        (project, kind, entity)
        for project in {project for project, _, _ in subjects}
        for kind in (None, *sorted(kinds))
        for entity in (None, *sorted({entity for of, _, entity in subjects if of == project}))
    ]
    with ThreadPoolExecutor(4) as threads:
        for wrong in threads.map(problems, combinations):
            yield from wrong
    truth.stage.tally.add("lists", "filters read", len(combinations))


def deleted(truth: Truth) -> Iterator[str]:
    """Deleted reports are nowhere, but for the line that says so."""
    for id in truth.ledger.deleted:
        job = truth.ledger.reports[id].job_id
        if id in truth.reports or (f"REPORT#{id}", "OPTIONS") in truth.items or (f"JOB#{job}", "JOB") in truth.items:
            yield f"{id} was deleted and is in the table"
        if (f"DELETED#{id}", "DELETED") not in truth.items:
            yield f"of the deleted {id} there is no line"
        objects = [key for key in truth.versions if key.startswith(f"artifacts/{id}/")]
        if objects:
            yield f"{id} was deleted and has objects: {objects}"
        for name, path in (("get", ""), ("view", "/view"), ("download", "/download")):
            answer = truth.stage.call(name, "GET", f"/api/reports/{id}{path}")
            if answer.status != 404:
                yield f"GET {path} of the deleted {id} is answered with {answer}"
        if truth.stage.call("job", "GET", f"/api/jobs/{job}").status != 404:
            yield f"the job of the deleted {id} is there"


def entities(truth: Truth) -> Iterator[str]:
    """Lists of entities say what the bucket has."""
    stage = truth.stage
    for project in {snapshot["project_id"] for snapshot in stage.published}:
        answer = stage.call("entities", "GET", f"/api/projects/{project}/entities")
        if answer.status != 200:
            yield f"the entities of {project} are answered with {answer}"
            continue
        seen = sorted((item["kind"], item["entity_id"], item["version"]) for item in answer.json["items"])
        there = sorted(
            (of["kind"], of["id"], stage.s3.head_object(Bucket=NAME, Key=snapshot_key(of))["VersionId"])
            for of in stage.published
            if of["project_id"] == project
        )
        if seen != there:
            yield f"of the entities of {project} the list has {seen}, the bucket {there}"


def left_over(truth: Truth) -> Iterator[str]:
    """No marks, nothing in the index of unfinished things, no messages."""
    for (pk, sk), names in truth.items.items():
        if pk.startswith("NEWEST#"):
            yield f"the mark {pk} {sk}"
        if names & {"open", "due"}:
            yield f"{pk} {sk} has {sorted(names & {'open', 'due'})}"
    for name, number in truth.waiting.items():
        if number:
            yield f"{number} messages: {name}"


def dishonest(truth: Truth) -> Iterator[str]:
    """What clients and triggers saw on the way."""
    yield from truth.stage.tally.violations


#: Word in the table → check.
CHECKS: dict[str, Callable[[Truth], Iterator[str]]] = {
    "lost": lost,
    "stuck": stuck,
    "doubled": doubled,
    "without their documents": documents,
    "listed or counted wrongly": listed,
    "deleted and still somewhere": deleted,
    "entities listed wrongly": entities,
    "left over": left_over,
    "ends not told": told.untold,
    "told with gaps": told.gaps,
    "told in two ways": told.contradicted,
    "told in an impossible order": told.impossible,
    "told and never happened": told.invented,
    "dishonest answers": dishonest,
}
