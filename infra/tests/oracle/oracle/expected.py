"""What the oracle expects a report to say."""

import math
from dataclasses import dataclass, field


@dataclass
class Expected:
    """One expected finding: its rule, severity and the figures that it may or must rest on."""

    rule: str
    severity: str
    must: list = field(default_factory=list)
    may: list = field(default_factory=list)

    def needs(self, value, meaning):
        """A figure without which the finding would not be what the rule book says."""
        if value is not None:
            self.must.append((float(value), meaning))
        return self

    def with_(self, value, meaning):
        """A figure that the finding may show."""
        if value is not None and math.isfinite(value):
            self.may.append((float(value), meaning))
        return self


@dataclass
class Open:
    """A rule on which the rule book leaves the decision open for this snapshot: nothing is compared. Says why."""

    rule: str
    why: str


def finite(value):
    """The number if it is one and finite, else None."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        value = float(value)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None


def share(value):
    """A finite number in [0, 1] (give or take 1e-9), else None."""
    value = finite(value)
    return value if value is not None and -1e-9 <= value <= 1 + 1e-9 else None


@dataclass
class Stretches:
    """A rule about stretches of time whose borders the rule book leaves open: whether it must speak, and whether a finding is one."""

    rule: str
    required: bool
    complaint: object
    """Takes a finding's values and severity; what is wrong with it, or None."""
