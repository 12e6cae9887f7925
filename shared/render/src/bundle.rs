//! Everything that a report's documents are made from besides the snapshot, as it is kept: so that they can be made again.

use std::collections::BTreeMap;

use report_claims::Recorded;
use report_domain::{ReportOptions, Subject};
use report_pdf::Paper;
use report_seal::{Fingerprint, Ids};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::input::Input;

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

    /// What the report is made from, with a snapshot that is said to be the one.
    pub fn input<'a>(&'a self, snapshot: &'a [u8], options: &'a ReportOptions) -> Input<'a> {
        let Ids { id, artifact_id, project_id, kind, entity_id, created_at } = self.report;
        Input {
            snapshot,
            snapshot_key: &self.snapshot.key,
            snapshot_version: &self.snapshot.version,
            subject: Subject { project_id, kind, entity_id },
            report_id: id,
            artifact_id,
            created_at,
            options,
        }
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
