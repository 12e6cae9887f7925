//! From messages about succeeded reports to seals.
//!
//! Nothing in a message is believed but which report to look at: what is sealed is what the renderer has stored. A message that
//! comes again finds the seal and does nothing. While the key cannot be used, messages wait in the queue.

use futures_util::future::join_all;
use report_domain::{Report, ReportId, State, Timestamp};
use report_seal::{InvalidSeal, Manifest, SigningInput, UnreadableBundle};
use report_storage::{
    Batch, BatchFailures, Companion, CompanionKey, Companions, Record, Reports, StorageError,
};
use serde::Deserialize;

use crate::key::SigningKey;

/// Seals reports.
pub struct Desk<R, B, K> {
    /// The table with the reports.
    pub reports: R,
    /// The bucket with their documents.
    pub bucket: B,
    /// What signs.
    pub key: K,
}

/// An event `Report Succeeded` as the bus hands it on.
#[derive(Deserialize)]
struct Succeeded {
    detail: Detail,
}

#[derive(Deserialize)]
struct Detail {
    report_id: ReportId,
}

/// Why a report has no seal yet.
#[derive(Debug, thiserror::Error)]
enum Pending {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("{0}")]
    Key(String),
    #[error(transparent)]
    Signature(#[from] InvalidSeal),
    #[error(transparent)]
    Bundle(#[from] UnreadableBundle),
}

impl<R: Reports, B: Companions, K: SigningKey> Desk<R, B, K> {
    /// Seals what a batch names. The answer names the messages that are to be delivered again.
    pub async fn seal_all(&self, batch: &Batch) -> BatchFailures {
        let sealed = join_all(batch.records.iter().map(|record| self.take(record))).await;
        let failed = batch.records.iter().zip(sealed).filter_map(|(record, outcome)| {
            let error = outcome.err()?;
            tracing::error!(%error, message_id = record.message_id, "the seal is pending");
            Some(record.message_id.clone())
        });
        failed.collect()
    }

    async fn take(&self, record: &Record) -> Result<(), Pending> {
        let Ok(Succeeded { detail }) = serde_json::from_str(record.body()) else {
            tracing::error!(message_id = record.message_id, "no event about a report");
            return Ok(());
        };
        self.seal(detail.report_id).await
    }

    async fn seal(&self, report_id: ReportId) -> Result<(), Pending> {
        let report = self.reports.report(report_id).await?;
        let Some(Report { state: State::Succeeded { artifact, .. }, .. }) = report else {
            // Deleted since.
            return Ok(());
        };
        let key = |companion| CompanionKey { report_id, artifact_id: artifact.id, companion };
        let (bundle, seal) = (key(Companion::Bundle), key(Companion::Seal));
        if self.bucket.companion(&seal).await?.is_some() {
            return Ok(());
        }
        let Some(bytes) = self.bucket.companion(&bundle).await? else {
            tracing::warn!(%report_id, "not sealed: a former version has rendered it, or its documents are gone");
            return Ok(());
        };
        let input = SigningInput::new(&Manifest::of(&bytes, Timestamp::now())?, self.key.id());
        let signature = self.key.sign(input.digest()).await.map_err(Pending::Key)?;
        self.bucket.put_companion(&seal, input.sealed(&signature)?.into_bytes()).await?;
        // What was deleted meanwhile stays deleted.
        if self.bucket.companion(&bundle).await?.is_none() {
            self.bucket.remove_companion(&seal).await?;
        }
        tracing::info!(%report_id, "sealed");
        Ok(())
    }
}

#[cfg(test)]
mod tests;
