"""Properties of what a report says, over generated snapshots.

    python properties.py --reportctl PATH SNAPSHOT…
"""

import argparse
import copy
import json
import pathlib
import re
import sys
import tempfile
from collections import Counter

import numpy as np

import compare
from oracle import metrics
from oracle.text import names_of, numbers

# Rules that speak of the order itself, or quote the first of a list that has one.
OF_ORDER = {"leaderboard_order": "all", "unranked_models": "statement", "contradictions": "statement", "run_remarks": "statement"}


def shuffled(snapshot, seed):
    """The same facts with lists in another order, where the schema demands none."""
    s = copy.deepcopy(snapshot)
    r = np.random.default_rng(seed)
    content = s["content"]

    def mix(owner, key):
        if isinstance(owner, dict) and isinstance(owner.get(key), list):
            order = r.permutation(len(owner[key]))
            owner[key] = [owner[key][i] for i in order]

    def data(d):
        if not isinstance(d, dict):
            return
        mix(d, "column_summaries")
        for column in d.get("column_summaries") or []:
            mix(column, "categories")
            mix(column, "markers")

    def model(m):
        data(m.get("dataset"))
        mix(m, "evaluations")
        mix(m, "learning_curves")
        for method in m.get("feature_importance") or []:
            mix(method, "features")
        for e in m.get("evaluations") or []:
            for key in ("calibration", "thresholds", "groups"):
                mix(e, key)
            for grouping in e.get("groups") or []:
                mix(grouping, "groups")
            matrix = e.get("confusion_matrix")
            if matrix:
                order = r.permutation(len(matrix["labels"]))
                matrix["labels"] = [matrix["labels"][i] for i in order]
                matrix["counts"] = [[matrix["counts"][i][j] for j in order] for i in order]

    if s["kind"] == "experiment":
        mix(content, "leaderboard")
        data(content.get("dataset"))
        if content.get("best_model"):
            model(content["best_model"]["model"])
    elif s["kind"] == "model":
        model(content)
    elif s["kind"] == "deployment":
        drift = content.get("drift") or {}
        mix(drift, "features")
        for f in drift.get("features") or []:
            mix(f, "daily")
        mix(content.get("predictions") or {}, "daily")
    elif s["kind"] == "synthgen":
        for key in ("columns", "pairs"):
            mix(content, key)
        mix(content.get("utility") or {}, "models")
        for c in content.get("columns") or []:
            d = c.get("distribution") or {}
            if d.get("form") == "frequencies":
                order = r.permutation(len(d["categories"]))
                for key in ("categories", "real", "synthetic"):
                    d[key] = [d[key][i] for i in order]
    elif s["kind"] == "privacy":
        mix(content, "columns")
        for c in content.get("columns") or []:
            for scan in ("before", "after"):
                mix(c.get(scan) or {}, "detections")
    else:
        for key in ("datasets", "experiments", "models", "deployments", "synthgen_runs"):
            mix(content, key)
    return s


SCALED = {"rmse": 4.0, "mae": 4.0, "mse": 16.0}


def scaled(snapshot):
    """All errors in the target's unit times 4 (mean squares times 16); None if there are none."""
    s = copy.deepcopy(snapshot)
    content, hits = s["content"], 0

    def factor(name):
        return SCALED.get(metrics.known(name))

    def each(values):
        nonlocal hits
        for name, value in (values or {}).items():
            if factor(name) and isinstance(value, (int, float)):
                values[name] = value * factor(name)
                hits += 1

    def spreads(values):
        for name, spread in (values or {}).items():
            if factor(name):
                for key in ("mean", "sd"):
                    if spread.get(key) is not None:
                        spread[key] *= factor(name)
                spread["folds"] = [v if v is None else v * factor(name) for v in spread.get("folds") or []]

    def model(m):
        for e in m.get("evaluations") or []:
            each(e.get("metrics"))
        spreads(m.get("folds"))
        for c in m.get("learning_curves") or []:
            if factor(c["metric"]):
                for key in ("training", "validation"):
                    c[key] = [v if v is None else v * factor(c["metric"]) for v in c.get(key) or []]

    if s["kind"] == "experiment":
        for e in content.get("leaderboard") or []:
            each(e.get("metrics"))
            spreads(e.get("fold_spread"))
        if content.get("best_model"):
            model(content["best_model"]["model"])
    elif s["kind"] == "model":
        model(content)
    return s if hits else None


def with_empty(snapshot):
    """A further model without values on the leaderboard; None for other kinds."""
    if snapshot["kind"] != "experiment" or not snapshot["content"].get("leaderboard"):
        return None
    s = copy.deepcopy(snapshot)
    s["content"]["leaderboard"].append({"name": "zzz without values"})
    return s


PLURALS = "models rows features columns calls days intervals folds classes errors points bins categories incidents deployments experiments datasets runs cells checks pairs values steps trees epochs figures times types remarks contradictions predictions weeks hours minutes".split()
_ONE = re.compile(r"(?<![\w.,−-])1 (?:" + "|".join(PLURALS) + r")\b")
_BOUND = re.compile(r"\b(?:less than|more than|under|below|over|above)\b")


