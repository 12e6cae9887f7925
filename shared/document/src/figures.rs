//! The figures of charts as a section of tables, for formats that draw charts.

use crate::{Block, Chart, Document, Section, Text};

/// The id of the section.
const ID: &str = "figures-of-charts";
/// Its heading.
const TITLE: &str = "Figures of the charts";

impl Document {
    /// The tables of the figures that its charts show, under the headings of their sections; `None` where the document does not list
    /// them, and where no chart has any.
    pub fn figures_of_charts(&self) -> Option<Section> {
        if !self.lists_figures {
            return None;
        }
        let mut made = Section::new(ID, TITLE).with(Block::Paragraph(Text::plain(
            "For readers who do not see the charts, and for those who want to reckon with what they show.",
        )));
        let introduction = made.blocks.len();
        for section in &self.sections {
            let tables = section.blocks.iter().flat_map(charts).filter_map(|chart| chart.data.clone());
            let mut tables = tables.map(Block::Table).peekable();
            if tables.peek().is_some() {
                made.push(Block::Subheading(section.title.clone()));
                made.blocks.extend(tables);
            }
        }
        (made.blocks.len() > introduction).then_some(made)
    }
}

/// The charts in a block.
fn charts(block: &Block) -> &[Chart] {
    match block {
        Block::Chart(chart) => std::slice::from_ref(chart),
        Block::ChartGrid(charts) => charts,
        Block::Beside(beside) => std::slice::from_ref(&beside.chart),
        _ => &[],
    }
}
