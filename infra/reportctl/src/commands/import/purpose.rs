//! Where imported snapshots go.

use report_import::Entities;
use report_snapshot::Snapshot;

use crate::failure::{Failure, Outcome};

/// What a command wants of a source: whose the entities are, and what becomes of their snapshots.
pub(crate) trait Purpose: clap::Args {
    /// Whose the snapshots are; taken at a time that is not known.
    fn entities(&self) -> Entities;

    /// Gets ready for snapshots.
    fn open(&self) -> Result<Box<dyn Sink + '_>, Failure>;
}

/// Takes snapshots one after another. Nothing is left of them if it is dropped before its end.
pub(crate) trait Sink {
    /// Keeps snapshots that were made from `place`.
    fn keep(&mut self, place: &str, snapshots: Vec<Snapshot>) -> Outcome;

    /// Writes all of them, or what is made of them, and prints where.
    fn finish(self: Box<Self>) -> Outcome;
}

/// A snapshot that was made from `place`, as it is written.
pub(crate) fn checked(place: &str, snapshot: &Snapshot) -> Result<Vec<u8>, Failure> {
    report_import::checked(snapshot)
        .map_err(|reason| Failure::new(format!("{place} gives a snapshot that {reason}")))
}
