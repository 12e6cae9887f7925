//! The bucket with the entities' snapshots and the reports' documents.

use std::time::Duration;

use aws_sdk_s3::{
    config::http::HttpResponse,
    error::{ProvideErrorMetadata, SdkError},
    operation::get_object::builders::GetObjectFluentBuilder,
    presigning::PresigningConfig,
    primitives::ByteStream,
};
use report_domain::{Artifact, ArtifactId, Format, ReportId, SnapshotPin, Subject};

use crate::{Aws, Misconfigured, StorageError, required};

/// The bucket.
#[derive(Debug, Clone)]
pub struct Bucket {
    client: aws_sdk_s3::Client,
    name: String,
}

/// One of a report's documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    /// The report.
    pub report_id: ReportId,
    /// The attempt that wrote it.
    pub artifact_id: ArtifactId,
    /// HTML or PDF.
    pub format: Format,
}

impl Document {
    fn key(&self) -> String {
        Artifact::key(self.report_id, self.artifact_id, self.format)
    }
}

/// A snapshot as it was when its report was created.
#[derive(Debug)]
pub struct Snapshot {
    /// Its key in the bucket.
    pub key: String,
    /// The object's bytes.
    pub bytes: Vec<u8>,
}

/// Why a pinned snapshot was not read.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The pinned version is no longer there.
    #[error("the pinned version of {key} no longer exists")]
    Gone {
        /// The snapshot's key.
        key: String,
    },
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Whether an object does not exist. Without the right to list the bucket, S3 answers 403 for it instead of 404; a
/// function that lacked the right to read it would look the same, which the tests on the emulator rule out.
fn is_missing<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    error.raw_response().is_some_and(|response| matches!(response.status().as_u16(), 403 | 404))
}

impl Bucket {
    /// The bucket that `BUCKET_NAME` names.
    ///
    /// # Errors
    /// When the variable is not set.
    pub fn from_env(aws: &Aws) -> Result<Self, Misconfigured> {
        Ok(Self::named(aws, required("BUCKET_NAME")?))
    }

    /// The bucket of that name.
    pub fn named(aws: &Aws, name: impl Into<String>) -> Self {
        Self { client: aws.s3(), name: name.into() }
    }

    /// The current version of an entity's snapshot; `None` if there is no such entity.
    ///
    /// # Errors
    /// When the bucket does not answer.
    pub async fn pin(&self, subject: &Subject) -> Result<Option<SnapshotPin>, StorageError> {
        let request = self.client.head_object().bucket(&self.name).key(subject.snapshot_key());
        match request.send().await {
            Ok(head) => Ok(Some(SnapshotPin {
                version_id: head.version_id().filter(|version| *version != "null").map(str::to_owned),
                etag: head.e_tag().unwrap_or_default().to_owned(),
            })),
            Err(error) if is_missing(&error) => {
                tracing::debug!(error = %StorageError::from_sdk("s3:HeadObject", error), "no such snapshot");
                Ok(None)
            }
            Err(error) => Err(StorageError::from_sdk("s3:HeadObject", error)),
        }
    }

    /// Puts an entity's snapshot where it belongs, and says which version it became. Reports that were created before keep
    /// the version that they were pinned to.
    ///
    /// # Errors
    /// When the bucket does not take it.
    pub async fn publish(&self, subject: &Subject, bytes: Vec<u8>) -> Result<SnapshotPin, StorageError> {
        let request = self
            .client
            .put_object()
            .bucket(&self.name)
            .key(subject.snapshot_key())
            .content_type("application/json")
            .body(ByteStream::from(bytes));
        let put = request.send().await.map_err(|error| StorageError::from_sdk("s3:PutObject", error))?;
        Ok(SnapshotPin {
            version_id: put.version_id().filter(|version| *version != "null").map(str::to_owned),
            etag: put.e_tag().unwrap_or_default().to_owned(),
        })
    }

    /// Reads a snapshot in its pinned version.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub async fn snapshot(&self, subject: &Subject, pin: &SnapshotPin) -> Result<Snapshot, SnapshotError> {
        let key = subject.snapshot_key();
        let mut request = self.client.get_object().bucket(&self.name).key(&key);
        request = match &pin.version_id {
            Some(version) => request.version_id(version),
            // A bucket without versions has the latest only; better none than another.
            None => request.if_match(&pin.etag),
        };
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(error) if is_missing(&error) || is_replaced(&error) => {
                tracing::warn!(error = %StorageError::from_sdk("s3:GetObject", error), "snapshot gone");
                return Err(SnapshotError::Gone { key });
            }
            Err(error) => return Err(StorageError::from_sdk("s3:GetObject", error).into()),
        };
        Ok(Snapshot { key, bytes: collect(answer.body).await? })
    }

    /// Stores a document.
    ///
    /// # Errors
    /// When the bucket does not take it.
    pub async fn put(&self, document: &Document, bytes: Vec<u8>) -> Result<(), StorageError> {
        let request = self
            .client
            .put_object()
            .bucket(&self.name)
            .key(document.key())
            .content_type(document.format.content_type())
            .body(ByteStream::from(bytes));
        request.send().await.map_err(|error| StorageError::from_sdk("s3:PutObject", error))?;
        Ok(())
    }

    /// Reads a document; `None` if it is no longer kept.
    ///
    /// # Errors
    /// When the bucket does not answer.
    pub async fn document(&self, document: &Document) -> Result<Option<Vec<u8>>, StorageError> {
        match self.get(document).send().await {
            Ok(answer) => collect(answer.body).await.map(Some),
            Err(error) if is_missing(&error) => {
                tracing::warn!(error = %StorageError::from_sdk("s3:GetObject", error), "document gone");
                Ok(None)
            }
            Err(error) => Err(StorageError::from_sdk("s3:GetObject", error)),
        }
    }

    /// A URL from which anybody can read a document for `life`, sent with that disposition.
    ///
    /// # Errors
    /// When the URL cannot be signed.
    pub async fn presigned_url(
        &self,
        document: &Document,
        disposition: &str,
        life: Duration,
    ) -> Result<String, StorageError> {
        const OPERATION: &str = "s3:GetObject";
        let settings = PresigningConfig::expires_in(life)
            .map_err(|error| StorageError::Refused { operation: OPERATION, detail: error.to_string() })?;
        let request = self
            .get(document)
            .response_content_type(document.format.content_type())
            .response_content_disposition(disposition)
            .response_cache_control("private");
        let url = request.presigned(settings).await.map_err(|e| StorageError::from_sdk(OPERATION, e))?;
        Ok(url.uri().to_owned())
    }

    fn get(&self, document: &Document) -> GetObjectFluentBuilder {
        self.client.get_object().bucket(&self.name).key(document.key())
    }
}

/// Whether the object is there but no longer the one that was pinned.
fn is_replaced<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    error.raw_response().is_some_and(|response| response.status().as_u16() == 412)
}

async fn collect(body: ByteStream) -> Result<Vec<u8>, StorageError> {
    let collected = body.collect().await.map_err(|error| StorageError::Unavailable {
        operation: "s3:GetObject",
        detail: aws_sdk_s3::error::DisplayErrorContext(error).to_string(),
    })?;
    Ok(collected.to_vec())
}
