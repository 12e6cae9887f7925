//! Figures then and now: the table of differences, and the chart of the quantity that says most.

use report_changes::{FigureChange, Reading};
use report_charts::{Axis, Frame, Pair, paired};
use report_document::{Block, Cell, Column, Emphasis, Row, Table};
use report_facts::{Quantity, Sort, Subject, Unit, format, names};

use super::page::{Page, counted, word};

/// The table; `None` where no figure differs.
pub(super) fn table(page: &Page<'_>) -> Vec<Block> {
    let figures = &page.changes().figures;
    let changed = &figures.changed;
    let mut blocks = Vec::new();
    if !changed.shown.is_empty() {
        let [then, now] = page.sides();
        let columns = vec![
            Column::row_header("Of"),
            Column::text("Figure"),
            Column::number(then),
            Column::number(now),
            Column::number("Difference"),
            Column::text("Reading"),
        ];
        let rows = changed.shown.iter().map(|change| row(page, change)).collect();
        let caption = match changed.further {
            0 => format!("{} with a difference", counted(changed.all(), "figure", "figures")),
            _ => format!(
                "The first {} of {} figures with a difference",
                changed.shown.len(),
                format::count(changed.all() as u64)
            ),
        };
        blocks.push(Table { caption, columns, rows, sortable: false }.into());
    }
    let only = [(figures.only_now, "this"), (figures.only_then, "the other")];
    let only: Vec<String> = only
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, side)| {
            format!("{} only in {side} snapshot", counted(number, "figure is", "figures are"))
        })
        .collect();
    if !only.is_empty() {
        blocks.push(Block::Note(format!("{}.", only.join(", ")).into()));
    }
    blocks
}

fn row(page: &Page<'_>, change: &FigureChange) -> Row {
    let FigureChange { then, now, .. } = change;
    let (unit, texts) = (now.unit(), format::distinct(&[(then.value, then.unit()), (now.value, now.unit())]));
    let of = match &now.of {
        Subject::Pair(Sort::Group, attribute, group) => {
            format!("{}: {}", names::shown(attribute), names::shown(group))
        }
        of => of.shown().unwrap_or_else(|| format!("The {}", word(page.kind))),
    };
    let label = now.quantity.label();
    let what = now.rows.map_or_else(|| label.clone(), |rows| format!("{label} {}", rows.on()));
    let [then_text, now_text] = [0, 1].map(|side| texts.get(side).cloned().unwrap_or_default());
    let cells = vec![
        Cell::text(of),
        Cell::text(what),
        Cell::number(then.value, &then_text),
        Cell::number(now.value, &now_text),
        Cell::number(change.difference(), difference(change.difference(), unit, [&then_text, &now_text])),
        reading(change),
    ];
    Row::new(cells)
}

/// A difference with its sign, with the digits of the figures that it lies between.
fn difference(value: f64, unit: Unit, of: [&String; 2]) -> String {
    let size = format::difference_of(value.abs(), unit, of);
    format!("{}{size}", if value < 0.0 { "\u{2212}" } else { "+" })
}

fn reading(change: &FigureChange) -> Cell {
    let (word, is_worse) = match change.reading() {
        Reading::Better => ("better", false),
        Reading::Worse => ("worse", true),
        Reading::Higher => ("higher", false),
        Reading::Lower => ("lower", false),
    };
    match change.exceeds_noise {
        Some(true) => {
            let cell = Cell::text(format!("{word}, beyond noise"));
            if is_worse { cell.emphasised(Emphasis::Alert) } else { cell }
        }
        Some(false) => Cell::text("within noise").emphasised(Emphasis::Muted),
        None => Cell::text(word),
    }
}

/// The chart, where a quantity of two or more things has moved.
pub(super) fn chart(page: &Page<'_>) -> Option<Block> {
    let series = page.changes().figures.series.as_ref()?;
    let label = series.quantity.label();
    let title = format!("{label} by {}", by(series.sort));
    let shown = &series.pairs.shown;
    let pairs: Vec<Pair<'_>> = shown
        .iter()
        .map(|(name, then, now)| Pair { label: name, then: Some(*then), now: Some(*now) })
        .collect();
    let caption = match series.pairs.further {
        0 => "Largest differences first.".to_owned(),
        further => {
            format!("Largest differences first; {} not drawn.", counted(further, "more is", "more are"))
        }
    };
    let frame = Frame::full("chart-changes", &title).caption(&caption);
    paired(&frame, &axis(&series.quantity, &label), page.sides(), &pairs).map(Block::Chart)
}

fn by(sort: Sort) -> &'static str {
    match sort {
        Sort::Model => "model",
        Sort::Deployment => "deployment",
        _ => "column",
    }
}

fn axis<'a>(quantity: &Quantity, label: &'a str) -> Axis<'a> {
    match quantity.unit() {
        Unit::Share => Axis::percent(label),
        Unit::Milliseconds => Axis::milliseconds(label),
        Unit::Count => Axis::count(label),
        _ => Axis::number(label),
    }
}
