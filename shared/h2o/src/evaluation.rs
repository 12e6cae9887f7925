//! A model's figures by split.

use report_import::thin::{self, MOST_POINTS, rounded};
use report_snapshot::{
    Metrics, Task,
    evaluation::{Evaluation, GainsLiftRow, Split},
};
use serde_json::Value;

use crate::{confusion, curves::Thresholds, table::Table, wire};

/// Names of metrics in a metrics object, and as leaderboards write them.
const METRICS: [(&str, &str); 15] = [
    ("AUC", "auc"),
    ("pr_auc", "aucpr"),
    ("Gini", "gini"),
    ("logloss", "logloss"),
    ("mean_per_class_error", "mean_per_class_error"),
    ("RMSE", "rmse"),
    ("MSE", "mse"),
    ("mae", "mae"),
    ("rmsle", "rmsle"),
    ("r2", "r2"),
    ("mean_residual_deviance", "mean_residual_deviance"),
    ("residual_deviance", "residual_deviance"),
    ("null_deviance", "null_deviance"),
    ("AIC", "aic"),
    ("loglikelihood", "loglikelihood"),
];

/// Figures at the threshold with the highest F1.
const AT_THRESHOLD: [(&str, &str); 6] = [
    ("accuracy", "accuracy"),
    ("precision", "precision"),
    ("recall", "recall"),
    ("f1", "f1"),
    ("specificity", "specificity"),
    ("absolute_mcc", "mcc"),
];

/// The leaderboard's name of a metric that a table calls `name`.
pub(crate) fn metric_name(name: &str) -> &str {
    if name == "pr_auc" { "aucpr" } else { name }
}

/// The metric that a leaderboard calls `name`, in a metrics object.
pub(crate) fn metric_of(answer: &Value, name: &str) -> Option<f64> {
    let (theirs, _) = METRICS.into_iter().find(|(_, ours)| *ours == name)?;
    wire::number(&answer[theirs])
}

/// Zeros that stand for "not computed".
pub(crate) fn is_placeholder(name: &str, value: f64) -> bool {
    value == 0.0 && matches!(name, "loglikelihood" | "custom_metric_value")
}

/// Training, validation and cross-validation, as far as they are there.
pub(crate) fn evaluations(output: &Value, task: Task, leaderboard_metrics: &[String]) -> Vec<Evaluation> {
    [
        ("training_metrics", Split::Training),
        ("validation_metrics", Split::Validation),
        ("cross_validation_metrics", Split::CrossValidation),
    ]
    .into_iter()
    .filter(|(name, _)| output[name].is_object())
    .map(|(name, split)| evaluation(&output[name], split, task, leaderboard_metrics))
    .collect()
}

fn evaluation(answer: &Value, split: Split, task: Task, leaderboard_metrics: &[String]) -> Evaluation {
    let thresholds = Thresholds::read(answer).filter(|_| task == Task::BinaryClassification);
    let threshold = thresholds.and_then(|thresholds| thresholds.at_best("threshold"));
    let hit_ratios = hit_ratios(answer);
    let mut metrics = Metrics::new();
    for (theirs, ours) in METRICS {
        match wire::number(&answer[theirs]) {
            Some(value) if is_placeholder(ours, value) => {}
            Some(value) => drop(metrics.insert(ours.to_owned(), Some(value))),
            // "NaN" for a metric that the leaderboard shows is a fact; for others, it was just not computed.
            None if answer[theirs] == "NaN" && leaderboard_metrics.iter().any(|name| name == ours) => {
                metrics.insert(ours.to_owned(), None);
            }
            None => {}
        }
    }
    for (theirs, ours) in AT_THRESHOLD {
        if let Some(value) = thresholds.and_then(|thresholds| thresholds.at_best(theirs)) {
            metrics.insert(ours.to_owned(), Some(value));
        }
    }
    if let Some(first) = hit_ratios.first() {
        metrics.insert("accuracy".to_owned(), Some(*first));
    }
    Evaluation {
        // "Metrics reported on Out-Of-Bag training samples", of forests.
        out_of_bag: split == Split::Training
            && wire::text(&answer["description"])
                .is_some_and(|description| description.to_lowercase().contains("out-of-bag")),
        rows: wire::count(&answer["nobs"]),
        metrics,
        confusion_matrix: confusion::matrix(answer, threshold),
        roc: thresholds.and_then(Thresholds::roc).into_iter().collect(),
        precision_recall: thresholds.and_then(Thresholds::precision_recall).into_iter().collect(),
        thresholds: thresholds.map(Thresholds::rows).unwrap_or_default(),
        gains_lift: gains_lift(answer),
        calibration: thresholds.map(Thresholds::calibration).unwrap_or_default(),
        hit_ratios,
        ..Evaluation::empty(split)
    }
}

/// Shares of rows whose class is among the k most probable, for multiclass tasks: from k = 1 until it is all of them.
fn hit_ratios(answer: &Value) -> Vec<f64> {
    let Some(table) = Table::read(&answer["hit_ratio_table"]) else { return Vec::new() };
    table.numbers("hit_ratio").into_iter().map_while(|ratio| ratio.map(rounded)).take(MOST_POINTS).collect()
}

fn gains_lift(answer: &Value) -> Vec<GainsLiftRow> {
    let Some(table) = Table::read(&answer["gains_lift_table"]) else { return Vec::new() };
    let fractions = table.numbers("cumulative_data_fraction");
    let figures = ["cumulative_capture_rate", "lift", "cumulative_lift"].map(|name| table.numbers(name));
    let row = |index: usize| {
        let [cumulative_capture_rate, lift, cumulative_lift] =
            [0, 1, 2].map(|figure| figures[figure].get(index).copied().flatten().map(rounded));
        let cumulative_data_fraction = rounded(fractions[index]?);
        Some(GainsLiftRow { cumulative_data_fraction, cumulative_capture_rate, lift, cumulative_lift })
    };
    thin::evenly(fractions.len(), MOST_POINTS).into_iter().filter_map(row).collect()
}
