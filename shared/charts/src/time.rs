//! Figures over time.

use report_document::{Chart, ChartSize, Column, Severity};
use report_domain::Timestamp;

use crate::{
    Axis, Frame, Scale, alt,
    calendar::{self, seconds},
    canvas::{Anchor, Area, Stroke, Style},
    cartesian::{Cartesian, Key, KeyShape, Side, x_ticks},
    data,
    domain::{Domain, Zero, drawable, written},
    paint::{Paint, SERIES},
    text,
};

/// One figure over time.
#[derive(Debug, Clone, Copy)]
pub struct TimeSeries<'a> {
    /// Its name in the legend; a single series needs none there.
    pub name: &'a str,
    /// One value per instant; a missing one leaves a gap.
    pub values: &'a [Option<f64>],
}

/// How figures over time are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeStyle {
    /// Lines.
    Line,
    /// Bars from zero, for counts by interval. Of several series only the first is drawn.
    Bars,
}

/// A stretch of time set apart, such as an incident.
#[derive(Debug, Clone, Copy)]
pub struct Incident<'a> {
    /// From.
    pub from: Timestamp,
    /// To.
    pub to: Timestamp,
    /// A few words, and when it was: they are all that is said of it aloud.
    pub label: &'a str,
}

/// A level that should not be passed.
#[derive(Debug, Clone, Copy)]
pub struct Threshold<'a> {
    /// The level.
    pub value: f64,
    /// Its name: "PSI 0.25".
    pub label: &'a str,
}

/// So many places along a chart answer to pointing; more would be finer than a finger or a mouse.
const TARGETS: usize = 170;

