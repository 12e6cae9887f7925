//! Options that are text.

use serde::Serialize;
use serde_json::{Value, json};

/// A document's title: 1 to 200 characters, no control characters but tab and newline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Title(String);

/// Free text for a document's comments section: at most 20,000 characters, no control characters but tab and newline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comments(String);

/// What is wrong with a value: the message for people and the name for programs.
pub type Fault = (String, &'static str);

/// What [`text`] allows, as a regular expression: no control characters (general category Cc) but tab and newline.
const ALLOWED: &str = r"[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]";

/// A schema's pattern of texts that [`text`] takes.
pub(super) fn allowed() -> String {
    format!("^{ALLOWED}*$")
}

/// A schema's pattern of texts that [`visible_text`] takes: any characters that are allowed, one of which is no space.
pub(super) fn allowed_visible() -> String {
    format!("^{ALLOWED}*[^\\s\\u0000-\\u001f\\u007f-\\u009f]{ALLOWED}*$")
}

/// Reads a text of at most `longest` characters.
pub(super) fn text(value: &Value, longest: usize) -> Result<String, Fault> {
    let Value::String(text) = value else {
        return Err(("expected a string".into(), "string_type"));
    };
    if let Some(bad) = text.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n')) {
        let code_point = u32::from(bad);
        let msg = format!(
            "control characters other than tab and newline are not allowed, found U+{code_point:04X}"
        );
        return Err((msg, "control_character"));
    }
    if text.chars().count() > longest {
        return Err((format!("expected at most {longest} characters"), "string_too_long"));
    }
    Ok(text.clone())
}

/// Reads a text of 1 to `longest` characters that is not blank.
pub(super) fn visible_text(value: &Value, longest: usize) -> Result<String, Fault> {
    let text = text(value, longest)?;
    if text.trim().is_empty() {
        return Err(("expected at least one character that is not a space".into(), "string_too_short"));
    }
    Ok(text)
}

impl Title {
    /// Most characters a title may have.
    pub const LONGEST: usize = 200;

    pub(super) fn json_schema() -> Value {
        let pattern = allowed_visible();
        json!({ "type": ["string", "null"], "minLength": 1, "maxLength": Self::LONGEST, "pattern": pattern })
    }

    pub(super) fn from_json(value: &Value) -> Result<Self, Fault> {
        Ok(Self(visible_text(value, Self::LONGEST)?))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Comments {
    /// Most characters that comments may have.
    pub const LONGEST: usize = 20_000;

    pub(super) fn json_schema() -> Value {
        json!({ "type": ["string", "null"], "maxLength": Self::LONGEST, "pattern": allowed() })
    }

    pub(super) fn from_json(value: &Value) -> Result<Self, Fault> {
        Ok(Self(text(value, Self::LONGEST)?))
    }

    /// The text, with its line breaks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
