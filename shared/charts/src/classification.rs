//! How good a classifier is.

use report_document::{Cell, Chart, ChartSize, Column, Table};
use report_facts::{
    format::{MISSING, metric, percent, signed},
    names::shown,
};

use crate::{
    Axis, Format, Frame, Scale, alt,
    canvas::{Stroke, Style},
    cartesian::{Cartesian, Key, KeyShape, Side},
    data,
    domain::{Domain, Zero, drawable},
    grid::{self, Cell as GridCell, Grid, Names},
    paint::{Paint, SERIES},
    text,
};

/// A ROC or precision-recall curve.
#[derive(Debug, Clone, Copy)]
pub struct Curve<'a> {
    /// Its name in the legend: a class, "Macro average", a split.
    pub name: &'a str,
    /// Horizontal coordinates, ascending, 0 to 1: false-positive rates or recalls.
    pub x: &'a [f64],
    /// Vertical coordinates at the same points: true-positive rates or precisions.
    pub y: &'a [f64],
    /// Area under it, for the legend.
    pub area: Option<f64>,
    /// Whether it is drawn stronger than the others, such as an average.
    pub emphasised: bool,
}

impl Curve<'_> {
    fn points(&self) -> Vec<(f64, f64)> {
        let inside = |value: f64| (-1e-9..=1.0 + 1e-9).contains(&value);
        let pairs = self.x.iter().copied().zip(self.y.iter().copied());
        pairs
            .filter(|&(x, y)| inside(x) && inside(y))
            .map(|(x, y)| (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0)))
            .collect()
    }

    fn area(&self) -> Option<f64> {
        self.area.filter(|area| area.is_finite())
    }
}

/// ROC curves with the diagonal of a guess, the AUC of each in the legend, and the operating point (false-positive rate,
/// true-positive rate) where given. Beyond the palette's series, further curves are thin and grey.
pub fn roc(frame: &Frame<'_>, curves: &[Curve<'_>], operating_point: Option<(f64, f64)>) -> Option<Chart> {
    let operating_point =
        operating_point.filter(|&(x, y)| (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y));
    let labels = ("False-positive rate", "True-positive rate");
    let mut drawing = rates(frame, labels, curves, "AUC", operating_point.map(|_| "Operating point"))?;
    drawing.reference((0.0, 0.0), (1.0, 1.0));
    draw_curves(&mut drawing, curves, labels);
    if let Some((x, y)) = operating_point {
        let (px, py) = (drawing.px(x), drawing.py(y));
        let words =
            format!("Operating point: false-positive rate {}, true-positive rate {}", percent(x), percent(y));
        drawing.canvas.hover(&words, |canvas| canvas.dot(px, py, 3.2, Paint::Ink));
    }
    let mut alt = described("ROC", "AUC", curves);
    if let Some((x, y)) = operating_point {
        let (x, y) = (percent(x), percent(y));
        alt.push_str(&format!(
            " At the operating point, true-positive rate {y} and false-positive rate {x}."
        ));
    }
    Some(drawing.finish(frame, alt).with_data(figures_of(frame, labels, curves)))
}

/// Precision-recall curves; `baseline` is the share of positives, the precision of a guess.
pub fn precision_recall(frame: &Frame<'_>, curves: &[Curve<'_>], baseline: Option<f64>) -> Option<Chart> {
    let baseline = baseline.filter(|baseline| (0.0..=1.0).contains(baseline));
    let labels = ("Recall", "Precision");
    let mut drawing = rates(frame, labels, curves, "area", None)?;
    if let Some(baseline) = baseline {
        drawing.reference((0.0, baseline), (1.0, baseline));
        let size = drawing.size;
        let label = format!("guess: {}", percent(baseline));
        // Above the line where there is room, below it at the top of the axis.
        let above = if baseline > 0.9 { -(f64::from(size) + 2.0) } else { 3.0 };
        let (x, y) = (drawing.area.left + 4.0, drawing.py(baseline) - above);
        drawing.canvas.text(x, y, &label, Style::new(size, Paint::Muted));
    }
    draw_curves(&mut drawing, curves, labels);
    let mut alt = described("Precision-recall", "area under the curve", curves);
    if let Some(baseline) = baseline {
        alt.push_str(&format!(" A guess has a precision of {}.", percent(baseline)));
    }
    Some(drawing.finish(frame, alt).with_data(figures_of(frame, labels, curves)))
}

