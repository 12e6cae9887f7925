//! What a seal vouches for.

use std::collections::BTreeMap;

use report_domain::{ArtifactId, EntityId, Kind, ProjectId, ReportId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Fingerprint;

/// Digests of everything that a report has been made from and of all that was made, the ids, and the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this format: 1.
    pub version: u32,
    /// What the bundle says.
    #[serde(flatten)]
    pub bundled: Bundled,
    /// The bundle, which has the snapshot's digest, the options, the times and the commentary.
    pub bundle: Fingerprint,
    /// When the seal was asked for, by this service's clock.
    pub sealed_at: Timestamp,
}

/// The parts of a bundle that a manifest repeats. What else it has is not read here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundled {
    /// Which report.
    pub report: Ids,
    /// Every document that was stored when the report was rendered, by the name of its format.
    pub documents: BTreeMap<String, Fingerprint>,
}

/// Which report it is, what it is about, and which attempt has made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ids {
    /// The report.
    pub id: ReportId,
    /// The attempt whose documents these are.
    pub artifact_id: ArtifactId,
    /// The project.
    pub project_id: ProjectId,
    /// What it is about.
    pub kind: Kind,
    /// The entity.
    pub entity_id: EntityId,
    /// When it was asked for.
    pub created_at: Timestamp,
}

/// The bundle is not one of this service's.
#[derive(Debug, thiserror::Error)]
#[error("the bundle cannot be read: {0}")]
pub struct UnreadableBundle(#[from] serde_json::Error);

impl Manifest {
    /// The manifest of a bundle as it is stored, byte for byte.
    ///
    /// # Errors
    /// The bundle cannot be read.
    pub fn of(bundle: &[u8], sealed_at: Timestamp) -> Result<Self, UnreadableBundle> {
        let bundled = serde_json::from_slice(bundle)?;
        Ok(Self { version: 1, bundled, bundle: Fingerprint::of(bundle), sealed_at })
    }

    /// The format whose document this file is, byte for byte.
    pub fn format_of(&self, file: &Fingerprint) -> Option<&str> {
        let mut documents = self.bundled.documents.iter();
        documents.find(|(_, document)| *document == file).map(|(format, _)| format.as_str())
    }
}
