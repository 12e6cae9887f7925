//! Bounds of other values, and percentiles in their order.

use serde_json::{Value, json};

use super::{DEPLOYMENT, EXPERIMENT, ID, MODEL, PROJECT, SYNTHGEN, check, column, dataset, found, snapshot};

/// A path and its sentence, content with the value, a value out of bounds, and one just inside.
type Bound = (&'static str, &'static str, fn(f64) -> Value, f64, f64);

#[track_caller]
fn check_all(kind: &str, bounds: &[Bound]) {
    for (path, sentence, with, bad, good) in bounds {
        check(kind, with(*bad), path, sentence, with(*good));
    }
}

#[test]
fn times_and_shares_of_an_experiment() {
    check_all(
        EXPERIMENT,
        &[
            (
                "leaderboard[0].training_time_ms",
                "Training time of a is −1.0000; it is never less than 0.",
                |x| json!({"leaderboard": [{"name": "a", "training_time_ms": x}]}),
                -1.0,
                0.0,
            ),
            (
                "leaderboard[0].predict_time_per_row_ms",
                "Prediction time per row of a is −1.0000; it is never less than 0.",
                |x| json!({"leaderboard": [{"name": "a", "predict_time_per_row_ms": x}]}),
                -1.0,
                0.0,
            ),
            (
                "importance_by_model.a.x",
                "Share of importance of x is 1.5000; it lies between 0 and 1.",
                |x| json!({"importance_by_model": {"a": {"x": x}}}),
                1.5,
                1.0,
            ),
        ],
    );
}

#[test]
fn times_of_a_model() {
    check_all(
        MODEL,
        &[
            (
                "training_time_ms",
                "Training time is −1.0000; it is never less than 0.",
                |x| json!({"training_time_ms": x}),
                -1.0,
                0.0,
            ),
            (
                "predict_time_per_row_ms",
                "Prediction time per row is −1.0000; it is never less than 0.",
                |x| json!({"predict_time_per_row_ms": x}),
                -1.0,
                0.0,
            ),
        ],
    );
}

#[test]
fn latencies_and_drift_of_a_deployment() {
    check_all(
        DEPLOYMENT,
        &[
            (
                "intervals[0].latency_ms.p95",
                "Latency of 2026-03-01 00:00 UTC is −1.0000; it is never less than 0.",
                |x| json!({"intervals": [{"start": "2026-03-01T00:00:00Z", "requests": 0, "errors": 0, "latency_ms": {"p50": 9, "p95": x}}]}),
                -1.0,
                0.0,
            ),
            (
                "totals.latency_ms.p50",
                "Latency is −1.0000; it is never less than 0.",
                |x| json!({"totals": {"requests": 0, "errors": 0, "latency_ms": {"p50": x}}}),
                -1.0,
                0.0,
            ),
            (
                "totals.latency_ms.p99",
                "The 95th percentile of the latency is 9.0000, the 99th percentile 8.0000.",
                |x| json!({"totals": {"requests": 0, "errors": 0, "latency_ms": {"p50": 9, "p95": 9, "p99": x}}}),
                8.0,
                9.0,
            ),
            (
                "drift.features[0].current.psi",
                "PSI of f is −0.1000; it is never less than 0.",
                |x| json!({"drift": {"features": [{"feature": "f", "current": {"psi": x}}]}}),
                -0.1,
                0.0,
            ),
            (
                "drift.features[0].current.p_value",
                "p-value of f is 1.5000; it lies between 0 and 1.",
                |x| json!({"drift": {"features": [{"feature": "f", "current": {"p_value": x, "statistic": 99}}]}}),
                1.5,
                1.0,
            ),
            (
                "drift.features[0].daily[0].psi",
                "PSI of f is −0.1000; it is never less than 0.",
                |x| json!({"drift": {"features": [{"feature": "f", "current": {}, "daily": [{"date": "2026-03-01", "psi": x}]}]}}),
                -0.1,
                0.0,
            ),
            (
                "predictions.current.psi",
                "PSI is −0.1000; it is never less than 0.",
                |x| json!({"predictions": {"what": "p", "bin_edges": [], "periods": [], "current": {"psi": x}}}),
                -0.1,
                0.0,
            ),
            (
                "predictions.periods[0].std",
                "Standard deviation of now is −0.1000; it is never less than 0.",
                |x| json!({"predictions": {"what": "p", "bin_edges": [], "periods": [{"name": "now", "counts": [], "std": x}]}}),
                -0.1,
                0.0,
            ),
        ],
    );
}

