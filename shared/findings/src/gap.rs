//! The gap of a metric between training and held-out rows.

use report_facts::metric::Direction;

/// Difference of a metric between 0 and 1 that is worth knowing. No source fixes such bounds; these are this report's own.
pub const NOTABLE_DIFFERENCE: f64 = 0.05;

/// Difference of a metric between 0 and 1 that is called overfitting.
pub const LARGE_DIFFERENCE: f64 = 0.10;

/// Held-out error over training error (or the reverse where more is better) that is worth knowing, for other metrics.
pub const NOTABLE_RATIO: f64 = 1.2;

/// The same that is called overfitting.
pub const LARGE_RATIO: f64 = 1.5;

/// Metrics that lie between 0 and 1 (or −1 and 1), so that a difference is a gap by itself.
const BOUNDED: [&str; 18] = [
    "auc",
    "roc_auc",
    "aucpr",
    "pr_auc",
    "average_precision",
    "accuracy",
    "balanced_accuracy",
    "precision",
    "recall",
    "specificity",
    "f1",
    "f1_score",
    "mcc",
    "gini",
    "r2",
    "mean_per_class_error",
    "max_per_class_error",
    "mean_per_class_accuracy",
];

/// Errors that are squares of the target's unit: judged by their root, as the root mean squared error is.
const SQUARED: [&str; 2] = ["mse", "mean_residual_deviance"];

/// Sums over rows or penalties, which say nothing when the rows differ.
const INCOMPARABLE: [&str; 4] = ["aic", "null_deviance", "residual_deviance", "err_count"];

/// Whether the metric lies between fixed bounds.
pub fn is_bounded(metric: &str) -> bool {
    BOUNDED.contains(&metric.to_ascii_lowercase().as_str())
}

/// How much better a metric looks on training rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// By how much training is better, in the metric's own unit; negative if held-out rows look better.
    pub advantage: f64,
    /// The worse over the better, for metrics without bounds; above 1 if training is better. Of squared errors the root.
    pub ratio: Option<f64>,
    /// What it means.
    pub size: Size,
}

/// How large a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// Not worth a word.
    Small,
    /// Worth knowing.
    Notable,
    /// Overfitting.
    Large,
}

impl Gap {
    /// Compares a metric on training (`seen`) and held-out (`unseen`) rows. `None` for a metric without bounds whose values
    /// are not both positive, and for sums over rows: neither difference nor ratio means anything then.
    pub fn of(metric: &str, direction: Direction, seen: f64, unseen: f64) -> Option<Self> {
        let advantage = direction.advantage(seen, unseen);
        if is_bounded(metric) {
            return Some(Self {
                advantage,
                ratio: None,
                size: size(advantage, NOTABLE_DIFFERENCE, LARGE_DIFFERENCE),
            });
        }
        let is_one_of = |names: &[&str]| names.contains(&metric.to_ascii_lowercase().as_str());
        if !(seen > 0.0 && unseen > 0.0) || is_one_of(&INCOMPARABLE) {
            return None;
        }
        let ratio = match direction {
            Direction::Lower => unseen / seen,
            Direction::Higher => seen / unseen,
        };
        let ratio = if is_one_of(&SQUARED) { ratio.sqrt() } else { ratio };
        Some(Self { advantage, ratio: Some(ratio), size: size(ratio, NOTABLE_RATIO, LARGE_RATIO) })
    }
}

fn size(value: f64, notable: f64, large: f64) -> Size {
    match value {
        value if value > large => Size::Large,
        value if value > notable => Size::Notable,
        _ => Size::Small,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounded_metrics_are_judged_by_difference_and_others_by_ratio() {
        let size =
            |metric, direction, seen, unseen| Gap::of(metric, direction, seen, unseen).map(|gap| gap.size);
        assert_eq!(size("auc", Direction::Higher, 1.0, 0.85), Some(Size::Large));
        assert_eq!(size("auc", Direction::Higher, 1.0, 0.94), Some(Size::Notable));
        assert_eq!(size("auc", Direction::Higher, 0.90, 0.95), Some(Size::Small));
        assert_eq!(size("rmse", Direction::Lower, 41.5, 54.3), Some(Size::Notable));
        assert_eq!(size("rmse", Direction::Lower, 10.7, 63.4), Some(Size::Large));
        assert_eq!(size("rmse", Direction::Lower, 0.0, 63.4), None, "a ratio to nothing");
        assert_eq!(size("mse", Direction::Lower, 1.0, 1.6), Some(Size::Notable), "as for its root");
        assert_eq!(size("aic", Direction::Lower, 120.0, 600.0), None);
    }
}
