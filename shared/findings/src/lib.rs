//! Deterministic findings: statements computed from a snapshot, each with its figures and a severity.
//!
//! They stand first in every report, with or without a language model, and they are what commentary must rest on.
//! Every threshold and formula stands with its source in the [`Rule`] and in the rule book that is printed from them.

mod book;
pub mod commentary;
mod finding;
pub mod gap;
mod legacy;
mod legacy_unit;
mod rule;
mod rules;
pub mod severity;
pub mod synthetic;

pub use book::rule_book;
pub use finding::{Finding, Severity};
pub use report_facts::{Figure, Statement, Unit};
pub use rule::Rule;

use report_snapshot::Snapshot;

/// Everything worth saying about a snapshot, most severe first; equal severities keep the order of the rules.
pub fn findings(snapshot: &Snapshot) -> Vec<Finding> {
    let mut found = match snapshot {
        Snapshot::Experiment(envelope) => all(rules::experiment::findings(envelope)),
        Snapshot::Model(envelope) => all(rules::model::findings(envelope)),
        Snapshot::Project(envelope) => all(rules::project::findings(envelope)),
        Snapshot::Deployment(envelope) => all(rules::deployment::findings(envelope)),
        Snapshot::Synthgen(envelope) => all(rules::synthgen::findings(envelope)),
    };
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

/// Unknowns listed at most.
const MOST_UNKNOWNS: usize = 8;

/// What a reader might take for granted and the snapshot does not say, the most serious first.
pub fn unknowns(snapshot: &Snapshot) -> Vec<Statement> {
    let mut unknown = match snapshot {
        Snapshot::Experiment(envelope) => rules::experiment::unknowns(envelope),
        Snapshot::Model(envelope) => rules::model::unknowns(envelope),
        Snapshot::Project(envelope) => rules::project::unknowns(envelope),
        Snapshot::Deployment(envelope) => rules::deployment::unknowns(envelope),
        Snapshot::Synthgen(envelope) => rules::synthgen::unknowns(envelope),
    };
    unknown.truncate(MOST_UNKNOWNS);
    unknown
}

/// Every rule, in the order of the rule book.
pub fn rules() -> Vec<&'static Rule> {
    [rules::synthgen::RULES].concat()
}

fn all(found: Vec<impl Into<Finding>>) -> Vec<Finding> {
    found.into_iter().map(Into::into).collect()
}
