//! What a report is made from.

use report_domain::{ArtifactId, ReportId, ReportOptions, Subject, Timestamp};
use serde::{Deserialize, Serialize};

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The snapshot, as stored.
    pub snapshot: &'a [u8],
    /// Where it lies, for error sentences and the reproducibility block: `entities/…/….json`.
    pub snapshot_key: &'a str,
    /// Which version of it: an S3 version id, an ETag or a digest.
    pub snapshot_version: &'a str,
    /// The entity that was asked for.
    pub subject: Subject,
    /// The report's id.
    pub report_id: ReportId,
    /// The attempt that makes the documents.
    pub artifact_id: ArtifactId,
    /// When the report was asked for.
    pub created_at: Timestamp,
    /// What it shall contain.
    pub options: &'a ReportOptions,
    /// What it is compared with.
    pub other: Other<'a>,
}

/// What a report is compared with.
#[derive(Debug, Clone, Copy)]
pub enum Other<'a> {
    /// With nothing: nobody asked for it.
    NotAsked,
    /// With the last report on the entity, and there was none when this one was asked for.
    NoEarlier,
    /// With a report that has been deleted since, or whose snapshot is gone.
    Gone(Gone),
    /// With a snapshot.
    Snapshot(OtherSnapshot<'a>),
}

/// Why there is nothing to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gone {
    /// The other report has been deleted.
    Report,
    /// The other report's snapshot has been removed.
    Snapshot,
}

impl Gone {
    /// The sentence that a report has instead of the comparison.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Gone::Report => {
                "The report that this one was to be compared with has been deleted since; create a report with another \
                 compare_to."
            }
            Gone::Snapshot => {
                "The snapshot of the report that this one was to be compared with has been removed; create a report with \
                 another compare_to."
            }
        }
    }
}

/// A snapshot that a report is compared with.
#[derive(Debug, Clone, Copy)]
pub struct OtherSnapshot<'a> {
    /// The report that was made from it; none of a file.
    pub report: Option<OtherReport>,
    /// Where it lies.
    pub key: &'a str,
    /// Which version of it.
    pub version: &'a str,
    /// The snapshot, as stored.
    pub bytes: &'a [u8],
}

/// The report that another is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherReport {
    /// Its id.
    pub id: ReportId,
    /// When it was asked for.
    pub created_at: Timestamp,
}
