"""Every claim over every pair of offered figures is worded, and read back by a reader that knows only the JSON."""

import json
import random
import subprocess
import sys
from pathlib import Path

import build
import pytest
from paths import ROOT, SAMPLES

sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "oracle"))

from facts import collect, sign  # noqa: E402
from generate import generate  # noqa: E402
from read_back import Reader, Wrong  # noqa: E402

#: Lines that are read of one snapshot at most.
MOST = 6_000


@pytest.fixture(scope="session")
def every_claim():
    """The example binary that words all claims; `make test` builds it before."""
    built = ROOT / "target" / build.host() / build.PROFILE / "examples" / "every_claim"
    return built if built.exists() else ROOT / "target" / build.PROFILE / "examples" / "every_claim"


def claims(every_claim, path):
    printed = subprocess.run([every_claim, path], capture_output=True, text=True, check=True).stdout
    lines = [json.loads(line) for line in printed.splitlines()]
    return random.Random(0).sample(lines, MOST) if len(lines) > MOST else lines


def check(reader, line):
    pair = reader.read(line["text"])
    if "expect" in line:
        first, second = reversed(pair) if line["change"] else pair
        truth = ("same", "higher", "lower")[sign(first.value, second.value)]
        assert line["accepted"] == (truth == line["expect"]), f"expected {line['expect']}: {line['text']}"


def read_all(every_claim, path, snapshot):
    """How many were read, and how many of them held an expectation that the data contradicts."""
    reader, wrong, refused = Reader(collect(snapshot), snapshot["kind"]), [], 0
    lines = claims(every_claim, path)
    for line in lines:
        try:
            check(reader, line)
        except Wrong as error:
            wrong.append(f"{line['text']} → {error}")
        refused += line.get("accepted") is False
    assert not wrong, f"{len(wrong)} of {len(lines)}:\n" + "\n".join(wrong[:10])
    return len(lines), refused


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_claim_about_a_sample_is_true(every_claim, path):
    read, refused = read_all(every_claim, path, json.loads(path.read_text()))
    # A model without features and with one set of rows has few figures to claim anything of.
    assert read > 30 and refused > 5


def test_every_claim_about_generated_snapshots_is_true(every_claim, tmp_path, request):
    samples = sorted(SAMPLES.glob("*.json"))
    kinds = {}
    for path in samples:
        kinds.setdefault(path.name.split("-")[0], []).append(path)
    total, generated = [0, 0], request.config.getoption("--generated")
    for index in range(generated):
        paths = kinds[sorted(kinds)[index % len(kinds)]]
        sample = json.loads(paths[index // len(kinds) % len(paths)].read_text())
        snapshot = generate(sample, request.config.getoption("--seed") + index)
        path = tmp_path / f"{index}.json"
        path.write_text(json.dumps(snapshot))
        total = [a + b for a, b in zip(total, read_all(every_claim, path, snapshot), strict=True)]
    print(f"{total[0]} claims of {generated} generated snapshots, {total[1]} wrong expectations refused")
    assert total[0] > 200 * generated


def test_the_reader_notices_what_is_wrong(every_claim):
    """Sentences with one word or digit changed are not read as true."""
    path = SAMPLES / "experiment-breast_cancer_automl.json"
    snapshot = json.loads(path.read_text())
    reader = Reader(collect(snapshot), snapshot["kind"])
    changes = [(" better ", " worse "), (" best ", " worst "), (" higher ", " lower "), (" 14 ", " 13 "), ("third-", "fourth-"), (" falls ", " rises "),
               ("in cross-validation", "on test rows"), ("0.99", "0.89"), (" shorter ", " longer ")]  # fmt: skip
    noticed = 0
    for line in claims(every_claim, path):
        for old, new in changes:
            if old in line["text"] and "expect" not in line:
                with pytest.raises(Wrong):
                    reader.read(line["text"].replace(old, new, 1))
                noticed += 1
    assert noticed > 1_000
