//! The figures of a chart as a table: for readers who cannot see it, and for formats without pictures.

use report_document::{Cell, Column, Row, Table};
use report_domain::Timestamp;
use report_facts::{format::count, names::shown};

use crate::{
    Format, Frame, Scale,
    domain::{drawable, written},
};

/// Of more rows than this, so many are chosen evenly.
const MOST_ROWS: usize = 30;
/// Of many lines in one table, each keeps so many.
const LEAST_ROWS: usize = 10;

/// The figures of a chart, in rows that `row` makes by their index.
pub(crate) fn table(
    frame: &Frame<'_>,
    columns: Vec<Column>,
    all: usize,
    row: impl Fn(usize) -> Vec<Cell>,
) -> Table {
    let rows = chosen(all, MOST_ROWS).map(|index| Row::new(row(index))).collect();
    with_caption(frame, columns, rows, all)
}

/// The figures of several lines, one after another: each has a number of points, of which `row` makes one.
pub(crate) fn table_of_lines(
    frame: &Frame<'_>,
    columns: Vec<Column>,
    points: &[usize],
    row: impl Fn(usize, usize) -> Vec<Cell>,
) -> Table {
    let most = (MOST_ROWS / points.len().max(1)).max(LEAST_ROWS);
    let each = points.iter().enumerate().map(|(line, all)| (line, chosen(*all, most)));
    let rows = each.flat_map(|(line, chosen)| {
        let row = &row;
        chosen.map(move |index| Row::new(row(line, index)))
    });
    let rows = rows.collect();
    with_caption(frame, columns, rows, points.iter().sum())
}

fn with_caption(frame: &Frame<'_>, columns: Vec<Column>, rows: Vec<Row>, all: usize) -> Table {
    let caption = if rows.len() < all {
        let (shown, all) = (count(rows.len() as u64), count(all as u64));
        format!("{}: {shown} of {all} points, evenly chosen", frame.title)
    } else {
        frame.title.to_owned()
    };
    Table { caption, columns, rows, sortable: false }
}

/// The indices of at most `most` of `all`, evenly apart, with the first and the last.
fn chosen(all: usize, most: usize) -> impl Iterator<Item = usize> {
    let number = all.min(most);
    (0..number).map(move |index| if number > 1 { index * (all - 1) / (number - 1) } else { 0 })
}

/// A cell of a figure; what a chart leaves out is missing.
pub(crate) fn number(value: Option<f64>, format: Format) -> Cell {
    let value = drawable(value, Scale::Linear);
    value.map_or_else(Cell::missing, |value| Cell::number(value, written(value, format)))
}

/// A cell of a whole number.
pub(crate) fn whole(value: u64) -> Cell {
    Cell::number(value as f64, count(value))
}

/// A cell of a name from the data.
pub(crate) fn name(name: &str) -> Cell {
    Cell::text(shown(name))
}

/// A cell of an instant.
pub(crate) fn time(at: Timestamp) -> Cell {
    Cell::text(at.display_minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_rows_some_are_chosen_evenly_and_the_caption_says_so() {
        assert_eq!(chosen(0, 3).collect::<Vec<_>>(), [0; 0]);
        assert_eq!(chosen(1, 3).collect::<Vec<_>>(), [0]);
        assert_eq!(chosen(3, 3).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(chosen(101, 3).collect::<Vec<_>>(), [0, 50, 100]);
        let frame = Frame::full("chart-a", "ROC curve");
        let row = |index: usize| vec![whole(index as u64)];
        let few = table(&frame, vec![Column::number("Rows")], 30, row);
        assert_eq!((few.rows.len(), few.caption.as_str()), (30, "ROC curve"));
        let many = table(&frame, vec![Column::number("Rows")], 2_000, row);
        assert_eq!(many.caption, "ROC curve: 30 of 2,000 points, evenly chosen");
        assert_eq!(many.rows.last().map(|row| row.cells[0].text.as_str()), Some("1,999"));
        let lines = table_of_lines(&frame, vec![Column::number("Rows")], &[1, 400], |_, index| row(index));
        assert_eq!(lines.rows.len(), 16);
    }
}
