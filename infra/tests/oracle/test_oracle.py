"""The oracle's own sums against published or hand-made values. Run by `python -m pytest test_oracle.py` or as it is."""

import math

import numpy as np
from scipy import stats as scipy_stats

from oracle import metrics, stats
from oracle.deployment import error_severity
from oracle.judge import judge
from oracle.expected import Expected
from oracle.text import numbers


def test_holm_as_in_holm_1979():
    assert np.allclose(stats.holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02])


def test_wilson_as_in_newcombe_1998():
    # Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662, 15 of 148 gives 0.0624 to 0.1605.
    assert np.allclose(stats.wilson(81 / 263, 263), (0.2553, 0.3662), atol=5e-5)
    assert np.allclose(stats.wilson(15 / 148, 148), (0.0624, 0.1605), atol=5e-5)


def test_corrected_t_of_five_folds():
    # A paired t of 2.5 over five folds becomes 2.5 · √(0.2 / 0.45).
    d = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    plain = d.mean() / (d.std(ddof=1) / math.sqrt(5))
    t, p = stats.corrected_t(d)
    assert math.isclose(t, plain * math.sqrt(0.2 / 0.45))
    assert math.isclose(p, 2 * scipy_stats.t.sf(t, 4))
    assert stats.corrected_t([0.1, 0.1, 0.1]) == (None, None)


def test_median_is_type_7():
    assert stats.median([1, 2, 3, 10]) == 2.5


def test_few_calls_prove_little():
    assert error_severity(1, 3) == "warning"
    assert error_severity(0, 10) == "good"
    assert error_severity(60, 100) == "critical"


def test_names_of_metrics():
    assert metrics.known("ROC AUC") == metrics.known("test_auc") == "auc"
    assert metrics.spoken("ROC AUC on held-out real rows") == "auc"
    assert metrics.spoken("Business value") is None
    assert metrics.higher_is_better("test_rmse") is False


def test_numbers_of_a_sentence():
    text = "GLM_1 has 1,234 of 5,000 rows (24.7%), p < 0.0001, 2 h 5 min from 2026-03-02 10:00 UTC with an F1 of −0.5."
    assert [(n.value, n.unit) for n in numbers(text, {"GLM_1"})] == [
        (1234.0, ""),
        (5000.0, ""),
        (24.7, "%"),
        (0.0001, ""),
        (125.0, "min"),
        (-0.5, ""),
    ]


def test_a_duration_of_one_part_is_exact_to_the_next_unit():
    (hour,) = numbers("one interval of 1 h was")
    assert hour.is_(3600.0) and hour.is_(3625.0) and not hour.is_(3700.0)
    (longer,) = numbers("2 h 5 min")
    assert longer.is_(7500.0) and not longer.is_(7600.0)


def test_a_board_is_ranked_by_its_metric():
    board = [{"name": n, "metrics": {"f1": v}} for n, v in (("a", 0.5), ("b", 0.9), ("c", 0.7))]
    content = {"task": "binary_classification", "status": "completed", "leaderboard": board, "ranking_metric": "f1"}
    content["metrics"] = [{"name": "f1", "higher_is_better": False}]
    found = {f.rule: f for f in judge({"kind": "experiment", "content": content}) if isinstance(f, Expected)}
    assert set(found) == {"metric_direction", "leaderboard_order", "leader_margin"}
    assert found["leaderboard_order"].severity == "warning"
    assert (0.9, "leader's value") in found["leader_margin"].must


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            test()
            print("ok", name)
