//! Why bytes are not a snapshot.

use crate::{LARGEST_SNAPSHOT, SCHEMA_VERSION};

/// Why bytes are not a snapshot. The text is one sentence for the person who published it; it names the place in the
/// document, and callers add the file's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// Larger than any snapshot may be.
    #[error("is {size} bytes long, but a snapshot may have at most {LARGEST_SNAPSHOT} bytes")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// The document ends in the middle.
    #[error("is cut off: the JSON ends in the middle at line {line}, column {column}")]
    Truncated {
        /// Line of the end, from 1.
        line: usize,
        /// Column of the end, from 1.
        column: usize,
    },
    /// Not JSON.
    #[error("is not valid JSON at line {line}, column {column}: {reason}")]
    NotJson {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault, from 1.
        column: usize,
        /// What was expected or found.
        reason: String,
    },
    /// JSON of another schema version.
    #[error("has schema_version {found}, but this service reads version {SCHEMA_VERSION}")]
    Version {
        /// The version found, as written.
        found: String,
    },
    /// JSON that does not fit the schema.
    #[error("does not fit the snapshot schema at {path}: {reason}")]
    Invalid {
        /// JSON path of the fault: `content.leaderboard[3].metrics.auc`.
        path: String,
        /// What was expected or found.
        reason: String,
    },
}

/// One fault of a document: a place and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The place, from the top level down: names of members, and indices of list entries as digits. Empty for the document
    /// as a whole.
    pub path: Vec<String>,
    /// What was expected or found.
    pub reason: String,
}

impl Fault {
    /// A fault at a path such as `content.leaderboard[3].name`.
    pub(crate) fn at(path: &str, reason: impl Into<String>) -> Self {
        let steps = path.split(['.', '[']).map(|step| step.trim_end_matches(']').to_owned());
        Self { path: steps.collect(), reason: reason.into() }
    }
}

impl From<Fault> for SnapshotError {
    fn from(fault: Fault) -> Self {
        let mut path = String::new();
        for step in fault.path {
            if step.bytes().all(|digit| digit.is_ascii_digit()) {
                path.push_str(&format!("[{step}]"));
            } else {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&step);
            }
        }
        SnapshotError::Invalid { path, reason: fault.reason }
    }
}