#[test]
fn figures_of_synthetic_data() {
    check_all(
        SYNTHGEN,
        &[
            (
                "quality.overall",
                "Overall quality is 1.5000; it lies between 0 and 1.",
                |x| json!({"quality": {"overall": x}}),
                1.5,
                1.0,
            ),
            (
                "quality.column_shapes",
                "Column shapes is 1.5000; it lies between 0 and 1.",
                |x| json!({"quality": {"column_shapes": x}}),
                1.5,
                1.0,
            ),
            (
                "quality.column_pair_trends",
                "Column pair trends is 1.5000; it lies between 0 and 1.",
                |x| json!({"quality": {"column_pair_trends": x}}),
                1.5,
                1.0,
            ),
            (
                "validity",
                "Validity is 1.5000; it lies between 0 and 1.",
                |x| json!({"validity": x}),
                1.5,
                1.0,
            ),
            (
                "columns[0].score",
                "Score of c is 1.5000; it lies between 0 and 1.",
                |x| json!({"columns": [{"name": "c", "type": "numeric", "score": x}]}),
                1.5,
                1.0,
            ),
            (
                "columns[0].missing_real",
                "Share of missing values of c in the real data is 1.5000; it lies between 0 and 1.",
                |x| json!({"columns": [{"name": "c", "type": "numeric", "missing_real": x}]}),
                1.5,
                1.0,
            ),
            (
                "columns[0].missing_synthetic",
                "Share of missing values of c in the synthetic data is 1.5000; it lies between 0 and 1.",
                |x| json!({"columns": [{"name": "c", "type": "numeric", "missing_synthetic": x}]}),
                1.5,
                1.0,
            ),
            (
                "columns[0].summary_real.max",
                "The median of column c is 5, its maximum 4.",
                |x| json!({"columns": [{"name": "c", "type": "numeric", "summary_real": {"median": 5, "max": x}}]}),
                4.0,
                5.0,
            ),
            (
                "columns[0].summary_synthetic.std",
                "Standard deviation of c is −1.0000; it is never less than 0.",
                |x| json!({"columns": [{"name": "c", "type": "numeric", "summary_synthetic": {"std": x}}]}),
                -1.0,
                0.0,
            ),
            (
                "pairs[0].score",
                "Score of a and b is 1.5000; it lies between 0 and 1.",
                |x| json!({"pairs": [{"column_a": "a", "column_b": "b", "score": x}]}),
                1.5,
                1.0,
            ),
            (
                "correlation.real[0][1]",
                "Correlation of a and b in the real data is −1.5000; it lies between −1 and 1.",
                |x| json!({"correlation": {"method": "pearson", "columns": ["a", "b"], "real": [[1, x], [null, 1.000_000_000_000_000_2]], "synthetic": [[1, 0], [0, 1]]}}),
                -1.5,
                -1.0,
            ),
            (
                "correlation.synthetic[1][0]",
                "Correlation of b and a in the synthetic data is 1.5000; it lies between −1 and 1.",
                |x| json!({"correlation": {"method": "pearson", "columns": ["a", "b"], "real": [[1, 0], [0, 1]], "synthetic": [[1, 0], [x, 1]]}}),
                1.5,
                1.0,
            ),
            (
                "privacy.new_row_synthesis",
                "Share of new rows is 1.5000; it lies between 0 and 1.",
                |x| json!({"privacy": {"new_row_synthesis": x}}),
                1.5,
                1.0,
            ),
            (
                "privacy.dcr_baseline_protection",
                "Baseline protection is 1.5000; it lies between 0 and 1.",
                |x| json!({"privacy": {"dcr_baseline_protection": x}}),
                1.5,
                1.0,
            ),
            (
                "privacy.dcr_overfitting_protection",
                "Overfitting protection is 1.5000; it lies between 0 and 1.",
                |x| json!({"privacy": {"dcr_overfitting_protection": x}}),
                1.5,
                1.0,
            ),
            (
                "privacy.closer_to_training",
                "Share of rows closer to the training rows is 1.5000; it lies between 0 and 1.",
                |x| json!({"privacy": {"closer_to_training": x}}),
                1.5,
                1.0,
            ),
            (
                "privacy.disclosure_protection",
                "Disclosure protection is 1.5000; it lies between 0 and 1.",
                |x| json!({"privacy": {"disclosure_protection": x}}),
                1.5,
                1.0,
            ),
            (
                "utility.models[0].trained_on_real",
                "AUC of m is 1.5000; it lies between 0 and 1.",
                |x| json!({"utility": {"metric": "ROC AUC", "models": [{"name": "m", "trained_on_real": x, "trained_on_synthetic": 0.5}]}}),
                1.5,
                1.0,
            ),
            (
                "utility.models[0].trained_on_synthetic",
                "AUC of m is 1.5000; it lies between 0 and 1.",
                |x| json!({"utility": {"metric": "ROC AUC", "models": [{"name": "m", "trained_on_real": 0.5, "trained_on_synthetic": x}]}}),
                1.5,
                1.0,
            ),
        ],
    );
}

