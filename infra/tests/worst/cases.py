"""The cases: which snapshots are the worst."""

from collections.abc import Callable
from dataclasses import dataclass

from maker import KINDS, SCRIPTS, Maker, TooMuch, fullest, lists, texts


@dataclass(frozen=True)
class Case:
    """A snapshot to be made, and whether the short form of the test has it."""

    name: str
    snapshot: Callable[[], dict]
    is_short: bool = False

    def __str__(self) -> str:
        return self.name


def every_list(kind: str) -> dict:
    """Every list as long as all of them together can be, with names of some length."""
    return fullest(lambda size: Maker(kind, lambda path, most: size, lambda path, most: 40))


def long_texts(kind: str, script: str) -> dict:
    """Every text at its bound, as many of each as a snapshot has room for."""
    return fullest(lambda size: Maker(kind, lambda path, most: size, lambda path, most: most, script))


def one_list(kind: str, longest: str) -> dict:
    """One list at its bound and what stands in its entries as long as there is room for; all others normal."""

    def make(size: int) -> Maker:
        def entries(path: str, most: int) -> int:
            if path == longest:
                return most
            return size if path.startswith(longest) else 12

        return Maker(kind, entries, lambda path, most: 30)

    def shorter(size: int) -> Maker:
        # Where even one of each is too much: as many entries as there is room for.
        return Maker(kind, lambda path, most: size if path == longest else 1 if path.startswith(longest) else 3, lambda path, most: 8)

    try:
        return fullest(make)
    except TooMuch:
        return fullest(shorter)


def one_list_of_long_texts(kind: str, longest: str, script: str) -> dict:
    """One list with as many texts of a thousand characters as there is room for; all others normal."""

    def make(size: int) -> Maker:
        return Maker(
            kind,
            lambda path, most: size if path == longest else 3,
            lambda path, most: 1_000 if path.startswith(longest) else 30,
            script,
        )

    return fullest(make)


def one_text(kind: str, longest: str, script: str) -> dict:
    """One text at its bound wherever it stands; all others normal."""
    size = lambda size: Maker(kind, lambda path, most: size, lambda path, most: most if path == longest else 20, script)  # noqa: E731

    return fullest(size)


SCRIPT_NAMES = list(SCRIPTS)
#: The script for the so-many-th path: all come in turn.
def script_of(index: int) -> str:
    return SCRIPT_NAMES[index % len(SCRIPT_NAMES)]


CASES = [
    *(Case(f"{kind}: every list", lambda kind=kind: every_list(kind), is_short=kind in ("model", "deployment")) for kind in KINDS),
    *(
        Case(f"{kind}: long texts, {script}", lambda kind=kind, script=script: long_texts(kind, script), is_short=index == place % len(SCRIPTS))
        for place, kind in enumerate(KINDS)
        for index, script in enumerate(SCRIPTS)
    ),
    *(Case(f"{kind}: {path}", lambda kind=kind, path=path: one_list(kind, path)) for kind in KINDS for path in lists(kind)),
    *(
        Case(
            f"{kind}: {path} of long texts",
            lambda kind=kind, path=path, index=index: one_list_of_long_texts(kind, path, script_of(index)),
            # It had 3,266 pages, until tables got a bound on all their text.
            is_short=(kind, path) == ("experiment", "content.leaderboard"),
        )
        for kind in KINDS
        for index, path in enumerate(lists(kind))
    ),
    *(
        Case(f"{kind}: the text {path}", lambda kind=kind, path=path, index=index: one_text(kind, path, script_of(index)))
        for kind in KINDS
        for index, path in enumerate(texts(kind))
    ),
]
