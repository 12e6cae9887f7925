//! Why a pass ends before its time.

use report_mlflow::Fault;
use report_storage::StorageError;

/// Why a pass ends before its time.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The server cannot be asked, or answers what cannot be understood.
    #[error("cannot import from {address}: {fault}")]
    Server {
        /// Where it is.
        address: String,
        /// What it did.
        fault: Fault,
    },
    /// A snapshot cannot be written.
    #[error("the server gives a snapshot that {0}")]
    Snapshot(String),
    /// Bucket or table do not answer.
    #[error(transparent)]
    Storage(#[from] StorageError),
}
