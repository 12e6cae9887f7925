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
            "predictions": {"what": "probability of sick", "bin_edges": [], "periods": [
                {"name": "reference", "counts": [], "mean": 0.20, "median": 0.10}, {"name": "last days", "counts": [], "mean": 0.30, "median": 0.25},
            ]},
        }),
    )
}

/// Three models over five folds, the best made of others.
fn stacked() -> Facts {
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
fn synthetic() -> Facts {
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
fn project() -> Facts {
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

#[test]
fn leads_and_spreads() {
    hold(
        &stacked(),
        &[
            (
                "The lead over flock is only 0.005 in AUC, which is within the fold spread.",
                "The lead over flock is only 0.005 in AUC, which is outside the fold spread.",
            ),
            (
                "The lead over rook is 0.08 in AUC, which is beyond the fold spread.",
                "The lead over rook is 0.08 in AUC, which is within the fold spread.",
            ),
            (
                "Prefer the single model: the best ensemble is no better and slower.",
                "Prefer the single model: the best ensemble is better.",
            ),
            ("flock is slower.", "flock is faster."),
            ("From owl to rook, the AUC falls by 0.08.", "From rook to owl, the AUC falls by 0.08."),
            (
                "The AUC of owl lies between 0.88 and 0.92 in the five folds.",
                "The AUC of owl lies between 0.86 and 0.92 in the five folds.",
            ),
        ],
    );
}

#[test]
fn how_a_model_is_made() {
    hold(
        &stacked(),
        &[
            ("Three of the five base models are used.", "Two of the five base models are used."),
            ("One of two GBM base models is used.", "Two of three GBM base models are used."),
            ("owl has two hidden layers of 20 units each.", "owl has three hidden layers of 20 units each."),
            ("owl has trees with a depth of at most four.", "owl has trees with a depth of at most three."),
            (
                "Over nine iterations, the validation deviance of owl falls from 1.5 to 0.6.",
                "Over nine iterations, the validation deviance of owl falls from 1.4 to 0.6.",
            ),
            (
                "The training deviance of owl sinks from 1.4 to 0.2.",
                "The training deviance of owl sinks from 1.5 to 0.6.",
            ),
            (
                "The validation deviance sinks from 1.5 to 0.6.",
                "The deviance sinks from 1.5 on training rows to 0.6 on validation rows.",
            ),
        ],
    );
}

#[test]
fn all_but_some() {
    hold(
        &stacked(),
        &[
            ("Only owl has an AUC above 0.897.", "Only owl has an AUC above 0.85."),
            (
                "Two models have an AUC below 0.85: rook and crow.",
                "Two models have an AUC below 0.85: rook and flock.",
            ),
            (
                "All models except rook and crow have an AUC above 0.85.",
                "All models except crow have an AUC above 0.85.",
            ),
            (
                "crow ranks last, behind the other GBM model rook.",
                "rook ranks last, behind the other GBM model crow.",
            ),
            (
                "Among the GBM models, rook has the highest AUC.",
                "Among the GBM models, crow has the highest AUC.",
            ),
            ("crow comes fourth of 4.", "crow comes fourth of 5."),
            (
                "Training flock took 500 ms, longer than any other model.",
                "Training rook took 90 ms, longer than any other model.",
            ),
            ("flock needs 410 ms more than rook to train.", "rook needs 410 ms more than flock to train."),
        ],
    );
}

#[test]
fn columns_and_their_categories() {
    hold(
        &stacked(),
        &[
            (
                "wing span ranges from 2.5 to 9.5 with a mean of 5.",
                "wing span ranges from 2.5 to 8.5 with a mean of 5.",
            ),
            ("The most frequent colour is umber.", "The most frequent colour is ochre."),
        ],
    );
    hold(
        &synthetic(),
        &[
            (
                "In the synthetic rows, the most frequent plumage is umber with 70 rows.",
                "In the synthetic rows, the most frequent plumage is ochre with 30 rows.",
            ),
            (
                "The overall quality lies below the score of the column shapes.",
                "The overall quality lies above the score of the column shapes.",
            ),
            (
                "plumage is umber in 60% of the real rows and in 70% of the synthetic rows.",
                "plumage is umber in 70% of the real rows and in 60% of the synthetic rows.",
            ),
            ("beak is reproduced better than nest.", "nest is reproduced better than beak."),
            (
                "plumage and beak are the only pair with a score below 0.5.",
                "plumage and beak are the only pair with a score below 0.9.",
            ),
        ],
    );
}

#[test]
fn projects() {
    hold(
        &project(),
        &[
            (
                "Two of the three datasets, herd and fleece, are meant for regression.",
                "Two of the three datasets, herd and pen, are meant for regression.",
            ),
            (
                "Two of the two experiments use the dataset herd.",
                "Two of the two experiments use the dataset pen.",
            ),
            ("herd has 200 rows more than fleece.", "fleece has 200 rows more than herd."),
            ("shear-off has the fewest models, four.", "shear-off has the fewest models, six."),
            ("gate-keeper serves ewe-tree in production.", "gate-keeper serves ram-net in production."),
            ("gate-keeper serves ewe-tree.", "gate-keeper serves ewe-tree in staging."),
        ],
    );
}

#[test]
fn false_alarms_and_days() {
    hold(
        &experiment(),
        &[
            (
                "pulse carries most weight in falcon, with shoe size in second place.",
                "shoe size carries most weight in falcon, with wool in second place.",
            ),
            (
                "pulse is the most important feature of falcon, ahead of shoe size and wool.",
                "pulse is the most important feature of falcon, and wool is ahead of shoe size.",
            ),
            (
                "The most important feature is pulse, which leads.",
                "pulse is the most important feature, ahead of wool, which leads.",
            ),
            (
                "falcon overlooks ten sick cases and flags six well ones.",
                "falcon overlooks ten sick cases and flags ten well ones.",
            ),
        ],
    );
    hold(
        &deployment(),
        &[
            (
                "The median predicted probability rose from 10% to 25%.",
                "The median predicted probability rose from 20% to 30%.",
            ),
            ("3 March accounts for 75% of all errors.", "3 March accounts for 30% of all errors."),
            (
                "The errors rose from 20 on 2 March to 150 on 3 March.",
                "The errors rose from 30 on 2 March to 150 on 3 March.",
            ),
        ],
    );
}