#[test]
fn figures_of_a_project() {
    check_all(
        PROJECT,
        &[
            (
                "deployments[0].error_rate",
                "Error rate of d is 1.5000; it lies between 0 and 1.",
                |x| json!({"deployments": [{"id": ID, "name": "d", "status": "active", "error_rate": x}]}),
                1.5,
                1.0,
            ),
            (
                "deployments[0].latency_p95_ms",
                "Latency of d is −1.0000; it is never less than 0.",
                |x| json!({"deployments": [{"id": ID, "name": "d", "status": "active", "latency_p95_ms": x}]}),
                -1.0,
                0.0,
            ),
            (
                "synthgen_runs[0].overall_quality",
                "Overall quality of s is 1.5000; it lies between 0 and 1.",
                |x| json!({"synthgen_runs": [{"id": ID, "name": "s", "status": "completed", "overall_quality": x}]}),
                1.5,
                1.0,
            ),
        ],
    );
}

#[test]
fn summaries_of_a_column() {
    // Percentiles of a column, each against the one before that is given.
    let of = |summary: Value| dataset(column(json!({"numeric": summary})));
    let path = "dataset.column_summaries[0].numeric";
    for (summary, field, sentence) in [
        (
            json!({"min": 3, "p25": 2, "median": 4}),
            "p25",
            "The minimum of column age is 3, its 25th percentile 2.",
        ),
        (
            json!({"min": 3, "p25": null, "median": 2}),
            "median",
            "The minimum of column age is 3, its median 2.",
        ),
        (json!({"median": 3, "p75": 2}), "p75", "The median of column age is 3, its 75th percentile 2."),
        (json!({"p75": 3, "max": 2}), "max", "The 75th percentile of column age is 3, its maximum 2."),
    ] {
        check(
            MODEL,
            of(summary),
            &format!("{path}.{field}"),
            sentence,
            of(json!({"min": 3, "p25": 3, "median": 3, "p75": 3, "max": 3})),
        );
    }
    assert_eq!(
        found(&snapshot(MODEL, &of(json!({"min": 1e12, "max": 1e12 - 1.0})))).len(),
        0,
        "rounding of large numbers"
    );
    assert_eq!(found(&snapshot(MODEL, &of(json!({"min": 1e12, "max": 1e12 - 2_000.0})))).len(), 1);
    let sentence = "Standard deviation of age is −1.0000; it is never less than 0.";
    check(MODEL, of(json!({"std": -1})), &format!("{path}.std"), sentence, of(json!({"std": 0})));
}
