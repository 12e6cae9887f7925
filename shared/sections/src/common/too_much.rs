//! More than anybody reads: a snapshot may have names of 20,000 characters and as many entries of a list.
//!
//! Sections choose what they show of long lists. What they do not think of, and texts wherever they stand, are cut here, and the
//! section says so. What a user wrote for the report itself stays whole: it has a bound of its own.

use report_document::{Block, Chart, Document, Field, Meta, ModelCard, Section, Span, Table, Text};
use report_domain::shortened;
use report_facts::format;

/// Characters of a name, a cell, a heading or a caption.
const LONGEST_NAME: usize = 1_000;

/// Characters of a column's title, which every page of the table repeats.
const LONGEST_TITLE: usize = 200;

/// Characters of a value that stands by itself and of a sentence.
const LONGEST_VALUE: usize = 10_000;

/// Rows of a table. The longest that a section chooses, a leaderboard, has 1,000 and a few in bold.
const MOST_ROWS: usize = 1_100;

/// Bytes of all cells of a table together. A leaderboard of 1,000 models with names of 60 characters and ten metrics has half of
/// that; one of as many names of 1,000 characters would have 3,000 pages.
const MOST_TEXT: usize = 300_000;

/// What a table leaves of each cell at least, in characters, where it has more than [`MOST_TEXT`].
const SHORTEST_CUT: usize = 60;

/// Entries of a list, and label and value pairs.
const MOST_ENTRIES: usize = 500;

/// Charts side by side.
const MOST_CHARTS: usize = 60;

/// Cuts what is too long, and says in each section whether something was.
pub(super) fn cut(document: &mut Document) {
    let Meta { title, kind_label: _, entity_name, headline, facts, card, .. } = &mut document.meta;
    let mut cover = Cutter::default();
    [title, entity_name].into_iter().for_each(|text| cover.name(text));
    headline.iter_mut().for_each(|text| cover.text(text));
    facts.iter_mut().for_each(|field| cover.field(field, LONGEST_NAME));
    card.iter_mut().for_each(|card| cover.card(card));
    for section in &mut document.sections {
        in_section(section);
    }
}

fn in_section(section: &mut Section) {
    let mut cutter = Cutter::default();
    section.blocks.iter_mut().for_each(|block| cutter.block(block));
    if cutter.has_cut_texts {
        cutter.notes.push(
            "Texts that end in \u{201c}…\u{201d} are cut because of their length; the snapshot has them whole.".into(),
        );
    }
    if !cutter.notes.is_empty() {
        section.push(Block::Note(Text::plain(cutter.notes.join(" "))));
    }
}

#[derive(Default)]
struct Cutter {
    has_cut_texts: bool,
    /// What lists lost, a sentence each.
    notes: Vec<String>,
}

impl Cutter {
    fn cut(&mut self, text: &mut String, most: usize) {
        // A character has at least one byte, so most texts need not be counted.
        if text.len() > most && text.chars().count() > most {
            *text = shortened(text, most).into_owned();
            self.has_cut_texts = true;
        }
    }

    fn list<T>(&mut self, list: &mut Vec<T>, most: usize, of_what: &str) {
        let all = list.len();
        if all > most {
            list.truncate(most);
            let (shown, all) = (format::count(most as u64), format::count(all as u64));
            self.notes.push(format!("Shown are the first {shown} of {all} {of_what}."));
        }
    }

    fn name(&mut self, text: &mut String) {
        self.cut(text, LONGEST_NAME);
    }

    fn field(&mut self, field: &mut Field, longest_value: usize) {
        self.name(&mut field.label);
        self.cut(&mut field.value, longest_value);
    }

    fn card(&mut self, card: &mut ModelCard) {
        let ModelCard { model, task: _, task_label: _, library, algorithm, dataset, metrics } = card;
        metrics.truncate(MOST_ROWS);
        let names = metrics.iter_mut().flat_map(|metric| [&mut metric.id, &mut metric.label]);
        let texts = [Some(model), library.as_mut(), algorithm.as_mut(), dataset.as_mut()];
        texts.into_iter().flatten().chain(names).for_each(|text| self.name(text));
    }

