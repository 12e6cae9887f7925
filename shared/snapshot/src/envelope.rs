//! The envelope around the content of every kind.

use std::collections::BTreeMap;

use report_domain::{Declared, Kind, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The schema version that this crate reads and writes.
pub const SCHEMA_VERSION: u32 = 1;

// `T` is the kind's own content.
/// What every snapshot says, whatever its kind.
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
    /// What people state about it. Nothing of it is computed or checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<Declared>,
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
    /// See [`Envelope::declared`].
    pub declared: Option<&'a Declared>,
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
            declared: self.declared.as_ref(),
        }
    }
}
