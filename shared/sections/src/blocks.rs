//! What stands under a section's heading.

use report_document::{Beside, Block, Chart, Section};

/// Blocks in reading order.
#[derive(Default)]
pub(crate) struct Blocks(Vec<Block>);

impl Blocks {
    /// Adds a block and returns the blocks, for chaining.
    pub(crate) fn with(mut self, block: impl Into<Block>) -> Self {
        self.push(block);
        self
    }

    /// Adds a block.
    pub(crate) fn push(&mut self, block: impl Into<Block>) {
        self.0.push(block.into());
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The blocks, if there is any.
    pub(crate) fn if_any(self) -> Option<Self> {
        (!self.is_empty()).then_some(self)
    }

    /// The section that they make.
    pub(crate) fn under(self, id: &str, title: &str) -> Section {
        Section { id: id.into(), title: title.into(), blocks: self.0 }
    }
}

impl Extend<Block> for Blocks {
    fn extend<I: IntoIterator<Item = Block>>(&mut self, blocks: I) {
        self.0.extend(blocks);
    }
}

impl From<Vec<Block>> for Blocks {
    fn from(blocks: Vec<Block>) -> Self {
        Self(blocks)
    }
}

/// A chart of half the width with its table and notes beside it; without a chart only these.
pub(crate) fn beside(chart: Option<Chart>, blocks: Vec<Block>) -> Vec<Block> {
    match chart {
        Some(chart) if !blocks.is_empty() => vec![Block::Beside(Beside { chart, blocks })],
        Some(chart) => vec![Block::Chart(chart)],
        None => blocks,
    }
}

/// A chart alone, or several side by side.
pub(crate) fn side_by_side(mut charts: Vec<Chart>) -> Option<Block> {
    match charts.len() {
        0 => None,
        1 => charts.pop().map(Block::Chart),
        _ => Some(Block::ChartGrid(charts)),
    }
}