    fn block(&mut self, block: &mut Block) {
        match block {
            Block::Subheading(text) => self.name(text),
            Block::Paragraph(text) | Block::Note(text) => self.text(text),
            Block::Bullets(items) | Block::Numbered(items) => {
                self.list(items, MOST_ENTRIES, "items");
                items.iter_mut().for_each(|text| self.text(text));
            }
            Block::KeyFigures(figures) => {
                for figure in figures {
                    self.name(&mut figure.label);
                    self.name(&mut figure.value);
                    figure.note.iter_mut().for_each(|note| self.name(note));
                }
            }
            Block::Findings(findings) => {
                for finding in findings {
                    self.name(&mut finding.title);
                    self.text(&mut finding.statement);
                }
            }
            Block::Fields(fields) => {
                self.list(fields, MOST_ENTRIES, "fields");
                fields.iter_mut().for_each(|field| self.field(field, LONGEST_VALUE));
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::ChartGrid(charts) => {
                self.list(charts, MOST_CHARTS, "charts");
                charts.iter_mut().for_each(|chart| self.chart(chart));
            }
            Block::Beside(beside) => {
                self.chart(&mut beside.chart);
                beside.blocks.iter_mut().for_each(|block| self.block(block));
            }
            Block::Picture(picture) => {
                self.name(&mut picture.title);
                self.cut(&mut picture.alt, LONGEST_VALUE);
            }
            Block::Callout(callout) => {
                self.name(&mut callout.title);
                self.text(&mut callout.body);
            }
            Block::UserText(_) => {}
        }
    }

    /// A text may be of many spans, each short enough.
    fn text(&mut self, text: &mut Text) {
        for span in &mut text.0 {
            match span {
                Span::Plain(text) | Span::Strong(text) => self.cut(text, LONGEST_VALUE),
                Span::Code(text) | Span::Name(text) => self.name(text),
                Span::User { .. } => {}
                Span::Figure { label, .. } | Span::SectionLink { label, .. } | Span::Source { label, .. } => {
                    self.name(label);
                }
            }
        }
    }

    fn table(&mut self, table: &mut Table) {
        self.list(&mut table.rows, MOST_ROWS, "rows");
        self.name(&mut table.caption);
        table.columns.iter_mut().for_each(|column| self.cut(&mut column.title, LONGEST_TITLE));
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        let (count, length) = (cells().count(), cells().map(|cell| cell.text.len()).sum::<usize>());
        let longest = if length > MOST_TEXT { (MOST_TEXT / count).max(SHORTEST_CUT) } else { LONGEST_NAME };
        let longest = longest.min(LONGEST_NAME);
        table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| {
            let before = cell.text.len();
            self.cut(&mut cell.text, longest);
            // What is cut has lost what its links stand at.
            cell.linked.take_if(|_| cell.text.len() != before);
        });
    }

    fn chart(&mut self, chart: &mut Chart) {
        self.name(&mut chart.title);
        self.cut(&mut chart.alt, LONGEST_VALUE);
        chart.caption.iter_mut().for_each(|caption| self.cut(caption, LONGEST_VALUE));
        chart.data.iter_mut().for_each(|data| self.table(data));
    }
}

#[cfg(test)]
mod tests {
    use report_document::{Cell, Column, Row};

    use super::*;

    #[test]
    fn a_list_that_is_too_long_is_cut_and_the_section_says_so() {
        let rows = vec![Row::new(vec![Cell::text("a")]); MOST_ROWS + 900];
        let columns = vec![Column::row_header("Metric")];
        let table = Table { caption: "Metrics".into(), columns, rows, sortable: false };
        let mut section = Section::new("a", "A").with(table);
        in_section(&mut section);
        let [Block::Table(table), Block::Note(note)] = &section.blocks[..] else {
            panic!("a table and a note")
        };
        assert_eq!(table.rows.len(), MOST_ROWS);
        assert_eq!(note.to_plain(), "Shown are the first 1,100 of 2,000 rows.");
    }

    #[test]
    fn a_table_of_many_long_names_keeps_the_beginning_of_each() {
        let row = || Row::new(vec![Cell::text("é".repeat(LONGEST_NAME)), Cell::text("0.9951")]);
        let table = |rows: usize| Table {
            caption: "Models".into(),
            columns: vec![Column::row_header("Model"), Column::number("AUC")],
            rows: (0..rows).map(|_| row()).collect(),
            sortable: true,
        };
        for (rows, longest) in
            [(100, LONGEST_NAME), (1_000, MOST_TEXT / 2_000), (MOST_ROWS, MOST_TEXT / 2_200)]
        {
            let mut section = Section::new("a", "A").with(table(rows));
            in_section(&mut section);
            let Block::Table(table) = &section.blocks[0] else { panic!("a table") };
            assert!(table.rows.iter().all(|row| row.cells[0].text.chars().count() == longest), "{rows} rows");
            assert!(table.rows.iter().all(|row| row.cells[1].text == "0.9951"));
            assert_eq!(section.blocks.len(), 1 + usize::from(longest < LONGEST_NAME), "it says so");
        }
    }

    #[test]
    fn what_is_too_long_is_cut_and_the_section_says_so() {
        let row = |name: usize| Row::new(vec![Cell::text("é".repeat(name))]);
        let table = |name| Table {
            caption: "Models".into(),
            columns: vec![Column::row_header("Model")],
            rows: vec![row(name)],
            sortable: false,
        };
        let mut short =
            Section::new("a", "A").with(table(LONGEST_NAME)).with(Block::UserText("x".repeat(20_000)));
        in_section(&mut short);
        assert_eq!(short.blocks.len(), 2);
        let mut long = Section::new("b", "B").with(table(LONGEST_NAME + 1));
        in_section(&mut long);
        let [Block::Table(table), Block::Note(note)] = &long.blocks[..] else { panic!("a table and a note") };
        let text = &table.rows[0].cells[0].text;
        assert!(text.ends_with("é…") && text.chars().count() <= LONGEST_NAME);
        assert!(note.to_plain().contains("cut because of their length"));
    }
}
