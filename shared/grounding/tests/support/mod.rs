//! Data made for the tests of the check.
#![allow(clippy::unwrap_used, dead_code)] // not every test uses all of it

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
pub fn experiment() -> Facts {
    let model = |name: &str, algorithm: &str, auc: f64, logloss: f64, train: f64, predict: f64| {
        json!({"name": name, "algorithm": algorithm, "metrics": {"auc": auc, "logloss": logloss},
               "training_time_ms": train, "predict_time_per_row_ms": predict})
    };
    let evaluation = |split: &str, auc: f64, recall: f64, counts: Value| {
        json!({"split": split, "rows": 200, "metrics": {"auc": auc, "recall": recall},
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
                    evaluation("training", 0.99, 1.0, json!([[50, 0], [0, 150]])),
                    evaluation("test", 0.91, 0.8, json!([[40, 10], [6, 144]])),
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
pub fn deployment() -> Facts {
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
            "predictions": {"what": "probability of sick", "bin_edges": [], "periods": [
                {"name": "reference", "counts": [], "mean": 0.20, "median": 0.10}, {"name": "last days", "counts": [], "mean": 0.30, "median": 0.25},
            ]},
        }),
    )
}

/// Three models over five folds, the best made of others.
pub fn stacked() -> Facts {
    let folds = |mean: f64| {
        let values: Vec<f64> = [-0.02, -0.01, 0.0, 0.01, 0.02].iter().map(|step| mean + step).collect();
        json!({"auc": {"mean": mean, "folds": values}})
    };
    let model = |name: &str, algorithm: &str, auc: f64, ensemble: bool, train: f64, predict: f64| {
        json!({"name": name, "algorithm": algorithm, "is_ensemble": ensemble, "metrics": {"auc": auc},
               "training_time_ms": train, "predict_time_per_row_ms": predict, "fold_spread": folds(auc)})
    };
    facts(
        "experiment",
        "barn",
        json!({
            "task": "binary_classification", "status": "completed", "target": "state",
            "ranking_metric": "auc", "ranking_split": "cross_validation", "metrics": [{"name": "auc"}],
            "leaderboard": [
                model("owl", "GLM", 0.900, false, 10.0, 0.1),
                model("flock", "StackedEnsemble", 0.895, true, 500.0, 0.9),
                model("rook", "GBM", 0.820, false, 90.0, 0.3),
                model("crow", "GBM", 0.810, false, 80.0, 0.2),
            ],
            "dataset": {"name": "flights", "rows": 100, "columns": 3, "column_summaries": [
                {"name": "wing span", "type": "numeric", "numeric": {"min": 2.5, "max": 9.5, "mean": 5.0}},
                {"name": "colour", "type": "categorical", "categories": [
                    {"value": "umber", "count": 70}, {"value": "ochre", "count": 30}]},
            ]},
            "best_model": {"name": "owl", "model": {
                "task": "binary_classification", "algorithm": "GLM", "metrics": [{"name": "auc"}, {"name": "deviance"}],
                "folds": folds(0.900),
                "structure": [
                    {"name": "Number of base models (used / total)", "value": "3/5"},
                    {"name": "# GBM base models (used / total)", "value": "1/2"},
                    {"name": "Max depth", "value": 4},
                ],
                "hyperparameters": [
                    {"name": "hidden", "value": [20, 20]}, {"name": "max_depth", "value": 12},
                ],
                "learning_curves": [{
                    "metric": "deviance", "step_label": "Iterations", "steps": [1.0, 5.0, 9.0], "chosen_step": 9.0,
                    "training": [1.4, 0.5, 0.2], "validation": [1.5, 0.8, 0.6],
                }],
            }},
        }),
    )
}

/// Two columns that were imitated, and how well.
pub fn synthetic() -> Facts {
    let column = |name: &str, score: f64| {
        json!({"name": name, "type": "categorical", "score": score, "distribution": {
            "form": "frequencies", "categories": ["umber", "ochre"], "real": [60, 40], "synthetic": [70, 30]}})
    };
    facts(
        "synthgen",
        "decoys",
        json!({
            "status": "completed", "synthetic_rows": 100,
            "quality": {"overall": 0.80, "column_shapes": 0.90, "column_pair_trends": 0.70},
            "columns": [column("plumage", 0.97), column("beak", 0.91), column("nest", 0.60)],
            "pairs": [
                {"column_a": "plumage", "column_b": "beak", "score": 0.4},
                {"column_a": "plumage", "column_b": "nest", "score": 0.8},
            ],
        }),
    )
}

/// A project with two datasets, two experiments and a service.
pub fn project() -> Facts {
    const OTHER: &str = "7b1c9e1a-3a54-5d7e-8f0e-3a0b9c6c1d2e";
    let dataset = |name: &str, task: &str, rows: u64| json!({"name": name, "task": task, "rows": rows});
    facts(
        "project",
        "farm",
        json!({
            "datasets": [
                dataset("herd", "regression", 500), dataset("fleece", "regression", 300),
                dataset("pen", "binary_classification", 100),
            ],
            "experiments": [
                {"id": ID, "name": "weigh-in", "dataset": "herd", "status": "completed", "model_count": 6},
                {"id": OTHER, "name": "shear-off", "dataset": "herd", "status": "completed", "model_count": 4},
            ],
            "models": [
                {"id": ID, "name": "ewe-tree", "status": "deployed"}, {"id": OTHER, "name": "ram-net", "status": "candidate"},
            ],
            "deployments": [{"id": ID, "name": "gate-keeper", "stage": "production", "status": "active",
                             "model": {"name": "ewe-tree"}, "drifted_features": []}],
        }),
    )
}

/// Every first sentence is kept, every second one dropped.
#[track_caller]
pub fn hold(facts: &Facts, rows: &[(&str, &str)]) {
    for (right, wrong) in rows {
        let judged = |sentence: &str| facts.check(sentence).into_iter().find_map(|checked| checked.reason);
        assert_eq!(judged(right), None, "{right}");
        assert!(judged(wrong).is_some(), "let in: {wrong}");
    }
}
