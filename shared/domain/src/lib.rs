//! The domain's own types: what a report is, what it is about, what can be asked of it.
//!
//! Parse, do not validate: a [`Title`] cannot exist unless it is one, so nothing past the edge checks again.
//! No AWS, no HTTP and no layout in here.

mod access;
mod artifact;
mod bounds;
mod day;
mod entity;
mod format;
mod ids;
mod kind;
pub mod options;
mod precondition;
mod problem;
mod rate;
mod report;
mod severity;
mod timestamp;
mod unambiguous;
mod visible;

pub use access::{ApiKey, Scope, UnknownScope};
pub use artifact::{Artifact, Written};
pub use bounds::{
    LARGEST_SUMMARY, LONGEST_ERROR, LONGEST_HEADLINE, LONGEST_TITLE, bounded_summary, shortened,
};
pub use day::Day;
pub use entity::{Entity, LARGEST_SNAPSHOT, SnapshotLabel};
pub use format::{Format, UnknownFormat};
pub use ids::{ArtifactId, EntityId, InvalidId, JobId, LinkId, ProjectId, ReportId, UploadId};
pub use kind::{Kind, UnknownKind};
pub use options::{
    AnnexItem, Approval, Comments, CommentsFormat, CompareTo, Decision, Declared, Detail, FACTS, Fact, Flag,
    OptionsIdentity, ReportOptions, RetainDays, Title, Version,
};
pub use precondition::Precondition;
pub use problem::Problem;
pub use rate::{InvalidBurst, InvalidRate, Rate, RateLimit};
pub use report::{ComparisonPin, Report, SnapshotPin, State, Status, Subject, UnknownStatus};
pub use severity::Severity;
pub use timestamp::Timestamp;
pub use unambiguous::Unambiguous;
pub use visible::{visible, visible_line};
