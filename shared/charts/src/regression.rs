//! How good a regression model is.

use report_document::{Chart, ChartSize, Column, Table};

use crate::{
    Axis, Format, Frame, Scale,
    cartesian::{Cartesian, Side, x_ticks},
    data,
    domain::{Domain, Zero, drawable, written},
    paint::Paint,
};

/// More points than this say no more and cost much.
const MOST_POINTS: usize = 2_000;

const RESIDUAL: &str = "Residual (actual − predicted)";

/// Predicted against actual value for `(actual, predicted)` points, with the diagonal of a perfect model. `what` names the
/// value and its unit. More than 2,000 points are thinned evenly.
pub fn predicted_vs_actual(frame: &Frame<'_>, what: &str, points: &[(f64, f64)]) -> Option<Chart> {
    let points = usable(points);
    let axis = Axis::number(what);
    let both = || points.iter().flat_map(|&(actual, predicted)| [actual, predicted]);
    let x = Domain::fit(both(), &axis, Zero::Free, x_ticks(frame.size).min(6))?;
    let y = Domain::fit(both(), &axis, Zero::Free, 5)?;
    let ends = (both().fold(f64::INFINITY, f64::min), both().fold(f64::NEG_INFINITY, f64::max));
    let labels = (format!("Actual {what}"), format!("Predicted {what}"));
    let mut drawing = axes(frame, (x, &labels.0), (y, &labels.1));
    drawing.reference((ends.0, ends.0), (ends.1, ends.1));
    draw(&mut drawing, &points, ("Actual", "predicted"));
    let error = points.iter().map(|&(actual, predicted)| (actual - predicted).abs()).sum::<f64>()
        / points.len() as f64;
    let alt = format!(
        "Predicted against actual {what} for {} rows; actual values from {} to {}; mean absolute error {}.",
        points.len(),
        written(points.iter().map(|point| point.0).fold(f64::INFINITY, f64::min), Format::Number),
        written(points.iter().map(|point| point.0).fold(f64::NEG_INFINITY, f64::max), Format::Number),
        written(error, Format::Number),
    );
    let figures = figures_of(frame, [&labels.0, &labels.1], &points);
    Some(drawing.finish(frame, alt).with_data(figures))
}

/// Residual (actual − predicted) against predicted value for `(actual, predicted)` points, with the line at zero.
pub fn residuals(frame: &Frame<'_>, what: &str, points: &[(f64, f64)]) -> Option<Chart> {
    let points: Vec<(f64, f64)> =
        usable(points).into_iter().map(|(actual, predicted)| (predicted, actual - predicted)).collect();
    let axis = Axis::number(what);
    let x = Domain::fit(points.iter().map(|point| point.0), &axis, Zero::Free, x_ticks(frame.size).min(6))?;
    let y = Domain::fit(points.iter().map(|point| point.1), &axis, Zero::Shown, 5)?;
    let label = format!("Predicted {what}");
    let mut drawing = axes(frame, (x, &label), (y, RESIDUAL));
    let (left, right) = points
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |ends, point| (ends.0.min(point.0), ends.1.max(point.0)));
    drawing.reference((left, 0.0), (right, 0.0));
    draw(&mut drawing, &points, ("Predicted", "residual"));
    let mean = points.iter().map(|point| point.1).sum::<f64>() / points.len() as f64;
    let largest = points.iter().map(|point| point.1.abs()).fold(0.0, f64::max);
    let alt = format!(
        "Residuals of {what} for {} rows: mean {}, largest magnitude {}.",
        points.len(),
        written(mean, Format::Number),
        written(largest, Format::Number),
    );
    let figures = figures_of(frame, [&label, RESIDUAL], &points);
    Some(drawing.finish(frame, alt).with_data(figures))
}

/// The points as a table.
fn figures_of(frame: &Frame<'_>, labels: [&str; 2], points: &[(f64, f64)]) -> Table {
    data::table(frame, labels.map(Column::number).into(), points.len(), |index| {
        let (x, y) = points[index];
        [x, y].map(|value| data::number(Some(value), Format::Number)).into()
    })
}

/// Points with two finite coordinates, thinned evenly.
fn usable(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let drawable = |value: f64| drawable(Some(value), Scale::Linear);
    let points: Vec<(f64, f64)> = points.iter().filter_map(|&(a, b)| drawable(a).zip(drawable(b))).collect();
    let every = points.len().div_ceil(MOST_POINTS).max(1);
    points.into_iter().step_by(every).collect()
}

fn axes(frame: &Frame<'_>, x: (Domain, &str), y: (Domain, &str)) -> Cartesian {
    let height = match frame.size {
        ChartSize::Full => 230.0,
        ChartSize::Half => 185.0,
        ChartSize::Third => 110.0,
    };
    Cartesian::new(
        frame.size,
        height,
        Side { domain: x.0, label: x.1 },
        Side { domain: y.0, label: y.1 },
        &[],
    )
}

/// Up to this many points answer to pointing; more would lie on top of each other and double the file.
const MOST_TARGETS: usize = 400;

fn draw(drawing: &mut Cartesian, points: &[(f64, f64)], (x_name, y_name): (&str, &str)) {
    let placed: Vec<(f64, f64)> = points.iter().map(|&(x, y)| (drawing.px(x), drawing.py(y))).collect();
    let (radius, opacity) = if placed.len() > 300 { (1.3, 0.5) } else { (1.9, 0.65) };
    drawing.canvas.dots(&placed, radius, Paint::Accent, opacity);
    let every = points.len().div_ceil(MOST_TARGETS).max(1);
    for (&(x, y), &(px, py)) in points.iter().zip(&placed).step_by(every) {
        let words =
            format!("{x_name} {}, {y_name} {}", written(x, Format::Number), written(y, Format::Number));
        drawing.canvas.target(&words, px, py, 3.0);
    }
}
