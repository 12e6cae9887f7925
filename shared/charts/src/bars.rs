//! Bars, and dots with whiskers.

use report_document::{Chart, ChartSize, Column, Table};
use report_domain::visible_line;
use report_facts::{format::MISSING, names::shown};

use crate::{
    Axis, Frame, Scale, alt,
    canvas::{Anchor, Area, Canvas, Stroke, Style},
    cartesian::{Cartesian, Side, chart, line_height, text_size, width, x_ticks},
    data,
    domain::{Domain, Zero, drawable, written, written_apart},
    paint::Paint,
    text,
};

/// More rows than this do not fit on a page.
const MOST: usize = 40;

/// One bar or dot.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bar<'a> {
    /// What it stands for. A long one is shortened in the middle; the whole shows on hovering.
    pub label: &'a str,
    /// Its value; a missing or non-finite one keeps its row with a dash.
    pub value: Option<f64>,
    /// Half the length of its whisker, such as the standard deviation over folds.
    pub spread: Option<f64>,
    /// Whether it is set apart from the others.
    pub highlight: bool,
}

impl<'a> Bar<'a> {
    /// An ordinary bar.
    pub fn new(label: &'a str, value: Option<f64>) -> Self {
        Self { label, value, spread: None, highlight: false }
    }

    /// The same with a whisker.
    pub fn spread(mut self, spread: Option<f64>) -> Self {
        self.spread = spread;
        self
    }

    /// The same, set apart or not.
    pub fn highlight(mut self, highlight: bool) -> Self {
        self.highlight = highlight;
        self
    }

    /// The lowest and highest value that it reaches, where it can be drawn.
    fn reach(&self, axis: &Axis<'_>) -> Option<(f64, f64)> {
        let value = drawable(self.value, axis.scale)?;
        let spread = self.spread.filter(|spread| spread.is_finite()).unwrap_or(0.0).abs();
        // A value under the floor is shown all the same: it is the floor that is wrong then.
        let low = axis.floor.map_or(value - spread, |floor| (value - spread).max(floor.min(value)));
        let high = axis.ceiling.map_or(value + spread, |ceiling| (value + spread).min(ceiling.max(value)));
        let ends = (drawable(Some(low), axis.scale), drawable(Some(high), axis.scale));
        Some((ends.0.unwrap_or(value), ends.1.unwrap_or(value)))
    }

    fn words(&self, axis: &Axis<'_>) -> String {
        let value = drawable(self.value, axis.scale);
        let value = value.map_or_else(|| "no value".to_owned(), |value| written(value, axis.format));
        match self.spread.filter(|spread| spread.is_finite() && self.value.is_some()) {
            Some(spread) => {
                format!("{}: {value} ± {}", shown(self.label), written(spread.abs(), axis.format))
            }
            None => format!("{}: {value}", shown(self.label)),
        }
    }
}

