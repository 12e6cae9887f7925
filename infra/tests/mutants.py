"""Break the code of facts and findings in random places, one at a time, and see whether their tests notice.

`mutants.py [--sample N] [--seed S]`: draws N of all mutants that cargo-mutants can make, runs the tests of both crates on each,
prints how many were caught and which survived, and exits 1 under the share that is wanted. cargo-mutants is installed into
`.venv/cargo` the first time.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "local"))

from paths import LOCAL, ROOT, VENV  # noqa: E402

VERSION = "27.1.0"
PACKAGES = ("report-facts", "report-findings")
#: Share of the viable mutants that the tests must notice.
WANTED = 0.9
CARGO_ROOT = VENV / "cargo"


def environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{CARGO_ROOT / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def install() -> None:
    if not (CARGO_ROOT / "bin" / "cargo-mutants").exists():
        subprocess.run(["cargo", "install", "cargo-mutants", "--version", VERSION, "--locked", "--root", CARGO_ROOT], check=True)


def mutants(*arguments: str) -> subprocess.CompletedProcess:
    packages = [word for package in PACKAGES for word in ("--package", package)]
    return subprocess.run(["cargo", "mutants", *packages, *arguments], cwd=ROOT, env=environment(), text=True,
                          capture_output="--list" in arguments, check="--list" in arguments)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=150, help="how many mutants (default: 150)")
    parser.add_argument("--seed", type=int, default=20261128, help="of the draw")
    chosen = parser.parse_args()
    install()
    names = [mutant["name"] for mutant in json.loads(mutants("--list", "--json").stdout)]
    drawn = random.Random(chosen.seed).sample(names, min(chosen.sample, len(names)))
    print(f"{len(names)} mutants, {len(drawn)} drawn with seed {chosen.seed}", flush=True)
    output = LOCAL / "mutants"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    pattern = "^(" + "|".join(re.escape(name).replace(r"\-", "-") for name in drawn) + ")$"
    config = output / "config.toml"
    # Not optimised, since each mutant is compiled once and run for a second; a file, since so long a list fits no command line.
    config.write_text(f"examine_re = [{json.dumps(pattern)}]\ntest_package = {json.dumps(list(PACKAGES))}\nprofile = \"dev\"\n")
    mutants("--config", str(config), "--output", str(output), "--no-times", "--minimum-test-timeout", "60")
    outcomes = output / "mutants.out"
    counts = {name: len((outcomes / f"{name}.txt").read_text().splitlines()) for name in ("caught", "missed", "timeout", "unviable")}
    noticed, all_viable = counts["caught"] + counts["timeout"], counts["caught"] + counts["timeout"] + counts["missed"]
    print((outcomes / "missed.txt").read_text())
    share = noticed / all_viable if all_viable else 0.0
    print(f"{noticed} of {all_viable} mutants caught ({share:.1%}); {counts['unviable']} did not compile")
    return 0 if share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
