//! The storage of reports: one DynamoDB table, one queue and one bucket.
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
//! ENTITIES#{project}    {kind}#…    an entity that reports can be asked about, by kind and name
//! ENTITY#{project}#{kind}#{id} ENTITY  under which sort key the entity is listed
//! ```
//!
//! A report's state is in its `META` item alone, so that every change of state is one conditional write and no two
//! items can disagree. `META` items of unfinished reports carry `open` and `due`, which puts them into the sparse
//! index `unfinished` until they are finished.
//!
//! Reads are strongly consistent, except of the index.
//!
//! Each concern has a narrow trait beside its implementation on [`Table`], [`Bucket`] or [`Queue`]; a function asks for
//! the traits that it needs. The feature `memory` adds `Memory`, which implements them all in memory for tests. One test,
//! `tests/conformance.rs`, holds both to the same behaviour.

mod aws;
mod backoff;
mod bucket;
mod budget;
mod catalog;
mod create;
mod documents;
mod entities;
mod error;
mod idempotency;
mod item;
mod keys;
mod lease;
mod limit;
mod listing;
#[cfg(any(test, feature = "memory"))]
mod memory;
mod publishing;
mod queue;
mod reports;
mod snapshots;
mod table;
mod unfinished;

pub use aws::{Aws, Misconfigured};
pub use bucket::Bucket;
pub use budget::within;
pub use catalog::{Catalog, Cursor, EntityPage, InvalidCursor};
pub use create::{CreateError, CreateReports, NewReport};
pub use documents::{DocumentKey, Documents};
pub use entities::{entity, label, sha256};
pub use error::StorageError;
pub use idempotency::{Claim, ClaimOutcome, IdempotencyKey, IdempotencyKeys, RequestHash};
pub use keys::{ApiKeys, KeyDigest, KeyText, ListedKey};
pub use lease::{Lease, LeaseOutcome, Leased, Leases, MOST_ATTEMPTS};
pub use limit::TimeLimit;
pub use listing::{List, Lists, Page, PageRange};
#[cfg(any(test, feature = "memory"))]
pub use memory::Memory;
pub use publishing::{CurrentSnapshot, PublishCondition, Published, Publishing};
pub use queue::{Batch, BatchFailures, Message, Queue, Record, RenderQueue};
pub use reports::Reports;
pub use snapshots::Snapshots;
pub use table::Table;
pub use unfinished::{Overdue, Unfinished};
