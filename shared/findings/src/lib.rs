//! Deterministic findings: sentences computed from a snapshot, each with its figures and a severity.
//!
//! They stand first in every report, with or without a language model, and they are what commentary must rest on.
//! Every threshold and formula is documented where it is used, with its source.

pub mod commentary;
mod finding;
pub mod format;
pub mod metric;

pub use finding::{Figure, Finding, Severity, Unit};

use report_snapshot::Snapshot;

/// Everything worth saying about a snapshot, most severe first; equal severities keep the order of the rules.
pub fn findings(snapshot: &Snapshot) -> Vec<Finding> {
    let mut found = match snapshot {
        Snapshot::Experiment(_)
        | Snapshot::Model(_)
        | Snapshot::Project(_)
        | Snapshot::Deployment(_)
        | Snapshot::Synthgen(_) => Vec::<Finding>::new(),
    };
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}
