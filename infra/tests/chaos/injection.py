"""The faults: a fifth of all calls, of several kinds, and outages of a whole service."""

import threading

from pathlib import Path

from fault_proxy import Proxy
from tally import Tally

#: The emulator of the chaos, and its variable that names the file which lets its bus refuse entries.
EMULATOR = Path(__file__).parent / "refusing_bus.py"
REFUSALS = "REFUSALS"
SERVICES = ("dynamodb", "sqs", "s3", "events")
#: How many of a hundred calls go wrong.
PERCENT = 20


def error(code: str, status: int, **more) -> dict:
    return {"error": {"code": code, "status": status, "message": f"Injected: {code}", **more}}


def cancelled(code: str) -> dict:
    """A transaction that is cancelled because of the second of its writes."""
    reasons = [{"Code": code if index == 1 else "None"} for index in range(4)]
    return error("TransactionCanceledException", 400, fields={"CancellationReasons": reasons})


RESET = {"reset": True}
#: The request does its work, and the answer is lost on the way.
ANSWER_LOST = {"response": {"abort_bytes": 0}}
SLOW = {"latency": {"min": 100, "max": 1500}}
HANGS = {"timeout_ms": 15_000}

#: Service → kind of fault → what it does, and its share of the faults.
FAULTS = {
    "dynamodb": {
        "throttled": (error("ProvisionedThroughputExceededException", 400), 25),
        "broken (500)": (error("InternalServerError", 500), 25),
        "denied": (error("AccessDeniedException", 400), 2),
        "reset": (RESET, 15),
        "answer lost": (ANSWER_LOST, 20),
        "hangs": (HANGS, 1),
        "slow": (SLOW, 12),
    },
    "s3": {
        "throttled": (error("SlowDown", 503), 25),
        "broken (500)": (error("InternalError", 500), 25),
        "denied": (error("AccessDenied", 403), 2),
        "reset": (RESET, 15),
        "answer lost": (ANSWER_LOST, 20),
        "hangs": (HANGS, 1),
        "slow": (SLOW, 12),
    },
    "sqs": {
        "throttled": (error("RequestThrottled", 400), 25),
        "broken (500)": (error("ServiceUnavailable", 503), 27),
        "reset": (RESET, 15),
        "answer lost": (ANSWER_LOST, 20),
        "hangs": (HANGS, 1),
        "slow": (SLOW, 12),
    },
    # Besides, the bus itself refuses some entries of a call: see `refusing_bus.py`.
    "events": {
        "throttled": (error("ThrottlingException", 400), 25),
        "broken (500)": (error("InternalException", 500), 25),
        "denied": (error("AccessDeniedException", 400), 2),
        "reset": (RESET, 15),
        "answer lost": (ANSWER_LOST, 20),
        "hangs": (HANGS, 1),
        "slow": (SLOW, 12),
    },
}
#: A tenth of the transactions is cancelled besides.
CANCELLED = {"cancelled: conflict": (cancelled("TransactionConflict"), 80), "cancelled: throttled": (cancelled("ThrottlingError"), 20)}
CANCELLED_PERCENT = 10
OUTAGE = {"broken": (error("ServiceUnavailable", 503), 70), "reset": (RESET, 25), "hangs": (HANGS, 5)}


def rules(kinds: dict, percent: float, **which: str) -> list[tuple[str, dict]]:
    """Names and rules that hit so many percent of those calls together. The first rule that hits a call takes it."""
    found, left = [], 1.0
    total = sum(share for _, share in kinds.values())
    for name, (effect, share) in kinds.items():
        chance = percent / 100 * share / total
        found.append((name, {"probability": min(1.0, chance / left), **which, **effect}))
        left = max(left - chance, 1e-9)
    return found


class Injection:
    """What the proxy injects now, and how much of each kind it has."""

    def __init__(self, proxy: Proxy, refusals: Path, tally: Tally) -> None:
        #: The file that lets the bus refuse entries, and has a byte for every one.
        self.refusals = refusals
        self.proxy, self.tally = proxy, tally
        self.refused = 0
        self.names: dict[int, str] = {}
        self.down: str | None = None
        self.lock = threading.Lock()

    def inject(self, *, outage_of: str | None = None) -> None:
        """The usual faults, with an outage of one service if wanted."""
        chosen = []
        if outage_of:
            chosen += [(f"outage of {outage_of}", rule) for _, rule in rules(OUTAGE, 100, service=outage_of)]
            self.tally.add("outages", outage_of)
        chosen += rules(CANCELLED, CANCELLED_PERCENT, service="dynamodb", operation="TransactWriteItems")
        for service, kinds in FAULTS.items():
            chosen += rules(kinds, PERCENT, service=service)
        self._set(chosen)
        self.refusals.touch()
        self.down = outage_of

    def stop(self) -> None:
        self._set([])
        self.refused = self.refusals.stat().st_size
        self.refusals.unlink()
        self.down = None

    def _set(self, chosen: list[tuple[str, dict]]) -> None:
        with self.lock:
            made = self.proxy.control("POST", "rules", [rule for _, rule in chosen])
            self.names |= {rule["id"]: name for rule, (name, _) in zip(made, chosen, strict=True)}

    def figures(self) -> tuple[dict[str, int], dict[str, int]]:
        """Calls by service, and faults by kind."""
        stats = self.proxy.control("GET", "stats")
        calls = {each["service"]: each["requests"] for each in stats["by_service"] if each["service"] in SERVICES}
        kinds: dict[str, int] = {}
        for each in stats["by_rule"]:
            name = self.names.get(each["id"], "other")
            kinds[name] = kinds.get(name, 0) + each["fired"]
        refused = self.refusals.stat().st_size if self.refusals.exists() else self.refused
        return calls, kinds | {"entries refused": refused}
