//! What is worth saying about the course of training.

use report_facts::metric::sound;
use report_snapshot::model::LearningCurve;

use crate::prelude::*;

/// The last part of the steps that is looked at.
const LAST_PART: f64 = 0.1;

/// Improvement over that part, relative to the metric, from which training is still improving: H2O's default
/// stopping_tolerance.
const STILL_IMPROVING: f64 = 0.001;

/// Fewest steps for which the last part means something.
const FEWEST_STEPS: usize = 10;

rules! {
    of TRAINED;

    STILL_IMPROVING_RULE = "still_improving", [Info]:
        speaks: "Of the curves of known direction with at least 10 validation values (finite, within bounds, sorted by step), none got \
                 worse over its last tenth, and at least one ends at its best value, has no chosen step or chose the last one, and \
                 improved by more than 0.001 over its last tenth. The first of those by the metric's name.",
        formula: "Advantage of the last value over the one at index n − 1 − ceil(n/10), over that value without its sign.",
        source: "0.001 is H2O's default stopping_tolerance.";
}

pub(super) fn findings(of: &str, model: &Model) -> Option<Finding> {
    let ends: Vec<End> = model.learning_curves.iter().filter_map(|curve| End::of(model, curve)).collect();
    if ends.iter().any(|end| end.improvement < 0.0) {
        return None;
    }
    let still = ends
        .iter()
        .filter(|end| end.is_best && end.ended_here && end.improvement > STILL_IMPROVING)
        .min_by_key(|end| &end.curve.metric)?;
    let figure = |what, value| Figure::new(Subject::model(of), still.quantity.derived(what), value);
    let step = |value| Figure::new(Subject::model(of), &STEP, value);
    let statement = say!(
        "The {} of {} on rows left out still improved by {} between {} and {} {}, where training ended.",
        label(words::in_sentence(&still.quantity.label())),
        name(of),
        figure(&LATE_IMPROVEMENT, still.improvement),
        step(still.from),
        step(still.to),
        name(&still.curve.step_label.to_lowercase()),
    );
    Some(STILL_IMPROVING_RULE.info("Training may have ended early", statement))
}

/// The last part of a curve on held-out rows.
struct End<'a> {
    curve: &'a LearningCurve,
    quantity: Quantity,
    /// The steps between which it is looked at.
    from: f64,
    to: f64,
    /// Relative to the metric; negative where it got worse.
    improvement: f64,
    /// The last value is the best of all.
    is_best: bool,
    /// The model was kept at the last step, as far as is known.
    ended_here: bool,
}

impl<'a> End<'a> {
    fn of(model: &Model, curve: &'a LearningCurve) -> Option<Self> {
        let quantity = Quantity::of_metric(&model.metrics, &curve.metric);
        let direction = quantity.better()?;
        let mut points: Vec<(f64, f64)> = curve
            .steps
            .iter()
            .zip(&curve.validation)
            .filter_map(|(step, value)| Some((*step, sound(&quantity, *value)?)))
            .filter(|(step, _)| step.is_finite())
            .collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        if points.len() < FEWEST_STEPS {
            return None;
        }
        let (to, last) = *points.last()?;
        let best = points.iter().map(|(_, value)| *value).reduce(|best, value| match direction {
            Direction::Higher => best.max(value),
            Direction::Lower => best.min(value),
        })?;
        let before = points.len() - 1 - (points.len() as f64 * LAST_PART).ceil() as usize;
        let (from, earlier) = points[before];
        let improvement = direction.advantage(last, earlier) / earlier.abs();
        // A model kept at another step than the last was not cut short; one kept later was not measured there.
        let ended_here = curve.chosen_step.is_none_or(|chosen| chosen == to);
        let is_best = last == best;
        improvement.is_finite().then_some(Self {
            curve,
            quantity,
            from,
            to,
            improvement,
            is_best,
            ended_here,
        })
    }
}
