//! What a report is compared with.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::text::Fault;
use crate::ReportId;

/// What a report is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareTo {
    /// The last report on the same entity that has succeeded.
    Previous,
    /// A report of the same project and kind.
    Report(ReportId),
}

/// The name of [`CompareTo::Previous`].
const PREVIOUS: &str = "previous";

impl CompareTo {
    pub(super) fn json_schema() -> Value {
        let id = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
        json!({ "type": ["string", "null"], "pattern": format!("^({PREVIOUS}|{id})$") })
    }

    /// Reads a JSON value.
    ///
    /// # Errors
    /// When it is neither `previous` nor an id: the message for people and the name for programs.
    pub(super) fn from_json(value: &Value) -> Result<Self, Fault> {
        match value {
            Value::String(text) if text == PREVIOUS => Ok(Self::Previous),
            Value::String(text) => text
                .parse()
                .map(Self::Report)
                .map_err(|_| (format!("expected {PREVIOUS:?} or the id of a report"), "compare_to")),
            _ => Err(("expected a string".into(), "string_type")),
        }
    }
}

impl fmt::Display for CompareTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Previous => f.write_str(PREVIOUS),
            Self::Report(id) => id.fmt(f),
        }
    }
}

impl Serialize for CompareTo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_previous_report_or_one_by_its_id() {
        let id = "018f3c5e-7b1a-7c3d-9e2f-1a2b3c4d5e6f";
        for text in [PREVIOUS, id] {
            let read = CompareTo::from_json(&json!(text)).expect("valid");
            assert_eq!(json!(read), json!(text));
        }
        for (wrong, code) in
            [(json!("last"), "compare_to"), (json!(""), "compare_to"), (json!(7), "string_type")]
        {
            assert_eq!(CompareTo::from_json(&wrong).expect_err("wrong").1, code, "{wrong}");
        }
    }
}
