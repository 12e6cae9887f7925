//! Writes a [`Document`] as one self-contained HTML file.
//!
//! The file asks for nothing from anywhere: styles, fonts and the little script are in it, charts are inline SVG. It reads
//! the same from disk and in a sandboxed frame; without scripts only sorting and quick hover values are missing.
//! All text of the document passes through the templates' escaping; what is inserted unescaped is markup that was made
//! here by the same templates. See [`content_security_policy`] for what a browser is told to allow.
//!
//! The same document gives the same bytes.

mod blocks;
mod page;
mod palette;
mod style;
mod svg;
mod table;
mod templates;
mod text;

use report_document::Document;

/// The script of every page. Its hash stands in the policy.
const SCRIPT: &str = include_str!("../assets/report.js");

/// How pages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HtmlSettings {
    /// Whether the page carries the typeface of the identity (about 65 KB); without it the reader's own fonts are used.
    pub embed_fonts: bool,
}

impl Default for HtmlSettings {
    fn default() -> Self {
        Self { embed_fonts: true }
    }
}

/// A page could not be written. This is a fault of the templates, never of a document.
#[derive(Debug, thiserror::Error)]
#[error("template {template}: {source}")]
pub struct HtmlError {
    template: &'static str,
    source: tinytemplate::error::Error,
}

/// The Content-Security-Policy that every page carries.
///
/// A page fetches nothing. The only script that may run is the page's own, by its digest; a test keeps the digest right.
/// The policy is a file because the HTTP edge sends it as a header, too, and links no code that writes documents.
pub fn content_security_policy() -> &'static str {
    include_str!("../assets/content-security-policy.txt").trim_ascii_end()
}

/// Writes `document` as UTF-8.
///
/// # Errors
/// A template refused its values, which no document can cause.
pub fn write(document: &Document, settings: &HtmlSettings) -> Result<Vec<u8>, HtmlError> {
    page::write(document, settings).map(String::into_bytes)
}
