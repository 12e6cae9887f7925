//! The documents of reports.

use std::{fmt, time::Duration};

use aws_sdk_s3::{operation::get_object::builders::GetObjectFluentBuilder, primitives::ByteStream};
use futures_util::future::try_join_all;
use report_domain::{ArtifactId, Format, ReportId};

use crate::{
    Bucket, StorageError,
    bucket::{collect, is_missing, presigned},
};

/// Names one of a report's documents in the bucket: `artifacts/{report_id}/{artifact_id}/report.{html,pdf}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentKey {
    /// The report.
    pub report_id: ReportId,
    /// The attempt that wrote it.
    pub artifact_id: ArtifactId,
    /// HTML or PDF.
    pub format: Format,
}

impl fmt::Display for DocumentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { report_id, artifact_id, format } = self;
        write!(f, "artifacts/{report_id}/{artifact_id}/report.{}", format.as_str())
    }
}

/// Keeps the documents of reports.
pub trait Documents: Send + Sync {
    /// Stores a document.
    ///
    /// # Errors
    /// When the bucket does not take it.
    fn put(
        &self,
        document: &DocumentKey,
        bytes: Vec<u8>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Reads a document; `None` if it is no longer kept.
    ///
    /// # Errors
    /// When the bucket does not answer.
    fn document(
        &self,
        document: &DocumentKey,
    ) -> impl Future<Output = Result<Option<Vec<u8>>, StorageError>> + Send;

    /// Removes all documents of a report, in all versions and of all attempts.
    ///
    /// # Errors
    /// When the bucket does not answer, or keeps one.
    fn remove_all(&self, report_id: ReportId) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// A URL from which anybody can read a document for `life`, sent with that disposition.
    ///
    /// # Errors
    /// When the URL cannot be signed.
    fn presigned_url(
        &self,
        document: &DocumentKey,
        disposition: &str,
        life: Duration,
    ) -> impl Future<Output = Result<String, StorageError>> + Send;
}

impl Documents for Bucket {
    async fn put(&self, document: &DocumentKey, bytes: Vec<u8>) -> Result<(), StorageError> {
        let request = self
            .client
            .put_object()
            .bucket(&self.name)
            .key(document.to_string())
            .content_type(document.format.content_type())
            .body(ByteStream::from(bytes));
        request.send().await.map_err(|error| StorageError::from_sdk("s3:PutObject", error))?;
        Ok(())
    }

    async fn document(&self, document: &DocumentKey) -> Result<Option<Vec<u8>>, StorageError> {
        match get(self, document).send().await {
            Ok(answer) => collect(answer.body).await.map(Some),
            Err(error) if is_missing(&error) => {
                tracing::warn!(error = %StorageError::from_sdk("s3:GetObject", error), "document gone");
                Ok(None)
            }
            Err(error) => Err(StorageError::from_sdk("s3:GetObject", error)),
        }
    }

    async fn remove_all(&self, report_id: ReportId) -> Result<(), StorageError> {
        let prefix = format!("artifacts/{report_id}/");
        loop {
            // Always the first page: what it names is gone before the next one is read.
            let request = self.client.list_object_versions().bucket(&self.name).prefix(&prefix);
            let page =
                request.send().await.map_err(|e| StorageError::from_sdk("s3:ListObjectVersions", e))?;
            let versions = page.versions().iter().map(|it| (it.key(), it.version_id()));
            let markers = page.delete_markers().iter().map(|it| (it.key(), it.version_id()));
            let found: Vec<_> = versions.chain(markers).collect();
            if found.is_empty() {
                return Ok(());
            }
            try_join_all(found.into_iter().map(|(key, version)| self.remove_version(key, version))).await?;
            if page.is_truncated() != Some(true) {
                return Ok(());
            }
        }
    }

    async fn presigned_url(
        &self,
        document: &DocumentKey,
        disposition: &str,
        life: Duration,
    ) -> Result<String, StorageError> {
        let request = get(self, document)
            .response_content_type(document.format.content_type())
            .response_content_disposition(disposition)
            .response_cache_control("private");
        presigned(request, life).await
    }
}

impl Bucket {
    async fn remove_version(&self, key: Option<&str>, version: Option<&str>) -> Result<(), StorageError> {
        let request = self.client.delete_object().bucket(&self.name);
        let request = request.set_key(key.map(str::to_owned)).set_version_id(version.map(str::to_owned));
        request.send().await.map_err(|error| StorageError::from_sdk("s3:DeleteObject", error))?;
        Ok(())
    }
}

fn get(bucket: &Bucket, document: &DocumentKey) -> GetObjectFluentBuilder {
    bucket.client.get_object().bucket(&bucket.name).key(document.to_string())
}
