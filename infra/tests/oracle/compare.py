"""Compares what `reportctl findings --json` says with what the rule book calls for.

    python compare.py --reportctl PATH SNAPSHOT… [--keep FILE]

Exit code 1 on any difference.
"""

import argparse
import json
import math
import pathlib
import subprocess
import sys
from collections import Counter, defaultdict

from oracle.judge import judge
from oracle.expected import Open, Expected, Stretches
from oracle.text import names_of, numbers

EXAMPLES = 3


def product(reportctl, paths, chunk=100):
    """path → what the product says."""
    out = {}
    for at in range(0, len(paths), chunk):
        some = [str(p) for p in paths[at : at + chunk]]
        run = subprocess.run([str(reportctl), "findings", "--json", *some], capture_output=True, text=True)
        for line in run.stdout.splitlines():
            if line.strip():
                document = json.loads(line)
                out[document["snapshot"]] = document
        if run.returncode not in (0, 1) or len(out) < min(len(paths), at + chunk):
            print(run.stderr[:2000], file=sys.stderr)
    return out


def same(a, b):
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def near(a, b):
    """For p-values and quantiles, which two libraries compute in two ways."""
    return math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-12)


LOOSE = ("p", "adjusted p", "interval", "chance bound", "at least", "at most", "t", "modified z")


def alike(value, figure):
    number, meaning = figure
    return near(value, number) if meaning in LOOSE else same(value, number)


class Differences:
    def __init__(self):
        self.by = defaultdict(list)
        self.counts = Counter()

    def add(self, kind, rule, what, path, **more):
        self.by[(rule, what)].append({"kind": kind, "path": str(path), **more})


def values(finding):
    out = []
    for f in finding.get("figures") or []:
        if isinstance(f.get("value"), (int, float)) and not isinstance(f["value"], bool):
            out.append((float(f["value"]), f))
    return out


def compare(path, snapshot, told, differences):
    kind = snapshot["kind"]
    expected = judge(snapshot)
    unsure = {e.rule: e.why for e in expected if isinstance(e, Open)}
    stretches = {e.rule: e for e in expected if isinstance(e, Stretches) and e.rule not in unsure}
    expected = [e for e in expected if isinstance(e, Expected) and e.rule not in unsure]
    names = names_of(snapshot)
    findings = told["findings"]
    rules = {f["rule"] for f in findings} | {e.rule for e in expected} | set(stretches)
    from oracle.judge import RULES

    differences.counts["snapshots"] += 1
    differences.counts["rule decisions"] += len(set(RULES[kind]) | rules) - len(unsure)
    differences.counts["rule decisions left open"] += len(unsure)
    calm = any(f["rule"] == "incidents" and f["severity"] == "good" for f in findings)
    if calm and any(f["rule"] in ("error_burst", "latency_spike", "traffic_gap") for f in findings):
        differences.add(kind, "incidents", "no incident, and one beside it", path)
    for rule in sorted(rules):
        mine = [e for e in expected if e.rule == rule]
        theirs = [f for f in findings if f["rule"] == rule]
        if rule in unsure:
            for f in theirs:
                sentence(kind, path, f, names, differences)
            continue
        if rule in stretches:
            if stretches[rule].required and not theirs:
                differences.add(kind, rule, "silent, should speak", path)
            for f in theirs:
                fault = stretches[rule].complaint([v for v, _ in values(f)], f["severity"])
                if fault:
                    differences.add(kind, rule, fault, path, says=f"{f['severity']}: {f['statement']}")
                sentence(kind, path, f, names, differences)
            continue
        a, b = Counter(e.severity for e in mine), Counter(f["severity"] for f in theirs)
        if a != b:
            what = "speaks, should not" if not mine else "silent, should speak" if not theirs else "severity or number"
            says = [f"{f['severity']}: {f['title']}: {f['statement']}" for f in theirs]
            differences.add(kind, rule, what, path, expected=dict(a), got=dict(b), says=says[:2])
        elif mine:
            figures(kind, path, rule, mine, theirs, differences)
        for f in theirs:
            sentence(kind, path, f, names, differences)


