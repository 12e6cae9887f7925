//! What the world is told: the details of this service's events on the bus, version 1.
//!
//! A change of a report ([`ReportChange`]) comes as `Report Queued`, `Report Succeeded`, `Report Failed` or `Report Deleted`. What
//! was asked for on the bus and cannot be done ([`Rejection`]) comes as `Report Rejected`. Members are added to a version, never
//! taken away or given another meaning.
//!
//! Comments, options and findings are not told, nor anything else that would not be in a list. Every text has a bound, so an
//! event is always small enough for the bus.

mod change;
mod rejection;
#[cfg(feature = "schema")]
mod schema;

pub use change::{EventStatus, FindingCounts, FormatSize, ReportChange};
pub use rejection::{Rejection, RejectionProblem, Requested};
#[cfg(feature = "schema")]
pub use schema::{change_schema, rejection_schema};

/// The version of the details.
const VERSION: &str = "1";
