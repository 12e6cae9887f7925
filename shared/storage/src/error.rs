//! What can go wrong between a function and the storage.

use aws_sdk_dynamodb::{
    config::http::HttpResponse,
    error::{BuildError, DisplayErrorContext, ProvideErrorMetadata, SdkError},
};

/// A call to the storage failed. The text is for logs: it names operations, resources and causes.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The service did not answer, throttled or failed inside: later, the same call may succeed.
    #[error("{operation} is unavailable: {detail}")]
    Unavailable {
        /// The operation, such as `dynamodb:GetItem`.
        operation: &'static str,
        /// The whole chain of causes.
        detail: String,
    },
    /// The service refused the call: a missing grant, a missing resource, a mistake in here.
    #[error("{operation} failed: {detail}")]
    Refused {
        /// The operation, such as `dynamodb:GetItem`.
        operation: &'static str,
        /// The whole chain of causes.
        detail: String,
    },
    /// Something stored is not what this program stores.
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
        matches!(self, StorageError::Unavailable { .. })
    }

    /// A request that lacks something required. That is a mistake in this crate.
    pub(crate) fn unbuilt(operation: &'static str, error: BuildError) -> Self {
        StorageError::Refused { operation, detail: error.to_string() }
    }

    /// Sorts an SDK error into the kinds above.
    pub(crate) fn from_sdk<E>(operation: &'static str, error: SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let unavailable = match &error {
            SdkError::ServiceError(context) => {
                let status = context.raw().status().as_u16();
                status >= 500 || status == 429 || context.err().code().is_some_and(is_passing)
            }
            // A request that could not even be built will never be sent; all else happened under way.
            SdkError::ConstructionFailure(_) => false,
            _ => true,
        };
        // "service error" is all that an SDK error says of itself; the denial or its like is in the causes.
        let detail = DisplayErrorContext(&error).to_string();
        if unavailable {
            StorageError::Unavailable { operation, detail }
        } else {
            StorageError::Refused { operation, detail }
        }
    }
}

/// Error codes with a 4xx status that say "later".
fn is_passing(code: &str) -> bool {
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
