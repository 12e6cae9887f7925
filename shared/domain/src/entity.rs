//! An entity as its current snapshot describes it.

use crate::{SnapshotPin, Subject, Timestamp, shortened};

/// Bytes that a snapshot may have.
pub const LARGEST_SNAPSHOT: usize = 32 * 1024 * 1024;

/// What is kept beside a snapshot, so that nobody has to read the snapshot to list or describe its entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotLabel {
    /// The entity's name, at most [`SnapshotLabel::LONGEST_NAME`] characters of it.
    pub name: String,
    /// When the snapshot was taken, as it says itself.
    pub taken_at: Option<Timestamp>,
    /// SHA-256 of the snapshot's bytes, in hexadecimal digits.
    pub sha256: String,
    /// When it was published.
    pub published_at: Timestamp,
}

impl SnapshotLabel {
    /// Characters of a name that a label keeps. Object metadata has two kilobytes for everything, and a list is for choosing.
    pub const LONGEST_NAME: usize = 200;

    /// A name as a label keeps it: whole, or cut with "…".
    pub fn shortened(name: &str) -> String {
        shortened(name, Self::LONGEST_NAME).into_owned()
    }
}

/// An entity that reports can be asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What it is and where.
    pub subject: Subject,
    /// The current version of its snapshot.
    pub version: SnapshotPin,
    /// Length of that snapshot in bytes.
    pub bytes: u64,
    /// What that snapshot says.
    pub label: SnapshotLabel,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_name_is_cut() {
        let whole = "é".repeat(SnapshotLabel::LONGEST_NAME);
        assert_eq!(SnapshotLabel::shortened(&whole), whole);
        let cut = SnapshotLabel::shortened(&format!("{whole}x"));
        assert_eq!(cut.chars().count(), SnapshotLabel::LONGEST_NAME);
        assert!(cut.ends_with("é…"), "{cut}");
    }
}
