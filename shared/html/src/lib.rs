//! Writes a [`Document`] as one self-contained HTML file.
//!
//! The file asks for nothing from anywhere: styles, fonts and the little script are in it, charts are inline SVG. It reads
//! the same from disk and in a sandboxed frame; without scripts only sorting and quick hover values are missing.
//! All text of the document passes through the templates' escaping; what is inserted unescaped is markup that was made
//! here by the same templates. See [`content_security_policy`] for what a browser is told to allow.
//!
//! The same document gives the same bytes.

mod anchors;
mod blocks;
mod page;
mod palette;
mod policy;
mod running;
mod settings;
mod style;
mod svg;
mod table;
mod templates;
mod text;
mod writer;

use report_document::Document;

pub use policy::content_security_policy;
pub use settings::HtmlSettings;
pub use templates::HtmlError;
pub use writer::HtmlWriter;

/// Writes `document` as UTF-8.
///
/// # Errors
/// A template refused its values, which no document can cause.
pub fn write(document: &Document, settings: &HtmlSettings) -> Result<Vec<u8>, HtmlError> {
    page::write(document, settings).map(String::into_bytes)
}
