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
        write!(f, "{}report.{}", folder(*report_id, Some(*artifact_id)), format.as_str())
    }
}

/// What the keys of a report's documents begin with, of all its attempts or of one.
pub(crate) fn folder(report_id: ReportId, attempt: Option<ArtifactId>) -> String {
    match attempt {
        None => format!("artifacts/{report_id}/"),
        Some(artifact_id) => format!("artifacts/{report_id}/{artifact_id}/"),
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

    /// Whether a document is still kept.
    ///
    /// # Errors
    /// When the bucket does not answer.
    fn is_kept(&self, document: &DocumentKey) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Removes the documents of a report's other attempts, which were killed or stopped between storing them and saying so.
    ///
    /// # Errors
    /// When the bucket does not answer. Some documents may be removed by then.
    fn remove_all_but(
        &self,
        report_id: ReportId,
        kept: Option<ArtifactId>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

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
        self.store(document.to_string(), document.format.content_type(), bytes).await
    }

    async fn document(&self, document: &DocumentKey) -> Result<Option<Vec<u8>>, StorageError> {
        match get(self, document).send().await {
            // They are the renderer's own, which makes none without an end.
            Ok(answer) => collect(answer, &document.to_string(), usize::MAX).await.map(Some),
            Err(error) if is_missing(&error) => {
                tracing::warn!(error = %StorageError::from_sdk("s3:GetObject", error), "document gone");
                Ok(None)
            }
            Err(error) => Err(StorageError::from_sdk("s3:GetObject", error)),
        }
    }

    async fn remove_all(&self, report_id: ReportId) -> Result<(), StorageError> {
        let prefix = folder(report_id, None);
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

    async fn is_kept(&self, document: &DocumentKey) -> Result<bool, StorageError> {
        let request = self.client.head_object().bucket(&self.name).key(document.to_string());
        match request.send().await {
            Ok(_) => Ok(true),
            Err(error) if is_missing(&error) => Ok(false),
            Err(error) => Err(StorageError::from_sdk("s3:HeadObject", error)),
        }
    }

    async fn remove_all_but(
        &self,
        report_id: ReportId,
        kept: Option<ArtifactId>,
    ) -> Result<(), StorageError> {
        let all = folder(report_id, None);
        let kept = kept.map(|id| folder(report_id, Some(id)));
        // An attempt has a few documents and a report a few attempts, so one page has them all.
        let request = self.client.list_objects_v2().bucket(&self.name).prefix(all);
        let listed =
            request.send().await.map_err(|error| StorageError::from_sdk("s3:ListObjectsV2", error))?;
        let keys = listed.contents().iter().filter_map(|object| object.key());
        for key in keys.filter(|key| kept.as_ref().is_none_or(|kept| !key.starts_with(kept.as_str()))) {
            let request = self.client.delete_object().bucket(&self.name).key(key);
            request.send().await.map_err(|error| StorageError::from_sdk("s3:DeleteObject", error))?;
        }
        Ok(())
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
    /// Stores what the renderer or the signing function has made.
    pub(crate) async fn store(
        &self,
        key: String,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Result<(), StorageError> {
        let request = self.client.put_object().bucket(&self.name).key(key).content_type(content_type);
        let request = request.body(ByteStream::from(bytes));
        request.send().await.map_err(|error| StorageError::from_sdk("s3:PutObject", error))?;
        Ok(())
    }

    /// Removes one version of an object, or the object where none is named.
    pub(crate) async fn remove_version(
        &self,
        key: Option<&str>,
        version: Option<&str>,
    ) -> Result<(), StorageError> {
        let request = self.client.delete_object().bucket(&self.name);
        let request = request.set_key(key.map(str::to_owned)).set_version_id(version.map(str::to_owned));
        request.send().await.map_err(|error| StorageError::from_sdk("s3:DeleteObject", error))?;
        Ok(())
    }
}

fn get(bucket: &Bucket, document: &DocumentKey) -> GetObjectFluentBuilder {
    bucket.client.get_object().bucket(&bucket.name).key(document.to_string())
}
