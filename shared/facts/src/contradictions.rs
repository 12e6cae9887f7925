//! Where a snapshot contradicts itself: counts over their total, totals that are not the sum of their parts, reversed times,
//! values that a quantity cannot have, lists out of order, names given twice.
//!
//! The schema accepts all of these, since snapshots are stored and stay readable; reports say them, and
//! `reportctl validate --strict` refuses them. The work is linear in the size of the snapshot.

mod data;
mod deployment;
mod place;
mod project;
mod synthgen;
mod training;

use std::cell::RefCell;

use report_snapshot::Snapshot;

use self::place::{Found, Place};
use crate::Statement;

/// What is wrong, in the order of importance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// A count exceeds its total.
    CountOverTotal,
    /// A total is not the sum of its parts.
    TotalAgainstParts,
    /// An end before its start.
    ReversedTimes,
    /// A value that the quantity cannot have.
    OutsideBounds,
    /// A list that is neither ascending nor descending, or a day that is none.
    Order,
    /// A name given twice where each must be there once.
    NameTwice,
    /// The best model is not on the leaderboard.
    BestModelUnlisted,
}

/// One contradiction.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// JSON path of the figure: `content.leaderboard[3].metrics.auc`.
    pub path: String,
    /// What contradicts what, with the figures.
    pub statement: Statement,
}

/// The same contradiction in one place of the document: in the entries of one list, or in one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub check: Check,
    /// The contradictions in the order of the document, at least one; in a snapshot with very many, not all.
    pub found: Vec<Contradiction>,
    /// How many there are.
    pub count: usize,
}

/// All contradictions of a snapshot.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contradictions {
    /// By what is wrong, then in the order of the document.
    pub problems: Vec<Problem>,
    /// How many contradictions there are, those counted that are not given.
    pub total: usize,
}

/// Looks for every contradiction of a snapshot.
pub fn contradictions(snapshot: &Snapshot) -> Contradictions {
    let found = RefCell::new(Found::default());
    let at = Place::content(&found);
    match snapshot {
        Snapshot::Experiment(envelope) => training::experiment(at, &envelope.content),
        Snapshot::Model(envelope) => training::model(at, &envelope.content, &[]),
        Snapshot::Project(envelope) => project::project(at, &envelope.content),
        Snapshot::Deployment(envelope) => deployment::deployment(at, &envelope.content),
        Snapshot::Synthgen(envelope) => synthgen::synthgen(at, &envelope.content),
    }
    let mut found = found.into_inner().contradictions;
    found.problems.sort_by_key(|problem| problem.check);
    found
}
