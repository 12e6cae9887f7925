//! Section `learning-curves`: metrics over the course of training, with the step that was kept.

use report_charts::{Axis, Frame, Mark, Series};
use report_document::{Block, Chart, Text};
use report_facts::{Quantity, format, metric};
use report_snapshot::{Measured, model::LearningCurve};

use super::subject::Subject;
use crate::blocks::{Blocks, side_by_side};
use crate::common::{number::metric_axis, thin::thinned};

/// Curves shown: a page and a half of them.
pub(super) const MOST_CURVES: usize = 8;

/// Curves shown where a document is not of full detail: those that the snapshot has first.
pub(super) const TELLING_CURVES: usize = 2;

/// Points of a drawn curve.
const MOST_POINTS: usize = 400;

/// Makes the section, of `most` curves.
pub(super) fn learning_curves(subject: &Subject<'_>, most: usize) -> Option<Blocks> {
    let curves = &subject.model.learning_curves;
    let charts: Vec<Chart> = curves
        .iter()
        .take(most)
        .enumerate()
        .filter_map(|(index, curve)| chart(subject, curve, index, curves.len() == 1))
        .collect();
    let mut body = Blocks::default();
    let drawn = charts.len();
    body.push(side_by_side(charts)?);
    if curves.len() > drawn {
        let all = format::count(curves.len() as u64);
        let note = if curves.len() > most {
            format!("The first {drawn} of {all} curves.")
        } else {
            format!("{drawn} of {all} curves: the others have no values to draw.")
        };
        body.push(Block::Note(Text::plain(note)));
    }
    Some(body)
}

fn chart(subject: &Subject<'_>, curve: &LearningCurve, index: usize, alone: bool) -> Option<Chart> {
    let points = |values: &[Measured]| -> Vec<(f64, Measured)> {
        let all: Vec<(f64, Measured)> = curve.steps.iter().copied().zip(values.iter().copied()).collect();
        thinned(&all, MOST_POINTS)
    };
    let (training, validation) = (points(&curve.training), points(&curve.validation));
    let series: Vec<Series<'_>> = [("Training", &training), ("Held out", &validation)]
        .into_iter()
        .filter(|(_, points)| !points.is_empty())
        .map(|(name, points)| Series { name, points, dashed: false })
        .collect();
    let steps = curve.step_label.to_lowercase();
    let kept = curve.chosen_step.map(|step| format!("kept: {} {steps}", format::number(step)));
    let marks: Vec<Mark<'_>> =
        curve.chosen_step.zip(kept.as_deref()).map(|(at, label)| Mark { at, label }).into_iter().collect();
    let id = format!("chart-learning-curve-{}", index + 1);
    let label = metric::defined_label(&subject.model.metrics, &curve.metric);
    let title = format!("{label} by {steps}");
    let frame = if alone { Frame::full(&id, &title) } else { Frame::half(&id, &title) };
    let step_axis =
        if are_whole(curve) { Axis::count(&curve.step_label) } else { Axis::number(&curve.step_label) };
    let quantity = Quantity::of_metric(&subject.model.metrics, &curve.metric);
    report_charts::lines(&frame, &step_axis, &metric_axis(&label, &quantity), &series, &marks)
}

/// Whether the steps of a curve count whole trees, epochs or iterations. Parts of an epoch are steps as well.
fn are_whole(curve: &LearningCurve) -> bool {
    curve.steps.iter().chain(&curve.chosen_step).all(|step| step.fract() == 0.0)
}
