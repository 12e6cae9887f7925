//! How many are in which state.

use report_document::{Chart, ChartSize, Column, Severity};
use report_facts::format::{count, percent};

use crate::{
    Frame, alt,
    canvas::{Anchor, Area, Canvas, Style},
    cartesian::{Key, KeyShape, chart, draw_keys, keys_height, text_size, width},
    data,
    paint::Paint,
    text,
};

/// How many are in one state.
#[derive(Debug, Clone, Copy)]
pub struct Share<'a> {
    /// The state.
    pub label: &'a str,
    /// How many.
    pub count: u64,
    /// What it means, which sets its colour; [`Severity::Info`] is neither good nor bad.
    pub severity: Severity,
}

/// One bar divided by state, with a legend that gives the counts: models by status.
pub fn stacked_status(frame: &Frame<'_>, shares: &[Share<'_>]) -> Option<Chart> {
    let total: u128 = shares.iter().map(|share| u128::from(share.count)).sum();
    if total == 0 {
        return None;
    }
    let in_all = count(u64::try_from(total).unwrap_or(u64::MAX));
    let size = text_size(frame.size);
    let whole = width(frame.size);
    let keys: Vec<Key> = shares
        .iter()
        .map(|share| Key {
            name: format!("{} {}", text::shorten(share.label, 140.0, size), count(share.count)),
            paint: Paint::Severity(share.severity),
            shape: KeyShape::Square,
        })
        .collect();
    let height = if frame.size == ChartSize::Third { 12.0 } else { 16.0 };
    let mut canvas = Canvas::new(whole, height + 6.0 + keys_height(&keys, whole, size));
    let mut left = 0.0;
    for share in shares.iter().filter(|share| share.count > 0) {
        let part = share.count as f64 / total as f64;
        let area = Area { left, top: 1.0, width: (part * whole - 1.0).max(0.5), height };
        let words = format!("{}: {} of {} ({})", share.label, count(share.count), in_all, percent(part));
        canvas.hover(&words, |canvas| {
            canvas.rect(area, Paint::Severity(share.severity), None);
            let label = count(share.count);
            if text::width(&label, size) + 6.0 < area.width {
                let style = Style::new(size, Paint::Surface).anchor(Anchor::Middle).bold(true);
                canvas.text(
                    area.left + area.width / 2.0,
                    1.0 + height / 2.0 + f64::from(size) * 0.36,
                    &label,
                    style,
                );
            }
        });
        left += part * whole;
    }
    draw_keys(&mut canvas, &keys, (0.0, height + 4.0), whole, size);
    let each = shares.iter().map(|share| format!("{}: {}", text::spoken(share.label), count(share.count)));
    let alt = format!("{} in all. {}.", in_all, alt::parts(each));
    let columns = vec![Column::row_header("State"), Column::number("Count")];
    let figures = data::table(frame, columns, shares.len(), |index| {
        vec![data::name(shares[index].label), data::whole(shares[index].count)]
    });
    Some(chart(frame, alt, None, canvas).with_data(figures))
}
