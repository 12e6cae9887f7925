//! Which figures stand in a section: the values of its tables and the numbers of its texts.

use std::fmt::Write;

use report_document::{Block, Cell, Chart, Table};

/// The figures of a section.
pub(super) struct SectionFigures {
    /// Values of cells, ascending.
    values: Vec<f64>,
    /// Texts with numbers, a line each.
    texts: String,
}

impl SectionFigures {
    /// Those of the blocks, also of what charts say in words.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut figures = Self { values: Vec::new(), texts: String::new() };
        blocks.iter().for_each(|block| figures.block(block));
        figures.values.sort_by(f64::total_cmp);
        figures
    }

    /// Whether the value is that of a cell, or a text has the number as it is written.
    pub(super) fn has(&self, value: f64, written: &str) -> bool {
        let slack = value.abs() * 1e-9;
        let from = self.values.partition_point(|other| *other < value - slack);
        self.values.get(from).is_some_and(|other| *other <= value + slack) || self.has_written(written)
    }

    fn has_written(&self, number: &str) -> bool {
        let of_number =
            |character: char| character.is_ascii_digit() || matches!(character, '.' | ',' | '\u{2212}');
        !number.is_empty()
            && self.texts.match_indices(number).any(|(at, _)| {
                let mut after = self.texts[at + number.len()..].chars();
                let goes_on = match after.next() {
                    Some('.' | ',') => after.next().is_some_and(|next| next.is_ascii_digit()),
                    Some(next) => next.is_ascii_digit() || next == '%' || next == 'e',
                    None => false,
                };
                !goes_on && !self.texts[..at].ends_with(of_number)
            })
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Subheading(text) | Block::UserText(text) => self.text(text),
            Block::Paragraph(text) | Block::Note(text) => self.text(&text.to_plain()),
            Block::Bullets(items) | Block::Numbered(items) => {
                items.iter().for_each(|item| self.text(&item.to_plain()));
            }
            Block::KeyFigures(figures) => figures.iter().for_each(|figure| {
                self.text(&figure.value);
                self.text(figure.note.as_deref().unwrap_or_default());
            }),
            Block::Findings(_) => {}
            Block::Fields(fields) => fields.iter().for_each(|field| self.text(&field.value)),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::ChartGrid(charts) => charts.iter().for_each(|chart| self.chart(chart)),
            Block::Beside(beside) => {
                self.chart(&beside.chart);
                beside.blocks.iter().for_each(|block| self.block(block));
            }
            // Nobody has read the numbers in a picture.
            Block::Picture(_) => {}
            Block::Callout(callout) => self.text(&callout.body.to_plain()),
        }
    }

    fn table(&mut self, table: &Table) {
        self.text(&table.caption);
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            self.cell(cell);
        }
    }

    fn cell(&mut self, cell: &Cell) {
        self.values.extend(cell.sort_value.filter(|value| value.is_finite()));
        // What is more than its value: `351 (98.3%)`.
        if cell.sort_value.is_none() || cell.text.contains(' ') {
            self.text(&cell.text);
        }
    }

    fn chart(&mut self, chart: &Chart) {
        self.text(&chart.alt);
        self.text(chart.caption.as_deref().unwrap_or_default());
    }

    fn text(&mut self, text: &str) {
        if text.bytes().any(|byte| byte.is_ascii_digit()) {
            // Writing to a string cannot fail.
            let _ = writeln!(self.texts, "{text}");
        }
    }
}

#[cfg(test)]
mod tests {
    use report_document::{Column, Row};

    use super::*;

    #[test]
    fn a_figure_stands_where_its_value_or_its_number_is() {
        let row =
            Row::new(vec![Cell::text("yes"), Cell::number(0.20512, "0.2051"), Cell::number(3.0, "3 (1.5%)")]);
        let columns = vec![Column::row_header("Class"), Column::number("PSI"), Column::number("Rows")];
        let table = Table { caption: "Classes".into(), columns, rows: vec![row], sortable: false };
        let figures =
            SectionFigures::of(&[table.into(), Block::Note("97.9% of 1,569 rows, up to 62.".into())]);
        for (value, written) in
            [(0.20512, "0.20512"), (0.979, "97.9%"), (1_569.0, "1,569"), (62.0, "62"), (0.015, "1.5%")]
        {
            assert!(figures.has(value, written), "{written}");
        }
        for (value, written) in
            [(0.20511, "0.20511"), (569.0, "569"), (97.9, "97.9"), (7.9, "7.9"), (6.0, "6")]
        {
            assert!(!figures.has(value, written), "{written}");
        }
    }
}
