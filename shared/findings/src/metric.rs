//! Well-known metrics: what people call them and which way is better.

use std::collections::BTreeSet;

use report_snapshot::MetricDefinition;

/// Which way a metric is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl Direction {
    /// How much better `a` is than `b`: positive if it is better, whichever way the metric goes.
    pub fn advantage(self, a: f64, b: f64) -> f64 {
        match self {
            Direction::Higher => a - b,
            Direction::Lower => b - a,
        }
    }
}

/// A metric that needs no definition in the snapshot.
struct Known {
    name: &'static str,
    label: &'static str,
    better: Direction,
}

const fn known(name: &'static str, label: &'static str, better: Direction) -> Known {
    Known { name, label, better }
}

/// Names as H2O, scikit-learn and MLflow write them, without prefixes such as `test_`.
const KNOWN: [Known; 42] = [
    known("auc", "AUC", Direction::Higher),
    known("roc_auc", "AUC", Direction::Higher),
    known("aucpr", "PR AUC", Direction::Higher),
    known("pr_auc", "PR AUC", Direction::Higher),
    known("average_precision", "Average precision", Direction::Higher),
    known("accuracy", "Accuracy", Direction::Higher),
    known("balanced_accuracy", "Balanced accuracy", Direction::Higher),
    known("precision", "Precision", Direction::Higher),
    known("recall", "Recall", Direction::Higher),
    known("specificity", "Specificity", Direction::Higher),
    known("f1", "F1", Direction::Higher),
    known("f1_score", "F1", Direction::Higher),
    known("f2", "F2", Direction::Higher),
    known("f0point5", "F0.5", Direction::Higher),
    known("mcc", "MCC", Direction::Higher),
    known("gini", "Gini", Direction::Higher),
    known("ks", "KS", Direction::Higher),
    known("r2", "R²", Direction::Higher),
    known("score", "Score", Direction::Higher),
    known("mean_per_class_accuracy", "Mean per-class accuracy", Direction::Higher),
    known("lift_top_group", "Lift, top group", Direction::Higher),
    known("log_loss", "Log loss", Direction::Lower),
    known("logloss", "Log loss", Direction::Lower),
    known("brier", "Brier score", Direction::Lower),
    known("brier_score", "Brier score", Direction::Lower),
    known("mean_per_class_error", "Mean per-class error", Direction::Lower),
    known("max_per_class_error", "Max per-class error", Direction::Lower),
    known("err", "Error rate", Direction::Lower),
    known("error", "Error rate", Direction::Lower),
    known("err_count", "Wrong calls", Direction::Lower),
    known("classification_error", "Error rate", Direction::Lower),
    known("rmse", "RMSE", Direction::Lower),
    known("mse", "MSE", Direction::Lower),
    known("mae", "MAE", Direction::Lower),
    known("mape", "MAPE", Direction::Lower),
    known("rmsle", "RMSLE", Direction::Lower),
    known("mean_residual_deviance", "Mean residual deviance", Direction::Lower),
    known("residual_deviance", "Residual deviance", Direction::Lower),
    known("null_deviance", "Null deviance", Direction::Lower),
    known("deviance", "Deviance", Direction::Lower),
    known("aic", "AIC", Direction::Lower),
    known("loss", "Loss", Direction::Lower),
];

/// Prefixes that say which rows a metric was computed on.
const PREFIXES: [(&str, &str); 6] = [
    ("test_", "test"),
    ("training_", "training"),
    ("train_", "training"),
    ("validation_", "validation"),
    ("val_", "validation"),
    ("eval_", "evaluation"),
];

fn find(name: &str) -> Option<(&'static Known, Option<&'static str>)> {
    let lower = name.to_ascii_lowercase();
    let by_name = |wanted: &str| KNOWN.iter().find(|known| known.name == wanted);
    by_name(&lower).map(|known| (known, None)).or_else(|| {
        PREFIXES.iter().find_map(|(prefix, rows)| Some((by_name(lower.strip_prefix(prefix)?)?, Some(*rows))))
    })
}

