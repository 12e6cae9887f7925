//! Entity snapshots, schema version 1: the renderer's only input.
//!
//! A snapshot is one JSON document about one entity, put into S3 by a platform or by `reportctl`. The types in here are
//! the schema; the published JSON Schema (`schema/v1/*.json`) is generated from them and a test keeps the two equal.
//!
//! Conventions, for every kind:
//! * a measured number may be `null`: undefined, not measured or not finite in the tool that made it. JSON has no `NaN`
//!   and none is accepted, neither bare nor as a string;
//! * unknown fields are errors, so that a misspelt field is noticed and not silently left out of a report;
//! * lists may be empty and optional parts absent: a report says in one line what there was no data for;
//! * no rows of the dataset, ever: only aggregates.

mod bounds;
pub mod dataset;
pub mod deployment;
mod envelope;
mod error;
pub mod evaluation;
pub mod experiment;
mod faults;
pub mod figure;
pub mod groups;
mod guide;
mod limits;
mod measures;
mod metric;
pub mod model;
pub mod outcomes;
pub mod privacy;
pub mod project;
mod quote;
mod read;
mod run_status;
mod schema;
mod setting;
mod shape;
mod skimmed;
mod snapshot;
pub mod synthgen;
mod task;
mod within;

pub use envelope::{Envelope, Header, SCHEMA_VERSION, Source};
pub use error::{Fault, SnapshotError};
pub use faults::read_or_faults;
pub use guide::field_guide;
pub use metric::{Measured, MetricDefinition, MetricValue, Metrics};
pub use read::read;
pub use report_domain::LARGEST_SNAPSHOT;
pub use run_status::RunStatus;
pub use schema::json_schema;
pub use setting::{Setting, Value};
pub use snapshot::Snapshot;
pub use task::Task;
