"""Groups of imported predictions beside Fairlearn and statsmodels: `groups.py --reportctl PATH [--keep DIR]`.

Real data about people that packages ship (`people.py`), and made-up groups that are awkward: of three rows, of 100 %, without an
attribute, sixty that differ by chance, one alone. Compares the counts, every rate with its interval as the report shows it, the
differences and ratios of the section and of the findings. Exit code 1 on any difference above 1e-9, or above the last digit shown.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import warnings

import numpy as np
import pandas as pd
import people
from compare import Differences
from fairlearn import metrics as fair
from run import PROJECT, ROOT, imported
from statsmodels.stats import proportion

FEWEST = 30
#: The columns of the section's tables → the metric of Fairlearn, and of which rows it is a share.
RATES = {
    "Selection rate": (fair.selection_rate, lambda y, said: np.ones(len(y), bool)),
    "True positive rate": (fair.true_positive_rate, lambda y, said: y == 1),
    "False positive rate": (fair.false_positive_rate, lambda y, said: y == 0),
    "Accuracy": (lambda y, said: float(np.mean(y == said)), lambda y, said: np.ones(len(y), bool)),
    "Precision": (lambda y, said: float(np.mean(y[said == 1])), lambda y, said: said == 1),
}
COMPARED = list(RATES)[:3]


class Case:
    """Rows with what is favourable."""

    def __init__(self, name, data, target, attributes, positive, favourable):
        self.name, self.data, self.target, self.attributes = name, data, target, attributes
        self.positive, self.favourable = positive, favourable

    def report(self, reportctl, folder):
        """The imported evaluation, its section as JSON, and the findings."""
        path = folder / f"{self.name}.csv"
        self.data.to_csv(path, index=False)
        arguments = ["--target", self.target, "--prediction", "said", "--score", "score", "--positive", self.positive, "--name", self.name]
        arguments += ["--group", ",".join(self.attributes), "--replicates", 20]
        arguments += ["--favourable", self.favourable] if self.favourable else []
        [snapshot] = imported(reportctl, [path], arguments, folder / "out")
        file = folder / f"{self.name}.json"
        file.write_text(json.dumps(snapshot))
        run = lambda *words: subprocess.run([reportctl, *map(str, words)], check=True, capture_output=True, text=True).stdout  # noqa: E731
        run("render", file, "--format", "json", "--out", folder / self.name)
        [document] = (folder / self.name).glob("*.json")
        sections = {section["id"]: section for section in json.loads(document.read_text())["sections"]}
        findings = json.loads(run("findings", file, "--json"))["findings"]
        return snapshot["content"]["evaluations"][0], sections["groups"], findings

    def rows(self, attribute):
        """Group → whether rows are of the class that the section is about and whether they are called so."""
        of = self.favourable or self.positive
        groups = self.data[attribute].fillna("(missing)").astype(str)
        y, said = ((self.data[name].astype(str) == of).astype(int).to_numpy() for name in (self.target, "said"))
        return {name: (y[groups == name], said[groups == name]) for name in sorted(groups.unique())}


def cases():
    arrests, credit = people.arrests(), people.credit()
    yield Case("arrests", arrests, "released", ["colour", "sex", "age group"], "Yes", "Yes")
    yield Case("arrests_unwelcome", arrests, "released", ["colour"], "Yes", "No")
    yield Case("credit", credit, "risk", ["sex", "job"], "good", "good")
    yield Case("credit_undeclared", credit, "risk", ["sex", "job"], "bad", None)
    rng = np.random.default_rng(4)
    base = pd.DataFrame({"y": rng.integers(0, 2, 6_000), "score": rng.random(6_000).round(3)})
    base["said"] = (base["score"] >= 0.5).astype(int)
    awkward = base.copy()
    awkward["who"] = np.where(awkward.index < 3, "three", np.where(awkward.index < 3_000, "many", None))
    all_called = awkward.index[3_000:3_100]
    awkward.loc[all_called, "who"] = "all"
    awkward.loc[all_called, ["said", "y", "score"]] = [1, 1, 0.9]
    awkward["alone"] = "everybody"
    yield Case("awkward", awkward, "y", ["who", "alone"], "1", "1")
    sixty = base.copy()
    sixty["g"] = [f"g{index % 60:02}" for index in range(len(sixty))]
    yield Case("sixty", sixty, "y", ["g"], "1", "1")


def percent(text):
    return float(text.replace("−", "-").rstrip("%")) / 100


def cell(text):
    """Value and interval of `67.1% (64.7–69.3) *`, with half a unit of the last digit of each."""
    value, low, high = re.fullmatch(r"([\d.]+%) \(([\d.]+)–([\d.]+)\)(?: \*)?", text).groups()
    return [(percent(part), 0.5 * 10 ** -(len(part.rstrip("%").partition(".")[2]) + 2) + 1e-12) for part in (value, low, high)]


def close(found, what, shown, expected):
    for (value, half), other, part in zip(shown, expected, ("value", "from", "to"), strict=True):
        found.same(f"{what}, {part}: {value} beside {other}", abs(value - other) <= half, True)


def check(found, case, reportctl, folder):
    evaluation, section, findings = case.report(reportctl, folder)
    found.same("attributes", [grouping["attribute"] for grouping in evaluation["groups"]], case.attributes)
    every = {attribute: case.rows(attribute) for attribute in case.attributes}
    pairs = sum(compared_pairs(rows) for rows in every.values())
    for grouping in evaluation["groups"]:
        rows = every[grouping["attribute"]]
        counts(found, case, grouping, rows)
        blocks = [block for block in section["blocks"] if block["type"] in ("table", "chart")]
        tables = [block for block in blocks if re.search(f"by {grouping['attribute']}[,;]", block["caption"])]
        [chart] = [block for block in blocks if block["title" if block["type"] == "chart" else "type"].endswith(f" by {grouping['attribute']}")]
        shown(found, grouping, rows, tables)
        drawn(found, grouping, rows, chart["data"])
        differences(found, case, grouping["attribute"], rows, pairs, tables, findings)


def counts(found, case, grouping, rows):
    found.same("groups", [group["group"] for group in grouping["groups"]], list(rows))
    found.same("favourable class", grouping.get("favourable_class"), case.favourable)
    flip = case.favourable not in (None, case.positive)
    for group in grouping["groups"]:
        y, said = rows[group["group"]]
        y, said = (1 - y, 1 - said) if flip else (y, said)
        expected = {
            "true_positives": int((y & said).sum()),
            "false_positives": int(((1 - y) & said).sum()),
            "true_negatives": int(((1 - y) & (1 - said)).sum()),
            "false_negatives": int((y & (1 - said)).sum()),
        }
        found.same(f"{group['group']} rows", group["rows"], len(y))
        found.same(f"{group['group']} counts", group["counts"], expected)


def shown(found, grouping, rows, tables):
    """Every rate of the tables, rounded as shown, beside Fairlearn's and its interval beside statsmodels'."""
    seen = 0
    for table in tables:
        titles = [column["title"] for column in table["columns"]]
        for name in set(titles) & set(RATES):
            metric, of = RATES[name]
            for row in table["rows"]:
                group, text = (text_of(row["cells"][titles.index(title)]) for title in ("Group", name))
                if group not in rows:
                    continue
                seen += 1
                y, said = rows[group]
                denominator = int(of(y, said).sum())
                what = f"{grouping['attribute']} {group} {name}"
                if not denominator:
                    found.same(what, text, "–")
                    continue
                value = float(metric(y, said))
                part = round(value * denominator)
                low, high = proportion.proportion_confint(part, denominator, method="wilson")
                found.same(f"{what} is marked", text.endswith("*"), denominator < FEWEST)
                found.check(what, row["cells"][titles.index(name)]["value"], value)
                close(found, what, cell(text), (value, low, high))
    found.same(f"{grouping['attribute']}: rates shown", seen, len(rows) * len(RATES))


def drawn(found, grouping, rows, data):
    """The figures of the chart, which are exact, beside the same."""
    titles = [column["title"] for column in data["columns"]]
    for row in data["rows"]:
        y, said = rows[text_of(row["cells"][0])]
        for name in COMPARED:
            metric, of = RATES[name]
            place, denominator = titles.index(name), int(of(y, said).sum())
            if denominator:
                value = float(metric(y, said))
                low, high = proportion.proportion_confint(round(value * denominator), denominator, method="wilson")
                for cell, expected in zip(row["cells"][place : place + 3], (value, low, high), strict=True):
                    found.check(f"chart by {grouping['attribute']}: {name}", cell["value"], float(expected))


def text_of(cell):
    return cell["text"] if isinstance(cell, dict) else cell


def compared(rows, rate):
    """The groups with enough rows of the rate."""
    of = RATES[rate][1]
    return {name: (y, said) for name, (y, said) in rows.items() if of(y, said).sum() >= FEWEST}


def compared_pairs(rows):
    sizes = [len(compared(rows, rate)) for rate in COMPARED]
    return sum(size * (size - 1) // 2 for size in sizes)


def apart(rows, rate, pairs):
    """Fairlearn's difference between groups and statsmodels' interval of it."""
    metric, of = RATES[rate]
    values = {name: (float(metric(y, said)), int(of(y, said).sum())) for name, (y, said) in rows.items()}
    high = min(values, key=lambda name: (-values[name][0], name))
    low = min(values, key=lambda name: (values[name][0], name))
    part = lambda name: round(values[name][0] * values[name][1])  # noqa: E731
    interval = proportion.confint_proportions_2indep(
        part(high), values[high][1], part(low), values[low][1], method="newcomb", compare="diff", alpha=0.05 / pairs
    )
    return high, low, tuple(map(float, interval))


def stacked(rows):
    y, said = (np.concatenate([pair[place] for pair in rows.values()]) for place in (0, 1))
    return {"y_true": y, "y_pred": said, "sensitive_features": np.repeat(list(rows), [len(pair[0]) for pair in rows.values()])}


def differences(found, case, attribute, rows, pairs, tables, findings):
    chosen = {rate: compared(rows, rate) for rate in COMPARED}
    table = next((table for table in tables if table["caption"].startswith("Differences")), None)
    told = {text_of(row["cells"][0]): row["cells"] for row in table["rows"]} if table else {}
    frames = {
        "Demographic parity difference": ("Selection rate", fair.demographic_parity_difference),
        "Equal opportunity difference": ("True positive rate", fair.equal_opportunity_difference),
        "False positive rate difference": ("False positive rate", fair.false_positive_rate_difference),
    }
    expected = {}
    for name, (rate, metric) in frames.items():
        if len(chosen[rate]) < 2:
            found.same(f"{attribute} {name}", name in told, False)
            continue
        high, low, interval = apart(chosen[rate], rate, pairs)
        expected[rate] = value = float(metric(**stacked(chosen[rate])))
        cells = told[name]
        found.check(f"{attribute} {name}", cells[1]["value"], value)
        if value > 0:
            found.same(f"{attribute} {name} groups", [text_of(cell).rpartition(",")[0] for cell in cells[2:4]], [high, low])
        ends = [float(end.replace("−", "-")) / 100 for end in text_of(cells[4]).split(" to ")]
        close(found, f"{attribute} {name}", [(value, 1)] + [(end, 0.000501) for end in ends], (value, *interval))
        found.same(f"{attribute} {name} beyond chance", text_of(cells[5]) == "yes", interval[0] > 0)
    if all(chosen[rate] == chosen["Selection rate"] for rate in COMPARED[1:]) and "False positive rate" in expected:
        odds = float(fair.equalized_odds_difference(**stacked(chosen["Selection rate"])))
        found.check(f"{attribute} equalized odds", told["Equalized odds difference"][1]["value"], odds)
    judged(found, case, attribute, chosen, pairs, findings)


def judged(found, case, attribute, chosen, pairs, findings):
    """The findings' exact figures."""
    of = lambda rule: [finding for finding in findings if finding["rule"] == rule and f"By {attribute}," in finding["statement"]]  # noqa: E731
    groups = chosen["Selection rate"]
    if len(groups) < 2:
        found.same(f"{attribute} findings", [*of("selection_ratio"), *of("demographic_parity"), *of("equalized_odds")], [])
        return
    _, _, interval = apart(groups, "Selection rate", pairs)
    beyond = interval[0] > 0
    found.same(f"{attribute} selection ratio", len(of("selection_ratio")), int(beyond and case.favourable is not None))
    found.same(f"{attribute} demographic parity", len(of("demographic_parity")), int(beyond and case.favourable is None))
    for finding in [*of("selection_ratio"), *of("demographic_parity")]:
        figures = {figure["quantity"]: figure["value"] for figure in finding["figures"]}
        found.check(f"{attribute} finding: difference", figures["selection_rate_points"], float(fair.demographic_parity_difference(**stacked(groups))))
        found.check(f"{attribute} finding: least", figures["selection_rate_difference_least"], interval[0])
        found.check(f"{attribute} finding: most", figures["selection_rate_difference_most"], interval[1])
        if "selection_ratio" in figures:
            ratio = float(fair.demographic_parity_ratio(**stacked(groups)))
            found.check(f"{attribute} finding: ratio", figures["selection_ratio"], ratio)
            found.same(f"{attribute} severity", finding["severity"], "warning" if ratio < 0.8 else "info")
    rates = [rate for rate in COMPARED[1:] if len(chosen[rate]) > 1]
    apart_by = {rate: apart(chosen[rate], rate, pairs)[2] for rate in rates}
    beyond = [rate for rate in rates if apart_by[rate][0] > 0]
    found.same(f"{attribute} equalized odds", len(of("equalized_odds")), int(bool(beyond)))
    for finding in of("equalized_odds"):
        values = [figure["value"] for figure in finding["figures"]]
        nearest = [min(abs(value - end) for value in values) for rate in beyond for end in apart_by[rate]]
        found.same(f"{attribute} finding: interval of the odds", any(distance < 1e-9 for distance in nearest), True)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--reportctl", type=pathlib.Path, default=ROOT / "target/local/reportctl")
    args.add_argument("--keep", type=pathlib.Path, help="keep files and snapshots there")
    args = args.parse_args()
    # What is undefined is compared as such.
    warnings.filterwarnings("ignore")
    folder = args.keep or pathlib.Path(tempfile.mkdtemp(prefix="groups-"))
    folder.mkdir(parents=True, exist_ok=True)
    began, found = time.monotonic(), Differences()
    for case in cases():
        check(found.of(case.name), case, args.reportctl, folder)
    took = time.monotonic() - began
    print(found.report())
    print(f"{found.compared:,} figures of groups of {found.cases} files compared in {took:.0f} s: largest difference {found.largest:.1e} ({found.furthest})")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
