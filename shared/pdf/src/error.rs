//! Why a document could not be written.

/// A document could not be written: a fault of the service, whatever the document says.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A face could not be embedded.
    #[error("a font cannot be embedded: {0}")]
    Font(#[from] report_fonts::EmbedError),
    /// The file's objects could not be put together.
    #[error("the PDF file cannot be put together: {0}")]
    Structure(String),
}
