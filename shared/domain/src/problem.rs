//! What is wrong with a request.

use serde::Serialize;

/// One entry of a 422 answer's `detail` list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where: `["body", "options", "title"]`.
    pub loc: Vec<String>,
    /// What is wrong and what was expected, for people.
    pub msg: String,
    /// A stable name for programs, such as `string_too_long`.
    #[serde(rename = "type")]
    pub code: &'static str,
}
