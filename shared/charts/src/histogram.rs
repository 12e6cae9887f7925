//! How values are spread.

use report_document::{Chart, ChartSize, Column};
use report_facts::{
    format::{count, percent},
    names::shown,
};

use crate::{
    Axis, Format, Frame, alt,
    bars::column_width,
    canvas::{Anchor, Area, Stroke, Style},
    cartesian::{Cartesian, Key, KeyShape, Side, x_ticks},
    data,
    domain::{Domain, Zero, written},
    paint::Paint,
    text,
};

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub enum Bins<'a> {
    /// Ranges of numbers: one more edge than there are bins, ascending.
    Edges(&'a [f64]),
    /// Categories.
    Categories(&'a [&'a str]),
}

/// More categories than this are taken together.
const MOST_CATEGORIES: usize = 12;

/// One dataset's counts as bars; `what` is counted: "Rows".
pub fn histogram(frame: &Frame<'_>, what: &str, bins: Bins<'_>, counts: &[u64]) -> Option<Chart> {
    let total: u64 = counts.iter().fold(0, |sum, &count| sum.saturating_add(count));
    if total == 0 {
        return None;
    }
    let slots = Slots::new(bins, &[counts])?;
    let values: Vec<f64> = slots.counts[0].iter().map(|&count| count as f64).collect();
    let axis = Axis::count(what);
    let y = Domain::fit(values.iter().copied(), &axis, Zero::Shown, 3)?;
    let mut drawing = Cartesian::new(
        frame.size,
        height(frame.size),
        slots.side(frame.size),
        Side { domain: y, label: axis.label },
        &[],
    );
    for (index, &value) in values.iter().enumerate() {
        let words =
            format!("{}: {} ({})", slots.names[index], count(value as u64), percent(value / total as f64));
        let area = slots.bar(&drawing, index, value, (0.0, 1.0));
        drawing.canvas.hover(&words, |canvas| canvas.rect(area, Paint::Accent, None));
    }
    slots.label(&mut drawing);
    let (what, places) = (what.to_lowercase(), slots.counted());
    let alt = format!("{} {what} over {places}: {}.", count(total), slots.largest(0, total));
    let columns = vec![slots.column(), Column::number(axis.label)];
    let figures = data::table(frame, columns, slots.names.len(), |index| {
        vec![data::name(&slots.names[index]), data::whole(slots.counts[0][index])]
    });
    Some(drawing.finish(frame, alt).with_data(figures))
}

/// Two datasets over the same bins: real against synthetic, reference against current. Each is drawn as shares of its own
/// total, because they need not have as many rows. Of more than 12 categories the most frequent are drawn and the others
/// taken together. `first` and `second` are name and counts.
pub fn histogram_pair(
    frame: &Frame<'_>,
    bins: Bins<'_>,
    first: (&str, &[u64]),
    second: (&str, &[u64]),
) -> Option<Chart> {
    let totals =
        [first.1, second.1].map(|counts| counts.iter().fold(0_u64, |sum, &count| sum.saturating_add(count)));
    if totals == [0, 0] {
        return None;
    }
    let slots = Slots::new(bins, &[first.1, second.1])?;
    let shares: Vec<Vec<f64>> = slots
        .counts
        .iter()
        .zip(totals)
        .map(|(counts, total)| counts.iter().map(|&count| count as f64 / total.max(1) as f64).collect())
        .collect();
    let axis = Axis::percent("");
    let y = Domain::fit(shares.iter().flatten().copied(), &axis, Zero::Shown, 3)?;
    let keys = [
        Key { name: first.0.to_owned(), paint: Paint::Series(0), shape: KeyShape::Square },
        Key { name: second.0.to_owned(), paint: Paint::Series(1), shape: slots.second_key() },
    ];
    let y = Side { domain: y, label: "" };
    let mut drawing = Cartesian::new(frame.size, height(frame.size), slots.side(frame.size), y, &keys);
    let numeric = slots.edges.is_some();
    for (index, name) in slots.names.iter().enumerate() {
        let words = format!(
            "{}: {} {}, {} {}",
            name,
            first.0,
            percent(shares[0][index]),
            second.0,
            percent(shares[1][index])
        );
        let whole = if numeric { (0.0, 1.0) } else { (0.0, 0.5) };
        let one = slots.bar(&drawing, index, shares[0][index], whole);
        let other = slots.bar(&drawing, index, shares[1][index], (0.5, 1.0));
        drawing.canvas.hover(&words, |canvas| {
            canvas.rect(one, Paint::Series(0), numeric.then_some(0.45));
            if !numeric {
                canvas.rect(other, Paint::Series(1), None);
            }
        });
    }
    if numeric {
        // The second distribution as an outline over the first one's bars.
        let foot = drawing.py(0.0);
        let mut outline = Vec::with_capacity(2 * slots.names.len() + 2);
        for (index, &share) in shares[1].iter().enumerate() {
            let (left, right) = slots.span(&drawing, index);
            let y = drawing.py(share);
            if index == 0 {
                outline.push((left, foot));
            }
            outline.extend([(left, y), (right, y)]);
            if index + 1 == slots.names.len() {
                outline.push((right, foot));
            }
        }
        drawing.canvas.polyline(&outline, Stroke::new(Paint::Series(1), 1.2));
    }
    slots.label(&mut drawing);
    let distance: f64 = shares[0].iter().zip(&shares[1]).map(|(a, b)| (a - b).abs()).sum::<f64>() / 2.0;
    let alt = format!(
        "{} ({} rows) against {} ({} rows) over {}. {}: {}. {}: {}. Total variation distance {}.",
        text::spoken(first.0),
        count(totals[0]),
        text::spoken(second.0),
        count(totals[1]),
        slots.counted(),
        text::spoken(first.0),
        slots.largest(0, totals[0]),
        text::spoken(second.0),
        slots.largest(1, totals[1]),
        percent(distance),
    );
    let columns = vec![slots.column(), Column::number(shown(first.0)), Column::number(shown(second.0))];
    let figures = data::table(frame, columns, slots.names.len(), |index| {
        let share = |of: usize| data::number(Some(shares[of][index]), Format::Percent);
        vec![data::name(&slots.names[index]), share(0), share(1)]
    });
    Some(drawing.finish(frame, alt).with_data(figures))
}

