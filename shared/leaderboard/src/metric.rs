//! A metric by the name that a tool gives it.

use report_facts::{
    Direction,
    quantity::{self, Known},
};

/// A metric.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Metric {
    /// The id of a well-known metric, else the tool's own name.
    pub(crate) id: String,
    pub(crate) known: Option<&'static Known>,
    /// Which way it is better, as far as the name says.
    pub(crate) better: Option<Direction>,
    /// Whether the name says that its values are negated.
    pub(crate) is_called_negated: bool,
}

impl Metric {
    /// By the name alone: `neg_root_mean_squared_error` is RMSE, negated.
    pub(crate) fn of(name: &str) -> Self {
        let plain = name.strip_prefix("neg_").filter(|plain| !plain.is_empty());
        let is_called_negated = plain.is_some();
        let plain = plain.unwrap_or(name);
        let known = quantity::find(plain);
        Self {
            id: known.map_or(plain, |known| known.id).to_owned(),
            known,
            // What has to be negated to be better when higher is better when lower.
            better: known
                .and_then(|known| known.better)
                .or_else(|| (is_called_negated || is_called_error(plain)).then_some(Direction::Lower)),
            is_called_negated,
        }
    }

    /// What people call it.
    pub(crate) fn label(&self) -> &str {
        self.known.map_or(&self.id, |known| known.label)
    }

    /// Whether it can never be below zero.
    fn is_never_negative(&self) -> bool {
        self.known.is_some_and(|known| known.bounds.0 >= 0.0)
    }

    /// Whether these values of it are negated. A tool is `known_to_negate` what is better the other way than its scores are.
    pub(crate) fn is_negated(&self, values: &[f64], known_to_negate: bool) -> bool {
        let below = values.iter().all(|value| *value <= 0.0) && values.iter().any(|value| *value < 0.0);
        let above = values.iter().all(|value| *value >= 0.0);
        if self.is_called_negated {
            // Somebody who turned the signs back may have left the name.
            !(above && self.is_never_negative())
        } else {
            below && (known_to_negate || self.is_never_negative())
        }
    }
}

/// By scikit-learn's rule of naming: functions that end with `_error`, `_loss` or `_deviance` are to be minimized (user guide,
/// "Metrics and scoring"). AutoGluon follows it.
fn is_called_error(name: &str) -> bool {
    ["_error", "_loss", "_deviance"].iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_is_measured_and_which_way_it_is_better() {
        for (name, id, better, negated) in [
            ("neg_root_mean_squared_error", "rmse", Some(Direction::Lower), true),
            ("roc_auc", "auc", Some(Direction::Higher), false),
            ("median_absolute_error", "median_absolute_error", Some(Direction::Lower), false),
            ("neg_cost", "cost", Some(Direction::Lower), true),
            ("profit", "profit", None, false),
            ("neg_", "neg_", None, false),
        ] {
            let metric = Metric::of(name);
            assert_eq!(
                (metric.id.as_str(), metric.better, metric.is_called_negated),
                (id, better, negated),
                "{name}"
            );
        }
    }

    #[test]
    fn signs_are_turned_back_where_they_were_turned() {
        let is_negated = |name, values: &[f64], tool| Metric::of(name).is_negated(values, tool);
        assert!(is_negated("rmse", &[-0.4, -0.5], false), "cannot be negative");
        assert!(!is_negated("rmse", &[0.4, 0.5], true) && !is_negated("rmse", &[], true));
        assert!(is_negated("neg_log_loss", &[-0.4], false));
        assert!(!is_negated("neg_log_loss", &[0.4], false), "turned back already");
        assert!(!is_negated("r2", &[-0.4], false) && is_negated("r2", &[-0.4], true));
        assert!(!is_negated("mean_shift_error", &[-0.4, 0.1], true), "of either sign");
        assert!(is_negated("neg_mean_shift", &[-0.4, 0.1], false), "the name says it");
    }
}
