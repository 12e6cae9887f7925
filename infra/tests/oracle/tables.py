"""Compares the numbers of the HTML's tables with the snapshot's own.

    python tables.py --reportctl PATH SNAPSHOT… [--keep FILE]
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
from datetime import date
from html.parser import HTMLParser

import compare
from oracle import drift, tables as own
from oracle.model import Matrix
from oracle.expected import finite
from oracle.text import SECONDS, numbers


class Page(HTMLParser):
    """Sections → tables: caption, header and rows of texts."""

    def __init__(self, text):
        super().__init__()
        self.sections, self.section, self.table, self.cell, self.skip = {}, None, None, None, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "section":
            self.section = attrs.get("id")
            self.sections.setdefault(self.section, [])
        elif tag == "table":
            self.table = {"caption": "", "header": [], "rows": []}
            self.sections.setdefault(self.section, []).append(self.table)
        elif tag == "tr" and self.table is not None:
            self.table["rows"].append([])
        elif tag in ("th", "td", "caption") and self.table is not None:
            self.cell = ""
        elif tag == "span" and "vh" in (attrs.get("class") or "").split():
            self.skip += 1
        elif tag == "span" and self.skip:
            self.skip += 1

    def handle_data(self, data):
        if self.cell is not None and not self.skip:
            self.cell += data

    def handle_endtag(self, tag):
        if tag == "span" and self.skip:
            self.skip -= 1
        elif tag in ("th", "td") and self.cell is not None and self.table is not None:
            self.table["rows"][-1].append(self.cell.strip("\n"))
            self.cell = None
        elif tag == "caption" and self.cell is not None:
            self.table["caption"], self.cell = self.cell, None
        elif tag == "thead" and self.table is not None and self.table["rows"]:
            self.table["header"] = self.table["rows"].pop()
        elif tag == "table":
            self.table = None


class Check:
    def __init__(self, differences, kind, path):
        self.d, self.kind, self.path = differences, kind, path

    def differs(self, table, what, **more):
        self.d.add(self.kind, table, what, self.path, **more)

    def shows(self, table, what, text, value, unit=""):
        """Whether a cell's text is the value, rounded as shown."""
        self.d.counts["table cells"] += 1
        value = finite(value)
        if value is None:
            if numbers(text):
                self.differs(table, f"{what}: a number where none is known", cell=text)
            return
        found = numbers(text.replace("+", "") + (f" {unit}" if unit else ""))
        if not found:
            self.differs(table, f"{what}: no number", cell=text, value=value)
        elif not fits(found[0], value, unit):
            self.differs(table, f"{what}: another number", cell=text, value=value, unit=unit)

    def order(self, table, shown, expected):
        self.d.counts["orders"] += 1
        wanted = [e for e in expected][: len(shown)]
        if len(shown) > len(expected) or not all(named(s, e) for s, e in zip(shown, wanted)):
            at = next((i for i, (s, e) in enumerate(zip(shown, wanted)) if not named(s, e)), len(wanted))
            self.differs(table, "order", place=at, shown=shown[at : at + 3], expected=expected[at : at + 3])


def fits(number, value, unit):
    if unit in SECONDS:
        # Times are in milliseconds; the column says its unit.
        value = value * 1e-3 / SECONDS[unit]
        return abs(number.value - value) <= number.half * (1 + 1e-6) + 1e-12 * abs(value)
    return number.is_(value)


def named(shown, name):
    """Whether a name is shown as it is, by our words for an empty one, or without the part that all share."""
    shown, plain = shown.strip(), name.strip()
    if not plain:
        return True
    quoted = shown.strip("“”\"'‘’")
    if shown == plain or quoted.strip() == plain:
        return True
    # What all names share may be left out, and a long name is cut with an ellipsis.
    head, _, tail = shown.partition("…")
    if tail or shown.endswith("…"):
        return plain.startswith(head) and plain.endswith(tail)
    return any(plain.startswith(shown[:i]) and plain.endswith(shown[i:]) for i in range(len(shown) + 1))


def unit_of(header):
    """A unit in brackets behind a heading."""
    if header.endswith(")") and " (" in header:
        text, unit = header[:-1].rsplit(" (", 1)
        if unit in SECONDS or unit == "%":
            return text, unit
    return header, ""


def table_leaderboard(check, snapshot, page):
    content = snapshot["content"]
    for table in page.sections.get("leaderboard", []):
        header = table["header"]
        if "Model" not in header:
            continue
        at = header.index("Model")
        expected = own.leaderboard(content)
        rows = [r for r in table["rows"] if len(r) == len(header)]
        check.order("leaderboard", [r[at] for r in rows], [e["name"] for e in expected])
        names = {n for e in expected for n in e.get("metrics") or {}}
        for j, head in enumerate(header):
            text, unit = unit_of(head)
            if text.startswith("Training"):
                get = lambda e: e.get("training_time_ms")
            elif text.startswith("Prediction"):
                get = lambda e: e.get("predict_time_per_row_ms")
            else:
                name = own.metric_of(text, sorted(names), content.get("metrics") or [])
                if name is None:
                    continue
                get = lambda e, name=name: (e.get("metrics") or {}).get(name)
            for row, entry in zip(rows, expected):
                check.shows("leaderboard", "value", row[j], get(entry), unit if unit in SECONDS else "")


