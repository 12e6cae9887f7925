//! The PDF writer as one of the writers.

use report_document::{Document, Output, Writer, WriterError};
use report_domain::Format;

use crate::PdfSettings;

/// Writes documents as PDF files.
#[derive(Debug)]
pub struct PdfWriter(pub PdfSettings);

impl Writer for PdfWriter {
    fn format(&self) -> Format {
        Format::Pdf
    }

    fn write(&self, document: &Document) -> Result<Output, WriterError> {
        let written = crate::write(document, &self.0)?;
        Ok(Output { bytes: written.bytes, pages: Some(written.pages) })
    }
}
