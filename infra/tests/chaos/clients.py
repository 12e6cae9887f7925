"""Clients: they ask for reports, repeat what was not answered, look, change and delete, and check every answer."""

import json
import queue
import random
import threading
import time
import uuid
from dataclasses import dataclass

from ledger import Acknowledged, Ledger, Order
from stage import BAD_GATEWAY, Answer, Stage, snapshot_key

#: Of a hundred orders.
WITH_A_KEY, REPEATED, CANCELLED, DELETED_AT_ONCE, DELETED_LATER = 60, 40, 8, 6, 8
#: Answers after which a client comes again.
AGAIN = (BAD_GATEWAY, 503)


def orders(entities: list[dict], number: int, chance: random.Random) -> list[Order]:
    """So many orders for reports on those entities."""
    fates = ["cancel", "delete", "delete later", "keep"]
    weights = [CANCELLED, DELETED_AT_ONCE, DELETED_LATER, 100 - CANCELLED - DELETED_AT_ONCE - DELETED_LATER]
    found = []
    for index in range(number):
        snapshot = chance.choice(entities)
        key = str(uuid.UUID(int=chance.getrandbits(128))) if chance.random() * 100 < WITH_A_KEY else None
        repeated = chance.randint(1, 2) if key and chance.random() * 100 < REPEATED else 0
        (fate,) = chance.choices(fates, weights)
        found.append(Order(index, snapshot["project_id"], snapshot["kind"], snapshot["id"], key, repeated, fate))
    return found


@dataclass
class Plan:
    """What the clients have to do, and when."""

    orders: list[Order]
    entities: list[dict]
    clients: int
    #: Seconds over which the orders are spread.
    seconds: float
    #: The longest that a client waits before it comes again.
    patience: float
    #: How long it waits between two looks at something.
    pause: float
    seed: int


