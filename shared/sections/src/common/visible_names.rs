//! Names that cannot be seen, in every table and list of a document.

use report_document::{Block, Field, Section, Table};
use report_facts::names;

/// Shows what names a row where the name is empty, blank or looks like another, whichever section it stands in.
pub(super) fn show_names(sections: &mut [Section]) {
    sections.iter_mut().flat_map(|section| &mut section.blocks).for_each(in_block);
}

/// The same of labels and values.
pub(super) fn show_values(fields: &mut [Field]) {
    for text in fields.iter_mut().flat_map(|field| [&mut field.label, &mut field.value]) {
        show(text);
    }
}

fn in_block(block: &mut Block) {
    match block {
        Block::Table(table) => in_table(table),
        Block::Beside(beside) => beside.blocks.iter_mut().for_each(in_block),
        Block::Fields(fields) => show_values(fields),
        _ => {}
    }
}

fn in_table(table: &mut Table) {
    for (index, _) in table.columns.iter().enumerate().filter(|(_, column)| column.is_row_header) {
        table
            .rows
            .iter_mut()
            .filter_map(|row| row.cells.get_mut(index))
            .for_each(|cell| show(&mut cell.text));
    }
}

fn show(text: &mut String) {
    let shown = names::shown(text);
    if shown != *text {
        *text = shown;
    }
}

#[cfg(test)]
mod tests {
    use report_document::{Cell, Column, Row};

    use super::*;

    #[test]
    fn names_of_rows_can_be_seen_and_other_cells_stay() {
        let rows = ["", " ", "a"].map(|name| Row::new(vec![Cell::text(name), Cell::text("")])).into();
        let columns = vec![Column::row_header("Class"), Column::text("Remark")];
        let table = Table { caption: String::new(), columns, rows, sortable: false };
        let mut sections = [Section::new("s", "S").with(table)];
        show_names(&mut sections);
        let Some(Block::Table(table)) = sections[0].blocks.first() else { panic!("a table") };
        let texts = |column: usize| -> Vec<&str> {
            table.rows.iter().map(|row| row.cells[column].text.as_str()).collect()
        };
        assert_eq!((texts(0), texts(1)), (vec!["(empty)", "(blank)", "a"], vec!["", "", ""]));
    }
}
