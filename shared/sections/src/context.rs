//! What a document is made from besides the snapshot and the options.

use report_claims::CommentaryOutcome;
use report_domain::Timestamp;
use report_facts::{Statement, names::Shared};
use report_findings::Finding;
use uuid::Uuid;

/// What a document says about itself besides the entity.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The report's id.
    pub report_id: Uuid,
    /// When the report was asked for.
    pub created_at: Timestamp,
    /// Where the snapshot lies: `entities/…/….json`.
    pub snapshot_key: &'a str,
    /// Which version of it: an S3 version id or a digest.
    pub snapshot_version: &'a str,
    /// SHA-256 of it, in hexadecimal.
    pub snapshot_sha256: &'a str,
    /// The part that was left out of the names of all models.
    pub shared_name: Option<&'a Shared>,
    /// Version of this software.
    pub engine_version: &'a str,
}

/// What rules and a language model say about the snapshot.
#[derive(Debug, Clone, Copy)]
pub struct Assessment<'a> {
    /// What the rules found.
    pub findings: &'a [Finding],
    /// What the snapshot leaves open, most serious first.
    pub unknowns: &'a [Statement],
    /// Commentary.
    pub commentary: &'a CommentaryOutcome,
}
