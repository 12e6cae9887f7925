"""Damage that each check must see: a check that finds nothing after it would find nothing ever."""

from collections.abc import Callable

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

    def answer_with_500(self) -> None:
        self.stage.tally.violated("an answer was not honest")


#: By the check that must see it, in an order in which none sees the damage of another.
DAMAGE: dict[str, Callable[[Damage], None]] = {
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
