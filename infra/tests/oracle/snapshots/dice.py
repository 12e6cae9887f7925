"""Random choices, the same for the same seed, and what snapshots of every kind make of them: names, times, odd values."""

import uuid
from datetime import datetime, timedelta, timezone

import numpy as np

NAMES = ["", " ", "歪み", "収入", "سعر", "a", "A", "a ", "x" * 60, "price (€)", "Ünï", "-", "1", "R&D <b>"]
WORDS = "age income tenure balance region plan score visits days height weight rate volume depth cost margin".split()


class Dice:
    """Random choices of one snapshot."""

    def __init__(self, seed):
        self.r = np.random.default_rng(seed)

    def chance(self, p):
        return bool(self.r.random() < p)

    def one(self, items, weights=None):
        p = None if weights is None else np.asarray(weights, float) / sum(weights)
        return items[int(self.r.choice(len(items), p=p))]

    def num(self, low, high, digits=6):
        return round(float(self.r.uniform(low, high)), digits)

    def int(self, low, high):
        return int(self.r.integers(low, high + 1))

    def uuid(self):
        return str(uuid.UUID(bytes=self.r.bytes(16), version=4))

    def name(self, i, base="thing", odd=0.04):
        return f"{self.one(NAMES)}" if self.chance(odd) else f"{base}_{i}"

    def time(self, days=0.0):
        return stamp(datetime(2026, 3, 2, tzinfo=timezone.utc) + timedelta(days=days))


def stamp(when):
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def unique(names):
    seen, out = set(), []
    for i, n in enumerate(names):
        while n in seen:
            n = f"{n}~{i}"
        seen.add(n)
        out.append(n)
    return out


def drop(d, mapping, p=0.03):
    """Leaves out optional parts or makes them null, once in a while."""
    for key in list(mapping):
        if d.chance(p):
            if d.chance(0.5) or isinstance(mapping[key], list):
                del mapping[key]
            else:
                mapping[key] = None
    return mapping


def out_of_bounds(d, values, p=0.02):
    """Now and then a value that cannot be."""
    for key in list(values):
        if values[key] is not None and d.chance(p):
            values[key] = d.one([1.7, -0.2, 5.0, 1e300])
    return values
