//! Creating a report, whoever asks for it: a call of the API, an event, a schedule or a new snapshot.
//!
//! [`members`] says all that is wrong with what is asked for. [`Creation`] claims the idempotency key, pins the snapshot,
//! stores report and job in one transaction and sends the job's message.

mod asked;
mod creation;
mod version;

pub use asked::{is_idempotency_key, longest_retention, members};
pub use creation::{Asked, Created, Creation, Refusal};