/// Figures over time on an axis of dates in UTC: prediction volume, error rate, latency percentiles. `times` are the
/// instants of the values, ascending. The value axis starts at zero unless it is logarithmic.
pub fn time_series(
    frame: &Frame<'_>,
    y: &Axis<'_>,
    style: TimeStyle,
    times: &[Timestamp],
    series: &[TimeSeries<'_>],
    incidents: &[Incident<'_>],
    thresholds: &[Threshold<'_>],
) -> Option<Chart> {
    let series = if style == TimeStyle::Bars { &series[..series.len().min(1)] } else { series };
    let instants: Vec<f64> = times.iter().map(|&time| seconds(time)).collect();
    let length = instants.len();
    let drawn: Vec<Vec<Option<f64>>> = series
        .iter()
        .map(|series| series.values.iter().take(length).map(|&value| drawable(value, y.scale)).collect())
        .collect();
    let zero = if y.scale == Scale::Linear { Zero::Shown } else { Zero::Free };
    drawn.iter().flatten().flatten().next()?;
    let levels = thresholds.iter().map(|threshold| threshold.value);
    let y_domain = Domain::fit(drawn.iter().flatten().flatten().copied().chain(levels), y, zero, 4)?;
    let step = interval(&instants);
    let first = *instants.first()?;
    // The last instant stands for an interval that ends one step later.
    let last = instants.last()? + if style == TimeStyle::Bars { step } else { 0.0 };
    let x_domain = calendar::domain(first, last, x_ticks(frame.size));
    let keys: Vec<Key> = series
        .iter()
        .enumerate()
        .take(SERIES)
        .map(|(index, series)| Key {
            name: series.name.to_owned(),
            paint: Paint::series(index),
            shape: KeyShape::Line,
        })
        .collect();
    let height = match frame.size {
        ChartSize::Full => 110.0,
        ChartSize::Half => 110.0,
        ChartSize::Third => 80.0,
    };
    let mut drawing = Cartesian::new(
        frame.size,
        height,
        Side { domain: x_domain, label: "" },
        Side { domain: y_domain, label: y.label },
        if keys.len() > 1 { &keys } else { &[] },
    );
    for incident in incidents {
        draw_incident(&mut drawing, incident, (first, last));
    }
    match style {
        TimeStyle::Bars => draw_bars(&mut drawing, &instants, drawn.first()?, step),
        TimeStyle::Line => {
            for (index, values) in drawn.iter().enumerate().rev() {
                draw_line(&mut drawing, &instants, values, Paint::series(index), step);
            }
        }
    }
    for threshold in thresholds {
        draw_threshold(&mut drawing, threshold);
    }
    draw_targets(&mut drawing, y, times, series, &drawn);
    let mut columns = vec![Column::row_header("Time (UTC)")];
    columns.extend(series.iter().map(|series| match series.name {
        "" => Column::number(y.label),
        name => Column::number(name),
    }));
    let figures = data::table(frame, columns, length, |index| {
        let cell = |values: &Vec<Option<f64>>| data::number(values.get(index).copied().flatten(), y.format);
        [data::time(times[index])].into_iter().chain(drawn.iter().map(cell)).collect()
    });
    let alt = described(y, times, series, &drawn, incidents, thresholds);
    Some(drawing.finish(frame, alt).with_data(figures))
}

/// The usual distance between two instants: their median, so that gaps do not count.
pub(crate) fn interval(instants: &[f64]) -> f64 {
    let mut steps: Vec<f64> =
        instants.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0.0).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(3_600.0)
}

pub(crate) fn draw_line(
    drawing: &mut Cartesian,
    instants: &[f64],
    values: &[Option<f64>],
    paint: Paint,
    step: f64,
) {
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut previous = f64::NEG_INFINITY;
    let finish = |drawing: &mut Cartesian, run: &mut Vec<(f64, f64)>| {
        if let [(x, y)] = run[..] {
            drawing.canvas.dot(x, y, 1.6, paint);
        }
        drawing.canvas.polyline(run, Stroke::new(paint, 1.2));
        run.clear();
    };
    for (&at, &value) in instants.iter().zip(values) {
        // An instant that is left out is a gap just as one without a value.
        if value.is_none() || at - previous > step * 1.5 {
            finish(drawing, &mut run);
        }
        if let Some(value) = value {
            run.push((drawing.px(at), drawing.py(value)));
        }
        previous = at;
    }
    finish(drawing, &mut run);
}

fn draw_bars(drawing: &mut Cartesian, instants: &[f64], values: &[Option<f64>], step: f64) {
    for (&at, value) in instants.iter().zip(values) {
        let Some(value) = *value else { continue };
        let (left, right) = (drawing.px(at), drawing.px(at + step));
        // Thin bars overlap slightly, because gaps between them would flicker.
        let width = right - left;
        let gap = if width < 3.0 { -0.1 } else { (width * 0.12).min(1.0) };
        let (top, foot) = (drawing.py(value), drawing.area.bottom());
        let area = Area { left: left + gap / 2.0, top, width: width - gap, height: foot - top };
        drawing.canvas.rect(area, Paint::Accent, None);
    }
}

fn draw_incident(drawing: &mut Cartesian, incident: &Incident<'_>, (first, last): (f64, f64)) {
    let (from, to) = (seconds(incident.from).max(first), seconds(incident.to).min(last));
    if to < from {
        return;
    }
    let (left, right) = (drawing.px(from), drawing.px(to));
    let area = drawing.area;
    let band = Area { left, top: area.top, width: (right - left).max(1.5), height: area.height };
    drawing.canvas.hover(incident.label, |canvas| {
        canvas.rect(band, Paint::Band(Severity::Warning), Some(0.5));
        canvas.rect(Area { height: 2.0, ..band }, Paint::Severity(Severity::Critical), None);
    });
}

pub(crate) fn draw_threshold(drawing: &mut Cartesian, threshold: &Threshold<'_>) {
    if !threshold.value.is_finite() {
        return;
    }
    let y = drawing.py(threshold.value);
    let area = drawing.area;
    if !(area.top - 0.5..=area.bottom() + 0.5).contains(&y) {
        return;
    }
    drawing.canvas.line(
        (area.left, y),
        (area.right(), y),
        Stroke::new(Paint::Severity(Severity::Critical), 0.8).dashed(true),
    );
    let size = drawing.size;
    let label = text::shorten(threshold.label, area.width / 2.0, size);
    drawing.canvas.text(area.right(), y - 2.5, &label, Style::new(size, Paint::Muted).anchor(Anchor::End));
}

/// Upright strips that show all values of an instant where a reader points at it.
pub(crate) fn draw_targets(
    drawing: &mut Cartesian,
    y: &Axis<'_>,
    times: &[Timestamp],
    series: &[TimeSeries<'_>],
    drawn: &[Vec<Option<f64>>],
) {
    let every = times.len().div_ceil(TARGETS).max(1);
    let area = drawing.area;
    for index in (0..times.len()).step_by(every) {
        let values: Vec<String> = series
            .iter()
            .zip(drawn)
            .filter_map(|(series, values)| {
                let value = written(values.get(index).copied().flatten()?, y.format);
                Some(if series.name.is_empty() { value } else { format!("{} {value}", series.name) })
            })
            .collect();
        if values.is_empty() {
            continue;
        }
        let left = drawing.px(seconds(times[index]));
        let next = times.get(index + every).map_or(area.right(), |&next| drawing.px(seconds(next)));
        let strip = Area { left, top: area.top, width: (next - left).max(0.5), height: area.height };
        let words = format!("{}: {}", times[index].display_minute(), values.join(", "));
        drawing.canvas.hover(&words, |canvas| canvas.rect(strip, Paint::Surface, Some(0.0)));
    }
}

pub(crate) fn described(
    y: &Axis<'_>,
    times: &[Timestamp],
    series: &[TimeSeries<'_>],
    drawn: &[Vec<Option<f64>>],
    incidents: &[Incident<'_>],
    thresholds: &[Threshold<'_>],
) -> String {
    let mut alt = match (times.first(), times.last()) {
        (Some(first), Some(last)) => {
            format!("{} from {} to {}.", y.label, first.display_minute(), last.display_minute())
        }
        _ => format!("{} over time.", y.label),
    };
    let each = series.iter().zip(drawn).map(|(series, values)| {
        let name =
            if series.name.is_empty() { String::new() } else { format!("{}: ", text::spoken(series.name)) };
        let present = || values.iter().enumerate().filter_map(|(index, value)| Some((index, (*value)?)));
        let highest = present().max_by(|a, b| a.1.total_cmp(&b.1));
        let lowest = present().min_by(|a, b| a.1.total_cmp(&b.1));
        match highest.zip(lowest) {
            None => format!("{name}no values"),
            Some((highest, lowest)) => format!(
                "{name}highest {} at {}, lowest {}",
                written(highest.1, y.format),
                times[highest.0].display_minute(),
                written(lowest.1, y.format)
            ),
        }
    });
    alt.push_str(&format!(" {}.", alt::parts(each)));
    if !thresholds.is_empty() {
        let levels = thresholds.iter().map(|level| {
            let over = drawn.iter().flatten().flatten().filter(|value| **value > level.value).count();
            format!(
                "{} {}",
                alt::counted(over, "value", "values"),
                format_args!("over {}", text::spoken(level.label))
            )
        });
        alt.push_str(&format!(" {}.", alt::parts(levels)));
    }
    if !incidents.is_empty() {
        let incidents = incidents.iter().map(|incident| text::spoken(incident.label));
        alt.push_str(&format!(" Set apart: {}.", alt::parts(incidents)));
    }
    alt
}
