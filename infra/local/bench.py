"""`make bench`: everything that is measured, one after the other; `bench.py [listing | latency | documents]` for one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import build
from paths import ROOT, SAMPLES, STACK_BIN

BENCH = ROOT / "infra" / "bench"
PYTHON = STACK_BIN / "python"


def run(*command: str | Path) -> None:
    print(f"$ {' '.join(map(str, command))}", flush=True)
    # Python programs that measure sit beside modules of their own, not beside ours.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def listing() -> None:
    """What a page of the list costs at any length and offset."""
    profile = ["--profile", build.PROFILE, "--target", build.host()]
    run("cargo", "build", *profile, *build.packages("report-storage"), "--example", "page")
    page = build.target_dir() / build.host() / build.PROFILE / "examples" / "page"
    run(PYTHON, BENCH / "listing" / "listing.py", "--page", page)


def latency() -> None:
    """The functions alone, without a gateway, beside the bare calls that each must make."""
    build.build()
    for program in sorted((BENCH / "latency").glob("latency.py")):
        run(PYTHON, program)


def thirty_models() -> dict:
    """The breast-cancer experiment with its leaderboard repeated until it has thirty entries, as the benchmark does."""
    snapshot = json.loads((SAMPLES / "experiment-breast_cancer_automl.json").read_text())
    real = snapshot["content"]["leaderboard"]
    repeated = [{**real[index % len(real)], "name": f"{real[index % len(real)]['name']}_copy_{index}"} for index in range(14, 30)]
    snapshot["content"]["leaderboard"] = real[:14] + repeated
    return snapshot


def documents() -> None:
    """Our documents beside a headless browser's and a typesetter's."""
    run("cargo", "bench", "--package", "report-render", "--bench", "documents")
    run("cargo", "build", "--release", "--package", "reportctl")
    snapshot = build.target_dir() / "experiment-30-models.json"
    snapshot.write_text(json.dumps(thirty_models()))
    reportctl = build.target_dir() / "release" / "reportctl"
    run(PYTHON, BENCH / "documents" / "compare.py", "--reportctl", reportctl, "--snapshot", snapshot)


ALL = {"listing": listing, "latency": latency, "documents": documents}


def main(names: list[str]) -> int:
    try:
        for name in names or ALL:
            print(f"\n==== {name}: {ALL[name].__doc__} ====", flush=True)
            ALL[name]()
    except KeyError as error:
        print(f"error: no such benchmark: {error}", file=sys.stderr)
        return 2
    except (subprocess.CalledProcessError, build.BuildError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
