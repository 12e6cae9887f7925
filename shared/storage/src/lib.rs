//! The storage of reports: one DynamoDB table, one queue, one bucket, and the bus that events go to.
//!
//! ```text
//! pk                    sk          holds
//! REPORT#{id}           META        the report and its job, all that a list shows
//! REPORT#{id}           OPTIONS     its options with the comments: heavy, read by one call only
//! JOB#{id}              JOB         which report the job renders
//! NEWEST#{project}      {time}#{id} the mark of a new report, until it has its places in lists
//! LIST#{list}           HEAD        the newest reports of a list, and how many older ones there are
//! LIST#{list}           BLOCK#{n}   some sixteen of the older ones
//! LIST#{list}           NODE#…      which blocks have more or fewer
//! LIST#{list}           COUNT       of the former version: how many reports the list had
//! LIST#{list}           POS#{n}     of the former version: the n-th report of the list, from 0
//! LINKS#{report}        {link}      an address at which the report is shown to whoever knows it
//! DELETED#{id}          DELETED     which report was deleted, and when
//! IDEM#{digest}         IDEM        what was answered to a request with an Idempotency-Key
//! KEY#{digest}          KEY         an API key, by the SHA-256 of its text
//! RATE#{digest}         RATE        how much of its limit an API key has used; only of keys with a limit
//! ENTITIES#{project}    {kind}#…    an entity that reports can be asked about, by kind and name
//! ENTITY#{project}#{kind}#{id} ENTITY  under which sort key the entity is listed
//! SYNC#{project}        PASS        who reads the project's tracking server now, and how far the last pass came
//! SYNC#{project}        PART#{part}  what a part of that server was like when it was last imported
//! UPLOAD#{project}#{kind}#{id}#{upload} UPLOAD  a snapshot that a client uploads, and what became of it
//! ```
//!
//! A report's state is in its `META` item alone, so that every change of state is one conditional write and no two
//! items can disagree. `META` items of unfinished reports carry `open` and `due`, which puts them into the sparse
//! index `unfinished` until they are finished. So do marks until they have become places, and until their documents are gone,
//! deleted reports and those whose documents are kept for a number of days.
//!
//! Reads are strongly consistent, except of the index.
//!
//! Each concern has a narrow trait beside its implementation on [`Table`], [`Bucket`] or [`Queue`]; a function asks for
//! the traits that it needs. The feature `memory` adds `Memory`, which implements them all in memory for tests. One test,
//! `tests/conformance.rs`, holds both to the same behaviour.

mod artifact;
mod aws;
mod backoff;
mod bucket;
mod bucket_event;
mod budget;
mod bus;
mod catalog;
mod changing;
mod companions;
mod comparing;
mod create;
mod deleting;
mod documents;
mod entities;
mod error;
mod idempotency;
mod item;
mod keys;
mod lease;
mod letters;
mod limit;
mod links;
mod listing;
mod marks;
#[cfg(any(test, feature = "memory"))]
mod memory;
mod newest;
mod passes;
mod placing;
mod publishing;
mod queue;
mod reports;
mod retention;
mod sequence;
mod snapshots;
mod status;
mod stream;
mod table;
mod throttle;
mod transactions;
mod unfinished;
mod uploads;

pub use aws::{Aws, Misconfigured};
pub use bucket::Bucket;
pub use bucket_event::BucketEvent;
pub use budget::{time_left, within};
pub use bus::{Bus, BusEvent, EventBus, SOURCE};
pub use catalog::{Catalog, Cursor, EntityPage, InvalidCursor};
pub use changing::{Change, ChangeReports, retry_and_send};
pub use companions::{Companion, CompanionKey, Companions};
pub use comparing::Comparisons;
pub use create::{CreateError, CreateReports, NewReport};
pub use deleting::DeleteReports;
pub use documents::{DocumentKey, Documents};
pub use entities::{entity, label, listed_entity, sha256};
pub use error::StorageError;
pub use idempotency::{Claim, ClaimOutcome, IdempotencyKey, IdempotencyKeys, RequestHash};
pub use keys::{ApiKeys, KeyDigest, KeyText, ListedKey};
pub use lease::{Lease, LeaseOutcome, Leased, Leases, MOST_ATTEMPTS};
pub use letters::{DeadLetterQueue, DeadLetters, Letter};
pub use limit::TimeLimit;
pub use links::{Link, LinkToken, Links, MOST_LINKS};
pub use listing::{List, Lists, Page, PageRange};
pub use marks::project_of as project_of_mark;
#[cfg(any(test, feature = "memory"))]
pub use memory::Memory;
pub use newest::{last_made_from, last_succeeded};
pub use passes::{Pass, Passes};
pub use placing::Places;
pub use publishing::{CurrentSnapshot, PublishCondition, Published, Publishing};
pub use queue::{Batch, BatchFailures, Message, Queue, Record, RenderQueue};
pub use reports::Reports;
pub use retention::{Expired, Retention};
pub use snapshots::Snapshots;
#[cfg(any(test, feature = "memory"))]
pub use stream::image_of;
pub use stream::{StreamBatch, StreamRecord, ToldChange};
pub use table::Table;
pub use throttle::{FullAt, Taken, Throttle};
pub use unfinished::{Overdue, Unfinished, due};
pub use uploads::{Outcome, PresignedPut, UPLOAD_LIFE, Upload, UploadKey, UploadedBytes, Uploads};
