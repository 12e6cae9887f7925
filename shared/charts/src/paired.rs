//! Two values of each thing on one axis: then and now.

use report_document::{Chart, ChartSize, Column};
use report_facts::{format::MISSING, names::shown};

use crate::{
    Axis, Frame, alt,
    bars::{column_width, draw_value_axis},
    canvas::{Anchor, Area, Canvas, Stroke, Style},
    cartesian::{Key, KeyShape, chart, draw_keys, keys_height, line_height, text_size, width, x_ticks},
    data,
    domain::{Domain, Zero, drawable, written, written_apart},
    paint::Paint,
    text,
};

/// More rows than this do not fit on a page.
const MOST: usize = 40;

/// One thing with its two values; where one cannot be drawn, its row has only the other.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// What it is. A long name is shortened in the middle; the whole shows on hovering.
    pub label: &'a str,
    /// The value then.
    pub then: Option<f64>,
    /// The value now.
    pub now: Option<f64>,
}

/// A row for each thing with a pale dot for its former value, a strong one for its present value and a line between them, on an
/// axis that need not start at zero; both values are written beside it. `sides` are what the two are called: "Then" and "Now". The
/// first 40 are drawn, and the caption says how many there are in all.
pub fn paired(frame: &Frame<'_>, axis: &Axis<'_>, sides: [&str; 2], all: &[Pair<'_>]) -> Option<Chart> {
    let pairs = &all[..all.len().min(MOST)];
    let place = |value| drawable(value, axis.scale);
    let values: Vec<f64> =
        pairs.iter().flat_map(|pair| [place(pair.then), place(pair.now)]).flatten().collect();
    let domain = Domain::fit(values.iter().copied(), axis, Zero::Free, x_ticks(frame.size).min(6))?;
    let size = text_size(frame.size);
    let whole = width(frame.size);
    let line = line_height(size);
    let row = if frame.size == ChartSize::Third { 11.0 } else { 13.0 };
    let most = whole * 0.34;
    let given: Vec<&str> = pairs.iter().map(|pair| pair.label).collect();
    let names = text::labels(&given, most, size);
    let labels = column_width(names.iter().map(String::as_str), most, size).min(most);
    let texts: Vec<String> = pairs.iter().map(|pair| both(pair, axis)).collect();
    // Two counts of twelve digits each need more than is enough for others.
    let figures = column_width(texts.iter().map(String::as_str), (whole * 0.36).max(110.0), size);
    let keys = [(sides[0], Paint::Neutral), (sides[1], Paint::Accent)].map(|(name, paint)| Key {
        name: name.into(),
        paint,
        shape: KeyShape::Dot,
    });
    let top = keys_height(&keys, whole, size) + 4.0;
    let area = Area {
        left: labels + 8.0,
        top,
        width: (whole - labels - figures - 18.0).max(20.0),
        height: row * pairs.len() as f64,
    };
    let mut canvas = Canvas::new(whole, area.bottom() + 2.0 * line + 3.0);
    draw_keys(&mut canvas, &keys, (area.left, 0.0), whole - area.left, size);
    draw_value_axis(&mut canvas, area, &domain, axis.label, size);
    let px = |value: f64| area.left + domain.position(value).clamp(0.0, 1.0) * area.width;
    for (index, pair) in pairs.iter().enumerate() {
        let middle = area.top + row * (index as f64 + 0.5);
        let baseline = middle + f64::from(size) * 0.35;
        canvas.hover(&words(pair, axis, sides), |canvas| {
            let line = Area { left: 0.0, top: middle - row / 2.0, width: whole, height: row };
            canvas.rect(line, Paint::Surface, Some(0.0));
            let style = Style::new(size, Paint::Ink).anchor(Anchor::End);
            canvas.text(labels, baseline, &names[index], style);
            canvas.text(whole, baseline, &texts[index], style);
            if let Some((then, now)) = place(pair.then).zip(place(pair.now)) {
                canvas.line((px(then), middle), (px(now), middle), Stroke::new(Paint::Neutral, 1.2));
            }
            // What is now lies above what was then where both are the same.
            for (value, paint) in [(pair.then, Paint::Neutral), (pair.now, Paint::Accent)] {
                if let Some(value) = place(value) {
                    canvas.dot(px(value), middle, 3.0, paint);
                }
            }
        });
    }
    let spoken = |pair: &Pair<'_>| words(&Pair { label: &text::spoken(pair.label), ..*pair }, axis, sides);
    let alt = format!(
        "{}, {} and {}, by {}: {}.",
        axis.label,
        sides[0].to_lowercase(),
        sides[1].to_lowercase(),
        alt::counted(all.len(), "row", "rows"),
        alt::parts(pairs.iter().map(spoken))
    );
    let columns = vec![Column::row_header("Name"), Column::number(sides[0]), Column::number(sides[1])];
    let table = data::table(frame, columns, pairs.len(), |index| {
        let Pair { label, then, now } = pairs[index];
        vec![data::name(label), data::number(then, axis.format), data::number(now, axis.format)]
    });
    let remark = alt::left_out(pairs.len(), all.len(), "rows");
    Some(chart(frame, alt, remark, canvas).with_data(table))
}

/// Both values, with as many digits as it takes to see that they differ.
fn both(pair: &Pair<'_>, axis: &Axis<'_>) -> String {
    let values = [pair.then, pair.now].map(|value| drawable(value, axis.scale));
    let known: Vec<f64> = values.into_iter().flatten().collect();
    let mut apart = written_apart(&known, axis.format).into_iter();
    let [then, now] =
        values.map(|value| value.and_then(|_| apart.next()).unwrap_or_else(|| MISSING.to_owned()));
    format!("{then} → {now}")
}

fn words(pair: &Pair<'_>, axis: &Axis<'_>, [then, now]: [&str; 2]) -> String {
    let value =
        |value| drawable(value, axis.scale).map_or("no value".to_owned(), |it| written(it, axis.format));
    let (then, now) = (then.to_lowercase(), now.to_lowercase());
    format!("{}: {then} {}, {now} {}", shown(pair.label), value(pair.then), value(pair.now))
}
