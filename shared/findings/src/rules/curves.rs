//! What is worth saying about the course of training.

use report_snapshot::model::{LearningCurve, Model};

use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{
    format,
    metric::{self, Direction},
    words,
};

/// The last part of the steps that is looked at.
const LAST_PART: f64 = 0.1;

/// Improvement over that part, relative to the metric, from which more steps are likely to pay. This report's own bound.
const STILL_IMPROVING: f64 = 0.01;

/// Fewest steps for which the last part means something.
const FEWEST_STEPS: usize = 10;

/// Whether a metric was still improving on held-out rows where training ended, and no other had begun to get worse.
pub(super) fn findings(name: &str, model: &Model) -> Option<Finding> {
    let ends: Vec<End> = model.learning_curves.iter().filter_map(|curve| End::of(model, curve)).collect();
    if ends.iter().any(|end| end.improvement < 0.0) {
        return None;
    }
    let still = ends.iter().find(|end| end.is_best && end.improvement > STILL_IMPROVING)?;
    Some(still_improving(name, model, still))
}

/// The last part of a curve on held-out rows.
struct End<'a> {
    curve: &'a LearningCurve,
    /// The steps between which it is looked at.
    from: f64,
    to: f64,
    /// Relative to the metric; negative where it got worse.
    improvement: f64,
    /// The last value is the best of all.
    is_best: bool,
}

impl<'a> End<'a> {
    fn of(model: &Model, curve: &'a LearningCurve) -> Option<Self> {
        let direction = metric::defined_direction(&model.metrics, &curve.metric)?;
        let points: Vec<(f64, f64)> = curve
            .steps
            .iter()
            .zip(&curve.validation)
            .filter_map(|(step, value)| Some((*step, (*value)?)))
            .filter(|(step, value)| step.is_finite() && value.is_finite())
            .collect();
        let (to, last) = *points.last()?;
        let best = points.iter().map(|(_, value)| *value).reduce(|best, value| match direction {
            Direction::Higher => best.max(value),
            Direction::Lower => best.min(value),
        })?;
        // A model kept at another step than the last was not cut short; one kept later was not measured there.
        let ended_at_last = curve.chosen_step.is_none_or(|chosen| chosen == to);
        if points.len() < FEWEST_STEPS || !ended_at_last {
            return None;
        }
        let before = points.len() - 1 - (points.len() as f64 * LAST_PART).ceil() as usize;
        let (from, earlier) = points[before];
        let improvement = direction.advantage(last, earlier) / earlier.abs();
        improvement.is_finite().then_some(Self { curve, from, to, improvement, is_best: last == best })
    }
}

fn still_improving(name: &str, model: &Model, end: &End<'_>) -> Finding {
    let curve = end.curve;
    let steps = curve.step_label.to_lowercase();
    Finding {
        rule: "still_improving",
        severity: Severity::Info,
        title: "Training may have ended early".into(),
        statement: format!(
            "The {} of {name} on held-out rows still improved by {} between {} and {} {steps}, where training ended.",
            words::in_sentence(&metric::defined_label(&model.metrics, &curve.metric)),
            format::percent(end.improvement),
            format::number(end.from),
            format::number(end.to),
        ),
        figures: vec![
            Figure::of(name, format!("{}_late_improvement", curve.metric), end.improvement, Unit::Share),
            Figure::of(name, format!("{}_step_before", curve.metric), end.from, Unit::Plain),
            Figure::of(name, format!("{}_last_step", curve.metric), end.to, Unit::Plain),
        ],
    }
}
