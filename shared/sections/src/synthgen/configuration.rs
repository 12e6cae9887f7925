//! Section `configuration`: how the run was set up.

use crate::blocks::Blocks;
use report_document::Block;
use report_snapshot::synthgen::Synthgen;

use crate::common::value;

/// Makes the section; `None` without a setting.
pub(super) fn configuration(run: &Synthgen) -> Option<Blocks> {
    if run.configuration.is_empty() {
        return None;
    }
    Some(Blocks::default().with(Block::Fields(value::fields(&run.configuration))))
}
