//! The HTML writer as one of the writers.

use report_document::{Document, Output, Writer, WriterError};
use report_domain::Format;

use crate::HtmlSettings;

/// Writes documents as HTML files.
#[derive(Debug, Clone)]
pub struct HtmlWriter(pub HtmlSettings);

impl Writer for HtmlWriter {
    fn format(&self) -> Format {
        Format::Html
    }

    fn write(&self, document: &Document) -> Result<Output, WriterError> {
        Ok(Output { bytes: crate::write(document, &self.0)?, pages: None })
    }
}