/// Horizontal bars from zero in the order given, each with its value written: feature importance. The first 40 are drawn,
/// and the caption says how many there are in all.
pub fn bar_h(frame: &Frame<'_>, axis: &Axis<'_>, bars: &[Bar<'_>]) -> Option<Chart> {
    rows(frame, axis, bars, Mark::Bar)
}

/// A dot per model with a whisker of one spread to either side, on an axis that need not start at zero: a metric by model
/// with the standard deviation over cross-validation folds. The first 40 are drawn, and the caption says how many there are
/// in all.
pub fn metric_by_model(frame: &Frame<'_>, axis: &Axis<'_>, bars: &[Bar<'_>]) -> Option<Chart> {
    rows(frame, axis, bars, Mark::Dot)
}

/// More bars than this stand closer together, so that their chart finds room under what is on its page already.
const FEW_BARS: usize = 12;

/// What stands for a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bar,
    Dot,
}

fn rows(frame: &Frame<'_>, axis: &Axis<'_>, all: &[Bar<'_>], mark: Mark) -> Option<Chart> {
    let bars = &all[..all.len().min(MOST)];
    let reaches: Vec<(f64, f64)> = bars.iter().filter_map(|bar| bar.reach(axis)).collect();
    let zero = if mark == Mark::Bar { Zero::Shown } else { Zero::Free };
    let values = reaches.iter().flat_map(|&(low, high)| [low, high]);
    let domain = Domain::fit(values, axis, zero, x_ticks(frame.size).min(6))?;

    let size = text_size(frame.size);
    let line = line_height(size);
    let whole = width(frame.size);
    let row = match frame.size {
        ChartSize::Third => 11.0,
        _ if bars.len() > FEW_BARS => 12.0,
        _ => 13.5,
    };
    let most = whole * 0.38;
    let given: Vec<&str> = bars.iter().map(|bar| bar.label).collect();
    // Some are written in bold, which is wider.
    let names = text::labels(&given, most / 1.05, size);
    let labels = (column_width(names.iter().map(String::as_str), most, size) * 1.05).min(most);
    let values: Vec<f64> = bars.iter().filter_map(|bar| drawable(bar.value, axis.scale)).collect();
    let mut apart = written_apart(&values, axis.format).into_iter();
    let texts: Vec<String> = bars
        .iter()
        .map(|bar| {
            drawable(bar.value, axis.scale).and_then(|_| apart.next()).unwrap_or_else(|| MISSING.to_owned())
        })
        .collect();
    let figures = column_width(texts.iter().map(String::as_str), 80.0, size);
    let area = Area {
        left: labels + 6.0,
        top: 3.0,
        width: (whole - labels - 6.0 - figures - 10.0).max(20.0),
        height: row * bars.len() as f64,
    };
    let mut canvas = Canvas::new(whole, area.bottom() + 2.0 * line + 3.0);
    let px = |value: f64| area.left + domain.position(value).clamp(0.0, 1.0) * area.width;
    draw_value_axis(&mut canvas, area, &domain, axis.label, size);

    let origin = if domain.contains(0.0) && mark == Mark::Bar { px(0.0) } else { area.left };
    if mark == Mark::Bar {
        canvas.line((origin, area.top), (origin, area.bottom()), Stroke::new(Paint::Muted, 0.6));
    }
    for (index, bar) in bars.iter().enumerate() {
        let middle = area.top + row * (index as f64 + 0.5);
        let paint = if bar.highlight || mark == Mark::Bar { Paint::Accent } else { Paint::Neutral };
        let baseline = middle + f64::from(size) * 0.35;
        canvas.hover(&bar.words(axis), |canvas| {
            // A row answers to pointing anywhere in it, not only at a thin mark.
            canvas.rect(
                Area { left: 0.0, top: middle - row / 2.0, width: whole, height: row },
                Paint::Surface,
                Some(0.0),
            );
            let style = Style::new(size, Paint::Ink).bold(bar.highlight);
            canvas.text(labels, baseline, &names[index], style.anchor(Anchor::End));
            canvas.text(whole, baseline, &texts[index], style.anchor(Anchor::End));
            let Some(value) = drawable(bar.value, axis.scale) else { return };
            let end = px(value);
            if mark == Mark::Bar {
                let (left, right) = (origin.min(end), origin.max(end));
                let bar = Area { left, top: middle - row * 0.32, width: right - left, height: row * 0.64 };
                canvas.rect(bar, paint, None);
            }
            if let (Some((low, high)), Some(_)) = (bar.reach(axis), bar.spread) {
                let stroke = Stroke::new(if mark == Mark::Bar { Paint::Ink } else { paint }, 1.0);
                canvas.line((px(low), middle), (px(high), middle), stroke);
                for end in [px(low), px(high)] {
                    canvas.line((end, middle - 2.0), (end, middle + 2.0), stroke);
                }
            }
            if mark == Mark::Dot {
                canvas.dot(end, middle, 3.0, paint);
            }
        });
    }

    let alt =
        format!("{} by {}: {}.", axis.label, alt::counted(all.len(), "row", "rows"), described(all, axis));
    let remark = alt::left_out(bars.len(), all.len(), "rows");
    Some(chart(frame, alt, remark, canvas).with_data(figures_of(frame, axis, bars)))
}

/// The bars as a table.
fn figures_of(frame: &Frame<'_>, axis: &Axis<'_>, bars: &[Bar<'_>]) -> Table {
    let is_spread = bars.iter().any(|bar| bar.spread.is_some());
    let mut columns = vec![Column::row_header("Name"), Column::number(axis.label)];
    columns.extend(is_spread.then(|| Column::number("±")));
    data::table(frame, columns, bars.len(), |index| {
        let bar = &bars[index];
        let mut cells = vec![data::name(bar.label), data::number(bar.value, axis.format)];
        cells.extend(is_spread.then(|| data::number(bar.spread.map(f64::abs), axis.format)));
        cells
    })
}

fn described(bars: &[Bar<'_>], axis: &Axis<'_>) -> String {
    alt::parts(bars.iter().map(|bar| Bar { label: &text::spoken(bar.label), ..*bar }.words(axis)))
}

/// Ticks and grid for values that run to the right.
pub(crate) fn draw_value_axis(canvas: &mut Canvas, area: Area, domain: &Domain, label: &str, size: u32) {
    let style = Style::new(size, Paint::Muted).anchor(Anchor::Middle);
    let baseline = area.bottom() + f64::from(size) + 3.0;
    let px = |value: f64| area.left + domain.position(value) * area.width;
    let every = domain.labels_apart(area.width, size);
    for (index, tick) in domain.ticks.iter().enumerate() {
        let x = px(tick.value);
        canvas.line((x, area.top), (x, area.bottom()), Stroke::new(Paint::Grid, 0.5));
        if index % every == 0 {
            canvas.text(x, baseline, &tick.label, style);
        }
    }
    let middle = area.left + area.width / 2.0;
    let label = text::shorten(label, area.width.max(80.0), size);
    canvas.text(middle, baseline + line_height(size), &label, style);
}

/// Width of the widest of some texts, at most `most`.
pub(crate) fn column_width<'a>(texts: impl IntoIterator<Item = &'a str>, most: f64, size: u32) -> f64 {
    let widest = texts.into_iter().map(|text| if text.len() > 400 { most } else { text::width(text, size) });
    widest.fold(0.0, f64::max).min(most)
}

/// Upright bars from zero in the order given: class balance, counts by status. The first 40 are drawn. Where the labels
/// would not fit under their bars, the bars lie.
pub fn bar_v(frame: &Frame<'_>, axis: &Axis<'_>, bars: &[Bar<'_>]) -> Option<Chart> {
    let size = text_size(frame.size);
    let slot = (width(frame.size) - 40.0) / bars.len().max(1) as f64;
    if column_width(bars.iter().map(|bar| bar.label), 400.0, size) > slot - 4.0 {
        return bar_h(frame, axis, bars);
    }
    let values = bars.iter().filter_map(|bar| bar.reach(axis)).flat_map(|(low, high)| [low, high]);
    let y = Domain::fit(values, axis, Zero::Shown, 4)?;
    let x = Domain::with_ticks(0.0, bars.len() as f64, Vec::new());
    let height = if frame.size == ChartSize::Third { 80.0 } else { 130.0 };
    let mut drawing = Cartesian::new(
        frame.size,
        height,
        Side { domain: x, label: "" },
        Side { domain: y, label: axis.label },
        &[],
    );
    for (index, bar) in bars.iter().enumerate() {
        let Some(value) = drawable(bar.value, axis.scale) else { continue };
        let left = drawing.px(index as f64 + 0.18);
        let right = drawing.px(index as f64 + 0.82);
        // A logarithmic axis has no zero; its bars stand on its lower end.
        let foot = if axis.scale == Scale::Log { drawing.area.bottom() } else { drawing.py(0.0) };
        let top = drawing.py(value);
        let baseline = drawing.area.bottom() + f64::from(size) + 3.5;
        drawing.canvas.hover(&bar.words(axis), |canvas| {
            let area = Area { left, top: top.min(foot), width: right - left, height: (top - foot).abs() };
            canvas.rect(area, Paint::Accent, None);
            let style = Style::new(size, Paint::Ink).bold(bar.highlight).anchor(Anchor::Middle);
            canvas.text(f64::midpoint(left, right), baseline, &visible_line(&shown(bar.label)), style);
        });
    }
    let alt =
        format!("{} of {}: {}.", axis.label, alt::counted(bars.len(), "bar", "bars"), described(bars, axis));
    Some(drawing.finish(frame, alt).with_data(figures_of(frame, axis, bars)))
}
