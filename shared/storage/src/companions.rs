//! What is kept beside a report's documents: what they were made from, and the seal on both.

use std::fmt;

use report_domain::{ArtifactId, ReportId};

use crate::{
    Bucket, StorageError,
    bucket::{collect, is_missing},
    documents::folder,
};

/// What stands beside the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Companion {
    /// Everything that the documents are made from besides the snapshot, as JSON.
    Bundle,
    /// The seal, a JSON Web Signature.
    Seal,
    /// A copy of the snapshot, as JSON: a version that was replaced is not kept for as long as reports, and others may be compared
    /// with this one for as long as there are its documents.
    Snapshot,
}

/// Names a companion in the bucket: `artifacts/{report_id}/{artifact_id}/{bundle.json,seal.jws,snapshot.json}`. It goes when the documents go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompanionKey {
    /// The report.
    pub report_id: ReportId,
    /// The attempt that wrote the documents.
    pub artifact_id: ArtifactId,
    /// Which one.
    pub companion: Companion,
}

impl Companion {
    fn file(self) -> &'static str {
        match self {
            Companion::Bundle => "bundle.json",
            Companion::Seal => "seal.jws",
            Companion::Snapshot => "snapshot.json",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Companion::Bundle | Companion::Snapshot => "application/json",
            Companion::Seal => "application/jose",
        }
    }
}

impl fmt::Display for CompanionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { report_id, artifact_id, companion } = self;
        write!(f, "{}{}", folder(*report_id, Some(*artifact_id)), companion.file())
    }
}

/// Keeps the companions of reports.
pub trait Companions: Send + Sync {
    /// Stores a companion.
    ///
    /// # Errors
    /// When the bucket does not take it.
    fn put_companion(
        &self,
        key: &CompanionKey,
        bytes: Vec<u8>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Reads a companion; `None` if there is none.
    ///
    /// # Errors
    /// When the bucket does not answer.
    fn companion(
        &self,
        key: &CompanionKey,
    ) -> impl Future<Output = Result<Option<Vec<u8>>, StorageError>> + Send;

    /// Removes a companion; it may be gone already.
    ///
    /// # Errors
    /// When the bucket does not answer.
    fn remove_companion(&self, key: &CompanionKey) -> impl Future<Output = Result<(), StorageError>> + Send;
}

impl Companions for Bucket {
    async fn put_companion(&self, key: &CompanionKey, bytes: Vec<u8>) -> Result<(), StorageError> {
        self.store(key.to_string(), key.companion.content_type(), bytes).await
    }

    async fn companion(&self, key: &CompanionKey) -> Result<Option<Vec<u8>>, StorageError> {
        let name = key.to_string();
        match self.client.get_object().bucket(&self.name).key(&name).send().await {
            // The service's own, which makes none without an end.
            Ok(answer) => collect(answer, &name, usize::MAX).await.map(Some),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(StorageError::from_sdk("s3:GetObject", error)),
        }
    }

    async fn remove_companion(&self, key: &CompanionKey) -> Result<(), StorageError> {
        self.remove_version(Some(&key.to_string()), None).await
    }
}