fn height(size: ChartSize) -> f64 {
    match size {
        ChartSize::Full => 140.0,
        ChartSize::Half => 110.0,
        ChartSize::Third => 70.0,
    }
}

/// Bins with their names and the counts of each dataset.
struct Slots<'a> {
    names: Vec<String>,
    counts: Vec<Vec<u64>>,
    edges: Option<&'a [f64]>,
}

impl<'a> Slots<'a> {
    fn new(bins: Bins<'a>, counts: &[&[u64]]) -> Option<Self> {
        match bins {
            Bins::Edges(edges) => {
                let ascending = edges.windows(2).all(|pair| pair[0] < pair[1]);
                let finite = edges.iter().all(|edge| edge.is_finite() && edge.abs() < 1e150);
                if edges.len() < 2 || !ascending || !finite {
                    return None;
                }
                let number = edges.len() - 1;
                let name = |pair: &[f64]| {
                    format!("{} to {}", written(pair[0], Format::Number), written(pair[1], Format::Number))
                };
                let counts = counts.iter().map(|counts| padded(counts, number)).collect();
                Some(Self { names: edges.windows(2).map(name).collect(), counts, edges: Some(edges) })
            }
            Bins::Categories(names) => {
                if names.is_empty() {
                    return None;
                }
                let counts: Vec<Vec<u64>> = counts.iter().map(|counts| padded(counts, names.len())).collect();
                Some(Self::of_categories(names, &counts))
            }
        }
    }

    fn of_categories(names: &[&str], counts: &[Vec<u64>]) -> Self {
        let mut order: Vec<usize> = (0..names.len()).collect();
        if names.len() > MOST_CATEGORIES {
            let sum =
                |index: &usize| counts.iter().fold(0_u64, |sum, counts| sum.saturating_add(counts[*index]));
            order.sort_by_key(|index| (std::cmp::Reverse(sum(index)), *index));
        }
        let kept = if names.len() > MOST_CATEGORIES { MOST_CATEGORIES - 1 } else { names.len() };
        let mut shown: Vec<String> = order[..kept].iter().map(|&index| names[index].to_owned()).collect();
        let mut totals: Vec<Vec<u64>> =
            counts.iter().map(|counts| order[..kept].iter().map(|&index| counts[index]).collect()).collect();
        if kept < names.len() {
            shown.push(format!("{} others", names.len() - kept));
            for (total, counts) in totals.iter_mut().zip(counts) {
                total.push(order[kept..].iter().fold(0, |sum, &index| sum.saturating_add(counts[index])));
            }
        }
        Self { names: shown, counts: totals, edges: None }
    }

