"""What there is in the end: all items of the table, all objects of the bucket, all messages of the queues, all events."""

from collections import Counter
from dataclasses import dataclass

from bus import Told
from ledger import Ledger
from stage import NAME, Stage

CANCELLED = "Cancelled."


@dataclass
class Report:
    """A report as the table has it."""

    id: str
    job_id: str
    project_id: str
    kind: str
    entity_id: str
    title: str
    status: str
    error: str | None
    artifact_id: str | None
    idempotency: str | None
    created_at: int
    asked_at: int
    finished_at: int | None
    #: The number of its last change that the world is told of.
    revision: int | None

    @property
    def age(self) -> tuple[int, str]:
        """Lists have the newest first, by this."""
        return self.created_at, self.id

    @property
    def end(self) -> str:
        """What became of it, in a few words."""
        if self.status != "failed":
            return self.status
        return "cancelled" if self.error == CANCELLED else f"failed: {(self.error or '')[:45]}"


@dataclass
class Truth:
    """All of it, and what clients know."""

    stage: Stage
    ledger: Ledger
    reports: dict[str, Report]
    #: Every key of the table, with the names of the item's attributes.
    items: dict[tuple[str, str], set[str]]
    #: Keys of the objects that a client could get.
    objects: list[str]
    #: Keys of objects and delete markers in all versions.
    versions: Counter
    waiting: dict[str, int]
    #: Every event that a consumer got, as often as it came.
    told: list[Told]

    @property
    def known(self) -> dict[str, str]:
        """Reports that were acknowledged and not deleted: id → title."""
        reports = self.ledger.reports
        return {id: report.order.title for id, report in reports.items() if id not in self.ledger.deleted}

    @property
    def gone(self) -> set[str]:
        """Reports that were deleted, whether or not a client got an answer."""
        return {pk.removeprefix("DELETED#") for pk, _ in self.items if pk.startswith("DELETED#")} | self.ledger.deleted


def report_of(item: dict) -> Report:
    def text(name: str) -> str | None:
        return item.get(name, {}).get("S")

    def number(name: str) -> int | None:
        return int(item[name]["N"]) if name in item else None

    return Report(
        text("report_id"), text("job_id"), text("project_id"), text("kind"), text("entity_id"), text("title"), text("status"),
        text("error"), text("artifact_id"), text("idempotency"), number("created_at"), number("asked_at") or number("created_at"),
        number("finished_at"), number("revision"),
    )  # fmt: skip


def read(stage: Stage, ledger: Ledger) -> Truth:
    pages = stage.dynamodb.get_paginator("scan").paginate(TableName=NAME, ConsistentRead=True)
    found = [item for page in pages for item in page["Items"]]
    reports = [report_of(item) for item in found if item["pk"]["S"].startswith("REPORT#") and item["sk"]["S"] == "META"]
    objects = [
        entry["Key"]
        for page in stage.s3.get_paginator("list_objects_v2").paginate(Bucket=NAME, Prefix="artifacts/")
        for entry in page.get("Contents", [])
    ]
    versions = Counter(
        entry["Key"]
        for page in stage.s3.get_paginator("list_object_versions").paginate(Bucket=NAME, Prefix="artifacts/")
        for entry in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
    )
    items = {(item["pk"]["S"], item["sk"]["S"]): set(item) for item in found}
    of_id = {report.id: report for report in reports}
    return Truth(stage, ledger, of_id, items, objects, versions, stage.waiting(), stage.bus.heard())
