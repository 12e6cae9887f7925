//! Bounds of metrics, by whatever is measured: models, folds, the rows of an evaluation.

use serde_json::{Value, json};

use super::{DEPLOYMENT, EXPERIMENT, ID, MODEL, PROJECT, check, entry, found, snapshot};

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
