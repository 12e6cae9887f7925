"""`reportctl render`: what it says of a PDF that lacks fonts."""

import pytest
from command import reportctl
from paths import ROOT

EDGE = ROOT / "infra" / "samples" / "edge"
FONTS = ROOT / "shared" / "fonts" / "fallback"


@pytest.mark.parametrize(
    ("sample", "arguments", "said"),
    [
        ("experiment-right-to-left", [], "--fonts names a folder with more"),
        ("experiment-right-to-left", ["--fonts", FONTS], ""),
        # Only a PDF has fonts of its own.
        ("experiment-right-to-left", ["--format", "html,md"], ""),
        ("experiment-one-model", [], ""),
    ],
)
def test_boxes_for_what_no_font_has_are_said(sample, arguments, said, tmp_path):
    done = reportctl("render", EDGE / f"{sample}.json", "--out", tmp_path, *arguments)
    assert done.returncode == 0
    assert said in done.stderr and bool(said) == bool(done.stderr), done.stderr
