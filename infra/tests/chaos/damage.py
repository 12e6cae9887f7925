"""Damage that each check must see: a check that finds nothing after it would find nothing ever."""

import dataclasses
from collections.abc import Callable

from bus import Told
from checks import CHECKS
from ledger import Ledger
from stage import NAME, Stage, snapshot_key
from truth import Truth, read


def key(pk: str, sk: str) -> dict:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


class Damage:
    """One way to break each thing that is checked; a report that is broken is not broken again."""

    def __init__(self, stage: Stage, truth: Truth) -> None:
        self.stage, self.truth = stage, truth
        self.succeeded = [it for it in truth.reports.values() if it.status == "succeeded" and it.id in truth.known]

    def item(self, pk: str, sk: str) -> dict:
        return self.stage.dynamodb.get_item(TableName=NAME, Key=key(pk, sk), ConsistentRead=True)["Item"]

    def put(self, item: dict) -> None:
        self.stage.dynamodb.put_item(TableName=NAME, Item=item)

    def lose_a_report(self) -> None:
        report = self.succeeded.pop()
        self.stage.dynamodb.delete_item(TableName=NAME, Key=key(f"REPORT#{report.id}", "META"))

    def leave_one_running(self) -> None:
        report = self.succeeded.pop()
        self.put(self.item(f"REPORT#{report.id}", "META") | {"status": {"S": "running"}})

    def make_one_twice(self) -> None:
        keyed = next(it for it in self.succeeded if it.idempotency)
        other = "00000000-0000-4000-8000-000000000000"
        self.put(self.item(f"REPORT#{keyed.id}", "META") | {"pk": {"S": f"REPORT#{other}"}, "report_id": {"S": other}})

    def cut_a_document(self) -> None:
        report = self.succeeded.pop()
        self.stage.s3.put_object(Bucket=NAME, Key=f"artifacts/{report.id}/{report.artifact_id}/report.html", Body=b"<html>")

    def list_one_less(self) -> None:
        """The list of a project loses the newest report of its tail."""
        report = self.succeeded.pop()
        head = self.item(f"LIST#{report.project_id}", "HEAD")
        self.put(head | {"tail": {"B": bytes(head["tail"]["B"])[:-24]}})

    def bring_one_back(self) -> None:
        (deleted, *_) = self.truth.ledger.deleted
        self.stage.s3.put_object(Bucket=NAME, Key=f"artifacts/{deleted}/{deleted}/report.html", Body=b"<html>")

    def publish_in_silence(self) -> None:
        self.stage.s3.put_object(Bucket=NAME, Key=snapshot_key(self.stage.published[0]), Body=b"{}")

    def leave_a_mark(self) -> None:
        self.put(key(f"NEWEST#{self.truth.stage.published[0]['project_id']}", "000000000000001#x"))

    def first_told(self) -> Told:
        """The first event of a report that is there."""
        return next(it for it in self.truth.told if it.revision == 1 and it.report in self.truth.reports)

    def tell(self, change: Callable[[Told], Told | None]) -> None:
        """The consumer has heard something else: for each event what becomes of it, if anything."""
        bus = self.stage.bus
        bus.told = [event for event in map(change, bus.told) if event]

    def tell_of_another(self) -> None:
        unknown = {"report_id": "00000000-0000-4000-8000-000000000001"}
        event = self.first_told()
        self.stage.bus.put(dataclasses.replace(event, detail=event.detail | unknown))

    def tell_something_else(self) -> None:
        event = self.first_told()
        self.stage.bus.put(dataclasses.replace(event, detail=event.detail | {"title": "Another"}))

    def tell_of_a_deletion_first(self) -> None:
        (report, *_) = self.truth.gone
        first = [it for it in self.truth.told if (it.report, it.revision) == (report, 1)]
        self.tell(lambda it: Told("Report Deleted", it.detail | {"status": "deleted"}) if it in first else it)

    def leave_a_revision_out(self) -> None:
        report = self.first_told().report
        self.tell(lambda it: None if (it.report, it.revision) == (report, 1) else it)

    def leave_an_end_out(self) -> None:
        report = self.succeeded[0]
        self.tell(lambda it: None if (it.report, it.revision) == (report.id, report.revision) else it)

    def answer_with_500(self) -> None:
        self.stage.tally.violated("an answer was not honest")


#: By the check that must see it, in an order in which none sees the damage of another.
DAMAGE: dict[str, Callable[[Damage], None]] = {
    "told and never happened": Damage.tell_of_another,
    "told in two ways": Damage.tell_something_else,
    "told in an impossible order": Damage.tell_of_a_deletion_first,
    "told with gaps": Damage.leave_a_revision_out,
    "ends not told": Damage.leave_an_end_out,
    "dishonest answers": Damage.answer_with_500,
    "entities listed wrongly": Damage.publish_in_silence,
    "listed or counted wrongly": Damage.list_one_less,
    "left over": Damage.leave_a_mark,
    "without their documents": Damage.cut_a_document,
    "deleted and still somewhere": Damage.bring_one_back,
    "doubled": Damage.make_one_twice,
    "stuck": Damage.leave_one_running,
    "lost": Damage.lose_a_report,
}


def unseen(stage: Stage, ledger: Ledger) -> list[str]:
    """The checks that do not see the damage, after all of them have found nothing. What is checked is broken afterwards."""
    damage, blind = Damage(stage, read(stage, ledger)), []
    for name in sorted(CHECKS, key=list(DAMAGE).index):
        DAMAGE[name](damage)
        if not list(CHECKS[name](read(stage, ledger))):
            blind.append(name)
    return blind
