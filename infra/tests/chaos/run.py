"""Chaos: many reports while everything that they need goes wrong, and the zeros that must come out: `run.py [--short]`.

A fifth of all calls of DynamoDB, SQS, S3 and EventBridge fails, each service is down in turn, functions are killed at work,
messages and records of the stream come twice, late and out of order. Then the faults end, what is left under way settles, and
what there is is compared with what clients see and with what the world was told. `SEED=…` chooses another course of events;
threads and the proxy add their own chance to it.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "local"))

import build  # noqa: E402
import damage  # noqa: E402
import fault_proxy  # noqa: E402
import throwaway  # noqa: E402
import truth as truths  # noqa: E402
from checks import CHECKS  # noqa: E402
from clients import Clients, Plan, orders  # noqa: E402
from clock import Clock  # noqa: E402
from injection import EMULATOR, REFUSALS, SERVICES, Injection  # noqa: E402
from ledger import Ledger  # noqa: E402
from stage import Stage  # noqa: E402
from table import table  # noqa: E402
from tally import Tally  # noqa: E402
from triggers import Triggers  # noqa: E402
from truth import CANCELLED, Truth  # noqa: E402


@dataclass(frozen=True)
class Form:
    """How long and how much. Times are ours, if nothing else is said."""

    reports: int
    projects: int
    clients: int
    #: How many times as fast the service's time of day runs.
    speed: int
    #: How long each service is down, and how long it is not before and between.
    outage: float
    between: float
    #: The longest that a client waits before it comes again, and how long it waits between two looks at something.
    patience: float
    pause: float
    #: Seconds of the service for which the queue hides a message; the template's if `None`.
    visibility: int | None
    #: How long it may take until all has settled after the faults.
    settles: float
    progress: float


LONG = Form(reports=1000, projects=6, clients=12, speed=6, outage=300, between=25, patience=5, pause=1.5, visibility=None, settles=600, progress=20)
SHORT = Form(reports=60, projects=2, clients=6, speed=15, outage=3, between=2, patience=1, pause=0.3, visibility=130, settles=120, progress=5)


def say(tally: Tally, line: str) -> None:
    print(f"{time.monotonic() - tally.began:6.1f} s  {line}", flush=True)


class Run:
    """One course of events."""

    def __init__(self, form: Form, seed: int, stage: Stage, injection: Injection, tally: Tally) -> None:
        self.form, self.seed, self.stage, self.injection, self.tally = form, seed, stage, injection, tally
        self.ledger = Ledger()
        #: Since when nothing has been under way.
        self.calm_since: float | None = None

    def progress(self) -> None:
        calls, kinds = self.injection.figures()
        down = f", {self.injection.down} is down" if self.injection.down else ""
        said = [f"{name} {number}" for name, number in self.stage.open().items()]
        say(self.tally, f"{len(self.ledger.reports)} acknowledged, {len(self.ledger.deleted)} deleted; {', '.join(said)}; "
            f"{sum(calls.values())} calls, {sum(kinds.values())} faults, {self.tally.of('kills').total()} kills{down}")  # fmt: skip

    def wait(self, until, watched: list, seconds: float) -> bool:
        """Whether `until()` came true in that time; shows progress meanwhile."""
        end, shown = time.monotonic() + seconds, time.monotonic()
        while not until():
            for each in watched:
                if each.failure:
                    raise each.failure
            if time.monotonic() > end:
                return False
            if time.monotonic() - shown > self.form.progress:
                self.progress()
                shown = time.monotonic()
            time.sleep(0.1)
        return True

    def settled(self, triggers: Triggers) -> bool:
        """Whether nothing is under way any more, and all that has happened is told."""
        stage = self.stage
        if not stage.events.empty() or any(stage.open().values()) or any(stage.waiting().values()):
            self.calm_since = None
            return False
        self.calm_since = self.calm_since or time.monotonic()
        return triggers.have_followed(self.calm_since)

    def rage(self, clients: Clients, triggers: Triggers) -> None:
        """Faults as long as clients have something to do, and each service's outage."""
        watched = [clients, triggers]
        for service in SERVICES:
            self.wait(lambda: False, watched, self.form.between)
            say(self.tally, f"{service} is down for {self.form.outage:.0f} s")
            self.injection.inject(outage_of=service)
            self.wait(lambda: False, watched, self.form.outage)
            self.injection.inject()
            say(self.tally, f"{service} is back")
        if not self.wait(lambda: not clients.busy, watched, self.form.settles):
            self.tally.violated("clients did not come to an end")

    def settle(self, triggers: Triggers) -> None:
        began, self.calm_since = time.monotonic(), None
        is_settled = self.wait(lambda: self.settled(triggers), [triggers], self.form.settles)
        say(self.tally, f"{'settled' if is_settled else 'NOT SETTLED'} within {time.monotonic() - began:.0f} s")

    def retry_failed(self) -> int:
        """What has failed, because its renderers were killed, is asked for again; how many."""
        failed = [it for it in truths.read(self.stage, self.ledger).reports.values() if it.status == "failed" and it.error != CANCELLED]
        for report in failed:
            answer = self.stage.call("change", "POST", f"/api/reports/{report.id}/retry")
            if answer.status != 202:
                self.tally.violated(f"the retry of the failed {report.id} was answered with {answer}")
        return len(failed)

    def all(self) -> Truth:
        chance = random.Random(self.seed)
        entities = self.stage.publish(self.form.projects)
        wanted = orders(entities, self.form.reports, chance)
        duration = (self.form.outage + self.form.between) * len(SERVICES)
        self.injection.inject()
        triggers = Triggers(self.stage, self.injection, self.seed)
        try:
            plan = Plan(wanted, entities, self.form.clients, duration, self.form.patience, self.form.pause, self.seed)
            self.rage(Clients(self.stage, self.ledger, plan), triggers)
            self.injection.stop()
            self.stage.dangerous = False
            triggers.calm()
            triggers.catch_up()
            say(self.tally, "the faults have ended")
            self.settle(triggers)
            self.first_ends = truths.read(self.stage, self.ledger)
            if number := self.retry_failed():
                say(self.tally, f"{number} failed reports are asked for again")
                self.settle(triggers)
        finally:
            triggers.stop()
        return truths.read(self.stage, self.ledger)


