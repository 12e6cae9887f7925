//! The bucket and what its calls have in common.

use std::time::Duration;

use aws_sdk_s3::{
    config::http::HttpResponse,
    error::{ProvideErrorMetadata, SdkError},
    operation::get_object::{GetObjectOutput, builders::GetObjectFluentBuilder},
    presigning::PresigningConfig,
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

const GET: &str = "s3:GetObject";

/// Reads an object's bytes to the end, unless there are more than `most`: the size that the bucket announces is looked at before
/// the first of them, and what comes is counted.
pub(crate) async fn collect(
    answer: GetObjectOutput,
    key: &str,
    most: usize,
) -> Result<Vec<u8>, StorageError> {
    let most_bytes = u64::try_from(most).unwrap_or(u64::MAX);
    let too_large =
        |bytes| StorageError::TooLarge { operation: GET, key: key.to_owned(), bytes, most: most_bytes };
    let announced = answer.content_length().and_then(|length| u64::try_from(length).ok());
    if let Some(bytes) = announced.filter(|bytes| *bytes > most_bytes) {
        return Err(too_large(bytes));
    }
    let mut body = answer.body;
    let collecting = async {
        let mut bytes =
            Vec::with_capacity(announced.and_then(|length| usize::try_from(length).ok()).unwrap_or(0));
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|error| StorageError::Unavailable {
                operation: GET,
                detail: aws_sdk_s3::error::DisplayErrorContext(error).to_string(),
            })?;
            if bytes.len() + chunk.len() > most {
                return Err(too_large((bytes.len() + chunk.len()) as u64));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    };
    // The SDK's own timeouts end with the headers.
    tokio::time::timeout(BODY_TIMEOUT, collecting).await.map_err(|_| {
        let detail = format!("the object did not arrive within {} s", BODY_TIMEOUT.as_secs());
        StorageError::Unavailable { operation: GET, detail }
    })?
}

/// A URL with which anybody can make that request for `life`.
pub(crate) async fn presigned(
    request: GetObjectFluentBuilder,
    life: Duration,
) -> Result<String, StorageError> {
    let settings = PresigningConfig::expires_in(life)
        .map_err(|error| StorageError::Refused { operation: GET, detail: error.to_string() })?;
    let url = request.presigned(settings).await.map_err(|error| StorageError::from_sdk(GET, error))?;
    Ok(url.uri().to_owned())
}

#[cfg(test)]
mod tests;
