"""Which documents an archive and a screen reader's owner would take: PDF/A-2a and PDF/UA-1 by veraPDF, file by file."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "tests" / "vera"))

from check import PROFILES, verdicts  # noqa: E402

NAMES = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}


def show(files: dict[str, pathlib.Path]) -> None:
    """Prints of each file, by what made it, how many rules of each profile it breaks, and how often."""
    print(f"\n{'Rules broken, by veraPDF':46} " + " ".join(f"{NAMES[profile]:>22}" for profile in PROFILES))
    found = verdicts(dict.fromkeys(files.values(), PROFILES))
    by_file = {(verdict["file"], verdict["profile"]): verdict for verdict in found}
    for name, file in files.items():
        cells = [said(by_file[str(file), profile]) for profile in PROFILES]
        print(f"{name:46} " + " ".join(f"{cell:>22}" for cell in cells))


def said(verdict: dict) -> str:
    if verdict.get("error"):
        return "cannot be read"
    broken = verdict["failed"]
    return f"{len(broken)}, {sum(rule['times'] for rule in broken):,} times" if broken else "passes"
