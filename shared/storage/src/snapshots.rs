//! The snapshots of entities, which reports are made from.

use std::time::Duration;

use aws_sdk_s3::{
    config::http::HttpResponse,
    error::{ProvideErrorMetadata, SdkError},
};
use report_domain::{LARGEST_SNAPSHOT, SnapshotPin, Subject};

use crate::{
    Bucket, StorageError,
    bucket::{collect, is_missing, presigned},
};

/// Reads the versions of entities' snapshots.
pub trait Snapshots: Send + Sync {
    /// The current version of an entity's snapshot; `None` if there is no such entity.
    ///
    /// # Errors
    /// When the bucket does not answer.
    fn pin(
        &self,
        subject: &Subject,
    ) -> impl Future<Output = Result<Option<SnapshotPin>, StorageError>> + Send;

    /// Reads the pinned version of an entity's snapshot; `None` if that version is no longer there.
    ///
    /// # Errors
    /// When the bucket does not answer, and [`StorageError::TooLarge`] when there are more bytes than a snapshot may have: other
    /// tools put into the bucket what they like.
    fn snapshot(
        &self,
        subject: &Subject,
        pin: &SnapshotPin,
    ) -> impl Future<Output = Result<Option<Vec<u8>>, StorageError>> + Send;

    /// A URL from which anybody can read that version of an entity's snapshot for `life`.
    ///
    /// # Errors
    /// When the URL cannot be signed.
    fn snapshot_url(
        &self,
        subject: &Subject,
        pin: &SnapshotPin,
        life: Duration,
    ) -> impl Future<Output = Result<String, StorageError>> + Send;
}

impl Snapshots for Bucket {
    async fn pin(&self, subject: &Subject) -> Result<Option<SnapshotPin>, StorageError> {
        let request = self.client.head_object().bucket(&self.name).key(subject.snapshot_key());
        match request.send().await {
            Ok(head) => Ok(Some(pin(head.version_id(), head.e_tag()))),
            Err(error) if is_missing(&error) => {
                tracing::debug!(error = %StorageError::from_sdk("s3:HeadObject", error), "no such snapshot");
                Ok(None)
            }
            Err(error) => Err(StorageError::from_sdk("s3:HeadObject", error)),
        }
    }

    async fn snapshot(&self, subject: &Subject, pin: &SnapshotPin) -> Result<Option<Vec<u8>>, StorageError> {
        let request = self.client.get_object().bucket(&self.name).key(subject.snapshot_key());
        let request = match &pin.version_id {
            Some(version) => request.version_id(version),
            // A bucket without versions keeps only the latest snapshot. A report is made from the pinned one or not at all.
            None => request.if_match(&pin.etag),
        };
        match request.send().await {
            Ok(answer) => collect(answer, &subject.snapshot_key(), LARGEST_SNAPSHOT).await.map(Some),
            Err(error) if is_missing(&error) || is_replaced(&error) => {
                tracing::warn!(error = %StorageError::from_sdk("s3:GetObject", error), "snapshot gone");
                Ok(None)
            }
            Err(error) => Err(StorageError::from_sdk("s3:GetObject", error)),
        }
    }

    async fn snapshot_url(
        &self,
        subject: &Subject,
        pin: &SnapshotPin,
        life: Duration,
    ) -> Result<String, StorageError> {
        let request = self
            .client
            .get_object()
            .bucket(&self.name)
            .key(subject.snapshot_key())
            .set_version_id(pin.version_id.clone())
            .response_content_type("application/json")
            .response_cache_control("private");
        presigned(request, life).await
    }
}

/// A version as S3 names it. In a bucket that keeps no versions, S3 calls every object's version `null`.
pub(crate) fn pin(version_id: Option<&str>, etag: Option<&str>) -> SnapshotPin {
    SnapshotPin {
        version_id: version_id.filter(|version| *version != "null").map(str::to_owned),
        etag: etag.unwrap_or_default().to_owned(),
    }
}

/// Whether the object exists but is no longer the one that was pinned.
fn is_replaced<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    error.raw_response().is_some_and(|response| response.status().as_u16() == 412)
}