def run(form: Form, seed: int) -> bool:
    """Whether nothing was found."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock(form.speed, Path(folder))
        refusals = Path(folder) / "refusals"
        variables = {**clock.variables, REFUSALS: str(refusals)}
        with throwaway.emulator(variables=variables, program=EMULATOR) as port, fault_proxy.before(port) as proxy:
            injection = Injection(proxy, refusals, tally)
            stage = Stage(port, proxy, clock, tally, seed, form.visibility)
            try:
                say(tally, f"{form.reports} reports, seed {seed}; the service's time of day runs {form.speed} times as fast")
                course = Run(form, seed, stage, injection, tally)
                truth = course.all()
                calls, kinds = injection.figures()
                found = {name: list(check(truth)) for name, check in CHECKS.items()}
                blind = [] if any(found.values()) else damage.unseen(stage, course.ledger)
            finally:
                stage.stop()
    print(table(truth, course.first_ends, tally, calls, kinds, found, form.speed))
    for name, problems in found.items():
        for problem in problems[:10]:
            print(f"{name}: {problem}")
        if len(problems) > 10:
            print(f"{name}: {len(problems) - 10} more")
    for name in blind:
        print(f"the check of what is {name} does not see damage of that kind")
    wrong = sum(map(len, found.values())) + len(blind)
    print(f"{len(truth.ledger.reports)} reports, {sum(calls.values())} calls, {sum(kinds.values())} faults, "
          f"{tally.of('kills').total()} kills: {wrong} wrong (SEED={seed})")  # fmt: skip
    return not wrong


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--short", action="store_true", help="sixty reports in about a minute")
    given = arguments.parse_args()
    build.build()
    return 0 if run(SHORT if given.short else LONG, int(os.environ.get("SEED", "0"))) else 1


if __name__ == "__main__":
    sys.exit(main())
