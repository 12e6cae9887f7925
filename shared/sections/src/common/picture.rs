//! The one chart that stands on the first page. It stands nowhere else.

use report_document::{Block, Chart, Section, Text};

use crate::blocks::side_by_side;

/// The section of the key figures.
pub(super) const KEY_FIGURES: &str = "key-figures";

/// A chart for the first page, with the small print that only it had.
pub(super) struct Picture {
    pub(super) chart: Chart,
    pub(super) notes: Vec<Block>,
}

/// Takes the first of the charts that one of the sections has out of it. A section that held nothing else goes.
pub(super) fn take<K>(sections: &mut Vec<(K, Section)>, ids: &[&str]) -> Option<Picture> {
    let (place, id) = ids.iter().find_map(|id| {
        let has = |(_, section): &(K, Section)| section.blocks.iter().any(|block| shows(block, id));
        Some((sections.iter().position(has)?, *id))
    })?;
    let (_, section) = sections.get_mut(place)?;
    let at = section.blocks.iter().position(|block| shows(block, id))?;
    let (chart, rest) = without(section.blocks.remove(at), id)?;
    section.blocks.splice(at..at, rest);
    let is_small_print = |block: &Block| matches!(block, Block::Note(_));
    if section.blocks.iter().all(is_small_print) {
        let (_, section) = sections.remove(place);
        return Some(Picture { chart, notes: section.blocks });
    }
    let where_it_is =
        Text::plain("A chart of this stands with the ").link("key figures", KEY_FIGURES).and(".");
    section.push(Block::Note(where_it_is));
    Some(Picture { chart, notes: Vec::new() })
}

fn shows(block: &Block, id: &str) -> bool {
    match block {
        Block::Chart(chart) => chart.id == id,
        Block::ChartGrid(charts) => charts.iter().any(|chart| chart.id == id),
        Block::Beside(beside) => beside.chart.id == id,
        _ => false,
    }
}

/// The chart, and what else is in its block.
fn without(block: Block, id: &str) -> Option<(Chart, Vec<Block>)> {
    match block {
        Block::Chart(chart) => Some((chart, Vec::new())),
        Block::ChartGrid(mut charts) => {
            let at = charts.iter().position(|chart| chart.id == id)?;
            let chart = charts.remove(at);
            Some((chart, side_by_side(charts).into_iter().collect()))
        }
        Block::Beside(beside) => Some((beside.chart, beside.blocks)),
        _ => None,
    }
}
