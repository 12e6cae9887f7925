//! Several rates of the same things side by side: a row each, a panel for each rate, dots with the intervals around them.

use report_document::{Cell, Chart, Column, Table};
use report_facts::names::shown;

use crate::{
    Axis, Frame, alt,
    bars::{column_width, draw_value_axis},
    canvas::{Anchor, Area, Canvas, Stroke, Style},
    cartesian::{chart, line_height, text_size, width},
    data,
    domain::{Domain, Zero, drawable, written},
    paint::Paint,
    text,
};

/// More rows than this do not fit on a page.
const MOST: usize = 40;

/// More panels than this are too narrow to read.
const MOST_PANELS: usize = 4;

/// Room between panels.
const GAP: f64 = 28.0;

/// A value and the interval around it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ranged {
    /// The value; a missing or non-finite one leaves its place empty.
    pub value: Option<f64>,
    /// The ends of its interval.
    pub interval: Option<(f64, f64)>,
    /// Whether it is of so little weight that it stands back, such as the rate of a few rows.
    pub faint: bool,
}

impl Ranged {
    /// The interval's ends that can be drawn.
    fn ends(&self) -> Option<(f64, f64)> {
        let (low, high) = self.interval?;
        let end = |value| drawable(Some(value), crate::Scale::Linear);
        end(low).zip(end(high)).filter(|(low, high)| low <= high)
    }

    fn drawable(&self) -> Option<f64> {
        drawable(self.value, crate::Scale::Linear)
    }

    fn words(&self, axis: &Axis<'_>) -> String {
        let Some(value) = self.drawable() else { return format!("{} –", axis.label) };
        let value = written(value, axis.format);
        let interval = self
            .ends()
            .map(|(low, high)| format!(" ({} to {})", written(low, axis.format), written(high, axis.format)));
        format!("{} {value}{}", axis.label, interval.unwrap_or_default())
    }
}

/// A panel: what its axis measures, linear, and the value of all rows together.
#[derive(Debug, Clone, Copy)]
pub struct Panel<'a> {
    /// The axis.
    pub axis: Axis<'a>,
    /// A dashed line for comparison.
    pub reference: Option<f64>,
}

/// A row of all panels.
#[derive(Debug, Clone)]
pub struct PanelRow<'a> {
    /// What it is of.
    pub label: &'a str,
    /// Its values, one for each panel.
    pub values: Vec<Ranged>,
}

