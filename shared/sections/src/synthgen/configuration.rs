//! Section `configuration`: how the run was set up.

use report_document::{Block, Section};
use report_snapshot::synthgen::Synthgen;

use crate::common::value;

/// Makes the section; `None` without a setting.
pub(super) fn configuration(run: &Synthgen) -> Option<Section> {
    if run.configuration.is_empty() {
        return None;
    }
    Some(
        Section::new("configuration", "Configuration").with(Block::Fields(value::fields(&run.configuration))),
    )
}
