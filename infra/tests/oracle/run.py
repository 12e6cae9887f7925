"""Generates snapshots, compares findings and tables with the oracle, and checks the properties.

    python run.py --reportctl PATH [--quick] [--count 220] [--seed 1] [--keep DIR]

Exit code 1 on any difference. `--quick` takes under a minute.
"""

import argparse
import json
import pathlib
import sys
import tempfile
from collections import Counter, defaultdict

import changes
import compare
import generate
import properties
import tables
from oracle.judge import RULES, judge
from oracle.expected import Open, Expected, Stretches

ROOT = pathlib.Path(__file__).resolve().parents[3]


def coverage(paths, least):
    """How often each rule speaks and is silent by the oracle; the number of rules that do too seldom."""
    speaks, unsure, total = defaultdict(Counter), defaultdict(Counter), Counter()
    for path in paths:
        snapshot = json.loads(path.read_text())
        found, kind = judge(snapshot), snapshot["kind"]
        total[kind] += 1
        found = [Expected(f.rule, "warning") if isinstance(f, Stretches) and f.required else f for f in found]
        unsure[kind].update({f.rule for f in found if isinstance(f, (Open, Stretches))})
        speaks[kind].update({f.rule for f in found if isinstance(f, Expected)} - {f.rule for f in found if isinstance(f, Open)})
    seldom = 0
    for kind, rules in RULES.items():
        print(f"\n{kind}, {total[kind]} snapshots")
        for rule in rules:
            yes, maybe = speaks[kind][rule], unsure[kind][rule]
            no = total[kind] - yes - maybe
            few = min(yes, no) < least
            seldom += few
            print(f"  {rule:28} speaks {yes:5}  silent {no:5}  left open {maybe:5}{'  too seldom' if few else ''}")
    return seldom


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--reportctl", type=pathlib.Path, default=ROOT / "target/local/reportctl")
    args.add_argument("--quick", action="store_true", help="few snapshots and no tables of them all")
    args.add_argument("--count", type=int, default=220, help="snapshots of each kind")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--keep", type=pathlib.Path, help="keep the snapshots and all differences there")
    args.add_argument("--coverage", action="store_true", help="only print how often each rule speaks")
    args = args.parse_args()
    count = 25 if args.quick else args.count
    folder = args.keep or pathlib.Path(tempfile.mkdtemp(prefix="oracle-"))
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind in RULES:
        for number in range(count):
            path = folder / f"{kind}-{number:04}.json"
            path.write_text(json.dumps(generate.snapshot(kind, number, args.seed), ensure_ascii=False))
            paths.append(path)
    if args.coverage:
        sys.exit(1 if coverage(paths, 10) else 0)
    samples = sorted((ROOT / "infra/samples").glob("*/*.json"))
    if not args.quick:
        coverage(paths, 10)
    wrong = 0
    print("\n== Findings")
    found = compare.run(args.reportctl, samples + paths)
    wrong += compare.report(found)
    print("\n== Tables")
    shown = tables.run(args.reportctl, samples + (paths[::5] if args.quick else paths))
    wrong += tables.report(shown)
    print("\n== Properties")
    held = properties.run(args.reportctl, samples + paths)
    wrong += properties.report(held)
    print("\n== Changes")
    changed = changes.run(args.reportctl, 5 if args.quick else 60, folder)
    wrong += changes.report(changed)
    if args.keep:
        with (folder / "differences.jsonl").open("w") as out:
            for part in (found, shown, held, changed):
                for (rule, what), some in part.by.items():
                    for one in some:
                        out.write(json.dumps({"rule": rule, "what": what, **one}, ensure_ascii=False) + "\n")
    compared = sum(part.counts[what] for part in (found, shown, changed) for what in ("rule decisions", "table cells", "orders"))
    compared += held.counts["texts"]
    print(f"\n{wrong} differences in all. Snapshots: {folder}")
    # One line alone, for a machine to read.
    print(f"{max(compared - wrong, 0)} passed, {wrong} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
