//! What can go wrong between a function and the storage.

use aws_sdk_dynamodb::{
    config::http::HttpResponse,
    error::{BuildError, DisplayErrorContext, ProvideErrorMetadata, SdkError},
};

/// A call to the storage failed. The text is for logs: it names operations, resources and causes.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StorageError {
    /// The service did not answer, throttled the call or failed. The same call may succeed later.
    #[error("{operation} is unavailable: {detail}")]
    Unavailable {
        /// The operation, such as `dynamodb:GetItem`.
        operation: &'static str,
        /// The whole chain of causes.
        detail: String,
    },
    /// The service denied the call: a grant or a resource is missing, or the credentials have expired. The same call may
    /// succeed once an operator has corrected that; it says nothing about whether an item exists.
    #[error("{operation} is denied: {detail}")]
    Denied {
        /// The operation, such as `dynamodb:GetItem`.
        operation: &'static str,
        /// The whole chain of causes.
        detail: String,
    },
    /// The service refused what the call said, and will refuse it every time: an item is too large, or this crate has a
    /// mistake.
    #[error("{operation} failed: {detail}")]
    Refused {
        /// The operation, such as `dynamodb:GetItem`.
        operation: &'static str,
        /// The whole chain of causes.
        detail: String,
    },
    /// An object has more bytes than whoever reads it can use. It was not read to its end.
    #[error("{operation}: {key} has {bytes} bytes or more, at most {most} are read")]
    TooLarge {
        /// The operation, such as `s3:GetObject`.
        operation: &'static str,
        /// The object's key.
        key: String,
        /// Its size, or what came of it until it was given up.
        bytes: u64,
        /// How many may be read.
        most: u64,
    },
    /// A stored item does not have the form in which this program writes it.
    #[error("{item} cannot be read: {detail}")]
    Corrupt {
        /// The item's key.
        item: String,
        /// What is wrong with it.
        detail: String,
    },
}

impl StorageError {
    /// Whether the same call may succeed later.
    pub fn is_transient(&self) -> bool {
        matches!(self, StorageError::Unavailable { .. } | StorageError::Denied { .. })
    }

    /// The error for a request that lacks something required, which is a mistake in this crate.
    pub(crate) fn unbuilt(operation: &'static str, error: BuildError) -> Self {
        StorageError::Refused { operation, detail: error.to_string() }
    }

    /// Sorts an SDK error into the kinds above.
    pub(crate) fn from_sdk<E>(operation: &'static str, error: SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        // The text of an SDK error is no more than "service error". The chain of causes says what happened.
        let detail = DisplayErrorContext(&error).to_string();
        match &error {
            SdkError::ServiceError(context) => {
                let status = context.raw().status().as_u16();
                let code = context.err().code().unwrap_or_default();
                if status >= 500 || status == 429 || is_transient_code(code) {
                    StorageError::Unavailable { operation, detail }
                } else if status == 403 || is_denial(code) {
                    StorageError::Denied { operation, detail }
                } else {
                    StorageError::Refused { operation, detail }
                }
            }
            // The request could not be built, and will not be next time. All other errors happened on the way.
            SdkError::ConstructionFailure(_) => StorageError::Refused { operation, detail },
            _ => StorageError::Unavailable { operation, detail },
        }
    }
}

/// Whether an error code says that the caller may not make the call, or that there is no such table, bucket or queue.
pub(crate) fn is_denial(code: &str) -> bool {
    matches!(
        code,
        "AccessDenied"
            | "AccessDeniedException"
            | "ExpiredToken"
            | "ExpiredTokenException"
            | "InvalidSignatureException"
            | "UnrecognizedClientException"
            | "ResourceNotFoundException"
            | "NoSuchBucket"
            | "QueueDoesNotExist"
            | "AWS.SimpleQueueService.NonExistentQueue"
    )
}

/// Whether an error code that comes with a 4xx status stands for a transient fault.
fn is_transient_code(code: &str) -> bool {
    matches!(
        code,
        "ProvisionedThroughputExceededException"
            | "ThrottlingException"
            | "Throttling"
            | "RequestLimitExceeded"
            | "RequestThrottled"
            | "TransactionInProgressException"
            | "TransactionConflictException"
            | "ConditionalRequestConflict"
            | "RequestTimeout"
            | "SlowDown"
    )
}
