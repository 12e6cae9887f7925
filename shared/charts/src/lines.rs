//! Lines over a numeric axis.

use report_document::{Chart, ChartSize, Column, Table};

use crate::{
    Axis, Frame, alt,
    canvas::{Anchor, Area, Stroke, Style},
    cartesian::{Cartesian, Key, KeyShape, Side, x_ticks},
    data,
    domain::{Domain, Zero, drawable, written},
    paint::{Paint, SERIES},
    text,
};

/// With more points than this, dots on a line would hide it.
const MOST_DOTS: usize = 40;

/// So many places along long lines answer to pointing; more would be finer than a finger or a mouse.
const MOST_TARGETS: f64 = 60.0;

/// A line.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// Its name in the legend.
    pub name: &'a str,
    /// Its points, ascending by their first coordinate; a missing value leaves a gap.
    pub points: &'a [(f64, Option<f64>)],
    /// Whether it is drawn with dashes, such as single folds or a reference.
    pub dashed: bool,
}

/// An upright line at one place with a few words.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// Where.
    pub at: f64,
    /// What is there: "chosen: 57 trees".
    pub label: &'a str,
}

/// Lines, such as learning curves on training and validation data with the chosen iteration marked. The axis fits the data
/// and need not start at zero. Lines beyond the palette's series are grey.
pub fn lines(
    frame: &Frame<'_>,
    x: &Axis<'_>,
    y: &Axis<'_>,
    series: &[Series<'_>],
    marks: &[Mark<'_>],
) -> Option<Chart> {
    let drawn: Vec<Vec<Option<(f64, f64)>>> = series
        .iter()
        .map(|series| {
            let point =
                |&(at, value): &(f64, Option<f64>)| drawable(Some(at), x.scale).zip(drawable(value, y.scale));
            series.points.iter().map(point).collect()
        })
        .collect();
    let points = || drawn.iter().flatten().flatten();
    let x_values = points().map(|point| point.0).chain(marks.iter().map(|mark| mark.at));
    let x_domain = Domain::fit(x_values, x, Zero::Free, x_ticks(frame.size))?;
    let y_domain = Domain::fit(telling(&drawn), y, Zero::Free, 5)?;
    let keys: Vec<Key> = series
        .iter()
        .enumerate()
        .take(SERIES)
        .map(|(index, series)| Key {
            name: series.name.to_owned(),
            paint: Paint::series(index),
            shape: if series.dashed { KeyShape::Dashes } else { KeyShape::Line },
        })
        .collect();
    let height = match frame.size {
        ChartSize::Full => 150.0,
        ChartSize::Half => 140.0,
        ChartSize::Third => 90.0,
    };
    let mut drawing = Cartesian::new(
        frame.size,
        height,
        Side { domain: x_domain, label: x.label },
        Side { domain: y_domain.clone(), label: y.label },
        if keys.len() > 1 { &keys } else { &[] },
    );
    for mark in marks {
        draw_mark(&mut drawing, mark, &drawn);
    }
    let few = drawn.iter().all(|points| points.len() <= MOST_DOTS);
    // The first series is drawn last, over the others.
    for (index, (series, points)) in series.iter().zip(&drawn).enumerate().rev() {
        let stroke =
            Stroke::new(Paint::series(index), if series.dashed { 1.0 } else { 1.5 }).dashed(series.dashed);
        for run in points.split(Option::is_none) {
            let run: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
            let inside = within(&run, &y_domain);
            let placed: Vec<(f64, f64)> =
                inside.iter().map(|&(at, value)| (drawing.px(at), drawing.py(value))).collect();
            drawing.canvas.polyline(&placed, stroke);
            if let ([(px, py)], false) = (&placed[..], few) {
                drawing.canvas.dot(*px, *py, 2.0, stroke.paint);
            }
            if few {
                for &(at, value) in run.iter().filter(|point| y_domain.contains(point.1)) {
                    let (px, py) = (drawing.px(at), drawing.py(value));
                    let words = format!(
                        "{}, {} {}: {}",
                        series.name,
                        x.label,
                        written(at, x.format),
                        written(value, y.format)
                    );
                    drawing.canvas.hover(&words, |canvas| canvas.dot(px, py, 2.0, stroke.paint));
                }
            }
        }
    }
    if !few {
        draw_targets(&mut drawing, (x, y), series, &drawn);
    }
    let figures = figures_of(frame, (x, y), series, &drawn);
    let mut chart = drawing.finish(frame, described(y, x, series, &drawn, marks)).with_data(figures);
    if points().any(|point| !y_domain.contains(point.1)) {
        let caption = chart.caption.take().map(|caption| format!("{caption} ")).unwrap_or_default();
        chart.caption = Some(format!("{caption}The beginning lies outside of the axis."));
    }
    Some(chart)
}

/// The values that the axis has to show: all, or all but where the lines begin if these lie so far off that nothing else could be told
/// apart. A model of no trees yet says little about the others.
fn telling(drawn: &[Vec<Option<(f64, f64)>>]) -> Vec<f64> {
    /// The others have less than this share of the whole range.
    const CROWDED: f64 = 0.25;
    let values = |from: usize| -> Vec<f64> {
        let of_line = |points: &Vec<Option<(f64, f64)>>| {
            points.iter().flatten().skip(from).map(|point| point.1).collect()
        };
        drawn.iter().flat_map(|points| -> Vec<f64> { of_line(points) }).collect()
    };
    let range = |values: &[f64]| {
        let (low, high) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(*value), high.max(*value))
        });
        high - low
    };
    let (all, later) = (values(0), values(1));
    let has_course = drawn.iter().all(|points| points.iter().flatten().count() > 3);
    if has_course && range(&later) > 0.0 && range(&later) < CROWDED * range(&all) { later } else { all }
}

