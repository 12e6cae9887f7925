"""Privacy sessions."""

from .dice import WORDS, unique

OPERATIONS = ["kept", "redacted", "masked", "hashed", "encrypted", "pseudonymised", "generalised", "perturbed", "dropped", "synthesised"]
TYPES = ["PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN", "IBAN_CODE", "DATE_TIME"]


def make_privacy(d):
    rows = d.one([0, 1, 40, 900, 2_000_000], [1, 1, 4, 6, 2])
    after = rows if d.chance(0.7) else d.int(0, rows)
    clean, whole = d.chance(0.4), d.chance(0.6)
    names = unique([d.name(i, d.one(WORDS)) for i in range(d.one([0, 1, 4, 12, 60]))])
    x = {"status": d.one(["completed", "failed", "cancelled", "running", "queued"], [14, 1, 1, 1, 1])}
    x["columns"] = [column(d, name, rows, after, clean, whole) for name in names]
    if whole or d.chance(0.8):
        x["dataset"] = {"name": "people", "rows": rows}
        if after < rows:
            x["dataset"]["rows_after"] = after
    else:
        # Nothing says how many rows there are, so that no column has fewer.
        x["anonymity"] = None
    if d.chance(0.7):
        x["policy"] = {"name": d.one(["Release", "Research <b>", "سياسة"]), "profiles": ["GDPR"]}
    if d.chance(0.7):
        x["detectors"] = [{"name": "patterns", "version": "1", "method": "pattern"}]
    if "anonymity" not in x and d.chance(0.7):
        x["anonymity"] = {"quasi_identifiers": names[:4], "sensitive": names[4:5], "after": risk(d, after), "before": risk(d, rows)}
    if x.get("anonymity") is None:
        x.pop("anonymity", None)
    if d.chance(0.8):
        x["started_at"], x["finished_at"] = d.time(0), d.time(0.1 if not d.chance(0.1) else -0.1)
    return x


def scan(d, rows, clean):
    looked = rows if d.chance(0.93) else d.int(0, rows)
    cells = 0 if clean or d.chance(0.4) else d.int(0, looked)
    found = []
    if cells and d.chance(0.9):
        types = list(dict.fromkeys(d.one(TYPES) for _ in range(d.int(1, 3))))
        found = [{"type": of, "cells": cells if not i else d.int(0, cells)} for i, of in enumerate(types)]
        for one in found:
            if d.chance(0.8):
                one["mean_confidence"] = d.one([0.5, 0.499999, d.num(0, 1), None])
    return {"rows": looked, "cells": cells, "detections": found}


def column(d, name, rows, after, clean, whole):
    made = {"name": name}
    done = d.one([*OPERATIONS, None])
    if done:
        made["transformation"] = {"operation": done}
        if d.chance(0.5):
            made["transformation"]["reversible"] = d.chance(0.3)
    if whole or d.chance(0.9):
        made["before"] = scan(d, rows, False)
        if whole:
            made["before"]["rows"] = rows
    if done != "dropped" and (whole or d.chance(0.8)):
        made["after"] = scan(d, after, clean)
        if whole:
            made["after"]["rows"] = after
    return made


def risk(d, rows):
    if rows == 0:
        return {}
    made = {}
    if d.chance(0.8):
        made["k"] = min(d.one([1, 2, 4, 5, 30]), rows)
        if d.chance(0.7):
            made["unique_rows"] = d.int(1, rows) if made["k"] == 1 else 0
        if d.chance(0.6):
            made["l"] = d.int(1, made["k"])
    for who in ("prosecutor", "journalist", "marketer"):
        if d.chance(0.5):
            made[who] = {"highest": d.one([0.09, 0.0900001, 1.0, d.num(0, 1), None]), "mean": 0.0, "threshold": 0.2, "over_threshold": d.num(0, 1)}
    return made
