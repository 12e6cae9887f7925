//! The commands, one per file.

pub(crate) mod check_text;
pub(crate) mod create;
pub(crate) mod dlq;
pub(crate) mod findings;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod publish;
pub(crate) mod reindex;
pub(crate) mod render;
pub(crate) mod report;
pub(crate) mod schedule;
pub(crate) mod schema;
pub(crate) mod validate;
pub(crate) mod verify;

use std::future::Future;

use crate::failure::Failure;

/// Runs a future to its end on this thread.
fn wait<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(future)
}
