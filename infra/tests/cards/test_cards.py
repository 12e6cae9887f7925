"""The front matter of reports on models is a model card as the Hugging Face Hub's own client reads it. No network."""

import json
import math
import subprocess
from pathlib import Path

import pytest
import yaml
from huggingface_hub import ModelCard

ROOT = Path(__file__).resolve().parents[3]
REPORTCTL = ROOT / "target" / "local" / "reportctl"
MODELS = sorted((ROOT / "infra" / "samples").glob("*/model-*.json"))
SPLITS = {"training": "train", "validation": "validation", "cross_validation": "cross-validation", "test": "test"}
#: What YAML or a reader of front matter may take for something else.
HOSTILE = ['a": b', "---\nlicense: mit", "# no", "yes", "1e3", "{{ x }}", "!!python/object:x", "\u2028\u0085\ufeff\U0001f680", "'\\", "é\t|>-"]


def card_of(snapshot, folder, **options):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.json"
    path.write_text(json.dumps(snapshot))
    command = [REPORTCTL, "render", path, "--format", "md", "--out", folder, "--options", json.dumps(options)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return ModelCard.load(folder / "model.md")


def usable(metrics):
    return {name: value for name, value in metrics.items() if value is not None and math.isfinite(value)}


def results_of(card):
    """(Split, metric) → value."""
    return {(result.dataset_split, result.metric_type): result.metric_value for result in card.data.eval_results or []}


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_the_hub_reads_every_metric_of_the_snapshot(path, tmp_path):
    snapshot = json.loads(path.read_text())
    card, content = card_of(snapshot, tmp_path), snapshot["content"]
    known = {
        (SPLITS[evaluation["split"]], name): value
        for evaluation in content.get("evaluations", []) for name, value in usable(evaluation["metrics"]).items()
    }  # fmt: skip
    found = results_of(card)
    # A metric that says of which rows it is, and one out of its bounds, stand in no result.
    assert found.items() <= known.items() and len(found) >= 0.9 * len(known)
    assert card.data.pipeline_tag == ("tabular-regression" if content["task"] == "regression" else "tabular-classification")
    if found:
        assert card.data.model_name == snapshot["name"]
        assert set(card.data.metrics) == {name for _, name in found}
        assert {result.dataset_name for result in card.data.eval_results} == {content.get("dataset", {}).get("name", "(not named)")}


@pytest.mark.parametrize("path", MODELS[:3], ids=lambda path: path.stem)
def test_a_card_survives_the_round_trip(path, tmp_path):
    card = card_of(json.loads(path.read_text()), tmp_path)
    again = ModelCard(str(card))
    assert again.data.to_dict() == card.data.to_dict() and again.text == card.text
    assert yaml.safe_load(card.data.to_yaml()) == card.data.to_dict()
    assert "# " in card.text.lstrip()[:2]


def test_no_name_breaks_the_front_matter(tmp_path):
    for number, text in enumerate(HOSTILE):
        snapshot = json.loads(MODELS[0].read_text())
        content = snapshot["content"]
        snapshot["name"] = content["algorithm"] = snapshot["source"]["tool"] = text
        content["dataset"] = {"name": text}
        content["evaluations"] = [{"split": "test", "metrics": {text: 0.5}}]
        content["metrics"] = [{"name": text, "label": text}]
        card = card_of(snapshot, tmp_path / str(number), title=" ".join(text.split()) or "T")
        assert set(card.data.to_dict()) <= {"library_name", "pipeline_tag", "tags", "metrics", "model-index"}, text
        (result,) = card.data.eval_results
        assert result.metric_value == 0.5 and isinstance(card.data.model_name, str)
        for name in (result.metric_type, result.metric_name, result.dataset_name, card.data.model_name):
            assert isinstance(name, str) and "\n" not in name


def test_without_metrics_there_are_no_results(tmp_path):
    card = card_of(json.loads(MODELS[0].read_text()), tmp_path, include_metrics=False)
    assert card.data.eval_results is None and card.data.metrics is None and card.data.tags
