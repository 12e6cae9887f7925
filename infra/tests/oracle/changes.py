"""Compares the section *Changes* with the two snapshots that it is about.

    python changes.py --reportctl PATH [--count 10] [--keep DIR]
"""

import argparse
import copy
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import compare
import generate
from oracle import changes as own
from oracle.expected import finite

KINDS = ("experiment", "model", "deployment", "synthgen", "project", "privacy")
WORDS = {"new": ("is new", "are new"), "gone": ("has gone", "have gone")}


def vary(snapshot, number):
    """The same some time later: figures moved, things appeared and went."""
    dice, later = random.Random(number), copy.deepcopy(snapshot)
    content = later["content"]

    def moved(value, low=-float("inf"), high=float("inf")):
        if finite(value) is None or dice.random() < 0.3:
            return value
        if low == 0 and high == 1:
            return min(max(value + dice.uniform(-0.1, 0.1), 0.0), 1.0) if 0 <= value <= 1 else value
        return value * dice.uniform(0.8, 1.25)

    def metrics(values):
        for name, value in (values or {}).items():
            low, high = own.metrics.bounds(name)
            values[name] = moved(value, low, high) if value is not None else None

    for entry in content.get("leaderboard") or ():
        metrics(entry.get("metrics"))
    models = [content] if later["kind"] == "model" else [content["best_model"]["model"]] if content.get("best_model") else []
    for model in models:
        for evaluation in model.get("evaluations") or ():
            if not evaluation.get("intervals"):
                metrics(evaluation.get("metrics"))
            for grouping in evaluation.get("groups") or ():
                for counts in filter(None, (group.get("counts") for group in grouping["groups"])):
                    # Rows of a class that are called otherwise now: as many rows as before.
                    for here, there in (("true_positives", "false_negatives"), ("true_negatives", "false_positives")):
                        some = dice.randint(0, counts[here] // 4)
                        counts[here], counts[there] = counts[here] - some, counts[there] + some
                if dice.random() < 0.2 and grouping.get("favourable_class"):
                    del grouping["favourable_class"]
    if later["kind"] == "deployment":
        features = (content.get("drift") or {}).get("features") or []
        for feature in features:
            feature["current"]["psi"] = moved(feature["current"].get("psi"))
        if features and dice.random() < 0.6:
            features.pop()
        for outcomes in content.get("outcomes") or ():
            low, high = own.metrics.bounds(outcomes["metric"])
            for interval in outcomes["intervals"]:
                interval["value"] = moved(interval.get("value"), low, high)
        totals = content.get("totals")
        if totals and totals["requests"] > 10:
            totals["errors"] = min(totals["errors"] + 3, totals["requests"])
    if later["kind"] == "privacy":
        for column in content.get("columns") or ():
            for key in ("before", "after"):
                scan = column.get(key)
                if scan and not scan.get("detections"):
                    scan["cells"] = dice.randint(0, scan["rows"])
        if content.get("columns") and dice.random() < 0.6:
            content["columns"].pop()
    else:
        for column in content.get("columns") or ():
            column["score"] = moved(column.get("score"), 0, 1)
    for item in content.get("deployments") or ():
        if item.get("error_rate") is not None:
            item["error_rate"] = moved(item["error_rate"], 0, 1)
    return later


def section(reportctl, folder, name, then, now):
    """The section of a report on the second snapshot, as JSON; None where the snapshot is refused."""
    paths = [folder / f"{name}-{side}.json" for side in ("then", "now")]
    for path, snapshot in zip(paths, (then, now)):
        path.write_text(json.dumps(snapshot, ensure_ascii=False))
    out = folder / name
    command = [reportctl, "render", paths[1], "--compare-to", paths[0], "--format", "json", "--out", out]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode:
        return None, done.stderr
    document = json.loads((out / f"{name}-now.json").read_text())
    (found,) = [section for section in document["sections"] if section["id"] == "changes"]
    return found, None


def texts(spans):
    return "".join(span["text"] for span in spans)


def key_of(cells, known, definitions):
    """Which of the known figures a row is about; None of one that the oracle does not know."""
    whose, what = cells[0]["text"], cells[1]["text"]
    hits = []
    for key in known:
        of, name, rows = key
        if what != own.label(name, definitions) + rows:
            continue
        if of is None and whose.startswith("The ") or of is not None and named(whose, of):
            hits.append(key)
    return hits[0] if len(hits) == 1 else None


def named(shown, name):
    """Whether a name is shown as it is, or without a part that all share."""
    if not name.strip():
        return shown in ("(blank)", "(empty)")
    shown = shown.strip("“”")
    return shown == name or any(shown[:i] and name.startswith(shown[:i]) and name.endswith(shown[i:]) for i in range(len(shown) + 1)) and len(name) - len(shown) > 8


def check(differences, name, then, now, found):
    kind, counts = now["kind"], differences.counts
    add = lambda what, **more: differences.add(kind, "changes", what, name, **more)
    expected = own.between(then, now)
    blocks = found["blocks"]
    tables = [block for block in blocks if block["type"] == "table" and block["columns"][1]["title"] == "Figure"]
    rows = [row["cells"] for table in tables for row in table["rows"]]
    definitions = (now["content"].get("metrics") or []) if kind in ("experiment", "model") else []
    told = {}
    for cells in rows:
        key = key_of(cells, expected, definitions)
        if key is None:
            counts["rows that the oracle does not know"] += 1
            continue
        told[key] = cells
        was, is_, better, p = expected[key]
        counts["table cells"] += 4
        shown = [cell.get("value") for cell in cells[2:5]]
        for what, value, wanted in zip(("then", "now", "difference"), shown, (was, is_, is_ - was)):
            if value is None or abs(value - wanted) > 1e-9 * max(abs(was), abs(is_)):
                add(f"{what}: another number", key=key, shown=value, expected=wanted)
        word = ("better" if (is_ > was) == better else "worse") if better is not None else ("higher" if is_ > was else "lower")
        reading = word if p is None else f"{word}, beyond noise" if p < 0.05 else "within noise"
        if cells[5]["text"] != reading and not (p is not None and abs(p - 0.05) < 1e-6):
            add("reading", key=key, shown=cells[5]["text"], expected=reading, p=p)
    is_cut = any(table["caption"].startswith("The first") for table in tables)
    unsure = {key for key in expected for other in expected if key != other and key[0] == other[0] and own.label(key[1], definitions) + key[2] == own.label(other[1], definitions) + other[2]}
    for key, (was, is_, *_) in expected.items():
        counts["rule decisions"] += 1
        if not is_cut and not own.alike(was, is_) and key not in told and key not in unsure:
            # A name may be shown in another way, but then its row is one that the oracle did not know.
            if not any(named(cells[0]["text"], key[0] or cells[0]["text"]) for cells in rows if key_of(cells, expected, definitions) is None):
                add("a difference is not told", key=key, then=was, now=is_)
    lists = [texts(item) for block in blocks if block["type"] == "list" for item in block["items"]]
    for (word, way), number in own.moved(then, now).items():
        counts["rule decisions"] += 1
        one, many = WORDS[way]
        plural = {"type of error": "types of errors", "type of personal data": "types of personal data"}.get(word, word + "s")
        start = f"1 {word} {one}:" if number == 1 else f"{number} {plural} {many}:"
        if not any(text.startswith(start) for text in lists):
            add("what appeared or went is not told", expected=start, lists=lists[-4:])
    lead = texts(blocks[0]["text"])
    stated = re.match(r"([\d,]+) of [\d,]+ figures? differ", lead)
    if rows and not is_cut and (not stated or int(stated[1].replace(",", "")) != len(rows)):
        add("the lead counts otherwise than the table", lead=lead, rows=len(rows))


def run(reportctl, count, folder):
    """Compares as many pairs of each kind."""
    differences = compare.Differences()
    for kind in KINDS:
        for number in range(count):
            then = generate.snapshot(kind, number, 7)
            now = then if number == 0 else vary(then, number)
            name = f"changes-{kind}-{number:03}"
            found, refused = section(reportctl, folder, name, then, now)
            differences.counts["pairs"] += 1
            if found is None:
                differences.add(kind, "changes", "no report", name, says=refused)
            elif number == 0:
                if not texts(found["blocks"][0]["text"]).startswith("Nothing changed."):
                    differences.add(kind, "changes", "identical, and something changed", name)
            else:
                check(differences, name, then, now, found)
    return differences


def report(differences):
    counts = differences.counts
    print(f"{counts['pairs']} pairs; {counts['table cells']} cells and {counts['rule decisions']} figures and names compared; "
          f"{counts['rows that the oracle does not know']} rows of figures that the oracle does not know.")  # fmt: skip
    return compare.listed(differences.by, "differences")


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--reportctl", type=pathlib.Path, required=True)
    args.add_argument("--count", type=int, default=10, help="pairs of each kind")
    args.add_argument("--keep", type=pathlib.Path)
    args = args.parse_args()
    folder = args.keep or pathlib.Path(tempfile.mkdtemp(prefix="changes-"))
    folder.mkdir(parents=True, exist_ok=True)
    sys.exit(1 if report(run(args.reportctl, args.count, folder)) else 0)


if __name__ == "__main__":
    main()
