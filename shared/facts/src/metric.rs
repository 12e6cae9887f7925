//! Metrics as a snapshot defines them, by the table of [`crate::quantity`].

use std::collections::BTreeSet;

use report_snapshot::{Measured, MetricDefinition};

pub use crate::quantity::Direction;
use crate::quantity::{Quantity, find_prefixed};

/// What people call the metric: `auc` → `AUC`, `test_roc_auc` → `AUC (test)`; an unknown name stays as it is.
pub fn label(name: &str) -> String {
    Quantity::of_metric(&[], name).label()
}

/// Which way the metric is better; `None` for a name that is not well known.
pub fn direction(name: &str) -> Option<Direction> {
    find_prefixed(name)?.0.better
}

/// What people call the metric, by the snapshot's own definition where it has one.
pub fn defined_label(definitions: &[MetricDefinition], name: &str) -> String {
    Quantity::of_metric(definitions, name).label()
}

/// Which way the metric is better: as is well known, else by the snapshot's own definition.
pub fn defined_direction(definitions: &[MetricDefinition], name: &str) -> Option<Direction> {
    Quantity::of_metric(definitions, name).better()
}

/// By how much a figure may lie outside its quantity's bounds, for rounding.
const ROUNDING: f64 = 1e-9;

/// A value that can be what it is said to be: finite, and within the quantity's bounds.
pub fn sound(quantity: &Quantity, value: Measured) -> Option<f64> {
    let (least, most) = quantity.bounds();
    value.filter(|value| value.is_finite() && *value >= least - ROUNDING && *value <= most + ROUNDING)
}

/// A figure that is a number and not negative.
pub fn not_negative(value: Measured) -> Option<f64> {
    value.filter(|value| value.is_finite() && *value >= 0.0)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit;

    #[test]
    fn what_is_well_known_beats_a_definition_except_for_the_label() {
        let define = |name: &str, higher| MetricDefinition {
            name: name.into(),
            label: Some("Cost".into()),
            higher_is_better: Some(higher),
        };
        let definitions = [define("f1", false), define("sharpe", true)];
        assert_eq!(defined_label(&definitions, "f1"), "Cost");
        assert_eq!(defined_direction(&definitions, "f1"), Some(Direction::Higher));
        assert_eq!(defined_direction(&definitions, "sharpe"), Some(Direction::Higher));
        assert_eq!(defined_direction(&[], "sharpe"), None);
        assert_eq!(label("test_roc_auc"), "AUC (test)");
        assert_eq!(direction("ROC AUC"), Some(Direction::Higher));
    }

    #[test]
    fn wrong_calls_are_counted_and_rates_are_not() {
        let unit = |name| Quantity::of_metric(&[], name).unit();
        assert_eq!([unit("err_count"), unit("err"), unit("auc")], [Unit::Count, Unit::Plain, Unit::Plain]);
    }

    #[test]
    fn defined_metrics_come_first_and_none_is_lost() {
        let define = |name: &str| MetricDefinition { name: name.into(), label: None, higher_is_better: None };
        let definitions = [define("rmse"), define("mae"), define("rmse")];
        let order = in_order(&definitions, ["auc", "mae", "rmse", "a"].into_iter());
        assert_eq!(order, ["rmse", "mae", "a", "auc"]);
    }
}
