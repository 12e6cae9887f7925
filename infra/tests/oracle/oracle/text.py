"""Numbers in sentences."""

import re
from dataclasses import dataclass

from . import metrics

_NUMBER = re.compile(
    r"(?<![\w.,])([<>≈]\s*|(?<=p-value )below\s+)?([−-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[−-]?\d+(?:\.\d+)?)(?:\s*(?:[eE]|×\s*10\^?)([−-]?\d+))?(\s*%|\s*percentage points?|\s*(?:ms|s|min|h|d|days?|weeks?|[kMGT]?B)\b)?(?!th\b|st\b|nd\b|rd\b)"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?(?: UTC)?|\b\d\d:\d\d(?::\d\d)?(?: UTC)?")
_PLAIN = re.compile(r"[\d.,−-]+")
#: A duration of one part stands for two, of which the second is zero: "1 h" is exact to the minute.
FINER = {"d": "h", "h": "min", "min": "s"}
SECONDS = {"ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "day": 86400.0, "week": 604800.0}


@dataclass
class Number:
    """A number as shown: its value, half a unit of its last digit, and what stands behind it."""

    shown: str
    value: float
    half: float
    unit: str
    bound: str

    def is_(self, figure):
        """Whether a figure may be written so."""
        scale = 100.0 if self.unit in ("%", "percentage point", "percentage points") else 1.0
        values = [figure * scale]
        if scale == 100.0:
            values.append(figure)
        if self.unit.rstrip("s") in SECONDS or self.unit in SECONDS:
            seconds = SECONDS.get(self.unit) or SECONDS[self.unit.rstrip("s")]
            values += [figure / seconds, figure * 1e-3 / seconds, figure * 60 / seconds, figure * 3600 / seconds, figure * 86400 / seconds]
        if self.bound == "<":
            return any(abs(v) < self.value for v in values)
        if self.bound == ">":
            return any(v > self.value for v in values)
        return any(abs(abs(v) - abs(self.value)) <= self.half * (1 + 1e-6) + 1e-12 * abs(v) for v in values)


def strip(text, names):
    """The text without names, dates and labels of metrics."""
    for name in sorted((n for n in names if any(c.isdigit() for c in n) and not _PLAIN.fullmatch(n)), key=len, reverse=True):
        if name in text:
            text = re.sub(rf"(?<![\w]){re.escape(name)}(?![\w]|[.,]\d)", " ☐ ", text)
    for row in metrics.TABLE.values():
        if any(c.isdigit() for c in row[0]):
            text = re.sub(rf"\b{re.escape(row[0])}(?!\w)", " ☐ ", text)
    # A tool's own words.
    text = re.sub(r"“[^”]*”", " ☐ ", text)
    text = re.sub(r"\b\d+(?:st|nd|rd|th)\b", " ☐ ", text)
    return _DATE.sub(" ☐ ", text)


def numbers(text, names=()):
    """All numbers of a sentence."""
    out, text = [], strip(text, names)
    end = -1
    for found in _NUMBER.finditer(text):
        bound, digits, power, unit = found.groups()
        plain = digits.replace(",", "").replace("−", "-")
        value = float(plain) * 10.0 ** int((power or "0").replace("−", "-"))
        decimals = len(plain.split(".")[1]) if "." in plain else 0
        half = 0.5 * 10.0 ** (-decimals) * 10.0 ** int((power or "0").replace("−", "-"))
        unit, bound = (unit or "").strip(), (bound or "").strip().replace("below", "<")
        # 2 h 5 min is one number.
        seconds = SECONDS.get(unit) or SECONDS.get(unit.rstrip("s"))
        if seconds and out and out[-1].unit in SECONDS and SECONDS[out[-1].unit] > seconds and not text[end : found.start()].strip():
            last = out.pop()
            total = last.value * SECONDS[last.unit] + value * seconds
            out.append(Number(f"{last.shown} {found.group(0).strip()}", total / seconds, half, unit, last.bound))
        else:
            if unit in FINER and not decimals:
                half *= SECONDS[FINER[unit]] / SECONDS[unit]
            out.append(Number(found.group(0).strip(), value, half, unit if unit in SECONDS or not seconds else unit.rstrip("s"), bound))
        # "Between 1.3 and 4.2 percentage points": the unit of both is said once.
        if len(out) > 1 and unit.startswith("percentage") and not out[-2].unit and text[end : found.start()] == " and ":
            out[-2].unit = unit
        end = found.end()
    return out


def names_of(value, out=None):
    """All texts of a snapshot, that a sentence may quote."""
    out = set() if out is None else out
    if isinstance(value, dict):
        for key, item in value.items():
            out.add(key)
            names_of(item, out)
    elif isinstance(value, list):
        for item in value:
            names_of(item, out)
    elif isinstance(value, str):
        out.add(value)
    return out
