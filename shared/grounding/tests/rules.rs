//! What the check understands, each with a sentence that is true and one that is not, on data made for it.
#![allow(clippy::unwrap_used)]

use report_grounding::Facts;
use serde_json::{Value, json};

const ID: &str = "20b302b8-f522-5be5-9a9a-9bc1d880def3";

fn facts(kind: &str, name: &str, content: Value) -> Facts {
    let snapshot = json!({
        "schema_version": 1, "kind": kind, "id": ID, "project_id": ID, "name": name,
        "taken_at": "2026-03-20T12:00:00Z", "content": content,
    });
    let snapshot = report_snapshot::read(snapshot.to_string().as_bytes()).unwrap();
    Facts::from_snapshot(&snapshot, &report_findings::findings(&snapshot))
}

/// Four models that tell sick from well sheep.
fn experiment() -> Facts {
    let model = |name: &str, algorithm: &str, auc: f64, logloss: f64, train: f64, predict: f64| {
        json!({"name": name, "algorithm": algorithm, "metrics": {"auc": auc, "logloss": logloss},
               "training_time_ms": train, "predict_time_per_row_ms": predict})
    };
    let evaluation = |split: &str, auc: f64, counts: Value| {
        json!({"split": split, "rows": 200, "metrics": {"auc": auc},
               "confusion_matrix": {"labels": ["sick", "well"], "counts": counts}})
    };
    facts(
        "experiment",
        "sheep",
        json!({
            "task": "binary_classification", "status": "completed", "target": "state",
            "started_at": "2026-03-01T09:00:00Z", "finished_at": "2026-03-01T10:30:00Z",
            "ranking_metric": "auc", "ranking_split": "test", "metrics": [{"name": "auc"}, {"name": "logloss"}],
            "leaderboard": [
                model("falcon", "LightGBM", 0.91, 0.31, 4_000.0, 0.5),
                model("heron", "RandomForest", 0.88, 0.29, 1_000.0, 0.2),
                model("wren", "LightGBM", 0.86, 0.35, 2_000.0, 0.1),
                model("plover", "LogisticRegression", 0.80, 0.41, 50.0, 0.01),
            ],
            "best_model": {"name": "falcon", "model": {
                "task": "binary_classification", "algorithm": "LightGBM", "target": "state",
                "classes": ["sick", "well"], "ranking_metric": "auc",
                "evaluations": [
                    evaluation("training", 0.99, json!([[50, 0], [0, 150]])),
                    evaluation("test", 0.91, json!([[40, 10], [6, 144]])),
                ],
                "hyperparameters": [{"name": "n_estimators", "value": 120}, {"name": "max_depth", "value": 6}],
                "feature_importance": [{"method": "model", "features": [
                    {"name": "pulse", "value": 50.0}, {"name": "shoe size", "value": 30.0}, {"name": "wool", "value": 20.0},
                ]}],
            }},
        }),
    )
}

/// A service with one bad day and one feature that has drifted.
fn deployment() -> Facts {
    let feature = |name: &str, psi: f64, drifted: bool| json!({"feature": name, "drifted": drifted, "current": {"psi": psi, "statistic": 0.1, "p_value": 0.2}, "daily": []});
    facts(
        "deployment",
        "pasture",
        json!({
            "status": "active", "created_at": "2026-02-01T00:00:00Z",
            "window": {"start": "2026-03-01T00:00:00Z", "end": "2026-03-05T00:00:00Z"},
            "model": {"name": "falcon", "version": "7", "algorithm": "LightGBM", "training_rows": 5000},
            "totals": {"requests": 4000, "errors": 200, "errors_by_type": {"KeyError": 200},
                       "latency_ms": {"p50": 12.0, "p95": 30.0, "p99": 48.0, "max": 130.0}},
            "intervals": [
                {"start": "2026-03-01T00:00:00Z", "requests": 1000, "errors": 10},
                {"start": "2026-03-02T00:00:00Z", "requests": 1500, "errors": 20},
                {"start": "2026-03-03T00:00:00Z", "requests": 500, "errors": 150},
                {"start": "2026-03-04T00:00:00Z", "requests": 1000, "errors": 20},
            ],
            "drift": {"reference_rows": 900, "current_rows": 1100, "features": [
                feature("pulse", 0.4, true), feature("shoe size", 0.15, false), feature("wool", 0.02, false),
            ]},
        }),
    )
}

#[track_caller]
fn hold(facts: &Facts, rows: &[(&str, &str)]) {
    for (right, wrong) in rows {
        let judged = |sentence: &str| facts.check(sentence).into_iter().find_map(|checked| checked.reason);
        assert_eq!(judged(right), None, "{right}");
        assert!(judged(wrong).is_some(), "let in: {wrong}");
    }
}

#[test]
fn phrases_that_stand_for_a_model() {
    hold(
        &experiment(),
        &[
            ("heron trains 4 times faster than the leader.", "heron trains 2 times faster than the leader."),
            ("wren trails the best model by 0.05 in AUC.", "wren trails the best model by 0.15 in AUC."),
            ("The best LightGBM is falcon.", "The best LightGBM is wren."),
            ("The runner-up heron is behind falcon.", "The runner-up wren is behind falcon."),
            ("heron comes second.", "heron comes third."),
            ("On log loss, heron comes first.", "On log loss, falcon comes first."),
            ("The random forest reaches an AUC of 0.88.", "The random forest reaches an AUC of 0.86."),
        ],
    );
}

