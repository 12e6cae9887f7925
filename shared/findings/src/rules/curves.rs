//! What is worth saying about the course of training.

use report_snapshot::model::{LearningCurve, Model};

use crate::{
    Figure, Finding, Severity, Unit, format,
    metric::{self, Direction},
};

/// The last part of the steps that is looked at.
const LAST_PART: f64 = 0.1;

/// Improvement over that part, relative to the metric, from which more steps are likely to pay. This report's own bound.
const STILL_IMPROVING: f64 = 0.01;

/// Fewest steps for which the last part means something.
const FEWEST_STEPS: usize = 10;

/// Whether the metric was still improving on held-out rows where training ended.
pub(super) fn findings(name: &str, model: &Model) -> Option<Finding> {
    model.learning_curves.iter().find_map(|curve| still_improving(name, model, curve))
}

fn still_improving(name: &str, model: &Model, curve: &LearningCurve) -> Option<Finding> {
    let direction = metric::defined_direction(&model.metrics, &curve.metric)?;
    let points: Vec<(f64, f64)> = curve
        .steps
        .iter()
        .zip(&curve.validation)
        .filter_map(|(step, value)| Some((*step, (*value)?)))
        .filter(|(step, value)| step.is_finite() && value.is_finite())
        .collect();
    let (last_step, last) = *points.last()?;
    let best = points.iter().map(|(_, value)| *value).reduce(|best, value| match direction {
        Direction::Higher => best.max(value),
        Direction::Lower => best.min(value),
    })?;
    // A model kept at another step than the last was not cut short; one kept later was not measured there.
    let ended_at_last = curve.chosen_step.is_none_or(|chosen| chosen == last_step);
    if points.len() < FEWEST_STEPS || last != best || !ended_at_last {
        return None;
    }
    let from = points.len() - 1 - (points.len() as f64 * LAST_PART).ceil() as usize;
    let (earlier_step, earlier) = points[from];
    let improvement = direction.advantage(last, earlier) / earlier.abs();
    if !(improvement.is_finite() && improvement > STILL_IMPROVING) {
        return None;
    }
    let steps = curve.step_label.to_lowercase();
    Some(Finding {
        rule: "still_improving",
        severity: Severity::Info,
        title: "Training may have ended early".into(),
        statement: format!(
            "The {} of {name} on held-out rows still improved by {} between {} and {} {steps}, where training ended.",
            metric::in_sentence(&metric::defined_label(&model.metrics, &curve.metric)),
            format::percent(improvement),
            format::number(earlier_step),
            format::number(last_step),
        ),
        figures: vec![
            Figure::of(name, format!("{}_late_improvement", curve.metric), improvement, Unit::Share),
            Figure::of(name, format!("{}_step_before", curve.metric), earlier_step, Unit::Plain),
            Figure::of(name, format!("{}_last_step", curve.metric), last_step, Unit::Plain),
        ],
    })
}
