//! Where reports live: one DynamoDB table, one queue and one bucket.
//!
//! ```text
//! pk                    sk          holds
//! REPORT#{id}           META        the report and its job, all that a list shows
//! REPORT#{id}           OPTIONS     its options with the comments: heavy, read by one call only
//! JOB#{id}              JOB         which report the job renders
//! LIST#{list}           COUNT       how many reports the list has
//! LIST#{list}           POS#{n}     the n-th report of the list, from 0
//! IDEM#{digest}         IDEM        what was answered to a request with an Idempotency-Key
//! KEY#{digest}          KEY         an API key, by the SHA-256 of its text
//! ```
//!
//! A report's state is in its `META` item alone, so that every change of state is one conditional write and no two
//! items can disagree. `META` items of unfinished reports carry `open` and `due`, which puts them into the sparse
//! index `unfinished` until they are finished.
//!
//! Reads are strongly consistent, except of the index.

mod aws;
mod bucket;
mod create;
mod error;
mod idempotency;
mod item;
mod keys;
mod lease;
mod listing;
mod queue;
mod reports;
mod table;
mod unfinished;

pub use aws::{Aws, Misconfigured};
pub use bucket::{Bucket, Document, Snapshot, SnapshotError};
pub use create::{CreateError, NewReport};
pub use error::StorageError;
pub use idempotency::{Begun, Claim, IdempotencyKey, RequestHash};
pub use keys::{KeyDigest, KeyText, ListedKey};
pub use lease::{Lease, LeaseOutcome, Leased};
pub use listing::{List, Page, PageRange};
pub use queue::{Batch, BatchFailures, Message, Queue, Record};
pub use table::Table;
pub use unfinished::Overdue;

/// Reads a required environment variable.
fn required(name: &'static str) -> Result<String, Misconfigured> {
    match std::env::var(name) {
        Ok(value) if !value.is_empty() => Ok(value),
        _ => Err(Misconfigured(name)),
    }
}
