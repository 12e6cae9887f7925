//! The `options` object of a report, parsed once with every problem reported at once.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

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

/// A document format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One self-contained HTML file.
    Html,
    /// A PDF file.
    Pdf,
}

impl Format {
    /// The name used in requests, and the file name's extension.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Pdf => "pdf",
        }
    }

    /// The media type without parameters, as `Accept` names it.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Html => "text/html",
            Format::Pdf => "application/pdf",
        }
    }

    /// The media type with its parameters, as documents of this format are sent.
    pub fn content_type(self) -> &'static str {
        match self {
            Format::Html => "text/html; charset=utf-8",
            Format::Pdf => "application/pdf",
        }
    }
}

/// The text is not the name of a [`Format`].
#[derive(Debug, thiserror::Error)]
#[error("expected \"html\" or \"pdf\"")]
pub struct UnknownFormat;

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        [Format::Html, Format::Pdf].into_iter().find(|format| format.as_str() == text).ok_or(UnknownFormat)
    }
}

/// A document's title: 1 to 200 characters, no control characters but tab and newline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Title(String);

/// Free text for a document's comments section: at most 20,000 characters, no control characters but tab and newline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comments(String);

/// What [`text`] found wrong: the message for people and the name for programs.
type TextProblem = (String, &'static str);

fn text(value: &Value, longest: usize) -> Result<String, TextProblem> {
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

impl Title {
    /// Most characters a title may have.
    pub const LONGEST: usize = 200;

    fn from_json(value: &Value) -> Result<Self, TextProblem> {
        let title = text(value, Self::LONGEST)?;
        if title.trim().is_empty() {
            return Err(("expected at least one character that is not a space".into(), "string_too_short"));
        }
        Ok(Self(title))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Comments {
    /// Most characters that comments may have.
    pub const LONGEST: usize = 20_000;

    fn from_json(value: &Value) -> Result<Self, TextProblem> {
        Ok(Self(text(value, Self::LONGEST)?))
    }

    /// The text, with its line breaks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a report shall contain. Serializes to the `options` object of the contract, complete with defaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportOptions {
    /// Add AI commentary, checked against the data.
    pub llm_insights: bool,
    /// The document's title; made from the entity's name and kind where absent.
    pub title: Option<Title>,
    /// Free text in a section of its own.
    pub comments: Option<Comments>,
    /// Performance metrics table.
    pub include_metrics: bool,
    /// All visualizations.
    pub include_charts: bool,
    /// Hyperparameters.
    pub include_hyperparameters: bool,
    /// Dataset statistics.
    pub include_data_summary: bool,
    /// Leaderboard table (experiment).
    pub include_leaderboard: bool,
    /// Feature-importance chart (experiment, model).
    pub include_feature_importance: bool,
    /// Confusion matrix (classification).
    pub include_confusion_matrix: bool,
    /// ROC curve (classification).
    pub include_roc_curve: bool,
    /// Learning-curve charts (model).
    pub include_learning_curves: bool,
    /// Which format `view` and `download` send where the request names none.
    pub format: Option<Format>,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self {
            llm_insights: false,
            title: None,
            comments: None,
            include_metrics: true,
            include_charts: true,
            include_hyperparameters: true,
            include_data_summary: true,
            include_leaderboard: true,
            include_feature_importance: true,
            include_confusion_matrix: true,
            include_roc_curve: true,
            include_learning_curves: true,
            format: None,
        }
    }
}

impl ReportOptions {
    /// Reads an `options` object. `null` for `title`, `comments` or `format` means none.
    ///
    /// # Errors
    /// Every problem found, each with its path below `loc`.
    pub fn from_json(options: &Map<String, Value>, loc: &[&str]) -> Result<Self, Vec<Problem>> {
        let mut read = Self::default();
        let mut problems = Vec::new();
        for (name, value) in options {
            if let Err((msg, code)) = read.set(name, value) {
                let loc = loc.iter().map(ToString::to_string).chain([name.clone()]).collect();
                problems.push(Problem { loc, msg, code });
            }
        }
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), TextProblem> {
        let flag = match name {
            "llm_insights" => &mut self.llm_insights,
            "include_metrics" => &mut self.include_metrics,
            "include_charts" => &mut self.include_charts,
            "include_hyperparameters" => &mut self.include_hyperparameters,
            "include_data_summary" => &mut self.include_data_summary,
            "include_leaderboard" => &mut self.include_leaderboard,
            "include_feature_importance" => &mut self.include_feature_importance,
            "include_confusion_matrix" => &mut self.include_confusion_matrix,
            "include_roc_curve" => &mut self.include_roc_curve,
            "include_learning_curves" => &mut self.include_learning_curves,
            "title" => {
                self.title = if value.is_null() { None } else { Some(Title::from_json(value)?) };
                return Ok(());
            }
            "comments" => {
                self.comments = if value.is_null() { None } else { Some(Comments::from_json(value)?) };
                return Ok(());
            }
            "format" => {
                self.format = match value {
                    Value::Null => None,
                    Value::String(text) => {
                        Some(text.parse().map_err(|bad: UnknownFormat| (bad.to_string(), "enum"))?)
                    }
                    _ => return Err((UnknownFormat.to_string(), "enum")),
                };
                return Ok(());
            }
            _ => return Err(("unknown option".into(), "extra_forbidden")),
        };
        match value {
            Value::Bool(on) => *flag = *on,
            // null included: a flag is either given or left out.
            _ => return Err(("expected true or false".into(), "bool_type")),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(options: Value) -> Result<ReportOptions, Vec<Problem>> {
        let Value::Object(options) = options else { panic!("options are an object") };
        ReportOptions::from_json(&options, &["body", "options"])
    }

    #[test]
    fn every_problem_is_reported_at_once_and_says_where() {
        let problems = read(json!({
            "llm_insights": "yes", "title": "x".repeat(201), "comments": "a\u{7}b", "include_chart": true,
            "format": "docx", "include_metrics": null
        }))
        .expect_err("each option is wrong");
        let mut found: Vec<_> = problems.iter().map(|p| (p.loc.join("."), p.code)).collect();
        found.sort();
        let expected = [
            ("body.options.comments", "control_character"),
            ("body.options.format", "enum"),
            ("body.options.include_chart", "extra_forbidden"),
            ("body.options.include_metrics", "bool_type"),
            ("body.options.llm_insights", "bool_type"),
            ("body.options.title", "string_too_long"),
        ];
        assert_eq!(found, expected.map(|(loc, code)| (loc.to_owned(), code)));
    }

    #[test]
    fn limits_count_characters_not_bytes() {
        let longest = "評".repeat(Title::LONGEST);
        let options = read(json!({ "title": longest, "comments": "\u{1f600}".repeat(Comments::LONGEST) }));
        assert_eq!(options.expect("at the limit").title.expect("given").as_str(), longest);
        assert!(read(json!({ "comments": "x".repeat(Comments::LONGEST + 1) })).is_err());
    }

    #[test]
    fn options_survive_being_stored_as_json() {
        let options =
            read(json!({ "title": "Q3", "comments": "a\n\tb", "include_charts": false, "format": "pdf" }))
                .expect("valid");
        let stored = serde_json::to_value(&options).expect("options are JSON");
        assert_eq!(read(stored).expect("what was written can be read"), options);
    }
}
