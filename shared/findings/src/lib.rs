//! Deterministic findings: sentences computed from a snapshot, each with its figures and a severity.
//!
//! They stand first in every report, with or without a language model, and they are what commentary must rest on.
//! Every threshold and formula is documented where it is used, with its source.

pub mod calibration;
pub mod commentary;
pub mod drift;
mod finding;
pub mod format;
pub mod gap;
pub mod health;
pub mod importance;
pub mod incidents;
pub mod leaderboard;
pub mod metric;
pub mod quality;
mod rules;
pub mod synthetic;
pub mod words;

pub use finding::{Figure, Finding, Severity, Unit};

use report_snapshot::Snapshot;

/// Everything worth saying about a snapshot, most severe first; equal severities keep the order of the rules.
pub fn findings(snapshot: &Snapshot) -> Vec<Finding> {
    let mut found = match snapshot {
        Snapshot::Experiment(envelope) => rules::experiment::findings(envelope),
        Snapshot::Model(envelope) => rules::model::findings(envelope),
        Snapshot::Project(envelope) => rules::project::findings(envelope),
        Snapshot::Deployment(envelope) => rules::deployment::findings(envelope),
        Snapshot::Synthgen(envelope) => rules::synthgen::findings(envelope),
    };
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}
