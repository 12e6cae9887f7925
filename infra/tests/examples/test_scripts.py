"""The scripts of infra/examples make snapshots that fit the published schema, contradict nothing, and become documents."""

import json
import subprocess

import build
import jsonschema
import pytest
from paths import ROOT, VENV

EXAMPLES = ROOT / "infra" / "examples"
SCHEMAS = ROOT / "shared" / "snapshot" / "schema" / "v1"
SCRIPTS = sorted(path.name for path in EXAMPLES.glob("*.py"))
#: What a script is given, and what its report must show.
ARGUMENTS = {"autogluon_leaderboard.py": [ROOT / "shared" / "leaderboard" / "tests" / "saved" / "autogluon.csv"]}
SHOWS = {
    "autogluon_leaderboard.py": ("WeightedEnsemble_L2", "0.4102", "RMSE (validation)"),
    "scikit_learn_search.py": ("C=0.1", "standard deviation over the folds", "p-value"),
    "sdmetrics_report.py": ("flavanoids", "KSComplement", "CorrelationSimilarity"),
    "xgboost_model.py": ("worst perimeter", 'id="roc"', "Log loss by trees"),
}


@pytest.fixture(scope="session", autouse=True)
def binary():
    build.build()


def run(*command):
    return subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_makes_a_report(script, tmp_path):
    made = run(VENV / "examples" / "bin" / "python", EXAMPLES / script, *ARGUMENTS.get(script, []))
    assert made.returncode == 0, made.stderr
    snapshot = json.loads(made.stdout)
    jsonschema.validate(snapshot, json.loads((SCHEMAS / f"{snapshot['kind']}.json").read_text()))
    path = tmp_path / "snapshot.json"
    path.write_text(made.stdout)
    valid = run(build.reportctl(), "validate", "--strict", path)
    assert valid.returncode == 0, valid.stdout
    rendered = run(build.reportctl(), "render", path, "--options", '{"detail": "full"}', "--out", tmp_path)
    assert rendered.returncode == 0, rendered.stderr
    assert (tmp_path / "snapshot.pdf").read_bytes().startswith(b"%PDF-")
    page = (tmp_path / "snapshot.html").read_text()
    assert all(text in page for text in SHOWS[script]), [text for text in SHOWS[script] if text not in page]


def test_every_script_is_described():
    readme = (EXAMPLES / "README.md").read_text()
    assert SCRIPTS and all(f"]({script})" in readme for script in SCRIPTS)