/// What people call the metric: `auc` → `AUC`, `test_roc_auc` → `AUC (test)`; an unknown name stays as it is.
pub fn label(name: &str) -> String {
    match find(name) {
        Some((known, None)) => known.label.into(),
        Some((known, Some(rows))) => format!("{} ({rows})", known.label),
        None => name.into(),
    }
}

/// Which way the metric is better; `None` for a name that is not well known.
pub fn direction(name: &str) -> Option<Direction> {
    find(name).map(|(known, _)| known.better)
}

/// What people call the metric, by the snapshot's own definition where it has one.
pub fn defined_label(definitions: &[MetricDefinition], name: &str) -> String {
    definition(definitions, name)
        .and_then(|definition| definition.label.clone())
        .unwrap_or_else(|| label(name))
}

/// Which way the metric is better, by the snapshot's own definition where it has one.
pub fn defined_direction(definitions: &[MetricDefinition], name: &str) -> Option<Direction> {
    match definition(definitions, name).and_then(|definition| definition.higher_is_better) {
        Some(true) => Some(Direction::Higher),
        Some(false) => Some(Direction::Lower),
        None => direction(name),
    }
}

fn definition<'a>(definitions: &'a [MetricDefinition], name: &str) -> Option<&'a MetricDefinition> {
    definitions.iter().find(|definition| definition.name == name)
}

/// The metrics that occur: the defined ones in the order of their definitions, then the others by name.
pub fn in_order<'a>(
    definitions: &'a [MetricDefinition],
    occurring: impl Iterator<Item = &'a str>,
) -> Vec<&'a str> {
    let mut occurring: BTreeSet<&str> = occurring.collect();
    let defined = definitions.iter().map(|definition| definition.name.as_str());
    let mut names: Vec<&str> = defined.filter(|name| occurring.remove(name)).collect();
    names.extend(occurring);
    names
}

/// A label in the middle of a sentence: `log loss`, but `AUC` and `F1`.
pub fn in_sentence(label: &str) -> String {
    let mut characters = label.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(characters).collect()
        }
        _ => label.to_owned(),
    }
}

/// A label in the middle of a sentence with its indefinite article: `an AUC`, `a log loss`.
pub fn with_article(label: &str) -> String {
    let label = in_sentence(label);
    let mut characters = label.chars();
    let (first, second) = (characters.next(), characters.next());
    // Letters of an abbreviation are spelt out: "an RMSE", "an MCC", "an F1".
    let spelt_out =
        first.is_some_and(char::is_uppercase) && second.is_none_or(|second| !second.is_lowercase());
    let vowel = first.is_some_and(|first| {
        let sounds = if spelt_out { "AEFHILMNORSX" } else { "aeiou" };
        sounds.contains(first)
    });
    format!("{} {label}", if vowel { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_follow_the_sound() {
        for (label, expected) in [
            ("AUC", "an AUC"),
            ("RMSE", "an RMSE"),
            ("R²", "an R²"),
            ("PR AUC", "a PR AUC"),
            ("Log loss", "a log loss"),
            ("Accuracy", "an accuracy"),
            ("ROC AUC (test)", "an ROC AUC (test)"),
            ("評価", "a 評価"),
        ] {
            assert_eq!(with_article(label), expected);
        }
    }

    #[test]
    fn a_definition_in_the_snapshot_beats_the_well_known_one() {
        let definitions = [MetricDefinition {
            name: "score".into(),
            label: Some("Cost".into()),
            higher_is_better: Some(false),
        }];
        assert_eq!(defined_label(&definitions, "score"), "Cost");
        assert_eq!(defined_direction(&definitions, "score"), Some(Direction::Lower));
        assert_eq!(defined_direction(&[], "score"), Some(Direction::Higher));
        assert_eq!(defined_direction(&definitions, "sharpe"), None);
    }

    #[test]
    fn defined_metrics_come_first_and_none_is_lost() {
        let define = |name: &str| MetricDefinition { name: name.into(), label: None, higher_is_better: None };
        let definitions = [define("rmse"), define("mae"), define("rmse")];
        let order = in_order(&definitions, ["auc", "mae", "rmse", "a"].into_iter());
        assert_eq!(order, ["rmse", "mae", "a", "auc"]);
    }
}