/// Panels side by side on the same rows, at most four; the first 40 rows are drawn, and the caption says how many there are.
pub fn interval_panels(frame: &Frame<'_>, panels: &[Panel<'_>], all: &[PanelRow<'_>]) -> Option<Chart> {
    let rows = &all[..all.len().min(MOST)];
    let size = text_size(frame.size);
    let whole = width(frame.size);
    let given: Vec<&str> = rows.iter().map(|row| row.label).collect();
    let names = text::labels(&given, whole * 0.3, size);
    let labels = column_width(names.iter().map(String::as_str), whole * 0.3, size);
    // A panel without a value says nothing.
    let drawn: Vec<(usize, &Panel<'_>, Domain)> = panels
        .iter()
        .enumerate()
        .filter_map(|(index, panel)| {
            let values = rows.iter().filter_map(|row| row.values.get(index)).flat_map(reach);
            let reference = panel.reference.filter(|_| rows.iter().any(|row| has(row, index)));
            let domain = Domain::fit(values.chain(reference), &panel.axis, Zero::Free, 3)?;
            Some((index, panel, domain))
        })
        .take(MOST_PANELS)
        .collect();
    if drawn.is_empty() {
        return None;
    }
    let row_height = if rows.len() > 12 { 11.0 } else { 13.5 };
    let count = drawn.len() as f64;
    let left = labels + 8.0;
    let each = ((whole - left - 14.0 - GAP * (count - 1.0)) / count).max(10.0);
    let height = row_height * rows.len() as f64;
    let mut canvas = Canvas::new(whole, 3.0 + height + 2.0 * line_height(size) + 3.0);
    let areas: Vec<Area> = (0..drawn.len())
        .map(|place| Area { left: left + place as f64 * (each + GAP), top: 3.0, width: each, height })
        .collect();
    for ((_, panel, domain), area) in drawn.iter().zip(&areas) {
        draw_value_axis(&mut canvas, *area, domain, panel.axis.label, size);
        if let Some(reference) = drawable(panel.reference, crate::Scale::Linear) {
            let x = area.left + domain.position(reference).clamp(0.0, 1.0) * area.width;
            let stroke = Stroke::new(Paint::Neutral, 0.8).dashed(true);
            canvas.line((x, area.top), (x, area.bottom()), stroke);
        }
    }
    for (place, row) in rows.iter().enumerate() {
        let middle = 3.0 + row_height * (place as f64 + 0.5);
        let words = described(row, panels);
        canvas.hover(&words, |canvas| {
            let ground = Area { left: 0.0, top: middle - row_height / 2.0, width: whole, height: row_height };
            canvas.rect(ground, Paint::Surface, Some(0.0));
            let style = Style::new(size, Paint::Ink).anchor(Anchor::End);
            canvas.text(labels, middle + f64::from(size) * 0.35, &names[place], style);
            for ((index, _, domain), area) in drawn.iter().zip(&areas) {
                let Some(ranged) = row.values.get(*index) else { continue };
                mark(canvas, ranged, domain, *area, middle);
            }
        });
    }
    let each = rows
        .iter()
        .map(|row| described(&PanelRow { label: &text::spoken(row.label), ..row.clone() }, panels));
    let what: Vec<&str> = panels.iter().map(|panel| panel.axis.label).collect();
    let alt =
        format!("{} by {}: {}.", what.join(", "), alt::counted(all.len(), "row", "rows"), alt::parts(each));
    let remark = alt::left_out(rows.len(), all.len(), "rows");
    Some(chart(frame, alt, remark, canvas).with_data(figures_of(frame, panels, rows)))
}

fn has(row: &PanelRow<'_>, index: usize) -> bool {
    row.values.get(index).is_some_and(|ranged| ranged.drawable().is_some())
}

/// The values that a mark covers.
fn reach(ranged: &Ranged) -> Vec<f64> {
    let Some(value) = ranged.drawable() else { return Vec::new() };
    let (low, high) = ranged.ends().unwrap_or((value, value));
    vec![low, value, high]
}

fn mark(canvas: &mut Canvas, ranged: &Ranged, domain: &Domain, area: Area, middle: f64) {
    let Some(value) = ranged.drawable() else { return };
    let px = |value: f64| area.left + domain.position(value).clamp(0.0, 1.0) * area.width;
    let paint = if ranged.faint { Paint::Neutral } else { Paint::Accent };
    if let Some((low, high)) = ranged.ends() {
        let stroke = Stroke::new(paint, 1.0);
        canvas.line((px(low), middle), (px(high), middle), stroke);
        for end in [px(low), px(high)] {
            canvas.line((end, middle - 2.0), (end, middle + 2.0), stroke);
        }
    }
    canvas.dot(px(value), middle, 3.0, paint);
}

fn described(row: &PanelRow<'_>, panels: &[Panel<'_>]) -> String {
    let values: Vec<String> =
        row.values.iter().zip(panels).map(|(ranged, panel)| ranged.words(&panel.axis)).collect();
    format!("{}: {}", shown(row.label), values.join(", "))
}

/// The rows as a table.
fn figures_of(frame: &Frame<'_>, panels: &[Panel<'_>], rows: &[PanelRow<'_>]) -> Table {
    let is_ranged =
        |index: usize| rows.iter().any(|row| row.values.get(index).is_some_and(|of| of.ends().is_some()));
    let mut columns = vec![Column::row_header("Name")];
    for (index, panel) in panels.iter().enumerate() {
        columns.push(Column::number(panel.axis.label));
        if is_ranged(index) {
            columns.extend([Column::number("from"), Column::number("to")]);
        }
    }
    data::table(frame, columns, rows.len(), |place| {
        let row = &rows[place];
        let mut cells = vec![data::name(row.label)];
        for (index, panel) in panels.iter().enumerate() {
            let ranged = row.values.get(index).copied().unwrap_or_default();
            cells.push(data::number(ranged.value, panel.axis.format));
            if is_ranged(index) {
                cells.extend(match ranged.ends().filter(|_| ranged.drawable().is_some()) {
                    Some((low, high)) => [low, high].map(|end| data::number(Some(end), panel.axis.format)),
                    None => [Cell::missing(), Cell::missing()],
                });
            }
        }
        cells
    })
}
