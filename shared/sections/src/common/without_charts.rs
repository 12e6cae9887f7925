//! What `include_charts: false` does, the same for every kind.

use report_document::{Block, Section};

/// Removes every chart and picture. A section that held nothing but these and words about them goes; tables, figures and fields stay.
pub(super) fn without_charts<K>(sections: Vec<(K, Section)>) -> Vec<(K, Section)> {
    sections.into_iter().filter_map(|(key, section)| Some((key, strip(section)?))).collect()
}

fn strip(mut section: Section) -> Option<Section> {
    let is_drawn = |block: &Block| {
        matches!(block, Block::Chart(_) | Block::ChartGrid(_) | Block::Beside(_) | Block::Picture(_))
    };
    if !section.blocks.iter().any(is_drawn) {
        return Some(section);
    }
    section.blocks = section.blocks.into_iter().flat_map(beyond_charts).collect();
    let mut kept: Vec<Block> = Vec::with_capacity(section.blocks.len());
    for block in section.blocks.into_iter().rev() {
        // Read from the end: a subheading stays only if something that is not a subheading follows it.
        let heads_nothing = kept.last().is_none_or(|next| matches!(next, Block::Subheading(_)));
        if !(matches!(block, Block::Subheading(_)) && heads_nothing) {
            kept.push(block);
        }
    }
    kept.reverse();
    let only_words =
        kept.iter().all(|block| matches!(block, Block::Paragraph(_) | Block::Note(_) | Block::Subheading(_)));
    section.blocks = kept;
    (!only_words).then_some(section)
}

/// What is left of a block without its charts.
fn beyond_charts(block: Block) -> Vec<Block> {
    match block {
        Block::Chart(_) | Block::ChartGrid(_) | Block::Picture(_) => Vec::new(),
        Block::Beside(beside) => beside.blocks,
        other => vec![other],
    }
}
