"""Imports the results of scikit-learn's searches and compares every number with `cv_results_`: `leaderboards.py --reportctl PATH`.

Exit code 1 on any difference above 1e-9.
"""

import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
import searches
from compare import Differences

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROJECT = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"


def run(*command):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout.splitlines()


def imported(reportctl, path, arguments, out):
    """The experiment that an import writes, and its best model; both without contradictions."""
    paths = run(reportctl, "import", "leaderboard", path, *arguments, "--project", PROJECT, "--out", out)
    run(reportctl, "validate", "--strict", *paths)
    return [json.loads(pathlib.Path(path).read_text()) for path in paths]


def defined(value):
    return None if math.isnan(value) else float(value)


def compare(found, case, results, experiment, model):
    content = experiment["content"]
    names = ["score"] if case.is_single else case.scorers
    metric, _ = searches.METRICS[case.scorers[0]]
    found.same("task", content["task"], case.task)
    found.same("ranking", (content["ranking_metric"], content["ranking_split"]), (metric, "cross_validation"))
    # A scorer makes more better, whatever it measures. Candidates that are equally good stay in their order.
    means = np.nan_to_num(results[f"mean_test_{names[0]}"], nan=-np.inf)
    order = np.argsort(-means, kind="stable")
    found.same("models", len(content["leaderboard"]), len(order))
    for place, (entry, candidate) in enumerate(zip(content["leaderboard"], order, strict=True)):
        one(found, f"place {place + 1}", case, results, names, entry, candidate)
    # Candidates of one iteration were measured on the same folds.
    rounds = results.get("iter", np.zeros(len(order)))[order]
    pairs = {(entry["folds_id"], round) for entry, round in zip(content["leaderboard"], rounds, strict=True)}
    found.same("sets of folds", (len(pairs), len({folds for folds, _ in pairs})), (len(set(rounds)), len(set(rounds))))
    parameters = {parameter["name"]: parameter["value"] for parameter in model["content"]["hyperparameters"]}
    expected = {name: value for name, value in results["params"][order[0]].items() if value is not None}
    found.same("parameters", sorted(parameters), sorted(expected))
    for name, value in expected.items():
        found.same(f"parameter {name}", parameters[name], value)


def one(found, what, case, results, names, entry, candidate):
    """A model of the leaderboard beside its candidate."""
    for scorer, name in zip(case.scorers, names, strict=True):
        metric, sign = searches.METRICS[scorer]
        for rows, prefix in (("test", ""), ("train", "training_")):
            if f"mean_{rows}_{name}" in results:
                value = defined(sign * results[f"mean_{rows}_{name}"][candidate])
                found.check(f"{what}, {rows} {metric}", entry["metrics"][prefix + metric], value)
        folds = [defined(sign * results[f"split{fold}_test_{name}"][candidate]) for fold in range(case.search.n_splits_)]
        spread = entry["fold_spread"][metric]
        found.same(f"{what}, folds", len(spread["folds"]), len(folds))
        for fold, (ours, value) in enumerate(zip(spread["folds"], folds, strict=True)):
            found.check(f"{what}, fold {fold} of {metric}", ours, value)
    found.check(f"{what}, time", entry["training_time_ms"], float(results["mean_fit_time"][candidate]) * 1_000)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--reportctl", type=pathlib.Path, default=ROOT / "target/local/reportctl")
    args = args.parse_args()
    began, found = time.monotonic(), Differences()
    with tempfile.TemporaryDirectory(prefix="leaderboards-") as folder:
        for case in searches.cases():
            path, results, arguments = case.write(pathlib.Path(folder))
            experiment, model = imported(args.reportctl, path, arguments, pathlib.Path(folder) / case.name)
            compare(found.of(case.name), case, results, experiment, model)
    print(found.report())
    took = time.monotonic() - began
    print(f"{found.compared:,} figures of {found.cases} searches compared in {took:.0f} s: largest difference {found.largest:.1e}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