def figures(kind, path, rule, mine, theirs, differences):
    pool = [figure for e in mine for figure in e.must + e.may]
    shown = [(v, f, finding) for finding in theirs for v, f in values(finding)]
    for v, f, finding in shown:
        differences.counts["figures"] += 1
        if not any(alike(v, p) for p in pool):
            differences.add(kind, rule, "figure unknown to the oracle", path, value=v, quantity=f.get("quantity"), label=f.get("label"), says=finding["statement"])
    for e in mine:
        for number, meaning in e.must:
            differences.counts["essential figures"] += 1
            if not any(alike(v, (number, meaning)) for v, _, _ in shown):
                differences.add(kind, rule, "essential figure not among the finding's", path, value=number, meaning=meaning, says=[f["statement"] for f in theirs][:2])


def sentence(kind, path, finding, names, differences):
    own = [v for v, _ in values(finding)]
    for number in numbers(finding["statement"], names):
        differences.counts["numbers in sentences"] += 1
        # A name may be a number itself.
        if not any(number.is_(v) for v in own) and number.shown not in names:
            differences.add(kind, finding["rule"], "number in the sentence is no figure", path, number=number.shown, says=finding["statement"], figures=own[:12])
    for v in own:
        if not math.isfinite(v):
            differences.add(kind, finding["rule"], "figure is not finite", path, says=finding["statement"])


def listed(by, word):
    """Print what differs, the commonest first, each with its first examples; how many there are in all."""
    total = sum(len(some) for some in by.values())
    print(f"{total} {word}.")
    for (subject, what), some in sorted(by.items(), key=lambda entry: -len(entry[1])):
        print(f"\n{subject}: {what}: {len(some)}")
        for example in some[:EXAMPLES]:
            print("   ", json.dumps({k: v for k, v in example.items() if k != "kind"}, ensure_ascii=False))
    return total


def report(differences, out=sys.stdout):
    c = differences.counts
    print(
        f"{c['snapshots']} snapshots; {c['rule decisions']} rule decisions compared, {c['rule decisions left open']} left open by the rule book; "
        f"{c['figures']} figures, {c['essential figures']} essential figures and {c['numbers in sentences']} numbers in sentences compared.",
        file=out,
    )
    total = sum(len(v) for v in differences.by.values())
    print(f"{total} differences.", file=out)
    for (rule, what), some in sorted(differences.by.items(), key=lambda x: (-len(x[1]), x[0])):
        kinds = ", ".join(f"{k} {n}" for k, n in sorted(Counter(s["kind"] for s in some).items()))
        print(f"\n{rule}: {what}: {len(some)} ({kinds})", file=out)
        for example in some[:EXAMPLES]:
            print("   ", json.dumps({k: v for k, v in example.items() if k != "kind"}, ensure_ascii=False), file=out)
    return total


def run(reportctl, paths):
    """Compares all and gives the differences."""
    differences = Differences()
    told = product(reportctl, paths)
    for path in paths:
        if str(path) not in told:
            differences.add("?", "reportctl", "no answer", path)
            continue
        snapshot = json.loads(pathlib.Path(path).read_text())
        compare(path, snapshot, told[str(path)], differences)
    return differences


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--reportctl", type=pathlib.Path, required=True)
    args.add_argument("--keep", type=pathlib.Path, help="write every difference there, one JSON object a line")
    args.add_argument("snapshots", nargs="+", type=pathlib.Path)
    args = args.parse_args()
    differences = run(args.reportctl, args.snapshots)
    if args.keep:
        with args.keep.open("w") as out:
            for (rule, what), some in differences.by.items():
                for one in some:
                    out.write(json.dumps({"rule": rule, "what": what, **one}, ensure_ascii=False) + "\n")
    sys.exit(1 if report(differences) else 0)


if __name__ == "__main__":
    main()
