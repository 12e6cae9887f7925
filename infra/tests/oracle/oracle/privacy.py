"""Rules about privacy sessions, as the rule book has them."""

from .expected import Expected, finite

REPLACES = {"hashed", "encrypted", "pseudonymised", "perturbed", "synthesised"}


def judge(snapshot):
    x = snapshot["content"]
    severity = {"failed": "critical", "cancelled": "warning", "running": "info", "queued": "info"}.get(x["status"])
    found = [Expected("run_status", severity)] if severity else []
    for rule in (remaining, kept, reversible, replacements, nothing, smallest_class, diversity, risk, not_scanned, personal_data, weak):
        found += rule(x)
    return found


def columns(x):
    return x.get("columns") or []


def operation(column):
    return (column.get("transformation") or {}).get("operation")


def cells(column, when):
    """How many cells, 0 where nobody looked."""
    return (column.get(when) or {}).get("cells", 0)


def again(rule, severity, x, holds):
    some = [c for c in columns(x) if cells(c, "after") > 0 and holds(operation(c))]
    if not some:
        return []
    said = Expected(rule, severity).needs(len(some), "columns").needs(sum(cells(c, "after") for c in some), "cells")
    for c in some:
        said.with_(cells(c, "after"), f"cells of {c['name']}")
    return [said.with_(len(some) - 3, "further columns")]


def remaining(x):
    return again("remaining_detections", "critical", x, lambda done: done != "kept" and done not in REPLACES)


def replacements(x):
    return again("replacements_found", "info", x, lambda done: done in REPLACES)


def kept(x):
    some = [c for c in columns(x) if operation(c) == "kept" and (cells(c, "before") or cells(c, "after"))]
    if not some:
        return []
    said = Expected("kept_untransformed", "warning").needs(len(some), "columns").with_(len(some) - 3, "further columns")
    for c in some:
        said.with_(cells(c, "before") or cells(c, "after"), f"cells of {c['name']}")
    return [said]


def reversible(x):
    some = [c for c in columns(x) if operation(c) not in (None, "kept") and c["transformation"].get("reversible") is True]
    return [Expected("reversible_transformation", "warning").needs(len(some), "columns").with_(len(some) - 3, "further columns")] if some else []


def nothing(x):
    data = x.get("dataset") or {}
    rows, after = data.get("rows"), data.get("rows_after")
    after = rows if after is None else after
    left = [c for c in columns(x) if operation(c) != "dropped"]
    holds = (
        x["status"] == "completed"
        and any(cells(c, "before") > 0 for c in columns(x))
        and rows is not None
        and all((c.get("before") or {}).get("rows") == rows for c in columns(x))
        and left
        and all(c.get("after") and c["after"]["rows"] == after and c["after"]["cells"] == 0 for c in left)
        and after > 0
    )
    return [Expected("nothing_remains", "good").needs(after, "rows").needs(len(left), "columns")] if holds else []


def after_risk(x):
    return (x.get("anonymity") or {}).get("after") or {}


def smallest_class(x):
    k = after_risk(x).get("k")
    if k is None:
        return []
    said = Expected("k_anonymity", "critical" if k == 1 else "warning" if k < 5 else "info").needs(k, "k").with_(5, "bound")
    more = len((x["anonymity"].get("quasi_identifiers")) or []) - 3
    said.with_(more, "further quasi-identifiers")
    return [said.with_(after_risk(x).get("unique_rows"), "rows alone")]


def diversity(x):
    least = after_risk(x).get("l")
    if least is None:
        return []
    said = Expected("l_diversity", "warning" if least == 1 else "info").needs(least, "l")
    return [said.with_(len((x["anonymity"].get("sensitive")) or []) - 3, "further sensitive columns")]


def risk(x):
    given = [finite((after_risk(x).get(who) or {}).get("highest")) for who in ("prosecutor", "journalist")]
    given = [risk for risk in given if risk is not None]
    if not given:
        return []
    said = Expected("reidentification_risk", "warning" if max(given) > 0.09 else "good").needs(0.09, "bound")
    for highest in given:
        said.needs(highest, "highest risk")
    return [said]


def not_scanned(x):
    rows = (x.get("dataset") or {}).get("rows")
    looked = [(c.get("before") or {}).get("rows", 0) for c in columns(x)]
    unseen = [c for c, n in zip(columns(x), looked, strict=True) if not c.get("before") or (n == 0 and rows != 0)]
    part = [n for n in looked if rows is not None and 0 < n < rows]
    if not unseen and not part:
        return []
    said = Expected("not_scanned", "warning").needs(len(columns(x)), "columns")
    for some, meaning in ((unseen, "columns not looked at"), (part, "columns in part")):
        if some:
            said.needs(len(some), meaning).with_(len(some) - 3, "further columns")
    return [said]


def personal_data(x):
    looked = [c for c in columns(x) if c.get("before") and (c["before"]["rows"] > 0 or c["before"]["cells"] > 0)]
    if not looked:
        return []
    said = Expected("personal_data_found", "info").needs(sum(cells(c, "before") for c in looked), "cells")
    some = sum(cells(c, "before") > 0 for c in looked)
    types = {}
    for c in columns(x):
        for one in (c.get("before") or {}).get("detections") or []:
            types[one["type"]] = types.get(one["type"], 0) + one["cells"]
    types = {of: n for of, n in types.items() if n > 0}
    if some:
        said.needs(some, "columns").with_(len(types) - 3, "further types")
        for of in sorted(types, key=lambda of: (-types[of], of))[:3]:
            said.needs(types[of], f"cells of {of}")
    return [said]


def weak(x):
    some = [
        finite(one.get("mean_confidence"))
        for c in columns(x)
        for one in (c.get("before") or {}).get("detections") or []
        if one["cells"] > 0 and finite(one.get("mean_confidence")) is not None and one["mean_confidence"] < 0.5
    ]
    if not some:
        return []
    said = Expected("weak_confidence", "info").needs(len(some), "pairs").with_(0.5, "bound").with_(len(some) - 3, "further pairs")
    for least in sorted(some)[:3]:
        said.needs(least, "confidence")
    return [said]
