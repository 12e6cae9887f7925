//! A report and what becomes of it.

use std::{fmt, str::FromStr};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Artifact, EntityId, Format, JobId, Kind, ProjectId, ReportId, RetainDays, Timestamp};

/// What a report is about: one entity of one project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The project.
    pub project_id: ProjectId,
    /// What the entity is.
    pub kind: Kind,
    /// The entity; for [`Kind::Project`] the project again.
    pub entity_id: EntityId,
}

impl Subject {
    /// The object that holds the entity's snapshot: `entities/{project_id}/{kind}/{entity_id}.json`.
    pub fn snapshot_key(&self) -> String {
        format!("entities/{}/{}/{}.json", self.project_id, self.kind, self.entity_id)
    }

    /// The sentence for somebody who asks about an entity that does not exist.
    pub fn none_such(&self) -> String {
        let Self { kind, entity_id, project_id } = self;
        let kind = if *kind == Kind::Privacy { "privacy session" } else { kind.as_str() };
        format!("There is no {kind} {entity_id} in project {project_id}.")
    }

    /// The subject whose snapshot is kept under that key; `None` for any other object.
    pub fn of_snapshot_key(key: &str) -> Option<Self> {
        let mut parts = key.strip_prefix("entities/")?.strip_suffix(".json")?.split('/');
        let subject = Self {
            project_id: parts.next()?.parse().ok()?,
            kind: parts.next()?.parse().ok()?,
            entity_id: parts.next()?.parse().ok()?,
        };
        // Ids are read in capitals, too, but such a key is not the one that reports look under.
        (subject.snapshot_key() == key).then_some(subject)
    }
}

/// Which version of a snapshot a report is made from, fixed when the report is created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotPin {
    /// The object's version in a versioned bucket; absent where the bucket keeps no versions.
    pub version_id: Option<String>,
    /// The object's entity tag. Without a version it tells whether the object has been replaced since.
    pub etag: String,
}

/// The report that another one is compared with, fixed when that one is created. It is of the same project and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonPin {
    /// The report.
    pub report_id: ReportId,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// The entity that it is about.
    pub entity_id: EntityId,
    /// What it was made from.
    pub snapshot: SnapshotPin,
}

impl From<&Report> for ComparisonPin {
    fn from(report: &Report) -> Self {
        Self {
            report_id: report.id,
            created_at: report.created_at,
            entity_id: report.subject.entity_id,
            snapshot: report.snapshot.clone(),
        }
    }
}

/// Where a report stands, as clients read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Waits for a renderer.
    Queued,
    /// Is being rendered.
    Running,
    /// Has its documents.
    Succeeded,
    /// Will never have any; its error says why.
    Failed,
}

impl Status {
    /// The name used in answers and storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Queued => "queued",
            Status::Running => "running",
            Status::Succeeded => "succeeded",
            Status::Failed => "failed",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not the name of a [`Status`].
#[derive(Debug, thiserror::Error)]
#[error("expected one of queued, running, succeeded, failed")]
pub struct UnknownStatus;

impl FromStr for Status {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, UnknownStatus> {
        [Status::Queued, Status::Running, Status::Succeeded, Status::Failed]
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or(UnknownStatus)
    }
}

/// Where a report stands, with what belongs to it there.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Waits for a renderer.
    Queued,
    /// Is being rendered.
    Running,
    /// Has its documents.
    Succeeded {
        /// The documents.
        artifact: Artifact,
        /// The few figures that a list view shows.
        summary: Map<String, Value>,
    },
    /// Will never have any.
    Failed {
        /// One sentence that a user can act on.
        error: String,
    },
}

impl State {
    /// The name of the state.
    pub fn status(&self) -> Status {
        match self {
            State::Queued => Status::Queued,
            State::Running => Status::Running,
            State::Succeeded { .. } => Status::Succeeded,
            State::Failed { .. } => Status::Failed,
        }
    }

    /// Whether nothing will change any more.
    pub fn is_final(&self) -> bool {
        matches!(self, State::Succeeded { .. } | State::Failed { .. })
    }
}

/// A report with its job. Its options are kept apart, for they are heavy and a list shows none of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The report.
    pub id: ReportId,
    /// The job that renders it.
    pub job_id: JobId,
    /// What it is about.
    pub subject: Subject,
    /// What it is made from.
    pub snapshot: SnapshotPin,
    /// The document's title: the one asked for, or once rendered the one that was made.
    pub title: Option<String>,
    /// The format that `view` and `download` send where the request names none.
    pub format: Option<Format>,
    /// For how long its documents are kept, if not as long as any.
    pub retain_days: Option<RetainDays>,
    /// Where it stands.
    pub state: State,
    /// How often rendering was begun.
    pub attempts: u32,
    /// When it was asked for. Lists are in this order; of two reports of the same instant, in that of their ids.
    pub created_at: Timestamp,
    /// When it was last asked for: when it was created or, if it failed and was then retried, at the retry.
    pub asked_at: Timestamp,
    /// When anything above last changed.
    pub updated_at: Timestamp,
    /// When rendering first began.
    pub started_at: Option<Timestamp>,
    /// When it succeeded or failed.
    pub finished_at: Option<Timestamp>,
}

impl Report {
    /// The instant at which its documents are no longer to be kept; `None` if it has none or they are kept as long as any.
    pub fn kept_until(&self) -> Option<Timestamp> {
        let State::Succeeded { .. } = self.state else { return None };
        Some(self.finished_at?.after(self.retain_days?.time()))
    }
}
