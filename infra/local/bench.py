"""`make bench`: everything that is measured, one after the other; `bench.py [listing | creation | commentary | latency | documents | predictions | mlflow]` for some.

What is timed as it is deployed is built with the release profile; the first such build takes some minutes.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import build
import packages
from paths import ROOT, SAMPLES, STACK_BIN

BENCH = ROOT / "infra" / "bench"
PYTHON = STACK_BIN / "python"


def run(*command: str | Path) -> None:
    print(f"$ {' '.join(map(str, command))}", flush=True)
    # The Python programs that measure import modules from their own folders, not from this one.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


#: Crates with programs that measure, beside all that is deployed.
MEASURING = ("report-storage", "report-render", "report-commentary", "report-claims")


def selection() -> list[str]:
    """The same packages for every benchmark, so that nothing is compiled twice."""
    return ["--target", build.host(), *build.packages(*MEASURING)]


def built(profile: str, *targets: str) -> Path:
    """Build targets; the folder that they are in."""
    run("cargo", "build", "--profile", profile, *selection(), *targets)
    return build.target_dir() / build.host() / profile


def benchmark(name: str) -> None:
    """Run a benchmark of criterion's."""
    run("cargo", "bench", *selection(), "--bench", name)


def listing() -> None:
    """What a page of the list costs at any length and offset."""
    binaries = built(build.PROFILE, "--example", "page")
    run(PYTHON, BENCH / "listing" / "listing.py", "--page", binaries / "examples" / "page")


def creation() -> None:
    """What the creation of a report costs the table, and how long it takes."""
    functions = [argument for name in ("create", "positions", "renderer") for argument in ("--bin", name)]
    binaries = built(build.PROFILE, *functions)
    run(PYTHON, BENCH / "creation" / "creation.py", "--binaries", binaries)


def commentary() -> None:
    """What commentary takes beside the model's own time."""
    benchmark("commentary")


def latency() -> None:
    """The functions alone, without a gateway, beside the bare calls that each must make."""
    functions = [argument for name in ("create", "get", "list", "view", "publish", "entities", "upload") for argument in ("--bin", name)]
    binaries = built("release", *functions, "--example", "bare")
    run(PYTHON, BENCH / "latency" / "latency.py", "--binaries", binaries)


def thirty_models() -> dict:
    """The breast-cancer experiment with its leaderboard repeated until it has thirty entries, as the benchmark does."""
    snapshot = json.loads((SAMPLES / "experiment-breast_cancer_automl.json").read_text())
    real = snapshot["content"]["leaderboard"]
    repeated = [{**real[index % len(real)], "name": f"{real[index % len(real)]['name']}_copy_{index}"} for index in range(14, 30)]
    snapshot["content"]["leaderboard"] = real[:14] + repeated
    return snapshot


def documents() -> None:
    """Our documents beside a headless browser's and a typesetter's."""
    packages.install_missing(packages.DOCUMENT_TOOLS | packages.ARCHIVE_TOOLS)
    run(sys.executable, ROOT / "infra" / "local" / "tools.py", "vera")
    benchmark("documents")
    binaries = built("release", "--bin", "reportctl")
    snapshot = build.target_dir() / "experiment-30-models.json"
    snapshot.write_text(json.dumps(thirty_models()))
    run(PYTHON, BENCH / "documents" / "compare.py", "--reportctl", binaries / "reportctl", "--snapshot", snapshot)


def predictions() -> None:
    """An import of a million predictions beside scikit-learn."""
    run(sys.executable, ROOT / "infra" / "local" / "tools.py", "oracle")
    binaries = built("release", "--bin", "reportctl")
    python = ROOT / ".venv" / "oracle" / "bin" / "python"
    run(PYTHON, BENCH / "predictions" / "compare.py", "--reportctl", binaries / "reportctl", "--python", python)


def mlflow() -> None:
    """An import of 5,000 runs beside curl that fetches the same pages."""
    run(sys.executable, ROOT / "infra" / "local" / "tools.py", "mlflow")
    binaries = built("release", "--bin", "reportctl")
    run(PYTHON, BENCH / "mlflow" / "compare.py", "--reportctl", binaries / "reportctl")


ALL = {
    "listing": listing,
    "creation": creation,
    "commentary": commentary,
    "latency": latency,
    "documents": documents,
    "predictions": predictions,
    "mlflow": mlflow,
}


def main(names: list[str]) -> int:
    try:
        for name in names or ALL:
            print(f"\n==== {name}: {ALL[name].__doc__} ====", flush=True)
            ALL[name]()
    except KeyError as error:
        print(f"error: no such benchmark: {error}", file=sys.stderr)
        return 2
    except (subprocess.CalledProcessError, build.BuildError, packages.Missing) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
