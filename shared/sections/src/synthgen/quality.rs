//! Section `quality`: how alike each column is.

use crate::blocks::Blocks;
use report_document::{Block, Cell, Column, Emphasis, Row, Table, Text};
use report_facts::{format, names, words};
use report_findings::synthetic;
use report_snapshot::synthgen::{ColumnComparison, Synthgen};

use crate::common::{number::percent_cell, text_cell::text_cell};

/// Columns listed: the poorest.
const MOST_ROWS: usize = 300;

/// Makes the section; `None` where no column has a score.
pub(super) fn quality(run: &Synthgen) -> Option<Blocks> {
    let columns = synthetic::columns_by_score(run);
    let scored = columns.iter().filter(|column| synthetic::column_score(column).is_some()).count();
    if scored == 0 {
        return None;
    }
    let (listed, alike) = collapsed(&columns);
    let mut body = Blocks::default();
    if listed > 0 {
        body.push(table(&columns, listed));
    }
    body.extend(alike.map(|line| Block::Note(Text::plain(line))));
    body.push(Block::Note(Text::plain(
        "KSComplement is 1 minus the Kolmogorov-Smirnov distance of two numeric columns, TVComplement 1 minus the total \
         variation distance of two categorical ones: 100% where both are spread alike.",
    )));
    Some(body)
}

/// How many columns the table lists, and the others in one line: columns that are exactly alike say the same in every row.
fn collapsed(columns: &[&ColumnComparison]) -> (usize, Option<String>) {
    /// Fewer rows take no more room than the line.
    const FEWEST: usize = 4;
    const MOST_NAMES: usize = 8;
    let is_alike = |column: &&&ColumnComparison| {
        synthetic::column_score(column) == Some(1.0) && !synthetic::is_missing_otherwise(column)
    };
    // The lowest score stands first, and what has no score last.
    let before = columns.iter().take_while(|column| !is_alike(column)).count();
    let alike: Vec<String> = columns[before..]
        .iter()
        .filter(is_alike)
        .map(|column| format!("\u{201c}{}\u{201d}", names::shown(&column.name)))
        .collect();
    if alike.len() < FEWEST || before + alike.len() < columns.len() {
        return (columns.len(), None);
    }
    let further = match alike.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!(" and {} more", format::count(more as u64)),
    };
    let named = alike[..alike.len().min(MOST_NAMES)].join(", ");
    let all = words::counted(alike.len() as u64, "column", "columns");
    (before, Some(format!("{all} with a score of 100%: {named}{further}.")))
}

fn table(columns: &[&ColumnComparison], listed: usize) -> Table {
    let with_missing =
        columns.iter().any(|column| column.missing_real.is_some() || column.missing_synthetic.is_some());
    let with_measure = columns.iter().any(|column| column.metric.is_some());
    let mut header = vec![Column::row_header("Column"), Column::number("Score")];
    if with_measure {
        header.push(Column::text("Measure"));
    }
    if with_missing {
        header.extend([Column::number("Missing, real"), Column::number("Missing, synthetic")]);
    }
    let rows = columns
        .iter()
        .take(listed.min(MOST_ROWS))
        .map(|column| {
            let low = synthetic::column_score(column).is_some_and(synthetic::is_low);
            let score = percent_cell(column.score);
            let mut cells =
                vec![Cell::text(&column.name), if low { score.emphasised(Emphasis::Alert) } else { score }];
            if with_measure {
                cells.push(text_cell(column.metric.as_deref()));
            }
            if with_missing {
                let synthetic = percent_cell(column.missing_synthetic);
                let differs = synthetic::is_missing_otherwise(column);
                cells.extend([
                    percent_cell(column.missing_real),
                    if differs { synthetic.emphasised(Emphasis::Alert) } else { synthetic },
                ]);
            }
            Row::new(cells)
        })
        .collect();
    let caption = if columns.len() > MOST_ROWS {
        format!("The {MOST_ROWS} poorest of {} columns", format::count(columns.len() as u64))
    } else {
        format!("{}, lowest score first", words::counted(columns.len() as u64, "column", "columns"))
    };
    let caption = match columns.iter().filter(|column| synthetic::column_score(column).is_none()).count() {
        0 => caption,
        without => format!("{caption}; {} without a score", format::count(without as u64)),
    };
    Table { caption, columns: header, rows, sortable: true }
}
