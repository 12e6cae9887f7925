//! Tables as GitHub has them.

use report_document::{Align, Cell, Emphasis, Row, Table};

use crate::{
    escape::escape,
    inline::{self, Sections, strong},
};

/// Writes a table: a line for its header, one for the alignment, and one for each row.
pub(crate) fn write(table: &Table, sections: &Sections<'_>) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let header = table.columns.iter().map(|column| in_cell(&escape(&column.title)));
    let aligned = table.columns.iter().map(|column| match column.align {
        Align::Start => "---".to_owned(),
        Align::Center => ":-:".to_owned(),
        Align::Decimal => "--:".to_owned(),
    });
    let mut out = String::new();
    line(&mut out, header);
    line(&mut out, aligned);
    for row in &table.rows {
        line(
            &mut out,
            row.cells
                .iter()
                .zip(&table.columns)
                .map(|(cell, column)| in_cell(&written(cell, row, column.is_row_header, sections))),
        );
    }
    out
}

/// The best value and what is past a threshold are strong, and so is the name of a row that is set apart.
fn written(cell: &Cell, row: &Row, is_row_header: bool, sections: &Sections<'_>) -> String {
    if let Some(words) = &cell.linked {
        return inline::text(words, sections);
    }
    let is_strong = match cell.emphasis {
        Emphasis::Best | Emphasis::Alert => true,
        Emphasis::None | Emphasis::Changed | Emphasis::Muted => row.highlighted && is_row_header,
    };
    if is_strong { strong(&cell.text) } else { escape(&cell.text) }
}

/// A bar in a cell would end it, and renderers differ about one behind a backslash.
fn in_cell(escaped: &str) -> String {
    escaped.trim().replace("\\|", "&#124;")
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(&cell);
        out.push(' ');
    }
    out.push_str("|\n");
}
