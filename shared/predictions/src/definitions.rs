//! How the metrics are to be read.

use report_facts::Direction::{self, Higher, Lower};
use report_snapshot::{MetricDefinition, Task, evaluation::Evaluation};

/// Metrics that the table of quantities does not have: name, label, which way is better.
const OTHERS: [(&str, &str, Option<Direction>); 8] = [
    ("precision_macro", "Precision, macro average", Some(Higher)),
    ("precision_weighted", "Precision, weighted average", Some(Higher)),
    ("roc_auc_ovr", "AUC, one against the rest, macro average", Some(Higher)),
    ("roc_auc_ovr_weighted", "AUC, one against the rest, weighted average", Some(Higher)),
    ("average_precision_macro", "Average precision, macro average", Some(Higher)),
    ("average_precision_weighted", "Average precision, weighted average", Some(Higher)),
    ("median_absolute_error", "Median absolute error", Some(Lower)),
    ("mean_error", "Mean error (predicted − actual)", None),
];

/// All metrics in the order in which they are shown.
const ORDER: [&str; 26] = [
    "auc",
    "roc_auc_ovr",
    "roc_auc_ovr_weighted",
    "average_precision",
    "average_precision_macro",
    "average_precision_weighted",
    "accuracy",
    "balanced_accuracy",
    "f1",
    "f1_macro",
    "f1_weighted",
    "precision",
    "precision_macro",
    "precision_weighted",
    "recall",
    "specificity",
    "mcc",
    "logloss",
    "brier",
    "rmse",
    "mae",
    "median_absolute_error",
    "r2",
    "mape",
    "rmsle",
    "mean_error",
];

/// How the metrics that occur are to be read, in the order in which they are shown.
pub(crate) fn of(evaluations: &[Evaluation]) -> Vec<MetricDefinition> {
    let occurs = |name: &str| evaluations.iter().any(|evaluation| evaluation.metrics.contains_key(name));
    ORDER.into_iter().filter(|name| occurs(name)).map(definition).collect()
}

fn definition(name: &str) -> MetricDefinition {
    let other = OTHERS.iter().find(|(other, _, _)| *other == name);
    MetricDefinition {
        name: name.to_owned(),
        label: other.map(|(_, label, _)| (*label).to_owned()),
        higher_is_better: other.and_then(|(_, _, better)| *better).map(|better| better == Higher),
    }
}

/// Which way a metric is better.
pub(crate) fn direction(name: &str) -> Option<Direction> {
    report_facts::metric::defined_direction(&[definition(name)], name)
}

/// The metrics that models are ranked by where none is named, first choice first.
pub(crate) fn ranking(task: Task) -> &'static [&'static str] {
    match task {
        Task::BinaryClassification => &["auc", "mcc"],
        Task::MulticlassClassification => &["f1_macro"],
        Task::Regression => &["rmse"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{binary::BinaryRows, multiclass::MulticlassRows, regression::RegressionRows, scored::Scored};

    #[test]
    fn well_known_metrics_are_left_to_the_table() {
        let auc = definition("auc");
        assert_eq!((auc.label, auc.higher_is_better), (None, None));
        assert_eq!(definition("median_absolute_error").higher_is_better, Some(false));
        assert_eq!((direction("auc"), direction("mean_error")), (Some(Higher), None));
        for (name, _, _) in OTHERS {
            assert_eq!(report_facts::metric::direction(name), None, "{name} is in the table");
        }
    }

    #[test]
    fn every_metric_has_a_place_and_a_meaning() {
        for name in ORDER {
            let defined = report_facts::quantity::find(name).is_some() || definition(name).label.is_some();
            assert!(defined, "{name}");
        }
        let computed = [
            BinaryRows::new(&[true], Some(&[true]), Some(&[0.5]), true).names(),
            MulticlassRows::new(1, vec![0], vec![0], &[vec![0.5]], true).names(),
            RegressionRows::new(vec![1.0], vec![1.0]).names(),
        ];
        assert!(computed.iter().flatten().all(|name| ORDER.contains(name)));
    }
}
