"""The functions as Lambda runs them: processes that are kept, started where all are busy, and now and then killed at work."""

import random
import threading
import time
from collections.abc import Callable

import template
from clock import Clock
from runtime_api import Function, FunctionFailed
from tally import Tally

#: How many of a hundred invocations are killed while they work. A function that was never killed is more in danger.
KILLED = {"renderer": 10, "positions": 10, "events": 10, "sweeper": 15, "deadletter": 20}
KILLED_OTHERS = 3
KILLED_FIRST = 40


class Ended(Exception):
    """The process was killed before it answered."""


class Broken(Exception):
    """The function ended by itself, or answered with an error."""

    def __init__(self, message: str, *, answered: bool) -> None:
        super().__init__(message)
        self.answered = answered


class Doom:
    """The end of a process at a certain time, unless it has answered before."""

    def __init__(self, function: Function, seconds: float) -> None:
        self.function, self.struck, self.over = function, False, False
        self.lock = threading.Lock()
        self.timer = threading.Timer(seconds, self.strike)
        self.timer.daemon = True
        self.timer.start()

    def strike(self) -> None:
        with self.lock:
            if not self.over:
                self.struck = True
                self.function.process.kill()

    def end(self) -> bool:
        """Whether it has come to that."""
        self.timer.cancel()
        with self.lock:
            self.over = True
            return self.struck


class Pool:
    """The processes of one function."""

    def __init__(self, name: str, start: Callable[[], Function], clock: Clock, tally: Tally, seed: int) -> None:
        self.name, self.start, self.tally = name, start, tally
        resources = template.resources("AWS::Serverless::Function").values()
        properties = next(each["Properties"] for each in resources if template.crate(each) == name)
        timeout = properties.get("Timeout", template.load()["Globals"]["Function"]["Timeout"])
        # The renderer compares its deadline with the time of day; nothing else does.
        self.seconds = clock.ours(timeout) if name == "renderer" else timeout
        self.timeout, self.clock = timeout, clock
        self.random = random.Random(f"{seed} {name}")
        self.lock = threading.Lock()
        self.idle: list[Function] = []
        self.mean = 0.2
        self.kills = 0

    def invoke(self, event: dict, *, dangerous: bool = True) -> dict:
        """The answer to an event; raises `Ended` or `Broken` if there is none."""
        with self.lock:
            function = self.idle.pop() if self.idle else None
            percent = KILLED.get(self.name, KILLED_OTHERS) if self.kills else KILLED_FIRST
            is_doomed = dangerous and self.random.random() * 100 < percent
            after = self.random.uniform(0, 1.2 * self.mean) if is_doomed else self.seconds
        function = function or self.start()
        doom = Doom(function, after)
        began = time.monotonic()
        try:
            answer, _ = function.invoke(event, self.clock.millis() + self.timeout * 1000)
        except (FunctionFailed, OSError) as error:
            struck, alive = doom.end(), function.process.poll() is None
            function.stop()
            if not struck:
                self.tally.add("failed invocations", self.name)
                message = f"{self.name}: {error}" if alive else f"{self.name} ended by itself: {error}"
                raise Broken(message, answered=alive) from error
            with self.lock:
                self.kills += is_doomed
            self.tally.add("kills" if is_doomed else "timeouts", self.name)
            raise Ended(self.name) from error
        self.tally.add("invocations", self.name)
        struck = doom.end()
        with self.lock:
            self.mean += 0.1 * (time.monotonic() - began - self.mean)
            if not struck:
                self.idle.append(function)
        if struck:
            function.stop()
        return answer

    def stop(self) -> None:
        with self.lock:
            while self.idle:
                self.idle.pop().stop()
