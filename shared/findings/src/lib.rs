//! Deterministic findings: statements computed from a snapshot, each with its figures and a severity.
//!
//! They stand first in every report, with or without a language model, and they are what commentary must rest on.
//! Every threshold and formula stands with its source in the [`Rule`] and in the rule book that is printed from them.

pub mod commentary;
mod finding;
pub mod gap;
mod legacy;
mod legacy_unit;
mod rule;
mod rules;
pub mod severity;
pub mod synthetic;

pub use finding::{Finding, Severity};
pub use report_facts::{Figure, Unit};
pub use rule::Rule;

use report_snapshot::Snapshot;

/// What a snapshot leaves open, most serious first: at most eight short sentences.
pub fn unknowns(_: &Snapshot) -> Vec<report_facts::Statement> {
    Vec::new()
}

/// Everything worth saying about a snapshot, most severe first; equal severities keep the order of the rules.
pub fn findings(snapshot: &Snapshot) -> Vec<Finding> {
    let mut found: Vec<Finding> = match snapshot {
        Snapshot::Experiment(envelope) => rules::experiment::findings(envelope),
        Snapshot::Model(envelope) => all(rules::model::findings(envelope)),
        Snapshot::Project(envelope) => all(rules::project::findings(envelope)),
        Snapshot::Deployment(envelope) => all(rules::deployment::findings(envelope)),
        Snapshot::Synthgen(envelope) => all(rules::synthgen::findings(envelope)),
    };
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

fn all(found: Vec<impl Into<Finding>>) -> Vec<Finding> {
    found.into_iter().map(Into::into).collect()
}
