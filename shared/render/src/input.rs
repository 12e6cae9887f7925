//! What a report is made from.

use report_domain::{ArtifactId, ReportId, ReportOptions, Subject, Timestamp};

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
}
