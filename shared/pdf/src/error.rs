//! Why a document could not be written.

/// A document could not be written: a fault of the service, whatever the document says.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A face could not be embedded.
    #[error("a font cannot be embedded: {0}")]
    Font(#[from] report_fonts::EmbedError),
    /// A picture could not be decoded, although it was before.
    #[error("a picture cannot be drawn: {0}")]
    Picture(#[from] report_picture::Unfit),
    /// The file's objects could not be put together.
    #[error("the PDF file cannot be put together: {0}")]
    Structure(String),
}