SPLITS = {"Training": "training", "Validation": "validation", "Cross-validation": "cross_validation", "Test": "test"}


def table_metrics(check, snapshot, page):
    d = own.details(snapshot)
    if not d:
        return
    by = {e["split"]: e for e in d.evaluations}
    names = sorted({n for e in d.evaluations for n in e.get("metrics") or {}})
    for table in page.sections.get("metrics", []):
        splits = [(j, SPLITS[h.split(" (")[0].split(",")[0]]) for j, h in enumerate(table["header"]) if h.split(" (")[0].split(",")[0] in SPLITS]
        if not splits or not table["header"] or table["header"][0] != "Metric":
            continue
        for row in table["rows"]:
            name = own.metric_of(row[0], names, d.definitions)
            if name is None:
                continue
            for j, split in splits:
                if j < len(row) and split in by:
                    check.shows("metrics", "value", row[j], (by[split].get("metrics") or {}).get(name))


def table_confusion(check, snapshot, page):
    d = own.details(snapshot)
    held = d.matrix(among=d.evaluations) if d else None
    if not held:
        return
    m: Matrix = held[1]
    where = {label: i for i, label in enumerate(m.labels)}
    for table in page.sections.get("confusion-matrix", []):
        head = table["header"]
        if head[:1] == ["Actual"] and "Recall" in head:
            for i, row in enumerate(table["rows"][: len(m.labels)]):
                for j in range(len(m.labels)):
                    if j + 1 < len(row) - 2:
                        check.shows("confusion-matrix", "count", row[j + 1], m.counts[i, j])
                check.shows("confusion-matrix", "rows", row[head.index("Rows")], m.rows[i])
                check.shows("confusion-matrix", "recall", row[head.index("Recall")], m.recalls[i])
            for row in table["rows"][len(m.labels) :]:
                if row[0] == "Precision":
                    for j in range(len(m.labels)):
                        check.shows("confusion-matrix", "precision", row[j + 1], m.precisions[j])
                    check.shows("confusion-matrix", "total", row[len(m.labels) + 1], m.total)
        elif head[:1] == ["Class"] and "Recall" in head:
            for row in table["rows"]:
                i = where.get(row[0])
                if i is None:
                    continue
                check.shows("confusion-matrix", "rows", row[head.index("Rows")], m.rows[i])
                check.shows("confusion-matrix", "recall", row[head.index("Recall")], m.recalls[i])
                if "Precision" in head:
                    check.shows("confusion-matrix", "precision", row[head.index("Precision")], m.precisions[i])


def table_thresholds(check, snapshot, page):
    d = own.details(snapshot)
    if not d:
        return
    given = [e["thresholds"] for e in d.evaluations if e.get("thresholds")]
    if not given:
        return
    rows = given[0]
    for table in page.sections.get("thresholds", []):
        head = [unit_of(h)[0] for h in table["header"]]
        if not head or "hreshold" not in head[0]:
            continue
        for row in table["rows"]:
            shown = numbers(row[0])
            match = [r for r in rows if shown and shown[0].is_(r["threshold"])]
            if not match:
                check.differs("thresholds", "a threshold that is not in the snapshot", cell=row[0])
                continue
            if len(match) > 1:
                continue
            for key in ("precision", "recall", "specificity", "f1", "accuracy"):
                for j, h in enumerate(head):
                    if h.lower() == key:
                        check.shows("thresholds", key, row[j], match[0].get(key))


def table_classes(check, snapshot, page):
    balance = own.class_balance(snapshot)
    for section in page.sections.values():
        for table in section:
            if table["header"] == ["Class", "Rows", "Share"]:
                for row in table["rows"]:
                    known = (balance or {}).get(row[0])
                    if known is None:
                        continue
                    check.shows("class balance", "rows", row[1], known[0])
                    check.shows("class balance", "share", row[2], known[1])


def table_drift(check, snapshot, page):
    content = snapshot["content"]
    features = own.drift(content)
    names = [f["feature"] for f in features]
    for table in page.sections.get("drift", []):
        head = table["header"]
        if head[:2] != ["Feature", "PSI"] and not (head[:1] == ["Feature"] and "PSI" in head):
            continue
        check.order("drift", [r[0] for r in table["rows"]], names)
        for row, f in zip(table["rows"], features):
            if not named(row[0], f["feature"]):
                continue
            check.shows("drift", "PSI", row[head.index("PSI")], drift.psi_of(f["current"]))
            if "p-value" in head:
                check.shows("drift", "p-value", row[head.index("p-value")], drift.p_of(f["current"]))
            if "Statistic" in head:
                check.shows("drift", "statistic", row[head.index("Statistic")], f["current"].get("statistic"))
            if "Flagged by the platform" in head:
                said, flag = row[head.index("Flagged by the platform")], f.get("drifted")
                if (flag is True) != (said == "yes") or (flag is False) != (said == "no"):
                    check.differs("drift", "flag", cell=said, value=flag)


