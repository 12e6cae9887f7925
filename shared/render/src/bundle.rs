//! Everything that a report's documents are made from besides the snapshot, as it is kept: so that they can be made again.

use std::collections::BTreeMap;

use report_claims::Recorded;
use report_domain::{ReportOptions, Subject};
use report_pdf::Paper;
use report_seal::{Fingerprint, Ids};
use report_snapshot::SCHEMA_VERSION;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::input::{Gone, Input, Other, OtherReport, OtherSnapshot};

/// Version of this software, as reports state it.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the documents of one report are made from, and their digests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// Version of this format: 1.
    pub version: u32,
    /// Version of the software that made the documents.
    pub engine: String,
    /// Which report it is, what it is about and which attempt has made it.
    pub report: Ids,
    /// The snapshot. Its content is not in the bundle.
    pub snapshot: BundledSnapshot,
    /// The report's options, every one of them.
    pub options: Map<String, Value>,
    /// How the documents are set.
    pub page: Page,
    /// The commentary, or why there is none.
    pub commentary: Recorded,
    /// What the report is compared with; absent where with nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<BundledOther>,
    /// Every document that was made, by the name of its format.
    pub documents: BTreeMap<String, Fingerprint>,
}

/// Which snapshot a report was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundledSnapshot {
    /// Where it lay.
    pub key: String,
    /// Which version of it: an S3 version id, an ETag or a digest.
    pub version: String,
    /// Version of the schema that it was read with.
    pub schema_version: u32,
    /// Its length and digest.
    #[serde(flatten)]
    pub file: Fingerprint,
}

/// What a report is compared with. The other snapshot's content is not in the bundle either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "with", rename_all = "snake_case")]
pub enum BundledOther {
    /// With the last report on the entity, and there was none.
    NoEarlier,
    /// With what is gone.
    Gone {
        /// What is gone.
        what: Gone,
    },
    /// With a snapshot.
    Snapshot {
        /// The report that was made from it; none of a file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<OtherReport>,
        /// The snapshot.
        snapshot: BundledSnapshot,
    },
}

impl BundledOther {
    pub(crate) fn of(other: Other<'_>) -> Option<Self> {
        match other {
            Other::NotAsked => None,
            Other::NoEarlier => Some(Self::NoEarlier),
            Other::Gone(what) => Some(Self::Gone { what }),
            Other::Snapshot(OtherSnapshot { report, key, version, bytes }) => Some(Self::Snapshot {
                report,
                snapshot: BundledSnapshot {
                    key: key.to_owned(),
                    version: version.to_owned(),
                    schema_version: SCHEMA_VERSION,
                    file: Fingerprint::of(bytes),
                },
            }),
        }
    }

    /// The other snapshot, where there is one.
    pub fn snapshot(&self) -> Option<&BundledSnapshot> {
        match self {
            Self::Snapshot { snapshot, .. } => Some(snapshot),
            Self::NoEarlier | Self::Gone { .. } => None,
        }
    }
}

/// How documents are set, as far as it is configured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// `a4` or `letter`.
    pub paper: String,
    /// Whether there were fonts for scripts outside Latin, Greek and Cyrillic.
    pub has_fallback_fonts: bool,
    /// Whether the PDF holds the snapshot.
    #[serde(default)]
    pub attach_snapshot: bool,
}

/// The bundle cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum UnusableBundle {
    /// It is not one.
    #[error("the bundle cannot be read: {0}")]
    Form(#[from] serde_json::Error),
    /// It is of a later version.
    #[error("the bundle has version {0}, and this program reads version 1; take a later one")]
    Version(u32),
    /// It has options or a paper that this program does not know.
    #[error("the bundle's {0}")]
    Content(String),
}

impl Bundle {
    /// Reads a bundle.
    ///
    /// # Errors
    /// It is not one, or of a later version.
    pub fn read(bytes: &[u8]) -> Result<Self, UnusableBundle> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        match serde_json::from_slice(bytes)? {
            Versioned { version: 1 } => Ok(serde_json::from_slice(bytes)?),
            Versioned { version } => Err(UnusableBundle::Version(version)),
        }
    }

    /// The bundle as it is kept. Always the same bytes.
    pub fn to_json(&self) -> Vec<u8> {
        // Every key is a string, and no number is one that JSON lacks.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The report's options.
    ///
    /// # Errors
    /// This program does not know one of them.
    pub fn options(&self) -> Result<ReportOptions, UnusableBundle> {
        ReportOptions::from_json(&self.options, &["options"]).map_err(|problems| {
            let lines = problems.iter().map(|problem| format!("{}: {}", problem.loc.join("."), problem.msg));
            UnusableBundle::Content(lines.collect::<Vec<_>>().join("; "))
        })
    }

    /// What the report is made from, with a snapshot that is said to be the one and, where the report is compared with another,
    /// one that is said to be that; `None` where that is missing.
    pub fn input<'a>(
        &'a self,
        snapshot: &'a [u8],
        other: Option<&'a [u8]>,
        options: &'a ReportOptions,
    ) -> Option<Input<'a>> {
        let other = match &self.compared {
            None => Other::NotAsked,
            Some(BundledOther::NoEarlier) => Other::NoEarlier,
            Some(BundledOther::Gone { what }) => Other::Gone(*what),
            Some(BundledOther::Snapshot { report, snapshot }) => Other::Snapshot(OtherSnapshot {
                report: *report,
                key: &snapshot.key,
                version: &snapshot.version,
                bytes: other?,
            }),
        };
        let Ids { id, artifact_id, project_id, kind, entity_id, created_at } = self.report;
        Some(Input {
            snapshot,
            snapshot_key: &self.snapshot.key,
            snapshot_version: &self.snapshot.version,
            subject: Subject { project_id, kind, entity_id },
            report_id: id,
            artifact_id,
            created_at,
            options,
            other,
        })
    }
}

impl Page {
    /// How documents are set with that paper and those fonts.
    pub fn new(paper: Paper, has_fallback_fonts: bool) -> Self {
        Self { paper: paper.name().to_owned(), has_fallback_fonts, attach_snapshot: false }
    }

    /// The paper.
    ///
    /// # Errors
    /// This program does not know it.
    pub fn paper(&self) -> Result<Paper, UnusableBundle> {
        Paper::named(&self.paper).ok_or_else(|| {
            UnusableBundle::Content(format!("paper {:?} is neither a4 nor letter", self.paper))
        })
    }
}
