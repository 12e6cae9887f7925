"""`reportctl findings` as a pipeline calls it."""

import json

import pytest
from command import reportctl
from paths import ROOT, SAMPLES

COPULA = SAMPLES / "synthgen-wa_churn-gaussian-copula.json"
BARE = ROOT / "infra" / "samples" / "edge" / "synthgen-bare.json"
WARNS = ROOT / "shared" / "findings" / "tests" / "cases" / "sdm-unscored-columns" / "sdm-all-missing.json"


def test_for_people_each_finding_has_its_severity_and_unknowns_come_last():
    done = reportctl("findings", COPULA)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\n  good      All values are valid\n            Validity is 100%:" in done.stdout
    assert all(len(line) <= 100 or ".json" in line for line in done.stdout.splitlines())


def test_json_is_one_document_a_file_in_the_order_of_the_schema():
    done = reportctl("findings", COPULA, BARE, "--json")
    assert done.returncode == 0
    first, second = map(json.loads, done.stdout.splitlines())
    assert list(first)[:3] == ["snapshot", "kind", "name"]
    assert (first["snapshot"], first["kind"], second["snapshot"]) == (str(COPULA), "synthgen", str(BARE))
    finding = first["findings"][0]
    assert all(isinstance(finding[member], str) for member in ("rule", "severity", "title", "statement"))
    assert {"id", "of", "quantity", "label", "rows", "value", "unit", "count"} <= finding["figures"][0].keys()
    assert isinstance(first["unknowns"], list)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([WARNS, "--fail-on", "warning"], 1),
        ([WARNS, "--fail-on", "critical"], 0),
        ([WARNS], 0),
        ([WARNS, "--fail-on", "info"], 2),
        ([], 2),
    ],
)
def test_a_gate_fails_on_what_is_at_least_so_severe_and_only_then(arguments, status):
    assert reportctl("findings", *arguments).returncode == status


def test_a_bad_file_is_reported_and_does_not_stop_the_others():
    done = reportctl("findings", "missing.json", BARE)
    assert done.returncode == 1
    assert done.stderr.startswith("reportctl: cannot read missing.json")
    assert "The run is not over" in done.stdout
