//! What a document is made from besides the snapshot and the options.

use report_changes::Changes;
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
    /// What the report is compared with.
    pub comparison: Comparison<'a>,
}

/// What a report is compared with.
#[derive(Debug, Clone, Copy)]
pub enum Comparison<'a> {
    /// With nothing: nobody asked for it.
    NotAsked,
    /// With the last report on the entity, and there was none.
    NoEarlier,
    /// With another that cannot be had: one sentence that says why.
    Missing(&'a str),
    /// With another.
    With(Compared<'a>),
}

/// Another report, or another snapshot, and what differs from it.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// What differs.
    pub changes: &'a Changes,
    /// The other report's id; none of a snapshot alone.
    pub report_id: Option<Uuid>,
    /// When it was asked for.
    pub created_at: Option<Timestamp>,
    /// The name of what it is about.
    pub name: &'a str,
    /// Whether both are about the same entity.
    pub is_same_entity: bool,
    /// Whether both are made from the same bytes.
    pub is_same_snapshot: bool,
    /// When the other's snapshot was taken.
    pub taken_at: Option<Timestamp>,
    /// Which version of its snapshot it is made from.
    pub snapshot_version: &'a str,
    /// SHA-256 of that, in hexadecimal.
    pub snapshot_sha256: &'a str,
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
