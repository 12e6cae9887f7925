//! The report of one version of a snapshot, which several ask for and nobody names.

use report_domain::{ReportId, ReportOptions, SnapshotPin, Subject};
use report_storage::{IdempotencyKey, KeyDigest};

use crate::Asked;

impl Asked {
    /// The request for the report of one version of a snapshot, with the usual options. The version is its idempotency key: however
    /// many ask for it, by events or calls, there is one report.
    ///
    /// A report whose documents are no longer kept is made anew `instead_of` it, and that once, too: the key names the report
    /// that is replaced.
    pub fn of_version(
        subject: Subject,
        SnapshotPin { version_id, etag }: &SnapshotPin,
        instead_of: Option<ReportId>,
    ) -> Self {
        let mut name = format!("{} {}", subject.snapshot_key(), version_id.as_ref().unwrap_or(etag));
        if let Some(replaced) = instead_of {
            name.push_str(&format!(" instead of {replaced}"));
        }
        // No API key has this text, so no client's `Idempotency-Key` makes the same key.
        let key = IdempotencyKey::new(KeyDigest::of("snapshot"), &name);
        Self { subject, options: ReportOptions::default(), idempotency_key: Some(key) }
    }
}