    fn side(&self, size: ChartSize) -> Side<'static> {
        let domain = match self.edges {
            // Two edges that ascend were checked for above, so there is a range to fit.
            Some(edges) => {
                let axis = Axis::number("");
                let ends = [edges[0], edges[edges.len() - 1]];
                let ticks = Domain::fit(ends, &axis, Zero::Free, x_ticks(size)).map(|domain| domain.ticks);
                let inside = |value: f64| value >= ends[0] && value <= ends[1];
                let ticks = ticks.unwrap_or_default().into_iter().filter(|tick| inside(tick.value)).collect();
                Domain::with_ticks(ends[0], ends[1], ticks)
            }
            None => Domain::with_ticks(0.0, self.names.len() as f64, Vec::new()),
        };
        Side { domain, label: "" }
    }

    /// Left and right end of a bin.
    fn span(&self, drawing: &Cartesian, index: usize) -> (f64, f64) {
        match self.edges {
            Some(edges) => (drawing.px(edges[index]), drawing.px(edges[index + 1])),
            None => (drawing.px(index as f64 + 0.12), drawing.px(index as f64 + 0.88)),
        }
    }

    /// The bar over a part of a bin's width.
    fn bar(&self, drawing: &Cartesian, index: usize, value: f64, part: (f64, f64)) -> Area {
        let (left, right) = self.span(drawing, index);
        let width = right - left;
        let gap = if self.edges.is_some() { (width * 0.04).min(0.5) } else { 0.0 };
        let (top, foot) = (drawing.py(value), drawing.py(0.0));
        Area {
            left: left + width * part.0 + gap,
            top,
            width: width * (part.1 - part.0) - 2.0 * gap,
            height: foot - top,
        }
    }

    /// Writes the categories under their bars, as far as they fit.
    fn label(&self, drawing: &mut Cartesian) {
        if self.edges.is_some() {
            return;
        }
        let size = drawing.size;
        let slot = drawing.area.width / self.names.len() as f64;
        let style = Style::new(size, Paint::Muted).anchor(Anchor::Middle);
        let baseline = drawing.area.bottom() + f64::from(size) + 3.5;
        let widest = column_width(self.names.iter().map(String::as_str), 400.0, size);
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        if widest > slot && slot < 24.0 {
            // Level they would not fit: they stand upright, in room of their own.
            const TALLEST: f64 = 46.0;
            let labels = text::labels(&names, TALLEST, size);
            let tall = column_width(labels.iter().map(String::as_str), TALLEST, size);
            drawing.canvas.lower(tall + 4.0 - f64::from(size));
            let every = ((f64::from(size) + 1.0) / slot).ceil().max(1.0) as usize;
            for (index, name) in labels.iter().enumerate().step_by(every) {
                let x = drawing.px(index as f64 + 0.5) + f64::from(size) * 0.35;
                let style = Style::new(size, Paint::Muted).anchor(Anchor::End);
                drawing.canvas.rotated_text(x, drawing.area.bottom() + 4.0, name, style, Some(-90.0));
            }
            return;
        }
        for (index, name) in text::labels(&names, slot - 2.0, size).iter().enumerate() {
            let x = drawing.px(index as f64 + 0.5);
            drawing.canvas.text(x, baseline, name, style);
        }
    }

    fn column(&self) -> Column {
        Column::row_header(if self.edges.is_some() { "Bin" } else { "Category" })
    }

    fn second_key(&self) -> KeyShape {
        if self.edges.is_some() { KeyShape::Line } else { KeyShape::Square }
    }

    fn counted(&self) -> String {
        match self.edges {
            Some(_) => alt::counted(self.names.len(), "bin", "bins"),
            None => alt::counted(self.names.len(), "category", "categories"),
        }
    }

    /// The fullest bin of one dataset, in words.
    fn largest(&self, dataset: usize, total: u64) -> String {
        let fullest = self.counts[dataset].iter().enumerate().rev().max_by_key(|&(_, count)| *count);
        match fullest {
            Some((index, &most)) if total > 0 => {
                format!(
                    "most in {} ({})",
                    text::spoken(&self.names[index]),
                    percent(most as f64 / total as f64)
                )
            }
            _ => "no rows".to_owned(),
        }
    }
}

fn padded(counts: &[u64], length: usize) -> Vec<u64> {
    counts.iter().copied().chain(std::iter::repeat(0)).take(length).collect()
}
