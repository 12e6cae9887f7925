//! How much something matters.

use serde::Serialize;

/// How much a finding, a remark or a state matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good news, or a check that passed.
    Good,
    /// Worth knowing; nothing is judged.
    Info,
    /// Should be looked at.
    Warning,
    /// Must be looked at before anyone relies on the result.
    Critical,
}

impl Severity {
    /// The word shown beside the colour, because colour alone is not enough.
    pub fn label(self) -> &'static str {
        match self {
            Severity::Good => "Good",
            Severity::Info => "Note",
            Severity::Warning => "Warning",
            Severity::Critical => "Critical",
        }
    }
}