def table_daily(check, snapshot, page):
    days = own.daily(snapshot["content"])
    for section in page.sections.values():
        for table in section:
            head = table["header"]
            if head[:2] != ["Day", "Calls"]:
                continue
            for row in table["rows"]:
                day = (date.fromisoformat(row[0][:10]) - date(1970, 1, 1)).days
                known = days.get(day)
                if known is None:
                    check.differs("daily", "a day that is not in the snapshot", cell=row[0])
                    continue
                for j, h in enumerate(head):
                    text, unit = unit_of(h)
                    key = {"Calls": "calls", "Failed": "errors", "Error rate": "rate"}.get(text)
                    if text.startswith("p95"):
                        key = "highest" if "high" in text else "p95"
                        cell = row[j]
                        found = numbers(cell)
                        unit = unit or (found[0].unit if found else "")
                        if not found:
                            check.shows("latency", "p95", cell, known[key])
                        else:
                            check.d.counts["table cells"] += 1
                            if known[key] is None or not fits(found[0], known[key], unit):
                                check.differs("latency", "p95 of a day", cell=cell, value=known[key], head=h)
                    elif key:
                        check.shows("daily", text, row[j], known[key])


def table_quality(check, snapshot, page):
    columns = own.columns(snapshot["content"])
    for table in page.sections.get("quality", []):
        head = table["header"]
        if head[:2] != ["Column", "Score"]:
            continue
        check.order("quality", [r[0] for r in table["rows"]], [c["name"] for c in columns])
        for row, c in zip(table["rows"], columns):
            if not named(row[0], c["name"]):
                continue
            check.shows("quality", "score", row[1], c.get("score"))
            for text, key in (("Missing, real", "missing_real"), ("Missing, synthetic", "missing_synthetic")):
                if text in head:
                    check.shows("quality", key, row[head.index(text)], c.get(key))


def table_private_columns(check, snapshot, page):
    def cells(c, key):
        scan = c.get(key) or {}
        return scan["cells"] if scan.get("rows") else -1

    columns = snapshot["content"].get("columns") or []
    columns = sorted(columns, key=lambda c: (-cells(c, "after"), -cells(c, "before"), c["name"].encode()))
    for table in page.sections.get("columns", []):
        head = table["header"]
        check.order("columns", [r[0] for r in table["rows"]], [c["name"] for c in columns[: len(table["rows"])]])
        for row, c in zip(table["rows"], columns):
            check.shows("columns", "rows", row[head.index("Rows looked at")], (c.get("before") or {}).get("rows", 0))
            for text, key in (("Cells", "before"), ("Cells after", "after")):
                scan = c.get(key) or {}
                check.shows("columns", text, row[head.index(text)], scan["cells"] if scan.get("rows") else None)


def table_types(check, snapshot, page):
    sums, looked = {"before": {}, "after": {}}, {"before": False, "after": False}
    for c in snapshot["content"].get("columns") or []:
        for key in sums:
            scan = c.get(key) or {}
            looked[key] |= scan.get("rows", 0) > 0
            for one in scan.get("detections") or []:
                sums[key][one["type"]] = sums[key].get(one["type"], 0) + one["cells"]
    for table in page.sections.get("types", []):
        head = table["header"]
        for row in table["rows"] if head[0] == "Type" else ():
            for text, key in (("Cells before", "before"), ("Cells after", "after")):
                check.shows("types", text, row[head.index(text)], sums[key].get(row[0], 0) if looked[key] else None)


TABLES = {
    "experiment": [table_leaderboard, table_metrics, table_confusion, table_thresholds, table_classes],
    "model": [table_metrics, table_confusion, table_thresholds, table_classes],
    "deployment": [table_drift, table_daily],
    "synthgen": [table_quality],
    "project": [],
    "privacy": [table_private_columns, table_types],
}


def run(reportctl, paths, differences=None):
    differences = differences or compare.Differences()
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            snapshot = json.loads(pathlib.Path(path).read_text())
            if not TABLES[snapshot["kind"]]:
                continue
            done = subprocess.run([str(reportctl), "render", str(path), "--out", folder, "--format", "html",
                                   "--options", '{"detail": "full"}'], capture_output=True, text=True)
            made = list(pathlib.Path(folder).glob("*.html"))
            if done.returncode or not made:
                differences.add(snapshot["kind"], "reportctl render", "no report", path, says=done.stderr[:200])
                continue
            differences.counts["reports"] += 1
            page = Page(made[0].read_text())
            for file in pathlib.Path(folder).iterdir():
                file.unlink()
            for table in TABLES[snapshot["kind"]]:
                table(Check(differences, snapshot["kind"], path), snapshot, page)
    return differences


def report(differences):
    c = differences.counts
    print(f"{c['reports']} reports; {c['table cells']} cells and {c['orders']} orders of tables compared.")
    return compare.listed(differences.by, "differences")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--reportctl", type=pathlib.Path, required=True)
    args.add_argument("snapshots", nargs="+", type=pathlib.Path)
    args = args.parse_args()
    sys.exit(1 if report(run(args.reportctl, args.snapshots)) else 0)


if __name__ == "__main__":
    main()