/// A line up to where it leaves the range of the axis.
fn within(run: &[(f64, f64)], domain: &Domain) -> Vec<(f64, f64)> {
    let mut inside: Vec<(f64, f64)> = Vec::with_capacity(run.len());
    let cut = |from: (f64, f64), to: (f64, f64)| {
        let edge = if from.1 < to.1 { domain.low() } else { domain.high() };
        (from.0 + (to.0 - from.0) * (edge - from.1) / (to.1 - from.1), edge)
    };
    for (index, &point) in run.iter().enumerate() {
        if domain.contains(point.1) {
            inside.push(point);
        } else if let Some(&next) = run.get(index + 1).filter(|next| domain.contains(next.1)) {
            inside.push(cut(point, next));
        }
    }
    inside
}

/// The points of the lines as a table.
fn figures_of(
    frame: &Frame<'_>,
    (x, y): (&Axis<'_>, &Axis<'_>),
    series: &[Series<'_>],
    drawn: &[Vec<Option<(f64, f64)>>],
) -> Table {
    let columns = vec![Column::row_header("Line"), Column::number(x.label), Column::number(y.label)];
    let points: Vec<Vec<(f64, f64)>> =
        drawn.iter().map(|points| points.iter().flatten().copied().collect()).collect();
    let lengths: Vec<usize> = points.iter().map(Vec::len).collect();
    data::table_of_lines(frame, columns, &lengths, |line, index| {
        let (at, value) = points[line][index];
        let name = data::name(series[line].name);
        vec![name, data::number(Some(at), x.format), data::number(Some(value), y.format)]
    })
}

/// Upright strips that show the values of all lines at one place, where these have too many points for dots.
fn draw_targets(
    drawing: &mut Cartesian,
    (x, y): (&Axis<'_>, &Axis<'_>),
    series: &[Series<'_>],
    drawn: &[Vec<Option<(f64, f64)>>],
) {
    let mut places: Vec<f64> = drawn.iter().flatten().flatten().map(|point| point.0).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    let area = drawing.area;
    let mut before = f64::NEG_INFINITY;
    places.retain(|&at| {
        let apart = drawing.px(at) - before >= area.width / MOST_TARGETS;
        if apart {
            before = drawing.px(at);
        }
        apart
    });
    for (index, &at) in places.iter().enumerate() {
        let values: Vec<String> = series
            .iter()
            .zip(drawn)
            .filter_map(|(series, points)| {
                let value = points.iter().flatten().find(|point| point.0 == at)?.1;
                Some(format!("{} {}", series.name, written(value, y.format)))
            })
            .collect();
        // A strip reaches half the way to its neighbours.
        let edge =
            |other: Option<&f64>, end: f64| other.map_or(end, |other| drawing.px(f64::midpoint(at, *other)));
        let left = edge(index.checked_sub(1).and_then(|before| places.get(before)), area.left);
        let right = edge(places.get(index + 1), area.right());
        let strip = Area { left, top: area.top, width: right - left, height: area.height };
        let words = format!("{} {}: {}", x.label, written(at, x.format), values.join(", "));
        drawing.canvas.hover(&words, |canvas| canvas.rect(strip, Paint::Surface, Some(0.0)));
    }
}

/// The label stands at the head of the line, or at its foot where fewer lines run through it.
fn draw_mark(drawing: &mut Cartesian, mark: &Mark<'_>, drawn: &[Vec<Option<(f64, f64)>>]) {
    if !mark.at.is_finite() {
        return;
    }
    let area = drawing.area;
    let at = drawing.px(mark.at);
    if !(area.left - 0.5..=area.right() + 0.5).contains(&at) {
        return;
    }
    let size = drawing.size;
    drawing.canvas.line((at, area.top), (at, area.bottom()), Stroke::new(Paint::Muted, 1.0).dashed(true));
    let right_half = at > area.left + area.width / 2.0;
    let room = if right_half { at - area.left } else { area.right() - at };
    let label = text::shorten(mark.label, room - 6.0, size);
    let (x, anchor) = if right_half { (at - 4.0, Anchor::End) } else { (at + 4.0, Anchor::Start) };
    let width = text::width(&label, size);
    let (from, to) = if right_half { (x - width, x) } else { (x, x + width) };
    let height = f64::from(size) + 4.0;
    let met = |top: f64| {
        let points = drawn.iter().flatten().flatten().map(|point| (drawing.px(point.0), drawing.py(point.1)));
        points.filter(|(px, py)| (from..=to).contains(px) && (top..=top + height).contains(py)).count()
    };
    let at_foot = met(area.top) > met(area.bottom() - height);
    let baseline = if at_foot { area.bottom() - 4.0 } else { area.top + f64::from(size) };
    drawing.canvas.text(x, baseline, &label, Style::new(size, Paint::Muted).anchor(anchor));
}

fn described(
    y: &Axis<'_>,
    x: &Axis<'_>,
    series: &[Series<'_>],
    drawn: &[Vec<Option<(f64, f64)>>],
    marks: &[Mark<'_>],
) -> String {
    let each = series.iter().zip(drawn).map(|(series, points)| {
        let name = text::spoken(series.name);
        let mut points = points.iter().flatten();
        match (points.next(), points.next_back()) {
            (None, _) => format!("{name}: no values"),
            (Some(only), None) => {
                format!("{name}: {} at {}", written(only.1, y.format), written(only.0, x.format))
            }
            (Some(first), Some(last)) => format!(
                "{name}: from {} at {} to {} at {}",
                written(first.1, y.format),
                written(first.0, x.format),
                written(last.1, y.format),
                written(last.0, x.format)
            ),
        }
    });
    let mut alt = format!("{} by {}. {}.", y.label, x.label, alt::parts(each));
    if !marks.is_empty() {
        let marks = marks
            .iter()
            .map(|mark| format!("{} at {}", text::spoken(mark.label), written(mark.at, x.format)));
        alt.push_str(&format!(" Marked: {}.", alt::parts(marks)));
    }
    alt
}
