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
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 2] = [Format::Html, Format::Pdf];
    /// Those for people. One of them is sent where neither the request nor the report says which, if the client takes any.
    pub const USUAL: [Format; 2] = [Format::Html, Format::Pdf];

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
        Format::ALL.into_iter().find(|format| format.as_str() == text).ok_or(UnknownFormat)
    }
}
