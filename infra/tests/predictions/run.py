"""Imports files of predictions and compares every figure with scikit-learn: `run.py --reportctl PATH [--cases N] [--keep DIR]`.

Real data, made-up files and one of a million rows. Exit code 1 on any difference above 1e-9.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

import cases
import numpy as np
from compare import Differences, experiment, million, model

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROJECT = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"


def imported(reportctl, files, arguments, out):
    """The snapshots that an import writes."""
    command = [reportctl, "import", "predictions", *files, *arguments, "--project", PROJECT, "--out", out]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return [json.loads(pathlib.Path(line).read_text()) for line in done.stdout.splitlines()]


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--reportctl", type=pathlib.Path, default=ROOT / "target/local/reportctl")
    args.add_argument("--cases", type=int, default=50, help="made-up files")
    args.add_argument("--keep", type=pathlib.Path, help="keep files and snapshots there")
    args = args.parse_args()
    # What scikit-learn warns about is undefined, and compared as such.
    warnings.filterwarnings("ignore")
    folder = args.keep or pathlib.Path(tempfile.mkdtemp(prefix="predictions-"))
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / "snapshots"
    began, found = time.monotonic(), Differences()
    for case in [*cases.real(), *map(cases.generated, range(args.cases))]:
        path, arguments = case.write(folder)
        [snapshot] = imported(args.reportctl, [path], arguments, out)
        model(found.of(case.name), case, snapshot["content"])
    path, y, scores = cases.million(folder)
    arguments = ["--target", "y", "--score", "score", "--replicates", 2, "--seed", 7]
    [snapshot] = imported(args.reportctl, [path], arguments, out)
    million(found.of("million"), snapshot["content"], y, scores)
    pair = [cases.generated(0), cases.generated(0)]
    pair[1].name, pair[1].scores = "flat", np.full_like(pair[1].scores, 0.5)
    written = [case.write(folder) for case in pair]
    arguments = written[0][1]
    arguments[arguments.index("--name") + 1] = "pair"
    experiment(found.of("pair"), imported(args.reportctl, [path for path, _ in written], arguments, out))
    took = time.monotonic() - began
    print(found.report())
    print(f"{found.compared:,} figures of {found.cases} files compared in {took:.0f} s: largest difference {found.largest:.1e} ({found.furthest})")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
