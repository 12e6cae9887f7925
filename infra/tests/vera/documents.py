"""The documents that are checked: which snapshots, with which options, on which paper."""

import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "infra" / "samples"
KINDS = ("experiment", "model", "project", "deployment", "synthgen", "privacy")
#: Snapshots made out of the schema.
GENERATED = 100

#: As long as comments may be: paragraphs, a word without an end, markup, controls, and scripts that run either way.
COMMENTS = ("<script>alert(1)</script> \\) Tj endstream {{ x }}\n\nשָׁלוֹם 12 عالم abc\n顧客モデル 👩‍🔬 é̂ \u202eabc\u202c\n" + "W" * 300 + "\n")
LONG_COMMENTS = (COMMENTS * (20_000 // len(COMMENTS) + 1))[:20_000]
HOSTILE = {"title": "\u202e<b>שלום \\) Tj</b> 顧客 \ufffe🏴‍☠️", "comments": LONG_COMMENTS}
#: Emphasis, lists and links in scripts that run either way, and what stands as it was typed.
MARKDOWN = "**שָׁלוֹם** *عالم* [x](https://x.example) `code`\n\n- one\n- **二**\n\n1. first\n2. second\n\n# typed\n\n<b>typed</b>\n"


@dataclass(frozen=True)
class Sample:
    """A document to be rendered."""

    name: str
    snapshot: Path
    options: dict = field(default_factory=dict)
    paper: str = "a4"
    #: Whether the PDF holds its snapshot.
    is_attached: bool = False

    @property
    def profiles(self) -> tuple[str, str]:
        """What it is checked for: with a file within it, the third part of PDF/A."""
        return ("3a" if self.is_attached else "2a", "ua1")


def of_kind(kind: str) -> list[Path]:
    """The sample snapshots of a kind, the largest first."""
    found = (SAMPLES / "snapshots").glob(f"{kind}-*.json")
    return sorted(found, key=lambda path: (-path.stat().st_size, path.name))


def few() -> Iterator[Sample]:
    """Two documents of each kind: the fullest, and one that has next to nothing or is odd."""
    odd = {
        "experiment": "experiment-right-to-left",
        "model": "model-pictures",
        "project": "project-bare",
        "deployment": "deployment-bare",
        "synthgen": "synthgen-bare",
        "privacy": "privacy-2000-columns",
    }
    for kind in KINDS:
        yield Sample(f"{kind} full", of_kind(kind)[0], {"detail": "full", "include_coverage": True})
        options, paper = (HOSTILE, "letter") if kind == "project" else ({}, "a4")
        yield Sample(odd[kind], SAMPLES / "edge" / f"{odd[kind]}.json", options, paper)
    yield Sample("attached", of_kind("experiment")[-1], is_attached=True)
    yield Sample("brief", of_kind("model")[0], {"detail": "brief", "comments": MARKDOWN, "comments_format": "markdown"})
    yield Sample("japanese", SAMPLES / "edge" / "experiment-japanese.json", paper="letter")


def many(folder: Path) -> Iterator[Sample]:
    """Every sample and every edge case on either paper, and snapshots out of the schema, which are written into the folder."""
    snapshots = sorted((SAMPLES / "snapshots").glob("*.json")) + sorted((SAMPLES / "edge").glob("*.json"))
    for snapshot, paper in itertools.product(snapshots, ("a4", "letter")):
        yield Sample(f"{snapshot.stem} {paper}", snapshot, paper=paper)
    for kind in KINDS:
        yield Sample(f"{kind} hostile", of_kind(kind)[-1], HOSTILE)
        yield Sample(f"{kind} plain", of_kind(kind)[0], {"include_charts": False})
        yield Sample(f"{kind} attached", of_kind(kind)[0], is_attached=True)
    for number, snapshot in enumerate(generated()):
        path = folder / f"generated-{number:03}.json"
        path.write_text(json.dumps(snapshot, ensure_ascii=False))
        yield Sample(path.stem, path, paper=("a4", "letter")[number % 2])


def generated() -> Iterator[dict]:
    """Snapshots with every field of the schema, of all kinds, in all scripts, with lists of any length up to a dozen."""
    sys.path.insert(0, str(ROOT / "infra" / "tests" / "worst"))
    from maker import SCRIPTS, Maker

    for number in range(GENERATED):
        kind, script = KINDS[number % len(KINDS)], list(SCRIPTS)[number % len(SCRIPTS)]
        entries, length = number * 7 % 13, 4 + number * 11 % 90
        # The lists of lists of a snapshot would otherwise grow with the power of their depth.
        size = lambda path, most, entries=entries: min(entries, 3 if path.count("[]") else most)  # noqa: E731
        yield Maker(kind, size, lambda path, most, length=length: length, script).snapshot()
