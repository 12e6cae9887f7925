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

/// How long the bytes of an object may take once the bucket has begun to send them.
const BODY_TIMEOUT: Duration = Duration::from_secs(20);

/// Whether an object does not exist. The functions may list the bucket, without which S3 would answer 403 for what does not
/// exist as well as for what they may not read.
pub(crate) fn is_missing<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    let code = match error {
        SdkError::ServiceError(context) => context.err().code(),
        _ => None,
    };
    error.raw_response().is_some_and(|response| response.status().as_u16() == 404)
        && code != Some("NoSuchBucket")
}

/// Reads an object's bytes to the end.
pub(crate) async fn collect(body: ByteStream) -> Result<Vec<u8>, StorageError> {
    const OPERATION: &str = "s3:GetObject";
    // The SDK's own timeouts end with the headers.
    let collected = tokio::time::timeout(BODY_TIMEOUT, body.collect()).await.map_err(|_| {
        let detail = format!("the object did not arrive within {} s", BODY_TIMEOUT.as_secs());
        StorageError::Unavailable { operation: OPERATION, detail }
    })?;
    let collected = collected.map_err(|error| StorageError::Unavailable {
        operation: OPERATION,
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
