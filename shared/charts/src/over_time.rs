//! Several measures over one axis of time, each in a panel of its own under the others: whether one moves as another does is
//! seen, though they share no unit.

use report_document::{Cell, Chart, Column};
use report_domain::Timestamp;

use crate::{
    Axis, Frame, Threshold, TimeSeries,
    calendar::{self, seconds},
    canvas::{Canvas, Stroke},
    cartesian::{Cartesian, Side, left_of, x_ticks},
    data,
    domain::{Domain, Zero, drawable},
    paint::Paint,
    text, time,
};

/// A measure over time.
#[derive(Debug, Clone, Copy)]
pub struct TimePanel<'a> {
    /// What it is and how its values are written.
    pub y: Axis<'a>,
    /// The instants, ascending.
    pub times: &'a [Timestamp],
    /// One value per instant; a missing one leaves a gap.
    pub values: &'a [Option<f64>],
    /// Between what each value lies by chance; as long as the values, or empty.
    pub spread: &'a [Option<(f64, f64)>],
    /// Levels to see values against.
    pub levels: &'a [Threshold<'a>],
    /// Whether zero belongs to the picture: lengths are compared, not places.
    pub from_zero: bool,
}

/// The values that a panel can draw, and their axis.
struct Drawable {
    values: Vec<Option<f64>>,
    domain: Domain,
}

impl Drawable {
    fn of(panel: &TimePanel<'_>) -> Option<Self> {
        let values = panel.values.iter().take(panel.times.len());
        let values: Vec<Option<f64>> = values.map(|value| drawable(*value, panel.y.scale)).collect();
        values.iter().flatten().next()?;
        let zero = if panel.from_zero { Zero::Shown } else { Zero::Free };
        let ends = panel.spread.iter().flatten().flat_map(|(low, high)| [*low, *high]);
        let ends = ends.filter_map(|end| drawable(Some(end), panel.y.scale));
        let levels = panel.levels.iter().map(|level| level.value);
        let all = values.iter().flatten().copied().chain(ends).chain(levels);
        let domain = Domain::fit(all, &panel.y, zero, 4)?;
        Some(Self { values, domain })
    }
}

/// The panels under each other; those without a value are left out. `None` without any.
pub fn over_time(frame: &Frame<'_>, panels: &[TimePanel<'_>]) -> Option<Chart> {
    const HEIGHT: f64 = 84.0;
    let drawn: Vec<(&TimePanel<'_>, Drawable)> =
        panels.iter().filter_map(|panel| Some((panel, Drawable::of(panel)?))).collect();
    let instants = || drawn.iter().flat_map(|(panel, _)| panel.times).map(|time| seconds(*time));
    let (first, last) = (instants().reduce(f64::min)?, instants().reduce(f64::max)?);
    let margin = drawn.iter().map(|(_, one)| left_of(&one.domain, frame.size)).fold(0.0, f64::max);
    let mut canvas: Option<Canvas> = None;
    for (panel, one) in &drawn {
        let x = Side { domain: calendar::domain(first, last, x_ticks(frame.size)), label: "" };
        let y = Side { domain: one.domain.clone(), label: panel.y.label };
        let mut drawing = Cartesian::on(canvas.take(), margin, frame.size, HEIGHT, x, y, &[]);
        draw(&mut drawing, panel, &one.values);
        canvas = Some(drawing.canvas);
    }
    let words: Vec<String> = drawn.iter().map(|(panel, one)| described(panel, &one.values)).collect();
    let table = table(frame, &drawn);
    Some(crate::cartesian::chart(frame, words.join(" "), None, canvas?).with_data(table))
}

fn draw(drawing: &mut Cartesian, panel: &TimePanel<'_>, values: &[Option<f64>]) {
    let instants: Vec<f64> = panel.times.iter().map(|time| seconds(*time)).collect();
    for (at, (value, spread)) in instants.iter().zip(values.iter().zip(panel.spread)) {
        let end = |value| drawable(Some(value), panel.y.scale);
        let ends = spread.and_then(|(low, high)| end(low).zip(end(high)));
        if let (Some(_), Some((low, high))) = (value, ends) {
            let (x, low, high) = (drawing.px(*at), drawing.py(low), drawing.py(high));
            drawing.canvas.line((x, low), (x, high), Stroke::new(Paint::Neutral, 1.0));
        }
    }
    time::draw_line(drawing, &instants, values, Paint::series(0), time::interval(&instants));
    for (at, value) in instants.iter().zip(values) {
        if let (Some(value), true) = (value, instants.len() <= MOST_DOTS) {
            let (x, y) = (drawing.px(*at), drawing.py(*value));
            drawing.canvas.dot(x, y, 2.0, Paint::series(0));
        }
    }
    for level in panel.levels {
        time::draw_threshold(drawing, level);
    }
    let series = [TimeSeries { name: "", values: panel.values }];
    time::draw_targets(drawing, &panel.y, panel.times, &series, &[values.to_vec()]);
}

/// More values than these are a line and no dots.
const MOST_DOTS: usize = 62;

fn described(panel: &TimePanel<'_>, values: &[Option<f64>]) -> String {
    let series = [TimeSeries { name: "", values: panel.values }];
    time::described(&panel.y, panel.times, &series, &[values.to_vec()], &[], panel.levels)
}

/// One row for each value, panel by panel: their instants are not the same.
fn table(frame: &Frame<'_>, drawn: &[(&TimePanel<'_>, Drawable)]) -> report_document::Table {
    let columns = vec![Column::text("Measure"), Column::row_header("Time (UTC)"), Column::number("Value")];
    let points: Vec<usize> = drawn.iter().map(|(_, one)| one.values.len()).collect();
    data::table_of_lines(frame, columns, &points, |line, index| {
        let (panel, one) = &drawn[line];
        vec![
            Cell::text(text::spoken(panel.y.label)),
            data::time(panel.times[index]),
            data::number(one.values[index], panel.y.format),
        ]
    })
}
