//! Section `columns`: what was found in each column, what was done with it, and what was found again.

use crate::blocks::Blocks;
use report_document::{Block, Cell, Column, Emphasis, Row, Table, Text};
use report_facts::{
    format,
    privacy::{Looked, When, cells, is_dropped, looked, looked_again, operation, scan},
    words,
};
use report_snapshot::privacy::{Operation, PrivacySession, SessionColumn};

use crate::common::{number::count_cell, text_cell::text_cell};

/// Columns listed: those in which most was found.
const MOST_ROWS: usize = 300;

/// Types named in a row.
const MOST_TYPES: usize = 3;

/// Makes the section; `None` without a column.
pub(super) fn columns(session: &PrivacySession) -> Option<Blocks> {
    if session.columns.is_empty() {
        return None;
    }
    let mut columns: Vec<&SessionColumn> = session.columns.iter().collect();
    let key = |column: &SessionColumn| (cells(column, When::After), cells(column, When::Before));
    columns.sort_by(|a, b| key(b).cmp(&key(a)).then_with(|| a.name.cmp(&b.name)));
    let caption = if columns.len() > MOST_ROWS {
        format!("The first {MOST_ROWS} of {}", words::counted(columns.len() as u64, "column", "columns"))
    } else {
        words::counted(columns.len() as u64, "column", "columns")
    };
    let table = Table {
        caption: format!("{caption}: what was found again first, then what was found at first"),
        columns: vec![
            Column::row_header("Column"),
            Column::number("Rows looked at"),
            Column::text("Found (mean confidence)"),
            Column::number("Cells"),
            Column::text("Transformation"),
            Column::number("Cells after"),
        ],
        rows: columns.iter().take(MOST_ROWS).map(|column| row(session, column)).collect(),
        sortable: true,
    };
    Some(Blocks::default().with(table).with(Block::Note(Text::plain(
        "A cell counts once, whatever was found in it. Found is what a detector takes for personal data: it can be wrong, and it \
         can miss some. Cells after are those in which the detectors found something when they were run again on the result; a \
         dash: they were not.",
    ))))
}

fn row(session: &PrivacySession, column: &SessionColumn) -> Row {
    let before = scan(column, When::Before);
    let looked_at = count_cell(Some(before.map_or(0, |scan| scan.rows)));
    let is_part = matches!(looked(session, column), Looked::Not | Looked::InPart);
    let types = types(column);
    let after = cells(column, When::After);
    let is_replaced = operation(column).is_some_and(Operation::replaces);
    let again = match looked_again(session, column) {
        Looked::InPart => after.map_or_else(Cell::missing, |cells| {
            Cell::number(cells as f64, format!("{} (in part)", format::count(cells)))
        }),
        _ if is_dropped(column) => Cell::missing(),
        _ => count_cell(after),
    };
    let remains = after.is_some_and(|cells| cells > 0) && !is_replaced;
    Row::new(vec![
        Cell::text(&column.name),
        if is_part { looked_at.emphasised(Emphasis::Alert) } else { looked_at },
        text_cell(types.as_deref()),
        count_cell(cells(column, When::Before)),
        transformation(column),
        if remains { again.emphasised(Emphasis::Alert) } else { again },
    ])
}

/// The types that were found, most cells first.
fn types(column: &SessionColumn) -> Option<String> {
    let scan = scan(column, When::Before)?;
    let mut all: Vec<_> = scan.detections.iter().filter(|detection| detection.cells > 0).collect();
    all.sort_by(|a, b| b.cells.cmp(&a.cells).then_with(|| a.of.cmp(&b.of)));
    let said = all.iter().map(|detection| match detection.mean_confidence.filter(|mean| mean.is_finite()) {
        Some(mean) => format!("{} ({})", detection.of, format::percent(mean)),
        None => detection.of.clone(),
    });
    (!all.is_empty()).then(|| words::listed(said, MOST_TYPES))
}

fn transformation(column: &SessionColumn) -> Cell {
    let Some(done) = column.transformation else { return Cell::missing() };
    let label = done.operation.label();
    let text = match done.reversible {
        Some(true) if done.operation != Operation::Kept => format!("{label}, reversible"),
        _ => label.to_owned(),
    };
    let is_found = [When::Before, When::After].map(|when| cells(column, when));
    let cell = Cell::text(text);
    if done.operation == Operation::Kept && is_found.into_iter().flatten().any(|cells| cells > 0) {
        cell.emphasised(Emphasis::Alert)
    } else {
        cell
    }
}
