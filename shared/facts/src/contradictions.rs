//! Where a snapshot contradicts itself: counts over their total, totals that are not the sum of their parts, reversed times,
//! values that a quantity cannot have, lists out of order, names given twice.
//!
//! The schema accepts all of these, since snapshots are stored and stay readable; reports say them, and
//! `reportctl validate --strict` refuses them. The work is linear in the size of the snapshot.

mod data;
mod deployment;
mod place;
mod privacy;
mod problem;
mod project;
mod synthgen;
mod training;

pub use problem::{Check, Contradiction, Contradictions, Problem};

use std::cell::RefCell;

use report_snapshot::Snapshot;

use self::place::{Found, Place};

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
        Snapshot::Privacy(envelope) => privacy::privacy(at, &envelope.content),
    }
    let mut found = found.into_inner().contradictions;
    found.problems.sort_by_key(|problem| problem.check);
    found
}
