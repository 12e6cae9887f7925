"""What happened, counted by several threads at once."""

import threading
import time
from collections import Counter


class Tally:
    """Counts by subject and name, and the faults of the service that were seen on the way."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.began = time.monotonic()
        self.counts: dict[str, Counter] = {}
        self.violations: list[str] = []

    def add(self, subject: str, name: str, number: int = 1) -> None:
        with self.lock:
            self.counts.setdefault(subject, Counter())[name] += number

    def of(self, subject: str) -> Counter:
        with self.lock:
            return Counter(self.counts.get(subject, {}))

    def violated(self, what: str) -> None:
        """Something was seen that must never be."""
        with self.lock:
            self.violations.append(f"after {time.monotonic() - self.began:.1f} s: {what}")
