//! The domain's own types: what a report is, what it is about, what can be asked of it.
//!
//! Parse, do not validate: a [`Title`] cannot exist unless it is one, so nothing past the edge checks again.
//! No AWS, no HTTP and no layout in here.

mod kind;
mod options;
mod timestamp;

pub use kind::{Kind, UnknownKind};
pub use options::{Comments, Format, Problem, ReportOptions, Title};
pub use timestamp::Timestamp;
