//! What happened when.

use report_document::{Cell, Chart, Column, Severity};
use report_domain::Timestamp;
use report_facts::format::duration_ms;

use crate::{
    Frame, alt,
    bars::{column_width, draw_value_axis},
    calendar::{self, seconds},
    canvas::{Anchor, Area, Canvas, Style},
    cartesian::{chart, line_height, text_size, width, x_ticks},
    data,
    paint::Paint,
    text,
};

/// Something that took time, or happened at an instant.
#[derive(Debug, Clone, Copy)]
pub struct TimelineItem<'a> {
    /// What it is, such as an experiment.
    pub label: &'a str,
    /// When it started.
    pub start: Timestamp,
    /// When it ended; without it, a dot at the start.
    pub end: Option<Timestamp>,
    /// A few words after it, such as its best metric.
    pub note: Option<&'a str>,
    /// How it ended.
    pub severity: Severity,
}

impl TimelineItem<'_> {
    fn end(&self) -> Option<Timestamp> {
        self.end.filter(|end| *end > self.start)
    }

    fn words(&self) -> String {
        let mut words = format!("{}: {}", self.label, self.start.display_minute());
        if let Some(end) = self.end() {
            let length = duration_ms((end.unix_millis() - self.start.unix_millis()) as f64);
            words.push_str(&format!(" to {} ({length})", end.display_minute()));
        }
        if let Some(note) = self.note {
            words.push_str(&format!(", {note}"));
        }
        words
    }
}

/// One row per item, in the order given, on an axis of dates in UTC. The first 40 are drawn, and the caption says how many
/// there are in all.
pub fn timeline(frame: &Frame<'_>, items: &[TimelineItem<'_>]) -> Option<Chart> {
    const MOST: usize = 40;
    let drawn = &items[..items.len().min(MOST)];
    let first = drawn.iter().map(|item| item.start).min()?;
    let last = drawn.iter().map(|item| item.end().unwrap_or(item.start)).max()?;
    let size = text_size(frame.size);
    let whole = width(frame.size);
    let given: Vec<&str> = drawn.iter().map(|item| item.label).collect();
    let names = text::labels(&given, whole * 0.32, size);
    let labels = column_width(names.iter().map(String::as_str), whole * 0.32, size);
    let notes = column_width(drawn.iter().filter_map(|item| item.note), whole * 0.2, size);
    let row = 14.0;
    let area = Area {
        left: labels + 6.0,
        top: 3.0,
        width: (whole - labels - notes - 18.0).max(20.0),
        height: row * drawn.len() as f64,
    };
    let domain = calendar::domain(seconds(first), seconds(last), x_ticks(frame.size).min(6));
    let mut canvas = Canvas::new(whole, area.bottom() + line_height(size) + 3.0);
    draw_value_axis(&mut canvas, area, &domain, "", size);
    let px = |time: Timestamp| area.left + domain.position(seconds(time)).clamp(0.0, 1.0) * area.width;
    for (index, item) in drawn.iter().enumerate() {
        let middle = area.top + row * (index as f64 + 0.5);
        let baseline = middle + f64::from(size) * 0.35;
        canvas.hover(&item.words(), |canvas| {
            canvas.rect(
                Area { left: 0.0, top: middle - row / 2.0, width: whole, height: row },
                Paint::Surface,
                Some(0.0),
            );
            let ink = Style::new(size, Paint::Ink);
            canvas.text(labels, baseline, &names[index], ink.anchor(Anchor::End));
            let left = px(item.start);
            let paint = Paint::Severity(item.severity);
            match item.end().map(px) {
                Some(right) if right - left >= 4.0 => {
                    canvas.rect(
                        Area { left, top: middle - 3.5, width: right - left, height: 7.0 },
                        paint,
                        None,
                    );
                }
                _ => canvas.dot(left, middle, 3.4, paint),
            }
            if let Some(note) = item.note {
                let note = text::shorten(note, notes, size);
                canvas.text(whole, baseline, &note, Style::new(size, Paint::Muted).anchor(Anchor::End));
            }
        });
    }
    let each = drawn.iter().map(|item| TimelineItem { label: &text::spoken(item.label), ..*item }.words());
    let alt = format!(
        "{} from {} to {}. {}.",
        alt::counted(items.len(), "item", "items"),
        first.display_minute(),
        last.display_minute(),
        alt::parts(each)
    );
    let mut columns = vec![Column::row_header("Name")];
    columns.extend(["Start", "End", "Remark"].map(Column::text));
    let figures = data::table(frame, columns, drawn.len(), |index| {
        let item = &drawn[index];
        let end = item.end().map_or_else(Cell::missing, data::time);
        vec![
            data::name(item.label),
            data::time(item.start),
            end,
            item.note.map_or_else(Cell::missing, Cell::text),
        ]
    });
    let remark = alt::left_out(drawn.len(), items.len(), "items");
    Some(chart(frame, alt, remark, canvas).with_data(figures))
}
