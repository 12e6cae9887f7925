//! Every contradiction that is looked for, each with a twin that is none.
#![allow(clippy::unwrap_used)]

use report_facts::contradictions::contradictions;
use report_findings::{Finding, Severity, findings};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

const EXPERIMENT: &str = "experiment";
const MODEL: &str = "model";
const DEPLOYMENT: &str = "deployment";
const SYNTHGEN: &str = "synthgen";
const PROJECT: &str = "project";

const ID: &str = "00000000-0000-0000-0000-000000000001";

/// The least that a snapshot of the kind says.
fn least(kind: &str) -> Value {
    match kind {
        EXPERIMENT => json!({"task": "binary_classification", "status": "completed"}),
        MODEL => json!({"task": "binary_classification"}),
        DEPLOYMENT => json!({"status": "active"}),
        SYNTHGEN => json!({"status": "completed"}),
        _ => json!({}),
    }
}

fn snapshot(kind: &str, members: &Value) -> Snapshot {
    let mut content = least(kind);
    for (name, member) in members.as_object().unwrap() {
        content[name] = member.clone();
    }
    let whole = json!({"schema_version": 1, "kind": kind, "id": ID, "project_id": ID, "name": "it", "content": content});
    report_snapshot::read(whole.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {whole}"))
}

/// Paths and sentences.
fn found(snapshot: &Snapshot) -> Vec<(String, String)> {
    let all = contradictions(snapshot);
    let found = all.problems.into_iter().flat_map(|problem| problem.found);
    let found: Vec<_> = found.map(|one| (one.path, one.statement.to_plain())).collect();
    assert_eq!(found.len(), all.total);
    found
}

/// One check: what contradicts itself, where and in which words, and its twin just inside.
#[track_caller]
fn check(kind: &str, broken: Value, path: &str, sentence: &str, twin: Value) {
    let expected = [(format!("content.{path}"), sentence.to_owned())];
    assert_eq!(found(&snapshot(kind, &broken)), expected, "{broken}");
    assert_eq!(found(&snapshot(kind, &twin)), [], "{twin}");
}

fn finding(snapshot: &Snapshot) -> Option<Finding> {
    findings(snapshot).into_iter().find(|finding| finding.rule.name == "contradictions")
}

fn entry(name: &str, metrics: Value) -> Value {
    json!({"name": name, "metrics": metrics})
}

fn column(members: Value) -> Value {
    let mut column = json!({"name": "age", "type": "numeric"});
    for (name, member) in members.as_object().unwrap() {
        column[name] = member.clone();
    }
    column
}

fn dataset(column: Value) -> Value {
    json!({"dataset": {"name": "people", "rows": 100, "column_summaries": [column]}})
}

fn intervals(errors: u64, totals: (u64, u64)) -> Value {
    let interval = |hour: u32, errors: u64| json!({"start": format!("2026-03-01T{hour:02}:00:00Z"), "requests": 100, "errors": errors});
    json!({"intervals": [interval(0, 1), interval(1, errors)], "totals": {"requests": totals.0, "errors": totals.1}})
}

#[test]
fn counts_do_not_exceed_their_total() {
    let only = |errors: u64| json!({"intervals": [intervals(errors, (0, 0))["intervals"][1]]});
    let sentence = "The interval from 2026-03-01 01:00 UTC has 101 failed calls of 100 calls.";
    check(DEPLOYMENT, only(101), "intervals[0].errors", sentence, only(100));
    let totals = |errors: u64, by_type: u64| json!({"totals": {"requests": 1, "errors": errors, "errors_by_type": {"A": by_type, "B": 0}}});
    check(
        DEPLOYMENT,
        totals(2, 2),
        "totals.errors",
        "The totals have 2 failed calls of 1 call.",
        totals(1, 1),
    );
    let sentence = "The totals have 1 failed call, by type of error 2.";
    check(DEPLOYMENT, totals(1, 2), "totals.errors_by_type", sentence, totals(1, 1));

    for kind in [EXPERIMENT, MODEL, SYNTHGEN] {
        let of = |members: Value| dataset(column(members));
        let sentence = "Column age has 101 missing values in 100 rows.";
        let path = "dataset.column_summaries[0]";
        check(
            kind,
            of(json!({"missing": 101})),
            &format!("{path}.missing"),
            sentence,
            of(json!({"missing": 100})),
        );
        let sentence = "Column age has 101 different values in 100 rows.";
        check(
            kind,
            of(json!({"distinct": 101})),
            &format!("{path}.distinct"),
            sentence,
            of(json!({"distinct": 100})),
        );
        let categories = |count: u64| {
            of(json!({"type": "categorical", "missing": 10, "distinct": 200,
                "categories": [{"value": "a", "count": 40}, {"value": "b", "count": count}]}))
        };
        let sentence =
            "The categories and missing values of column age stand for 101 rows, of 100 rows in all.";
        check(kind, categories(51), &format!("{path}.categories"), sentence, categories(50));
    }
    let copies = |copies: u64| json!({"synthetic_rows": 10, "privacy": {"exact_copies": copies}});
    let sentence = "The privacy check counts 11 copies of real rows among 10 synthetic rows.";
    check(SYNTHGEN, copies(11), "privacy.exact_copies", sentence, copies(10));
    let drifted = |second: &str| json!({"deployments": [{"id": ID, "name": "d", "status": "active", "drifted_features": ["a", second]}]});
    let sentence = "d has the feature a more than once as drifted.";
    check(PROJECT, drifted("a"), "deployments[0].drifted_features[1]", sentence, drifted("b"));
}

#[test]
fn totals_are_the_sum_of_their_parts() {
    let sentence = "The totals have 201 calls, the intervals together 200 calls.";
    check(DEPLOYMENT, intervals(4, (201, 5)), "totals.requests", sentence, intervals(4, (200, 5)));
    let sentence = "The totals have 6 failed calls, the intervals together 5 failed calls.";
    check(DEPLOYMENT, intervals(4, (200, 6)), "totals.errors", sentence, intervals(4, (200, 5)));
    assert_eq!(
        found(&snapshot(DEPLOYMENT, &json!({"totals": {"requests": 9, "errors": 1}}))),
        [],
        "no intervals"
    );

    let of = |missing: u64, columns: u64, second: Value| {
        let second = json!({"name": "b", "type": "text", "missing": second});
        json!({"dataset": {"name": "people", "missing_values": missing, "columns": columns,
            "column_summaries": [column(json!({"missing": 2})), second]}})
    };
    let sentence = "The dataset people has 6 missing values, its columns together 5 missing values.";
    check(EXPERIMENT, of(6, 2, json!(3)), "dataset.missing_values", sentence, of(5, 2, json!(3)));
    assert_eq!(found(&snapshot(MODEL, &of(6, 3, json!(3)))), [], "a column without a summary");
    assert_eq!(found(&snapshot(MODEL, &of(6, 2, Value::Null))), [], "a column that does not say");
    let project = |missing| json!({"datasets": [of(missing, 2, json!(3))["dataset"]]});
    check(PROJECT, project(4), "datasets[0].missing_values", &sentence.replace("has 6", "has 4"), project(5));
}

#[test]
fn times_run_forwards() {
    let run = |start: &str, end: &str| json!({"started_at": format!("2026-03-{start}T00:00:00Z"), "finished_at": format!("2026-03-{end}T00:00:00Z")});
    for kind in [EXPERIMENT, SYNTHGEN] {
        let sentence = "The run starts at 2026-03-02 00:00 UTC and ends at 2026-03-01 00:00 UTC.";
        check(kind, run("02", "01"), "finished_at", sentence, run("02", "02"));
    }
    let item = |start, end| {
        let mut item = run(start, end);
        for (name, value) in [("id", ID), ("name", "e"), ("status", "completed")] {
            item[name] = json!(value);
        }
        json!({"experiments": [item]})
    };
    let sentence = "The experiment e starts at 2026-03-02 00:00 UTC and ends at 2026-03-01 00:00 UTC.";
    check(PROJECT, item("02", "01"), "experiments[0].finished_at", sentence, item("02", "02"));

    let window = |end: &str| json!({"window": {"start": "2026-03-02T00:00:00Z", "end": format!("2026-03-02T{end}:00Z")}});
    let sentence = "The window starts at 2026-03-02 00:00 UTC and ends at 2026-03-02 00:00 UTC.";
    check(DEPLOYMENT, window("00:00"), "window.end", sentence, window("00:01"));
    let item = |end| json!({"deployments": [{"id": ID, "name": "d", "status": "active", "window": window(end)["window"]}]});
    let sentence = sentence.replace("The window", "The window of d");
    check(PROJECT, item("00:00"), "deployments[0].window.end", &sentence, item("00:01"));
}

#[test]
fn metrics_lie_within_their_bounds() {
    let board = |auc: f64| json!({"leaderboard": [entry("a", json!({"auc": 0.5})), entry("b", json!({"auc": auc}))], "ranking_split": "test"});
    let broken = found(&snapshot(EXPERIMENT, &board(1.0 + 2e-9)));
    assert_eq!(broken[0].0, "content.leaderboard[1].metrics.auc");
    assert!(
        broken[0].1.starts_with("AUC of b on test rows is 1.00000000"),
        "not as if it were 1: {}",
        broken[0].1
    );
    assert_eq!(found(&snapshot(EXPERIMENT, &board(1.0 + 9e-10))), [], "rounding");
    let sentence = "AUC of b on test rows is −0.1000; it lies between 0 and 1.";
    check(EXPERIMENT, board(-0.1), "leaderboard[1].metrics.auc", sentence, board(0.0));
    let other = |value: f64| json!({"leaderboard": [entry("a", json!({"r2": value, "rmse": -value, "sharpe": 7.0}))]});
    let sentence = "R² of a is 1.5000; it is never more than 1.";
    let r2 = |value: f64| json!({"leaderboard": [entry("a", json!({"r2": value}))]});
    check(EXPERIMENT, r2(1.5), "leaderboard[0].metrics.r2", sentence, r2(-900.0));
    assert_eq!(found(&snapshot(EXPERIMENT, &other(-1.0))), [], "unknown metrics and negative R² are free");
    let error =
        |value: f64| json!({"leaderboard": [entry("a", json!({"Test RMSE": value, "test_error": 12.0}))]});
    let sentence = "RMSE (test) of a is −1.0000; it is never less than 0.";
    let of = |value: f64| json!({"leaderboard": [entry("a", json!({"test_rmse": value}))]});
    check(EXPERIMENT, of(-1.0), "leaderboard[0].metrics.test_rmse", sentence, error(1.0));

    let folds =
        |mean: f64, sd: f64, fold: f64| json!({"auc": {"mean": mean, "sd": sd, "folds": [0.5, fold, null]}});
    let spread = |folds: Value| json!({"leaderboard": [{"name": "a", "fold_spread": folds}]});
    let path = "leaderboard[0].fold_spread.auc";
    let sentence = "AUC of a in cross-validation is 2.0000; it lies between 0 and 1.";
    let good = spread(folds(1.0, 0.0, 1.0));
    check(EXPERIMENT, spread(folds(2.0, 0.0, 1.0)), &format!("{path}.mean"), sentence, good.clone());
    check(EXPERIMENT, spread(folds(1.0, 0.0, 2.0)), &format!("{path}.folds[1]"), sentence, good.clone());
    let sentence = "Standard deviation over the folds of a is −1.0000; it is never less than 0.";
    check(EXPERIMENT, spread(folds(1.0, -1.0, 1.0)), &format!("{path}.sd"), sentence, good);
    let sentence = "AUC in cross-validation is 2.0000; it lies between 0 and 1.";
    let of = |fold: f64| json!({"folds": folds(0.5, 0.1, fold)});
    check(MODEL, of(2.0), "folds.auc.folds[1]", sentence, of(1.0));

    let served = |auc: f64| json!({"model": {"name": "m", "offline_metrics": {"roc_auc": auc}}});
    let sentence = "AUC of m is 1.7000; it lies between 0 and 1.";
    check(DEPLOYMENT, served(1.7), "model.offline_metrics.roc_auc", sentence, served(1.0));
    let item = |value: f64| json!({"experiments": [{"id": ID, "name": "e", "status": "completed", "best_metric": {"name": "auc", "value": value}}]});
    let sentence = "AUC of e is 1.7000; it lies between 0 and 1.";
    check(PROJECT, item(1.7), "experiments[0].best_metric.value", sentence, item(1.0));
    let item = |value: f64, time: f64| json!({"models": [{"id": ID, "name": "m", "status": "candidate", "training_time_ms": time, "metric": {"name": "auc", "value": value}}]});
    let sentence = "AUC of m is 1.7000; it lies between 0 and 1.";
    check(PROJECT, item(1.7, 0.0), "models[0].metric.value", sentence, item(1.0, 0.0));
    let sentence = "Training time of m is −1.0000; it is never less than 0.";
    check(PROJECT, item(1.0, -1.0), "models[0].training_time_ms", sentence, item(1.0, 0.0));
}

#[test]
fn figures_of_an_evaluation_are_shares() {
    let of = |member: &str, value: Value| json!({"evaluations": [{"split": "test", member: value}]});
    for (member, place, label, with) in [
        ("metrics", "auc", "AUC", (|x| json!({"auc": x})) as fn(f64) -> Value),
        (
            "roc",
            "roc[0].auc",
            "Area under the ROC curve",
            |x| json!([{"auc": x, "false_positive_rate": [], "true_positive_rate": []}]),
        ),
        (
            "roc",
            "roc[0].false_positive_rate[1]",
            "False-positive rate",
            |x| json!([{"false_positive_rate": [0, x], "true_positive_rate": [0, 1]}]),
        ),
        (
            "roc",
            "roc[0].true_positive_rate[1]",
            "True-positive rate",
            |x| json!([{"false_positive_rate": [0, 1], "true_positive_rate": [0, x]}]),
        ),
        (
            "precision_recall",
            "precision_recall[0].auc",
            "Area under the precision-recall curve",
            |x| json!([{"auc": x, "recall": [], "precision": []}]),
        ),
        (
            "precision_recall",
            "precision_recall[0].recall[0]",
            "Recall",
            |x| json!([{"recall": [x, 0], "precision": [0, 1]}]),
        ),
        (
            "precision_recall",
            "precision_recall[0].precision[0]",
            "Precision",
            |x| json!([{"recall": [1, 0], "precision": [x, 1]}]),
        ),
        (
            "thresholds",
            "thresholds[0].precision",
            "Precision at a threshold",
            |x| json!([{"threshold": 7, "precision": x}]),
        ),
        (
            "thresholds",
            "thresholds[0].recall",
            "Recall at a threshold",
            |x| json!([{"threshold": 7, "recall": x}]),
        ),
        ("thresholds", "thresholds[0].f1", "F1 at a threshold", |x| json!([{"threshold": 7, "f1": x}])),
        (
            "thresholds",
            "thresholds[0].specificity",
            "Specificity at a threshold",
            |x| json!([{"threshold": 7, "specificity": x}]),
        ),
        (
            "thresholds",
            "thresholds[0].accuracy",
            "Accuracy at a threshold",
            |x| json!([{"threshold": 7, "accuracy": x}]),
        ),
        (
            "gains_lift",
            "gains_lift[0].cumulative_data_fraction",
            "Cumulative share of rows",
            |x| json!([{"cumulative_data_fraction": x, "lift": 9}]),
        ),
        (
            "gains_lift",
            "gains_lift[0].cumulative_capture_rate",
            "Cumulative capture rate",
            |x| json!([{"cumulative_data_fraction": 1, "cumulative_capture_rate": x}]),
        ),
        (
            "calibration",
            "calibration[0].mean_predicted",
            "Mean predicted probability",
            |x| json!([{"mean_predicted": x, "observed_rate": 0.5}]),
        ),
        (
            "calibration",
            "calibration[0].observed_rate",
            "Observed rate",
            |x| json!([{"mean_predicted": 0.5, "observed_rate": x}]),
        ),
        ("hit_ratios", "hit_ratios[1]", "Hit ratio", |x| json!([0.5, x])),
    ] {
        let place = if member == "metrics" { "metrics.auc" } else { place };
        let sentence = format!("{label} on test rows is 1.0100; it lies between 0 and 1.");
        let path = format!("evaluations[0].{place}");
        check(MODEL, of(member, with(1.01)), &path, &sentence, of(member, with(1.0)));
        let best = json!({"leaderboard": [entry("a", json!({}))], "best_model": {"name": "a", "model": {"task": "binary_classification", "evaluations": [{"split": "test", member: with(1.01)}]}}});
        let sentence = format!("{label} of a on test rows is 1.0100; it lies between 0 and 1.");
        let path = format!("content.best_model.model.{path}");
        assert_eq!(found(&snapshot(EXPERIMENT, &best)), [(path, sentence)]);
    }
}

#[test]
fn other_values_lie_within_their_bounds() {
    for (kind, path, sentence, with, bad, good) in [
        (
            EXPERIMENT,
            "leaderboard[0].training_time_ms",
            "Training time of a is −1.0000; it is never less than 0.",
            (|x| json!({"leaderboard": [{"name": "a", "training_time_ms": x}]})) as fn(f64) -> Value,
            -1.0,
            0.0,
        ),
        (
            EXPERIMENT,
            "leaderboard[0].predict_time_per_row_ms",
            "Prediction time per row of a is −1.0000; it is never less than 0.",
            |x| json!({"leaderboard": [{"name": "a", "predict_time_per_row_ms": x}]}),
            -1.0,
            0.0,
        ),
        (
            EXPERIMENT,
            "importance_by_model.a.x",
            "Share of importance of x is 1.5000; it lies between 0 and 1.",
            |x| json!({"importance_by_model": {"a": {"x": x}}}),
            1.5,
            1.0,
        ),
        (
            MODEL,
            "training_time_ms",
            "Training time is −1.0000; it is never less than 0.",
            |x| json!({"training_time_ms": x}),
            -1.0,
            0.0,
        ),
        (
            MODEL,
            "predict_time_per_row_ms",
            "Prediction time per row is −1.0000; it is never less than 0.",
            |x| json!({"predict_time_per_row_ms": x}),
            -1.0,
            0.0,
        ),
        (
            DEPLOYMENT,
            "intervals[0].latency_ms.p95",
            "Latency of 2026-03-01 00:00 UTC is −1.0000; it is never less than 0.",
            |x| json!({"intervals": [{"start": "2026-03-01T00:00:00Z", "requests": 0, "errors": 0, "latency_ms": {"p50": 9, "p95": x}}]}),
            -1.0,
            0.0,
        ),
        (
            DEPLOYMENT,
            "totals.latency_ms.p50",
            "Latency is −1.0000; it is never less than 0.",
            |x| json!({"totals": {"requests": 0, "errors": 0, "latency_ms": {"p50": x}}}),
            -1.0,
            0.0,
        ),
        (
            DEPLOYMENT,
            "totals.latency_ms.p99",
            "The 95th percentile of the latency is 9.0000, the 99th percentile 8.0000.",
            |x| json!({"totals": {"requests": 0, "errors": 0, "latency_ms": {"p50": 9, "p95": 9, "p99": x}}}),
            8.0,
            9.0,
        ),
        (
            DEPLOYMENT,
            "drift.features[0].current.psi",
            "PSI of f is −0.1000; it is never less than 0.",
            |x| json!({"drift": {"features": [{"feature": "f", "current": {"psi": x}}]}}),
            -0.1,
            0.0,
        ),
        (
            DEPLOYMENT,
            "drift.features[0].current.p_value",
            "p-value of f is 1.5000; it lies between 0 and 1.",
            |x| json!({"drift": {"features": [{"feature": "f", "current": {"p_value": x, "statistic": 99}}]}}),
            1.5,
            1.0,
        ),
        (
            DEPLOYMENT,
            "drift.features[0].daily[0].psi",
            "PSI of f is −0.1000; it is never less than 0.",
            |x| json!({"drift": {"features": [{"feature": "f", "current": {}, "daily": [{"date": "2026-03-01", "psi": x}]}]}}),
            -0.1,
            0.0,
        ),
        (
            DEPLOYMENT,
            "predictions.current.psi",
            "PSI is −0.1000; it is never less than 0.",
            |x| json!({"predictions": {"what": "p", "bin_edges": [], "periods": [], "current": {"psi": x}}}),
            -0.1,
            0.0,
        ),
        (
            DEPLOYMENT,
            "predictions.periods[0].std",
            "Standard deviation of now is −0.1000; it is never less than 0.",
            |x| json!({"predictions": {"what": "p", "bin_edges": [], "periods": [{"name": "now", "counts": [], "std": x}]}}),
            -0.1,
            0.0,
        ),
        (
            SYNTHGEN,
            "quality.overall",
            "Overall quality is 1.5000; it lies between 0 and 1.",
            |x| json!({"quality": {"overall": x}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "quality.column_shapes",
            "Column shapes is 1.5000; it lies between 0 and 1.",
            |x| json!({"quality": {"column_shapes": x}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "quality.column_pair_trends",
            "Column pair trends is 1.5000; it lies between 0 and 1.",
            |x| json!({"quality": {"column_pair_trends": x}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "validity",
            "Validity is 1.5000; it lies between 0 and 1.",
            |x| json!({"validity": x}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "columns[0].score",
            "Score of c is 1.5000; it lies between 0 and 1.",
            |x| json!({"columns": [{"name": "c", "type": "numeric", "score": x}]}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "columns[0].missing_real",
            "Share of missing values of c in the real data is 1.5000; it lies between 0 and 1.",
            |x| json!({"columns": [{"name": "c", "type": "numeric", "missing_real": x}]}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "columns[0].missing_synthetic",
            "Share of missing values of c in the synthetic data is 1.5000; it lies between 0 and 1.",
            |x| json!({"columns": [{"name": "c", "type": "numeric", "missing_synthetic": x}]}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "columns[0].summary_real.max",
            "The median of column c is 5, its maximum 4.",
            |x| json!({"columns": [{"name": "c", "type": "numeric", "summary_real": {"median": 5, "max": x}}]}),
            4.0,
            5.0,
        ),
        (
            SYNTHGEN,
            "columns[0].summary_synthetic.std",
            "Standard deviation of c is −1.0000; it is never less than 0.",
            |x| json!({"columns": [{"name": "c", "type": "numeric", "summary_synthetic": {"std": x}}]}),
            -1.0,
            0.0,
        ),
        (
            SYNTHGEN,
            "pairs[0].score",
            "Score of a and b is 1.5000; it lies between 0 and 1.",
            |x| json!({"pairs": [{"column_a": "a", "column_b": "b", "score": x}]}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "correlation.real[0][1]",
            "Correlation of a and b in the real data is −1.5000; it lies between −1 and 1.",
            |x| json!({"correlation": {"method": "pearson", "columns": ["a", "b"], "real": [[1, x], [null, 1.000_000_000_000_000_2]], "synthetic": [[1, 0], [0, 1]]}}),
            -1.5,
            -1.0,
        ),
        (
            SYNTHGEN,
            "correlation.synthetic[1][0]",
            "Correlation of b and a in the synthetic data is 1.5000; it lies between −1 and 1.",
            |x| json!({"correlation": {"method": "pearson", "columns": ["a", "b"], "real": [[1, 0], [0, 1]], "synthetic": [[1, 0], [x, 1]]}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "privacy.new_row_synthesis",
            "Share of new rows is 1.5000; it lies between 0 and 1.",
            |x| json!({"privacy": {"new_row_synthesis": x}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "privacy.dcr_baseline_protection",
            "Baseline protection is 1.5000; it lies between 0 and 1.",
            |x| json!({"privacy": {"dcr_baseline_protection": x}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "privacy.dcr_overfitting_protection",
            "Overfitting protection is 1.5000; it lies between 0 and 1.",
            |x| json!({"privacy": {"dcr_overfitting_protection": x}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "privacy.closer_to_training",
            "Share of rows closer to the training rows is 1.5000; it lies between 0 and 1.",
            |x| json!({"privacy": {"closer_to_training": x}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "privacy.disclosure_protection",
            "Disclosure protection is 1.5000; it lies between 0 and 1.",
            |x| json!({"privacy": {"disclosure_protection": x}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "utility.models[0].trained_on_real",
            "AUC of m is 1.5000; it lies between 0 and 1.",
            |x| json!({"utility": {"metric": "ROC AUC", "models": [{"name": "m", "trained_on_real": x, "trained_on_synthetic": 0.5}]}}),
            1.5,
            1.0,
        ),
        (
            SYNTHGEN,
            "utility.models[0].trained_on_synthetic",
            "AUC of m is 1.5000; it lies between 0 and 1.",
            |x| json!({"utility": {"metric": "ROC AUC", "models": [{"name": "m", "trained_on_real": 0.5, "trained_on_synthetic": x}]}}),
            1.5,
            1.0,
        ),
        (
            PROJECT,
            "deployments[0].error_rate",
            "Error rate of d is 1.5000; it lies between 0 and 1.",
            |x| json!({"deployments": [{"id": ID, "name": "d", "status": "active", "error_rate": x}]}),
            1.5,
            1.0,
        ),
        (
            PROJECT,
            "deployments[0].latency_p95_ms",
            "Latency of d is −1.0000; it is never less than 0.",
            |x| json!({"deployments": [{"id": ID, "name": "d", "status": "active", "latency_p95_ms": x}]}),
            -1.0,
            0.0,
        ),
        (
            PROJECT,
            "synthgen_runs[0].overall_quality",
            "Overall quality of s is 1.5000; it lies between 0 and 1.",
            |x| json!({"synthgen_runs": [{"id": ID, "name": "s", "status": "completed", "overall_quality": x}]}),
            1.5,
            1.0,
        ),
    ] {
        check(kind, with(bad), path, sentence, with(good));
    }
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

#[test]
fn lists_are_in_order() {
    let roc = |rates: [f64; 3]| json!({"evaluations": [{"split": "test", "roc": [{"class": "yes", "false_positive_rate": rates, "true_positive_rate": [0, 1, 1]}]}]});
    let sentence = "The false-positive rates of the ROC curve of class yes on test rows go up and down.";
    check(
        MODEL,
        roc([0.0, 0.5, 0.4]),
        "evaluations[0].roc[0].false_positive_rate",
        sentence,
        roc([0.0, 0.5, 0.5]),
    );
    assert_eq!(found(&snapshot(MODEL, &roc([1.0, 0.5, 0.0]))), [], "descending");
    assert_eq!(found(&snapshot(MODEL, &roc([0.0, 0.5, 0.5 - 1e-10]))), [], "rounding");
    let pr = |recalls: [f64; 3]| json!({"evaluations": [{"split": "validation", "precision_recall": [{"recall": recalls, "precision": [0, 1, 1]}]}]});
    let sentence = "The recalls of the precision-recall curve on validation rows go up and down.";
    check(
        MODEL,
        pr([1.0, 0.2, 0.5]),
        "evaluations[0].precision_recall[0].recall",
        sentence,
        pr([1.0, 0.5, 0.2]),
    );
    let curve = |steps: [f64; 3]| json!({"learning_curves": [{"metric": "logloss", "step_label": "Trees", "steps": steps}]});
    let sentence = "The steps of the learning curve of logloss go up and down.";
    check(MODEL, curve([1.0, 3.0, 2.0]), "learning_curves[0].steps", sentence, curve([1.0, 2.0, 2.0]));

    let feature = |second: &str| json!({"drift": {"features": [{"feature": "f", "current": {}, "daily": [{"date": "2026-03-01"}, {"date": second}]}]}});
    let path = "drift.features[0].daily[1].date";
    for (date, sentence) in [
        ("2026-03-01", "The daily drift of f has the day 2026-03-01 more than once."),
        ("2026-02-30", "The daily drift of f has 2026-02-30 for a date."),
        ("2026-3-1", "The daily drift of f has 2026-3-1 for a date."),
        ("", "The daily drift of f has (empty) for a date."),
        ("２０２6", "The daily drift of f has ２０２6 for a date."),
    ] {
        check(DEPLOYMENT, feature(date), path, sentence, feature("2026-02-28"));
    }
    let daily = |second: &str| json!({"predictions": {"what": "p", "bin_edges": [], "periods": [], "daily": [{"date": "2026-03-01"}, {"date": second}]}});
    let sentence = "The daily drift has the day 2026-03-01 more than once.";
    check(DEPLOYMENT, daily("2026-03-01"), "predictions.daily[1].date", sentence, daily("2026-03-02"));
}

#[test]
fn names_are_given_once() {
    let board = |second: &str| json!({"leaderboard": [entry("a", json!({})), entry(second, json!({}))]});
    let sentence = "The leaderboard has a model named a more than once.";
    check(EXPERIMENT, board("a"), "leaderboard[1].name", sentence, board("A"));
    let empty = json!({"leaderboard": [entry("", json!({})), entry("", json!({}))]});
    assert_eq!(
        found(&snapshot(EXPERIMENT, &empty))[0].1,
        "The leaderboard has a model named (empty) more than once."
    );
    let columns = |second: &str| json!({"dataset": {"name": "d", "column_summaries": [column(json!({})), {"name": second, "type": "text"}]}});
    let sentence = "The dataset has a column named age more than once.";
    check(MODEL, columns("age"), "dataset.column_summaries[1].name", sentence, columns("age "));
    let features = |second: &str| json!({"drift": {"features": [{"feature": "f", "current": {}}, {"feature": second, "current": {}}]}});
    let sentence = "The drift has a feature named f more than once.";
    check(DEPLOYMENT, features("f"), "drift.features[1].feature", sentence, features("g"));
    let matrix = |second: &str| json!({"evaluations": [{"split": "test", "confusion_matrix": {"labels": ["x", second], "counts": [[1, 0], [0, 1]]}}]});
    let sentence = "The confusion matrix has a class named x more than once.";
    check(MODEL, matrix("x"), "evaluations[0].confusion_matrix.labels[1]", sentence, matrix("y"));
}

#[test]
fn the_best_model_is_on_the_leaderboard() {
    let best = |name: &str, board: &[&str]| {
        let board: Vec<Value> = board.iter().map(|name| entry(name, json!({}))).collect();
        json!({"leaderboard": board, "best_model": {"name": name, "model": {"task": "regression"}}})
    };
    let sentence = "The best model, c, is not on the leaderboard.";
    check(EXPERIMENT, best("c", &["a", "b"]), "best_model.name", sentence, best("b", &["a", "b"]));
    assert_eq!(found(&snapshot(EXPERIMENT, &best("c", &[]))), [], "no leaderboard");
}

#[test]
fn the_finding_counts_all_words_three_and_says_equal_ones_of_a_list_once() {
    assert_eq!(finding(&snapshot(DEPLOYMENT, &intervals(4, (200, 5)))), None);
    let broken = json!({
        "window": {"start": "2026-03-02T00:00:00Z", "end": "2026-03-02T00:00:00Z"},
        "intervals": (0..12).map(|hour| json!({"start": format!("2026-03-01T{hour:02}:00:00Z"), "requests": 1, "errors": 2})).collect::<Vec<_>>(),
        "totals": {"requests": 12, "errors": 25},
        "drift": {"features": [{"feature": "f", "current": {"psi": -1}}]},
    });
    let found = finding(&snapshot(DEPLOYMENT, &broken)).unwrap();
    assert_eq!((found.severity, found.title.as_str()), (Severity::Warning, "Figures contradict one another"));
    let expected = "In 16 places: The interval from 2026-03-01 00:00 UTC has 2 failed calls of 1 call. The same goes for 11 further entries of \
        that list. The totals have 25 failed calls of 12 calls. The totals have 25 failed calls, the intervals together 24 failed \
        calls. And 2 further contradictions.";
    assert_eq!(found.statement.to_plain(), expected);
    assert_eq!(found.figures()[0].value, 16.0);
    let two = json!({"leaderboard": [{"name": "a", "training_time_ms": -1}, {"name": "b", "training_time_ms": -2}]});
    let expected = "In 2 places: Training time of a is −1.0000; it is never less than 0. The same goes for 1 further entry of that list.";
    assert_eq!(finding(&snapshot(EXPERIMENT, &two)).unwrap().statement.to_plain(), expected);
}

#[test]
fn very_many_contradictions_are_counted_quickly() {
    let start = |index: usize| {
        let (day, minute) = (index / 1_440, index % 1_440);
        format!("2026-03-{:02}T{:02}:{:02}:00Z", day + 1, minute / 60, minute % 60)
    };
    let intervals: Vec<Value> =
        (0..20_000).map(|i| json!({"start": start(i), "requests": 0, "errors": 1})).collect();
    let snapshot =
        snapshot(DEPLOYMENT, &json!({"intervals": intervals, "totals": {"requests": 1, "errors": 0}}));
    let began = std::time::Instant::now();
    let all = contradictions(&snapshot);
    assert!(began.elapsed() < std::time::Duration::from_secs(1), "{:?}", began.elapsed());
    assert_eq!((all.total, all.problems.len(), all.problems[0].count), (20_002, 3, 20_000));
    let kept: usize = all.problems.iter().map(|problem| problem.found.len()).sum();
    assert_eq!(kept, 1_002, "a thousand, and at least one of each problem");
}

/// A case's snapshot.
fn case(file: &str) -> Snapshot {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(file);
    report_snapshot::read(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn cases_with_contradictions_say_so_and_the_others_do_not() {
    for (file, expected) in [
        (
            "more-errors-than-calls/errors-exceed.json",
            Some("In 1 place: The interval from 2026-03-01 05:00 UTC has 150 failed calls of 100 calls."),
        ),
        (
            "more-errors-than-calls/totals-disagree.json",
            Some(
                "In 3 places: The totals have 7 failed calls, by type of error 501. The totals have 9,999 calls, the intervals \
                 together 3,000 calls. The totals have 7 failed calls, the intervals together 30 failed calls.",
            ),
        ),
        (
            "ranges-not-checked/auc-above-1.json",
            Some(
                "In 4 places: Accuracy on test rows is 97.90; it lies between 0 and 1. AUC on test rows is 1.7000; it lies between \
                 0 and 1. F1 on test rows is −0.9000; it lies between 0 and 1. And 1 further contradiction.",
            ),
        ),
        (
            "ranges-not-checked/drift-extremes.json",
            Some(
                "In 2 places: PSI of negative is −0.2000; it is never less than 0. p-value of negative is 1.5000; it lies between 0 and 1.",
            ),
        ),
        (
            "ranges-not-checked/hist-odd.json",
            Some("In 1 place: Column too many missing has 250 missing values in 100 rows."),
        ),
        (
            "ranges-not-checked/neg-duration.json",
            Some(
                "In 3 places: The run starts at 2026-03-02 00:00 UTC and ends at 2026-03-01 00:00 UTC. Training time of a is \
                 −5.0000; it is never less than 0. Prediction time per row of a is −1.0000; it is never less than 0.",
            ),
        ),
        (
            "ranges-not-checked/project-odd.json",
            Some(
                "In 1 place: The experiment e starts at 2026-03-02 00:00 UTC and ends at 2026-03-01 00:00 UTC.",
            ),
        ),
        (
            "ranges-not-checked/r2-above-1.json",
            Some(
                "In 2 places: R² on test rows is 1.7000; it is never more than 1. RMSE on test rows is −3.0000; it is never less than 0.",
            ),
        ),
        (
            "ranges-not-checked/window-reversed.json",
            Some("In 1 place: The window starts at 2026-03-03 00:00 UTC and ends at 2026-03-01 00:00 UTC."),
        ),
        (
            "daily-drift-descending/daily-baddate.json",
            Some(
                "In 6 places: The daily drift of f has 2026-02-30 for a date. The same goes for 2 further entries of that list. \
                 The daily drift has 2026-02-30 for a date. The same goes for 2 further entries of that list.",
            ),
        ),
        ("daily-drift-descending/daily-ok.json", None),
        ("daily-drift-descending/daily-unsorted.json", None),
        ("roc-descending/roc-asc.json", None),
        ("roc-descending/roc-unsorted.json", None),
    ] {
        let told = finding(&case(file)).map(|finding| finding.statement.to_plain());
        assert_eq!(told.as_deref(), expected, "{file}");
    }
}
