//! How many are in which state.

use report_document::Chart;

use crate::Frame;

/// What a state means, which sets its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Neither good nor bad.
    Neutral,
    /// To be looked at.
    Warning,
    /// Broken.
    Critical,
}

/// How many are in one state.
#[derive(Debug, Clone, Copy)]
pub struct Share<'a> {
    /// The state.
    pub label: &'a str,
    /// How many.
    pub count: u64,
    /// What it means.
    pub tone: Tone,
}

/// One bar divided by state, with a legend that gives the counts: models by status.
pub fn stacked_status(_frame: &Frame<'_>, _shares: &[Share<'_>]) -> Option<Chart> {
    None
}
