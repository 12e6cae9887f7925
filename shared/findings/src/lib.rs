//! Deterministic findings: statements computed from a snapshot, each with its figures and a severity.
//!
//! They stand first in every report, with or without a language model, and they are what commentary must rest on.
//! Every threshold and formula stands with its source in the [`Rule`] and in the rule book that is printed from them.

mod book;
mod finding;
mod phrase;
mod prelude;
mod rule;
mod rules;
pub mod severity;
pub mod synthetic;

pub use book::rule_book;
pub use finding::Finding;
pub use report_domain::Severity;
pub use report_facts::{Figure, Statement, Unit};
pub use rule::Rule;
pub use rules::data::classes::MILD_IMBALANCE;

use report_snapshot::Snapshot;

/// Everything worth saying about a snapshot, most severe first; equal severities keep the order of the rules.
pub fn findings(snapshot: &Snapshot) -> Vec<Finding> {
    let mut found: Vec<Finding> = match snapshot {
        Snapshot::Experiment(envelope) => rules::experiment::findings(envelope),
        Snapshot::Model(envelope) => rules::model::findings(envelope),
        Snapshot::Project(envelope) => rules::project::findings(envelope),
        Snapshot::Deployment(envelope) => rules::deployment::findings(envelope),
        Snapshot::Synthgen(envelope) => rules::synthgen::findings(envelope),
        Snapshot::Privacy(envelope) => rules::privacy::findings(envelope),
    };
    found.extend(rules::contradictions::findings(snapshot));
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

/// Unknowns that a report lists.
const MOST_UNKNOWNS: usize = 8;

/// What the snapshot leaves open that a reader would want to know, most serious first, at most eight.
pub fn unknowns(snapshot: &Snapshot) -> Vec<Statement> {
    let mut unknown = match snapshot {
        Snapshot::Experiment(envelope) => rules::experiment::unknowns(envelope),
        Snapshot::Model(envelope) => rules::model::unknowns(envelope),
        Snapshot::Project(envelope) => rules::project::unknowns(envelope),
        Snapshot::Deployment(envelope) => rules::deployment::unknowns(envelope),
        Snapshot::Synthgen(envelope) => rules::synthgen::unknowns(envelope),
        Snapshot::Privacy(envelope) => rules::privacy::unknowns(envelope),
    };
    unknown.truncate(MOST_UNKNOWNS);
    unknown
}

/// Every rule, in the order of the rule book.
pub fn rules() -> Vec<&'static Rule> {
    rules::BOOK.concat()
}
