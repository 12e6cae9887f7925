//! The bucket and what its calls have in common.

use std::time::Duration;

use aws_sdk_s3::{
    config::http::HttpResponse,
    error::{ProvideErrorMetadata, SdkError},
    operation::get_object::builders::GetObjectFluentBuilder,
    presigning::PresigningConfig,
    primitives::ByteStream,
};

use crate::{
    aws::{Aws, Misconfigured, required},
    error::StorageError,
};

/// The S3 bucket with the snapshots of entities and the documents of reports.
#[derive(Debug, Clone)]
pub struct Bucket {
    pub(crate) client: aws_sdk_s3::Client,
    pub(crate) name: String,
}

impl Bucket {
    /// The bucket that `BUCKET_NAME` names.
    ///
    /// # Errors
    /// When the variable is not set.
    pub fn from_env(aws: &Aws) -> Result<Self, Misconfigured> {
        Ok(Self { client: aws.s3(), name: required("BUCKET_NAME")? })
    }
}

/// Whether an object does not exist. Without the right to list the bucket, S3 answers 403 instead of 404 for an object
/// that does not exist. It also answers 403 when a function lacks the right to read; tests on the emulator show that
/// every function has that right.
pub(crate) fn is_missing<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    error.raw_response().is_some_and(|response| matches!(response.status().as_u16(), 403 | 404))
}

/// Reads an object's bytes to the end.
pub(crate) async fn collect(body: ByteStream) -> Result<Vec<u8>, StorageError> {
    let collected = body.collect().await.map_err(|error| StorageError::Unavailable {
        operation: "s3:GetObject",
        detail: aws_sdk_s3::error::DisplayErrorContext(error).to_string(),
    })?;
    Ok(collected.to_vec())
}

/// A URL with which anybody can make that request for `life`.
pub(crate) async fn presigned(
    request: GetObjectFluentBuilder,
    life: Duration,
) -> Result<String, StorageError> {
    const OPERATION: &str = "s3:GetObject";
    let settings = PresigningConfig::expires_in(life)
        .map_err(|error| StorageError::Refused { operation: OPERATION, detail: error.to_string() })?;
    let url = request.presigned(settings).await.map_err(|error| StorageError::from_sdk(OPERATION, error))?;
    Ok(url.uri().to_owned())
}