#[test]
fn groups() {
    hold(
        &experiment(),
        &[
            ("Both LightGBM models have an AUC above 0.85.", "Both LightGBM models have an AUC above 0.87."),
            ("Two of the four models are LightGBMs.", "Three of the four models are LightGBMs."),
            ("heron and falcon are the top two models.", "wren and falcon are the top two models."),
            ("Three models exceed an AUC of 0.85.", "Two models exceed an AUC of 0.85."),
            (
                "The top three models all exceed an AUC of 0.85.",
                "The top four models all exceed an AUC of 0.85.",
            ),
            ("plover has the lowest AUC of all models.", "wren has the lowest AUC of all models."),
        ],
    );
}

#[test]
fn counts_and_their_parts() {
    hold(
        &experiment(),
        &[
            ("falcon misclassifies 16 of 200 rows.", "falcon misclassifies 26 of 200 rows."),
            ("It misses 10 of 50 sick sheep.", "It misses 6 of 50 sick sheep."),
            ("10 sick sheep were predicted as well.", "6 sick sheep were predicted as well."),
            ("It misses 20% of the sick cases.", "It misses 4% of the sick cases."),
            ("It finds 80% of the sick cases.", "It finds 96% of the sick cases."),
            ("92% of the rows are classified correctly.", "80% of the rows are classified correctly."),
            ("16 of 200 rows are misclassified, or 8%.", "16 of 200 rows are misclassified, or 18%."),
            ("A quarter of the rows are sick.", "A third of the rows are sick."),
            (
                "falcon uses 120 trees with a maximum depth of 6.",
                "falcon uses 6 trees with a maximum depth of 120.",
            ),
        ],
    );
    hold(
        &deployment(),
        &[
            ("Of 4,000 calls, 200 failed.", "Of 4,000 calls, 300 failed."),
            ("One in twenty calls failed.", "One in ten calls failed."),
            ("One of the three features has drifted.", "Two of the three features have drifted."),
            ("falcon was trained on 5,000 rows.", "falcon was trained on 900 rows."),
            ("The window covers 4 days.", "The window covers 5 days."),
        ],
    );
}

#[test]
fn sums_differences_and_ratios() {
    hold(
        &experiment(),
        &[
            (
                "pulse and wool together carry 70% of the importance.",
                "pulse and wool together carry 80% of the importance.",
            ),
            (
                "The top two features make up 80% of the importance.",
                "The top two features make up 70% of the importance.",
            ),
            (
                "pulse matters more than twice as much as wool, 50% against 20%.",
                "pulse has less importance than wool.",
            ),
            (
                "The AUC is 0.08 higher on training rows than on test rows.",
                "The AUC is 0.08 lower on training rows than on test rows.",
            ),
            (
                "The AUC falls from 0.99 on training rows to 0.91 on test rows.",
                "The AUC falls from 0.99 on test rows to 0.91 on training rows.",
            ),
            (
                "The AUC gap between falcon and heron is 0.03.",
                "The AUC gap between falcon and heron is 0.05.",
            ),
            (
                "falcon takes 4 s to train, twice as long as wren.",
                "falcon takes 4 s to train, three times as long as wren.",
            ),
        ],
    );
    hold(
        &deployment(),
        &[
            (
                "The maximum latency of 130 ms is more than four times the 95th percentile of 30 ms.",
                "The maximum latency of 130 ms is more than five times the 95th percentile of 30 ms.",
            ),
            (
                "On 3 March the error rate was 30%, six times the overall rate of 5%.",
                "On 3 March the error rate was 30%, seven times the overall rate of 5%.",
            ),
        ],
    );
}

#[test]
fn percentiles() {
    hold(
        &deployment(),
        &[
            ("Half of the calls take at most 12 ms.", "Half of the calls take at most 30 ms."),
            ("99% of the calls are answered within 48 ms.", "95% of the calls are answered within 48 ms."),
            (
                "The 95th percentile is 30 ms and the 99th 48 ms.",
                "The 95th percentile is 48 ms and the 99th 30 ms.",
            ),
            ("The slowest call took 130 ms.", "The slowest call took 48 ms."),
        ],
    );
}

#[test]
fn judgements_in_words() {
    hold(
        &experiment(),
        &[
            ("falcon overfits.", "falcon does not overfit."),
            (
                "The gap between training and test rows is notable.",
                "The gap between training and test rows is negligible.",
            ),
            ("falcon finds most of the sick cases.", "falcon misses most of the sick cases."),
        ],
    );
    hold(
        &deployment(),
        &[
            ("pulse shows a major shift.", "shoe size shows a major shift."),
            ("shoe size shows a moderate shift.", "wool shows a moderate shift."),
            ("There is major drift.", "There is no drift."),
            ("wool is stable.", "pulse is stable."),
            ("The error rate is high.", "The error rate is negligible."),
        ],
    );
}

#[test]
fn what_cannot_be_checked_is_kept_only_as_a_proposal() {
    hold(
        &experiment(),
        &[
            ("Consider a field test of falcon.", "falcon was made by a shepherd."),
            ("falcon should be reviewed by a vet.", "falcon runs on every farm."),
            ("Collect more data.", "sparrow-9 reaches the highest AUC."),
        ],
    );
}
