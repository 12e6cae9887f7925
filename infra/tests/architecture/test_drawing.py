"""The drawing of the crates shows what they are."""

import sys

from paths import ROOT

sys.path.insert(0, str(ROOT / "infra" / "architecture"))

import crates  # noqa: E402


def test_the_drawing_is_up_to_date():
    assert crates.DRAWING.read_text() == crates.drawing(), "run `make drawing`"


def test_libraries_use_neither_functions_nor_the_tool():
    found, folders = crates.uses()
    assert {(name, used) for name in found for used in found[name] if folders[used] != "shared"} == set()
