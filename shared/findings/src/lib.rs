//! Deterministic findings: statements computed from a snapshot, each with its figures and a severity.
//!
//! They stand first in every report, with or without a language model, and they are what commentary must rest on.
//! Every threshold and formula stands with its source in the [`Rule`] and in the rule book that is printed from them.

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

use report_facts::Statement;
use report_snapshot::Snapshot;

/// Everything worth saying about a snapshot, most severe first; equal severities keep the order of the rules.
pub fn findings(snapshot: &Snapshot) -> Vec<Finding> {
    let mut found = match snapshot {
        Snapshot::Experiment(envelope) => rules::experiment::findings(envelope),
        Snapshot::Model(envelope) => rules::model::findings(envelope),
        Snapshot::Project(envelope) => rules::project::findings(envelope),
        Snapshot::Deployment(envelope) => rules::deployment::findings(envelope),
        Snapshot::Synthgen(envelope) => {
            rules::synthgen::findings(envelope).into_iter().map(Into::into).collect()
        }
    };
    found.extend(rules::contradictions::findings(snapshot));
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

/// What a report does not know, most serious first, each one short sentence.
pub fn unknowns(snapshot: &Snapshot) -> Vec<Statement> {
    match snapshot {
        Snapshot::Project(envelope) => rules::project::unknowns(envelope),
        Snapshot::Deployment(envelope) => rules::deployment::unknowns(envelope),
        Snapshot::Experiment(_) | Snapshot::Model(_) | Snapshot::Synthgen(_) => Vec::new(),
    }
}

/// Every rule, for the rule book.
pub fn rules() -> Vec<&'static Rule> {
    [rules::data::RULES, rules::deployment::RULES, rules::project::RULES].concat()
}