def faults(text, names):
    """What is wrong with a sentence, whatever it says."""
    plain = text
    for name in sorted((n for n in names if n), key=len, reverse=True):
        if re.search(r"nan|inf|null|none|\b1\b|[<>]|^\W+$|  ", name, re.I):
            if name.strip():
                # A name of one character is known as one only where it is the subject: elsewhere it may be a figure.
                where = r"(?<!\w)" if len(name) > 1 else "^"
                plain = re.sub(rf"{where}{re.escape(name.strip())}(?!\w)", "☐", plain)
    found = []
    if re.search(r"\bNaN\b|\binf(inity)?\b|∞|\bnull\b|\bNone\b(?! of)", plain) and "called" not in plain:
        found.append("not a number")
    # The words of the snapshot itself may hold two blanks.
    if re.search(r"(?<=\w) {2,}(?=\w)|, ,|: ,|\s,|\(\)|“”|\bof \.|\bclass ,", plain):
        found.append("an empty name")
    if _ONE.search(plain):
        found.append("plural of one")
    for bound in _BOUND.finditer(plain):
        before = numbers(re.split(r"[.;:] ", plain[: bound.start()])[-1])
        after = numbers(re.split(r"[;:] |\. ", plain[bound.end() :])[0])
        # "22 intervals over 22 whole days" compares nothing.
        if re.match(r" \d[\d,]* whole days?\b", plain[bound.end() :]):
            continue
        if before and after and before[-1].shown == after[0].shown:
            found.append("equal numbers around a bound")
    return found


def told(reportctl, snapshots):
    """What the product says of each snapshot, in the same order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, s in enumerate(snapshots):
            path = pathlib.Path(folder) / f"{i:05}.json"
            path.write_text(json.dumps(s, ensure_ascii=False))
            paths.append(path)
        answers = compare.product(reportctl, paths)
        return [answers.get(str(p)) for p in paths]


def verdicts(document, skip=()):
    return Counter((f["rule"], f["severity"]) for f in document["findings"] if f["rule"] not in skip)


def statements(document):
    out = Counter()
    for f in document["findings"]:
        how = OF_ORDER.get(f["rule"])
        if how != "all":
            out[(f["rule"], f["severity"], "" if how else f["statement"])] += 1
    return out


def run(reportctl, paths, differences=None):
    d = differences or compare.Differences()
    originals = [json.loads(pathlib.Path(p).read_text()) for p in paths]
    base = told(reportctl, originals)
    for path, snapshot, document in zip(paths, originals, base):
        if document is None:
            d.add(snapshot["kind"], "reportctl", "no answer", path)
            continue
        names = names_of(snapshot)
        texts = [(f["rule"], t) for f in document["findings"] for t in (f["title"], f["statement"])]
        texts += [("unknowns", u if isinstance(u, str) else u.get("statement", "")) for u in document.get("unknowns") or []]
        for rule, text in texts:
            d.counts["texts"] += 1
            for fault in faults(text, names):
                d.add(snapshot["kind"], rule, fault, path, says=text)

        unknowns = document.get("unknowns") or []
        if len(unknowns) > 8 or len({json.dumps(u) for u in unknowns}) < len(unknowns):
            d.add(snapshot["kind"], "unknowns", "more than 8, or one twice", path, says=unknowns)
        for (rule, severity, statement), times in Counter((f["rule"], f["severity"], f["statement"]) for f in document["findings"]).items():
            if times > 1:
                d.add(snapshot["kind"], rule, "the same sentence twice", path, says=statement)

    def variants(what, make, judge):
        made = [(p, s, b, make(s, i)) for i, (p, s, b) in enumerate(zip(paths, originals, base))]
        made = [m for m in made if m[3] is not None and m[2] is not None]
        for (path, s, before, _), after in zip(made, told(reportctl, [m[3] for m in made])):
            d.counts[what] += 1
            if after is None:
                d.add(s["kind"], "reportctl", f"{what}: no answer", path)
            else:
                judge(path, s["kind"], before, after)

    def other(what, a, b, path, kind):
        for key in set(a) | set(b):
            if a[key] != b[key]:
                d.add(kind, key[0], what, path, before=[k for k in a if k[0] == key[0]][:3], after=[k for k in b if k[0] == key[0]][:3])
                break

    variants("shuffled", lambda s, i: shuffled(s, i), lambda p, k, a, b: other("another finding when lists are shuffled", statements(a), statements(b), p, k))

    def scale(path, kind, a, b):
        other("another verdict in another unit", verdicts(a), verdicts(b), path, kind)
        if verdicts(a) == verdicts(b):
            for f, g in zip(a["findings"], b["findings"]):
                for (x, _), (y, _) in zip(compare.values(f), compare.values(g)):
                    if f["rule"] == g["rule"] and not any(np.isclose(x * c, y, rtol=1e-9, atol=1e-12) for c in (1, 4, 16)):
                        d.add(kind, f["rule"], "a figure that does not scale", path, before=x, after=y, says=f["statement"])

    variants("scaled", lambda s, i: scaled(s), scale)
    skip = {"unranked_models"}
    variants("with an entry without values", lambda s, i: with_empty(s), lambda p, k, a, b: other("another verdict with an entry without values", verdicts(a, skip), verdicts(b, skip), p, k))
    return d


def report(d):
    c = d.counts
    print(f"{c['texts']} texts read; {c['shuffled']} snapshots shuffled, {c['scaled']} scaled, {c['with an entry without values']} with an entry without values.")
    return compare.listed(d.by, "faults")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--reportctl", type=pathlib.Path, required=True)
    args.add_argument("snapshots", nargs="+", type=pathlib.Path)
    args = args.parse_args()
    sys.exit(1 if report(run(args.reportctl, args.snapshots)) else 0)


if __name__ == "__main__":
    main()
