//! What happened when.

use report_document::Chart;
use report_domain::Timestamp;

use crate::{Frame, Tone};

/// Something that took time, or happened at an instant.
#[derive(Debug, Clone, Copy)]
pub struct TimelineItem<'a> {
    /// What it is, such as an experiment.
    pub label: &'a str,
    /// When it started.
    pub start: Timestamp,
    /// When it ended; without it, a dot at the start.
    pub end: Option<Timestamp>,
    /// A few words after it, such as its best metric.
    pub note: Option<&'a str>,
    /// How it ended.
    pub tone: Tone,
}

/// One row per item, in the order given, on an axis of dates in UTC. The first 40 are drawn, and the caption says how many
/// there are in all.
pub fn timeline(_frame: &Frame<'_>, _items: &[TimelineItem<'_>]) -> Option<Chart> {
    None
}
