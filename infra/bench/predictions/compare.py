"""An import of a million predictions beside scikit-learn computing the same, measured in one run on one machine.

    compare.py --reportctl PATH --python PATH [--rows N] [--replicates B]

* ours: `reportctl import predictions`, a whole process from start to exit: reads the file, computes metrics, curves, tables
  and the intervals of B resamples, writes the snapshot;
* scikit-learn: scikit.py beside this file, a whole process that reads the same file with pandas and computes the same
  metrics, curves and intervals of the same B resamples;
* ours, with the usual number of resamples for so many rows.

It prints times, peak resident memory and their ratios, and how far the metrics of the two differ.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
PROJECT = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece"


def write(path, rows):
    """Two classes, one of five rows positive, with scores of six digits, so that some are equal."""
    generator = random.Random(1)
    with path.open("w") as file:
        file.write("y,score\n")
        for _ in range(rows):
            label = int(generator.random() < 0.2)
            score = min(max(generator.gauss(0.3 + 0.25 * label, 0.2), 0.0), 1.0)
            file.write(f"{label},{score:.6f}\n")


def fresh_process(command):
    """Runs a command to its end: what it printed, seconds, and peak resident memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return printed, took, usage.ru_maxrss / 1024


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--reportctl", type=pathlib.Path, required=True)
    args.add_argument("--python", type=pathlib.Path, required=True, help="an interpreter that has scikit-learn and pandas")
    args.add_argument("--rows", type=int, default=1_000_000)
    args.add_argument("--replicates", type=int, default=20)
    args = args.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data, out = pathlib.Path(folder) / "predictions.csv", pathlib.Path(folder) / "out"
        write(data, args.rows)
        ours = [args.reportctl, "import", "predictions", data, "--target", "y", "--score", "score", "--project", PROJECT, "--out", out]
        printed, seconds, memory = fresh_process([*ours, "--replicates", args.replicates])
        snapshot = json.loads(pathlib.Path(printed.strip()).read_text())
        metrics = snapshot["content"]["evaluations"][0]["metrics"]
        theirs, their_seconds, their_memory = fresh_process([args.python, HERE / "scikit.py", data, args.replicates])
        furthest = max(abs(metrics[name] - value) for name, value in json.loads(theirs).items())
        _, usual_seconds, usual_memory = fresh_process(ours)
    print(f"{args.rows:,} rows, {args.replicates} resamples")
    print(f"  reportctl     {seconds:8.2f} s  {memory:6.0f} MiB")
    print(f"  scikit-learn  {their_seconds:8.2f} s  {their_memory:6.0f} MiB")
    print(f"  ratio         {their_seconds / seconds:8.1f}    {their_memory / memory:6.1f}")
    print(f"  metrics differ by at most {furthest:.1e}")
    print(f"as many resamples as usual\n  reportctl     {usual_seconds:8.2f} s  {usual_memory:6.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