/// The points of the curves as a table.
fn figures_of(frame: &Frame<'_>, labels: (&str, &str), curves: &[Curve<'_>]) -> Table {
    let is_named = curves.iter().any(|curve| !curve.name.is_empty());
    let mut columns: Vec<Column> = is_named.then(|| Column::row_header("Curve")).into_iter().collect();
    columns.extend([Column::number(labels.0), Column::number(labels.1)]);
    let points: Vec<Vec<(f64, f64)>> = curves.iter().map(Curve::points).collect();
    let lengths: Vec<usize> = points.iter().map(Vec::len).collect();
    data::table_of_lines(frame, columns, &lengths, |curve, index| {
        let (x, y) = points[curve][index];
        let mut cells: Vec<Cell> = is_named.then(|| data::name(curves[curve].name)).into_iter().collect();
        cells.extend([x, y].map(|rate| data::number(Some(rate), Format::Percent)));
        cells
    })
}

/// Axes from 0 to 1 and the legend of some curves; `None` if no curve has a point.
fn rates(
    frame: &Frame<'_>,
    labels: (&str, &str),
    curves: &[Curve<'_>],
    area_name: &str,
    extra: Option<&str>,
) -> Option<Cartesian> {
    if curves.iter().all(|curve| curve.points().is_empty()) {
        return None;
    }
    let mut keys: Vec<Key> = curves
        .iter()
        .enumerate()
        .take(SERIES)
        .map(|(index, curve)| {
            let area = curve.area().map(|area| format!("{area_name} {}", metric(area)));
            let name = text::shorten(curve.name, 130.0, 8);
            let name = match area {
                Some(area) if name.is_empty() => area,
                Some(area) => format!("{name}: {area}"),
                None => name.into_owned(),
            };
            Key { name, paint: Paint::series(index), shape: KeyShape::Line }
        })
        .filter(|key| !key.name.is_empty())
        .collect();
    if curves.len() > SERIES {
        let name = format!("{} more", curves.len() - SERIES);
        keys.push(Key { name, paint: Paint::Neutral, shape: KeyShape::Line });
    }
    keys.extend(extra.map(|name| Key { name: name.to_owned(), paint: Paint::Ink, shape: KeyShape::Dot }));
    Some(Cartesian::new(
        frame.size,
        square_height(frame.size),
        Side { domain: Domain::unit(Format::Percent, 5), label: labels.0 },
        Side { domain: Domain::unit(Format::Percent, 5), label: labels.1 },
        &keys,
    ))
}

fn square_height(size: ChartSize) -> f64 {
    match size {
        ChartSize::Full => 230.0,
        ChartSize::Half => 170.0,
        ChartSize::Third => 110.0,
    }
}

fn draw_curves(drawing: &mut Cartesian, curves: &[Curve<'_>], labels: (&str, &str)) {
    for (index, curve) in curves.iter().enumerate().rev() {
        let paint = Paint::series(index);
        let width = match () {
            () if index >= SERIES => 0.6,
            () if curve.emphasised || curves.len() == 1 => 2.0,
            () => 1.2,
        };
        let points = curve.points();
        let placed: Vec<(f64, f64)> = points.iter().map(|&(x, y)| (drawing.px(x), drawing.py(y))).collect();
        let area = curve.area().map(|area| format!(", area {}", metric(area))).unwrap_or_default();
        drawing.canvas.hover(&format!("{}{area}", curve.name), |canvas| {
            canvas.polyline(&placed, Stroke::new(paint, width));
            if let [only] = placed[..] {
                canvas.dot(only.0, only.1, 2.0, paint);
            }
        });
    }
    // The curves that have a colour can be read point by point, at places that do not cover each other.
    const RADIUS: f64 = 4.0;
    for curve in curves.iter().take(SERIES).rev() {
        let name = if curve.name.is_empty() { String::new() } else { format!("{}: ", curve.name) };
        let mut before: Option<(f64, f64)> = None;
        for (x, y) in curve.points() {
            let (px, py) = (drawing.px(x), drawing.py(y));
            if before.is_some_and(|before| (before.0 - px).hypot(before.1 - py) < 2.0 * RADIUS) {
                continue;
            }
            let words = format!("{name}{} {}, {} {}", labels.0, percent(x), labels.1, percent(y));
            drawing.canvas.target(&words, px, py, RADIUS);
            before = Some((px, py));
        }
    }
}

fn described(what: &str, area_name: &str, curves: &[Curve<'_>]) -> String {
    let each = curves.iter().map(|curve| {
        let area = curve.area().map_or(MISSING.to_owned(), metric);
        if curve.name.is_empty() {
            format!("{area_name} {area}")
        } else {
            format!("{}: {area_name} {area}", text::spoken(curve.name))
        }
    });
    let number = alt::counted(curves.len(), "curve", "curves");
    format!("{what}, {number}. {}.", alt::parts(each))
}

/// A confusion matrix `counts[actual][predicted]`: each cell shaded by its share of its row, with the count and the share
/// written in it as long as they fit. Made for 2 to 40 classes; of more, the first 40 are drawn.
pub fn confusion_heatmap<S: AsRef<str>>(
    frame: &Frame<'_>,
    labels: &[S],
    counts: &[Vec<f64>],
) -> Option<Chart> {
    const MOST: usize = 40;
    let classes = labels.len().min(MOST);
    let count = |actual: usize, predicted: usize| {
        counts
            .get(actual)
            .and_then(|row| row.get(predicted))
            .copied()
            .filter(|count| count.is_finite() && *count >= 0.0)
    };
    let total_of =
        |actual: usize| (0..labels.len()).filter_map(|predicted| count(actual, predicted)).sum::<f64>();
    let totals: Vec<f64> = (0..labels.len()).map(total_of).collect();
    let total: f64 = totals.iter().sum();
    if classes == 0 || total <= 0.0 || !total.is_finite() {
        return None;
    }
    let names: Vec<&str> = labels.iter().map(AsRef::as_ref).collect();
    let cells = (0..classes)
        .map(|actual| {
            (0..classes)
                .map(|predicted| {
                    let Some(count) = count(actual, predicted) else {
                        let (actual, predicted) = (names[actual], names[predicted]);
                        return GridCell::blank(format!("Actual {actual}, predicted {predicted}: no value"));
                    };
                    let share = if totals[actual] > 0.0 { count / totals[actual] } else { 0.0 };
                    let written = whole(count);
                    let words = format!(
                        "Actual {}, predicted {}: {written} ({} of the actual class)",
                        names[actual],
                        names[predicted],
                        percent(share)
                    );
                    GridCell {
                        fill: Some(Paint::Sequential(share)),
                        lines: vec![written, percent(share)],
                        words,
                    }
                })
                .collect()
        })
        .collect();
    let correct: f64 = (0..labels.len()).filter_map(|class| count(class, class)).sum();
    let grid = Grid {
        rows: Names { axis: "Actual", names: &names[..classes] },
        columns: Names { axis: "Predicted", names: &names[..classes] },
        cells,
        tallest: 40.0,
        keys: Vec::new(),
    };
    let canvas = grid::draw(frame.size, &grid);
    let each = (0..labels.len()).map(|class| {
        let right = count(class, class).unwrap_or(0.0);
        let recall = if totals[class] > 0.0 { percent(right / totals[class]) } else { MISSING.to_owned() };
        format!(
            "{}: {} of {} right ({recall})",
            text::spoken(names[class]),
            whole(right),
            whole(totals[class])
        )
    });
    let alt = format!(
        "Confusion matrix of {}. {} of {} rows on the diagonal ({}). {}.",
        alt::counted(labels.len(), "class", "classes"),
        whole(correct),
        whole(total),
        percent(correct / total),
        alt::parts(each)
    );
    let mut columns = vec![Column::row_header("Actual")];
    columns.extend(names[..classes].iter().map(|name| Column::number(format!("Predicted {}", shown(name)))));
    let figures = data::table(frame, columns, classes, |actual| {
        let cell = |predicted: usize| match count(actual, predicted) {
            Some(count) => Cell::number(count, whole(count)),
            None => Cell::missing(),
        };
        [data::name(names[actual])].into_iter().chain((0..classes).map(cell)).collect()
    });
    let remark = alt::left_out(classes, labels.len(), "classes");
    Some(crate::cartesian::chart(frame, alt, remark, canvas).with_data(figures))
}

/// A count; weighted rows need not be whole.
fn whole(count: f64) -> String {
    if count.fract() == 0.0 { signed(count, 0) } else { signed(count, 1) }
}

/// Rows whose predicted probability falls into one bin.
#[derive(Debug, Clone, Copy)]
pub struct CalibrationPoint {
    /// Mean predicted probability.
    pub predicted: f64,
    /// Share of positives observed.
    pub observed: f64,
    /// Number of rows; sets the dot's area.
    pub count: Option<u64>,
}

/// Observed against predicted probability with the diagonal of perfect calibration.
pub fn calibration(frame: &Frame<'_>, points: &[CalibrationPoint]) -> Option<Chart> {
    let inside = |value: f64| (0.0..=1.0).contains(&value);
    let points: Vec<&CalibrationPoint> =
        points.iter().filter(|point| inside(point.predicted) && inside(point.observed)).collect();
    if points.is_empty() {
        return None;
    }
    let mut drawing = Cartesian::new(
        frame.size,
        square_height(frame.size),
        Side { domain: Domain::unit(Format::Percent, 5), label: "Predicted probability" },
        Side { domain: Domain::unit(Format::Percent, 5), label: "Observed share" },
        &[
            Key { name: "Model".into(), paint: Paint::Accent, shape: KeyShape::Dot },
            Key { name: "Perfect".into(), paint: Paint::Neutral, shape: KeyShape::Dashes },
        ],
    );
    drawing.reference((0.0, 0.0), (1.0, 1.0));
    let placed: Vec<(f64, f64)> =
        points.iter().map(|point| (drawing.px(point.predicted), drawing.py(point.observed))).collect();
    drawing.canvas.polyline(&placed, Stroke::new(Paint::Accent, 1.2));
    let largest = points.iter().filter_map(|point| point.count).max().unwrap_or(0);
    for (point, &(x, y)) in points.iter().zip(&placed) {
        let share = point.count.map_or(0.3, |count| count as f64 / largest.max(1) as f64);
        let rows = point.count.map(|count| format!(", {} rows", signed(count as f64, 0))).unwrap_or_default();
        let words =
            format!("Predicted {}, observed {}{rows}", percent(point.predicted), percent(point.observed));
        drawing.canvas.hover(&words, |canvas| canvas.dot(x, y, 1.8 + 3.0 * share.sqrt(), Paint::Accent));
    }
    let widest = points
        .iter()
        .max_by(|a, b| (a.predicted - a.observed).abs().total_cmp(&(b.predicted - b.observed).abs()))
        .map(|point| {
            format!(
                " The widest gap is at a predicted probability of {}, where {} were observed.",
                percent(point.predicted),
                percent(point.observed)
            )
        });
    let number = alt::counted(points.len(), "bin", "bins");
    let alt = format!("Calibration over {number} of predicted probability.{}", widest.unwrap_or_default());
    let columns = ["Predicted probability", "Observed share", "Rows"].map(Column::number);
    let figures = data::table(frame, columns.into(), points.len(), |index| {
        let CalibrationPoint { predicted, observed, count } = *points[index];
        let share = |share| data::number(Some(share), Format::Percent);
        vec![share(predicted), share(observed), count.map_or_else(Cell::missing, data::whole)]
    });
    Some(drawing.finish(frame, alt).with_data(figures))
}

/// Gain and lift up to one group of rows with the highest scores.
#[derive(Debug, Clone, Copy)]
pub struct GainsLiftPoint {
    /// Share of all rows up to here, 0 to 1.
    pub fraction: f64,
    /// Share of all positives found up to here, 0 to 1.
    pub capture: Option<f64>,
    /// Rate of positives up to here over the overall rate.
    pub cumulative_lift: Option<f64>,
}

/// Cumulative gain: share of positives found by share of rows looked at, with the diagonal of a random order.
pub fn gains(frame: &Frame<'_>, points: &[GainsLiftPoint]) -> Option<Chart> {
    let mut found = by_fraction(points, |point| point.capture.filter(|capture| *capture <= 1.0 + 1e-9));
    if found.is_empty() {
        return None;
    }
    found.insert(0, (0.0, 0.0));
    let y = Domain::unit(Format::Percent, 5);
    let mut drawing = by_rows(frame, y, "Share of positives found");
    drawing.reference((0.0, 0.0), (1.0, 1.0));
    draw_by_rows(&mut drawing, &found, |value| format!("{} of the positives", percent(value)));
    let alt = format!(
        "Cumulative gain. {}.",
        described_by_rows(&found, |value| format!("{} of the positives", percent(value)))
    );
    let figures = figures_by_rows(frame, "Share of positives found", Format::Percent, &found);
    Some(drawing.finish(frame, alt).with_data(figures))
}

/// Cumulative lift by share of rows looked at, with the line of a random order at 1.
pub fn lift(frame: &Frame<'_>, points: &[GainsLiftPoint]) -> Option<Chart> {
    let found = by_fraction(points, |point| point.cumulative_lift);
    let axis = Axis::number("Lift");
    let values = found.iter().map(|point| point.1);
    let y = Domain::fit(values.chain((!found.is_empty()).then_some(1.0)), &axis, Zero::Shown, 5)?;
    let mut drawing = by_rows(frame, y, "Cumulative lift");
    drawing.reference((0.0, 1.0), (1.0, 1.0));
    draw_by_rows(&mut drawing, &found, |value| format!("lift {}", signed(value, 2)));
    let alt = format!(
        "Cumulative lift. {}.",
        described_by_rows(&found, |value| format!("lift {}", signed(value, 2)))
    );
    let figures = figures_by_rows(frame, "Cumulative lift", Format::Number, &found);
    Some(drawing.finish(frame, alt).with_data(figures))
}

fn figures_by_rows(frame: &Frame<'_>, label: &str, format: Format, points: &[(f64, f64)]) -> Table {
    let columns = vec![Column::number("Share of rows"), Column::number(label)];
    data::table(frame, columns, points.len(), |index| {
        let (fraction, value) = points[index];
        vec![data::number(Some(fraction), Format::Percent), data::number(Some(value), format)]
    })
}

fn by_fraction(points: &[GainsLiftPoint], value: impl Fn(&GainsLiftPoint) -> Option<f64>) -> Vec<(f64, f64)> {
    let fraction = |point: &GainsLiftPoint| (0.0..=1.0).contains(&point.fraction).then_some(point.fraction);
    let value = |point| drawable(value(point), Scale::Linear).filter(|value| *value >= 0.0);
    points.iter().filter_map(|point| fraction(point).zip(value(point))).collect()
}

fn by_rows(frame: &Frame<'_>, y: Domain, label: &str) -> Cartesian {
    let x = Side { domain: Domain::unit(Format::Percent, 5), label: "Share of rows, highest scores first" };
    let height = if frame.size == ChartSize::Third { 90.0 } else { 150.0 };
    let keys = [
        Key { name: "Model".into(), paint: Paint::Accent, shape: KeyShape::Line },
        Key { name: "Random order".into(), paint: Paint::Neutral, shape: KeyShape::Dashes },
    ];
    Cartesian::new(frame.size, height, x, Side { domain: y, label }, &keys)
}

fn draw_by_rows(drawing: &mut Cartesian, points: &[(f64, f64)], words: impl Fn(f64) -> String) {
    let placed: Vec<(f64, f64)> = points.iter().map(|&(x, y)| (drawing.px(x), drawing.py(y))).collect();
    drawing.canvas.polyline(&placed, Stroke::new(Paint::Accent, 1.5));
    for (&(fraction, value), &(x, y)) in points.iter().zip(&placed) {
        let words = format!("First {} of the rows: {}", percent(fraction), words(value));
        drawing.canvas.hover(&words, |canvas| canvas.dot(x, y, 2.0, Paint::Accent));
    }
}

fn described_by_rows(points: &[(f64, f64)], words: impl Fn(f64) -> String) -> String {
    alt::parts(
        points
            .iter()
            .map(|&(fraction, value)| format!("first {} of the rows: {}", percent(fraction), words(value))),
    )
}
