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

pub mod dataset;
pub mod deployment;
pub mod evaluation;
pub mod experiment;
mod limits;
pub mod model;
pub mod project;
mod read;
mod schema;
pub mod synthgen;

use std::collections::BTreeMap;

use report_domain::{Kind, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use read::{SnapshotError, read};
pub use schema::json_schema;

/// The schema version that this crate reads and writes.
pub const SCHEMA_VERSION: u32 = 1;

/// A number that a tool measured, or `None` where it is undefined, missing or not finite.
pub type Measured = Option<f64>;

/// Metric name → value. Names are the tool's own (`auc`, `rmse`, `test_roc_auc`).
pub type Metrics = BTreeMap<String, Measured>;

/// What every snapshot says, whatever its kind. `T` is the kind's own content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Envelope<T> {
    /// Always 1.
    pub schema_version: u32,
    /// What the entity is; decides the form of `content`.
    pub kind: Kind,
    /// The entity's id.
    pub id: Uuid,
    /// The project it belongs to (its own id for a project).
    pub project_id: Uuid,
    /// The entity's name as its owners know it.
    pub name: String,
    /// A few sentences about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// When the snapshot was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<Timestamp>,
    /// The tool that made the figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What is known about the entity.
    pub content: T,
}

/// Where a snapshot's figures come from: for the reproducibility block.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The tool: `H2O AutoML`.
    pub tool: String,
    /// Its version: `3.46.0.12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its own id for the entity, such as an AutoML project's name or an MLflow run id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Versions of the libraries that mattered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub libraries: BTreeMap<String, String>,
    /// Seed of the random number generator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<i64>,
}

/// What kind of question a model answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// One of two classes.
    BinaryClassification,
    /// One of three or more classes.
    MulticlassClassification,
    /// A number.
    Regression,
}

impl Task {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Task::BinaryClassification => "Binary classification",
            Task::MulticlassClassification => "Multiclass classification",
            Task::Regression => "Regression",
        }
    }

    /// Whether the answer is a class.
    pub fn is_classification(self) -> bool {
        !matches!(self, Task::Regression)
    }
}

/// How a run ended, or that it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    /// Not started.
    Queued,
    /// Under way.
    Running,
    /// Ended well.
    Completed,
    /// Ended with an error.
    Failed,
    /// Stopped by someone.
    Cancelled,
}

impl RunStatus {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            RunStatus::Queued => "Queued",
            RunStatus::Running => "Running",
            RunStatus::Completed => "Completed",
            RunStatus::Failed => "Failed",
            RunStatus::Cancelled => "Cancelled",
        }
    }
}

/// How a metric is to be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricDefinition {
    /// The name under which values are given: `auc`.
    pub name: String,
    /// The name that people read: `AUC`. Well-known names have one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether more is better. Well-known names have a direction already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub higher_is_better: Option<bool>,
}

/// A named value with the metric that it is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricValue {
    /// The metric: `auc`.
    pub name: String,
    /// Its value.
    pub value: Measured,
    /// Whether more is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub higher_is_better: Option<bool>,
}

/// A setting of a run or model. The value is shown as given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// A setting's value: text, number, truth value or nothing; or a list of those.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Nothing.
    Null,
}

/// A snapshot of any kind. Serializes as the envelope that it holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time, and it is passed by reference")]
pub enum Snapshot {
    /// An AutoML run.
    Experiment(Envelope<experiment::Experiment>),
    /// A trained model.
    Model(Envelope<model::Model>),
    /// A project.
    Project(Envelope<project::Project>),
    /// A model in service.
    Deployment(Envelope<deployment::Deployment>),
    /// A synthetic-data run.
    Synthgen(Envelope<synthgen::Synthgen>),
}

/// The members of an [`Envelope`] that do not depend on its kind, borrowed.
#[derive(Debug, Clone, Copy)]
pub struct Header<'a> {
    /// See [`Envelope::kind`].
    pub kind: Kind,
    /// See [`Envelope::id`].
    pub id: Uuid,
    /// See [`Envelope::project_id`].
    pub project_id: Uuid,
    /// See [`Envelope::name`].
    pub name: &'a str,
    /// See [`Envelope::description`].
    pub description: Option<&'a str>,
    /// See [`Envelope::taken_at`].
    pub taken_at: Option<Timestamp>,
    /// See [`Envelope::source`].
    pub source: Option<&'a Source>,
}

impl<T> Envelope<T> {
    /// What does not depend on the kind.
    pub fn header(&self) -> Header<'_> {
        Header {
            kind: self.kind,
            id: self.id,
            project_id: self.project_id,
            name: &self.name,
            description: self.description.as_deref(),
            taken_at: self.taken_at,
            source: self.source.as_ref(),
        }
    }
}

impl Snapshot {
    /// What does not depend on the kind.
    pub fn header(&self) -> Header<'_> {
        match self {
            Snapshot::Experiment(envelope) => envelope.header(),
            Snapshot::Model(envelope) => envelope.header(),
            Snapshot::Project(envelope) => envelope.header(),
            Snapshot::Deployment(envelope) => envelope.header(),
            Snapshot::Synthgen(envelope) => envelope.header(),
        }
    }

    /// The JSON document, indented for people. [`serde_json::to_vec`] gives the compact one.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec_pretty(self)
    }
}
