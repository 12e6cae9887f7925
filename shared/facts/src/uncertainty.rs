//! Between which values a metric lies in 95 of 100 cases, wherever the data knows it.
//!
//! The snapshot's own interval comes first. Else a metric that is a share of rows has Wilson's interval, where a confusion matrix
//! has the counts: whole ones, since sums of weights say nothing of chance; of rows of a test or validation set, since those of
//! a cross-validation were answered by several models; and only if the matrix gives the metric's very value, since tools state
//! metrics at another decision threshold than that of the matrix.

use report_snapshot::{
    Task,
    evaluation::{Evaluation, IntervalMethod},
    model::Model,
};

use crate::{confusion::ClassRates, groups::is_independent, quality, quantity, stats};

/// The level that intervals are shown at.
pub const LEVEL: f64 = 0.95;

/// By how much a metric may differ from what the matrix gives: tools round.
const ROUNDING: f64 = 1e-6;

/// An interval of 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread95 {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// How it was computed.
    pub method: IntervalMethod,
}

/// The 95 % interval of an evaluation's metric, if one is known.
pub fn of_metric(model: &Model, evaluation: &Evaluation, name: &str) -> Option<Spread95> {
    let value = quality::metric_value(evaluation, name)?;
    let given = evaluation.intervals.get(name).filter(|given| given.level == LEVEL);
    if let Some(given) = given.filter(|given| given.low <= value && value <= given.high) {
        return Some(Spread95 { low: given.low, high: given.high, method: given.method });
    }
    let (found, all) = counts(model, evaluation, quantity::find_prefixed(name)?.0.id)?;
    if all <= 0.0 || (found / all - value).abs() > ROUNDING {
        return None;
    }
    let (low, high) = stats::wilson(found, all)?;
    Some(Spread95 { low, high, method: IntervalMethod::Wilson })
}

/// Whether counts of a confusion matrix have intervals.
pub fn has_counts(evaluation: &Evaluation, rates: &ClassRates) -> bool {
    // Integer weights look like rows, but add up to another number of them.
    let are_rows = evaluation.rows.is_none_or(|rows| rows as f64 == rates.total);
    is_independent(evaluation) && rates.whole && are_rows
}

/// Of how many rows how many make up a metric.
fn counts(model: &Model, evaluation: &Evaluation, known: &str) -> Option<(f64, f64)> {
    let rates = ClassRates::of(evaluation).filter(|rates| has_counts(evaluation, rates))?;
    match known {
        "accuracy" => return Some((rates.right, rates.total)),
        "err" => return Some((rates.total - rates.right, rates.total)),
        _ if model.task != Task::BinaryClassification || rates.classes.len() != 2 => return None,
        _ => {}
    }
    let positive = model.positive_class.as_ref()?;
    let of = rates.classes.iter().position(|class| class.label == *positive)?;
    let (positive, negative) = (&rates.classes[of], &rates.classes[1 - of]);
    match known {
        "recall" => Some((positive.found, positive.rows)),
        "specificity" => Some((negative.found, negative.rows)),
        "precision" => Some((positive.found, positive.found + negative.rows - negative.found)),
        _ => None,
    }
}