class Clients:
    """All clients, each on a thread."""

    def __init__(self, stage: Stage, ledger: Ledger, plan: Plan) -> None:
        self.stage, self.ledger, self.plan, self.tally = stage, ledger, plan, stage.tally
        self.failure: BaseException | None = None
        self.to_do: queue.Queue[Order] = queue.Queue()
        for order in plan.orders:
            self.to_do.put(order)
        #: Reports that are deleted later, by whichever client comes along.
        self.later: queue.Queue[Acknowledged] = queue.Queue()
        self.began = time.monotonic()
        self.threads = [threading.Thread(target=self._guard, args=(number,), daemon=True) for number in range(plan.clients)]
        for thread in self.threads:
            thread.start()

    @property
    def busy(self) -> bool:
        return any(thread.is_alive() for thread in self.threads)

    def _guard(self, number: int) -> None:
        try:
            self._work(random.Random(f"{self.plan.seed} client {number}"))
        except BaseException as error:  # noqa: BLE001 — told by whoever waits for the clients
            self.failure = error
            raise

    def _work(self, chance: random.Random) -> None:
        while True:
            try:
                order = self.to_do.get_nowait()
            except queue.Empty:
                break
            due = self.began + self.plan.seconds * order.number / len(self.plan.orders)
            while time.monotonic() < due:
                self._look_around(chance)
                time.sleep(max(0.0, min(self.plan.pause, due - time.monotonic())))
            self._serve(order, chance)
        while not self.later.empty():
            self._delete_one_of_those(chance)

    def _serve(self, order: Order, chance: random.Random) -> None:
        report = self._create(order, chance)
        if report is None:
            return
        for _ in range(order.repeated):
            again = self._create(order, chance)
            if again and again.id != report.id:
                self.tally.violated(f"the key of {order.title} made {report.id} and {again.id}")
        self._find(report, chance)
        match order.fate:
            case "cancel":
                self._change(report, "cancel")
            case "delete":
                self._delete(report)
            case "delete later":
                self.later.put(report)

    def _wait(self, answer: Answer, chance: random.Random | None = None) -> None:
        told = float(answer.headers.get("retry-after", 1))
        time.sleep(min(told, self.plan.patience) * (chance or random).uniform(0.5, 1))

    def _create(self, order: Order, chance: random.Random) -> Acknowledged | None:
        headers = {"idempotency-key": order.key} if order.key else {}
        while True:
            answer = self.stage.call("create", "POST", "/api/reports", headers=headers, body=order.body)
            if answer.status == 201:
                return self.ledger.acknowledge(order, answer.json)
            in_flight = answer.status == 409 and order.key
            if answer.status not in AGAIN and not in_flight:
                self.tally.violated(f"the creation of {order.title} was answered with {answer}")
                return None
            self.ledger.without_answer(order)
            self.tally.add("clients", "creations asked for again")
            self._wait(answer, chance)

    def _find(self, report: Acknowledged, chance: random.Random) -> None:
        """An acknowledged report is there, and listed, at once."""
        order, query = report.order, f"project_id={report.order.project_id}&limit=500"
        query += f"&kind={order.kind}" if chance.random() < 0.5 else ""
        query += f"&entity_id={order.entity_id}" if chance.random() < 0.5 else ""
        self._read(report, "get", f"/api/reports/{report.id}")
        deletions = self.ledger.deletions_in(order.project_id)
        answer = self.stage.call("list", "GET", "/api/reports", query=query)
        if answer.status != 200:
            return
        page = answer.json
        ids = [item["id"] for item in page["items"]]
        if report.id not in ids and len(ids) < 500 and not self.ledger.is_doomed(report.id):
            self.tally.violated(f"{report.id} was acknowledged and is not listed by {query}")
        if len(set(ids)) != len(ids):
            self.tally.violated(f"listed twice by {query}")
        if len(ids) < 500 and page["total"] != len(ids) and self.ledger.deletions_in(order.project_id) == deletions:
            self.tally.violated(f"{len(ids)} items of {page['total']} by {query}, while nothing was deleted")

    def _read(self, report: Acknowledged, function: str, path: str) -> Answer:
        answer = self.stage.call(function, "GET", path)
        allowed = (200, 409, *AGAIN) if function in ("view", "download") else (200, *AGAIN)
        if answer.status not in allowed and not (answer.status == 404 and self.ledger.is_doomed(report.id)):
            self.tally.violated(f"GET {path} of an acknowledged report was answered with {answer}")
        return answer

    def _look_around(self, chance: random.Random) -> None:
        """Something that a client does with a report that is there, or with an entity."""
        alive = self.ledger.alive()
        if not alive:
            return
        report = chance.choice(alive)
        path = f"/api/reports/{report.id}"
        match chance.choice(["get", "get", "job", "view", "download", "list", "retry", "delete later", "publish", "entities"]):
            case "get":
                self._read(report, "get", path)
            case "job":
                self._read(report, "job", f"/api/jobs/{report.job_id}")
            case "view" | "download" as call:
                self._read(report, call, f"{path}/{call}")
            case "list":
                self._find(report, chance)
            case "retry":
                answer = self._read(report, "get", path)
                if answer.status == 200 and answer.json["report"]["status"] == "failed":
                    self._change(report, "retry")
            case "delete later":
                self._delete_one_of_those(chance)
            case "publish":
                self._publish(chance.choice(self.plan.entities))
            case "entities":
                self.stage.call("entities", "GET", f"/api/projects/{report.order.project_id}/entities")

    def _delete_one_of_those(self, chance: random.Random) -> None:
        try:
            report = self.later.get_nowait()
        except queue.Empty:
            return
        self._delete(report)

    def _change(self, report: Acknowledged, what: str) -> None:
        """Retries or cancels, until there is an answer."""
        while True:
            answer = self.stage.call("change", "POST", f"/api/reports/{report.id}/{what}")
            if answer.status in (202, 409):
                self.tally.add("clients", f"{what}: {answer.status}")
                return
            if answer.status == 404 and self.ledger.is_doomed(report.id):
                return
            if answer.status not in AGAIN:
                self.tally.violated(f"{what} of {report.id} was answered with {answer}")
                return
            self._wait(answer)

    def _delete(self, report: Acknowledged) -> None:
        """Deletes, until there is an answer. If one was lost, the next is 404."""
        if not self.ledger.doom(report):
            return
        was_lost = False
        while True:
            answer = self.stage.call("delete", "DELETE", f"/api/reports/{report.id}")
            if answer.status == 204 or (answer.status == 404 and was_lost):
                break
            if answer.status not in AGAIN:
                self.tally.violated(f"the deletion of {report.id} was answered with {answer}")
                return
            was_lost = True
            self._wait(answer)
        self.ledger.gone(report)
        self.tally.add("clients", "deleted")
        after = self.stage.call("get", "GET", f"/api/reports/{report.id}")
        if after.status not in (404, *AGAIN):
            self.tally.violated(f"the deleted {report.id} was answered with {after}")

    def _publish(self, snapshot: dict) -> None:
        path = f"/api/projects/{snapshot['project_id']}/entities/{snapshot['kind']}/{snapshot['id']}"
        # As JSON text, so that the snapshot itself stays as it is.
        body = json.loads(json.dumps(snapshot)) | {"description": f"Published again {uuid.uuid4()}."}
        answer = self.stage.call("publish", "PUT", path, body=body)
        self.stage.events.put(snapshot_key(snapshot))
        if answer.status not in (200, 201, 409, 412, *AGAIN):
            self.tally.violated(f"PUT {path} was answered with {answer}")
