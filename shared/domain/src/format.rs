//! The formats that a document comes in.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A document format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One self-contained HTML file.
    Html,
    /// A PDF file.
    Pdf,
    /// Markdown with the tables of GitHub; of a model, a model card.
    Md,
    /// The document's parts as JSON, for other machines.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] = [Format::Html, Format::Pdf, Format::Md, Format::Json];
    /// Those for people. One of them is sent where neither the request nor the report says which, if the client takes any.
    pub const USUAL: [Format; 2] = [Format::Html, Format::Pdf];

    /// The name used in requests, and the file name's extension.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Md => "md",
            Format::Json => "json",
        }
    }

    /// The media type without parameters, as `Accept` names it.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Html => "text/html",
            Format::Pdf => "application/pdf",
            Format::Md => "text/markdown",
            Format::Json => "application/json",
        }
    }

    /// The media type with its parameters, as documents of this format are sent.
    pub fn content_type(self) -> &'static str {
        match self {
            Format::Html => "text/html; charset=utf-8",
            Format::Md => "text/markdown; charset=utf-8",
            Format::Pdf | Format::Json => self.media_type(),
        }
    }
}

/// The text is not the name of a [`Format`].
#[derive(Debug, thiserror::Error)]
#[error("expected \"html\", \"pdf\", \"md\" or \"json\"")]
pub struct UnknownFormat;

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Format::ALL.into_iter().find(|format| format.as_str() == text).ok_or(UnknownFormat)
    }
}
