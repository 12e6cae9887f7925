//! What `include_charts: false` does, the same for every kind.

use report_document::{Block, Section};

/// Removes every chart. A section that held nothing but charts and words about them goes; tables, figures and fields stay.
pub(super) fn without_charts(sections: Vec<Section>) -> Vec<Section> {
    sections.into_iter().filter_map(strip).collect()
}

fn strip(mut section: Section) -> Option<Section> {
    let before = section.blocks.len();
    section.blocks.retain(|block| !matches!(block, Block::Chart(_) | Block::ChartGrid(_)));
    if section.blocks.len() == before {
        return Some(section);
    }
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
