"""What clients know: which reports were acknowledged to them, and what they did with those since."""

import threading
from dataclasses import dataclass, field


@dataclass
class Order:
    """A report that somebody wants, and what is to become of it."""

    number: int
    project_id: str
    kind: str
    entity_id: str
    #: The idempotency key, if it is asked for with one.
    key: str | None
    #: How often the request is repeated after its answer.
    repeated: int
    #: What happens to it afterwards: `keep`, `cancel`, `delete` at once, or `delete later`.
    fate: str

    @property
    def title(self) -> str:
        """By which the table's reports are told apart."""
        return f"Order {self.number}"

    @property
    def body(self) -> dict:
        subject = {"project_id": self.project_id, "kind": self.kind, "entity_id": self.entity_id}
        return {**subject, "options": {"title": self.title}}


@dataclass
class Acknowledged:
    """A report whose 201 has arrived."""

    id: str
    job_id: str
    order: Order


@dataclass
class Ledger:
    """Shared by all clients."""

    reports: dict[str, Acknowledged] = field(default_factory=dict)
    #: Deletions that were answered with 204 or, after an answer that was lost, with 404.
    deleted: set[str] = field(default_factory=set)
    #: Reports whose deletion was asked for.
    doomed: set[str] = field(default_factory=set)
    #: Order → requests without a key that got no 201; each may have made a report nevertheless.
    unanswered: dict[int, int] = field(default_factory=dict)
    #: Project → how many deletions there were, begun and ended.
    deletions: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, order: Order, answer: dict) -> Acknowledged:
        with self.lock:
            report = Acknowledged(answer["report_id"], answer["job_id"], order)
            return self.reports.setdefault(report.id, report)

    def without_answer(self, order: Order) -> None:
        with self.lock:
            self.unanswered[order.number] = self.unanswered.get(order.number, 0) + 1

    def alive(self) -> list[Acknowledged]:
        with self.lock:
            return [report for id, report in self.reports.items() if id not in self.doomed]

    def is_doomed(self, id: str) -> bool:
        with self.lock:
            return id in self.doomed

    def doom(self, report: Acknowledged) -> bool:
        """Takes the right to delete it; `False` if another client has."""
        with self.lock:
            if report.id in self.doomed:
                return False
            self.doomed.add(report.id)
            self._moved(report)
            return True

    def gone(self, report: Acknowledged) -> None:
        with self.lock:
            self.deleted.add(report.id)
            self._moved(report)

    def _moved(self, report: Acknowledged) -> None:
        project = report.order.project_id
        self.deletions[project] = self.deletions.get(project, 0) + 1

    def deletions_in(self, project: str) -> int:
        with self.lock:
            return self.deletions.get(project, 0)
