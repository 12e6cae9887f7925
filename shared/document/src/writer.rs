//! What every writer of documents offers.

use std::error::Error;

use report_domain::Format;

use crate::Document;

/// Writes documents in one format, under settings of its own. The same document and settings give the same bytes.
pub trait Writer: Send + Sync {
    /// The format.
    fn format(&self) -> Format;

    /// Writes a document.
    ///
    /// # Errors
    /// When the document cannot be written: a fault of ours, for every document should be.
    fn write(&self, document: &Document) -> Result<Output, WriterError>;
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has, in a format that has pages.
    pub pages: Option<usize>,
}

/// Why a document could not be written, for the log.
pub type WriterError = Box<dyn Error + Send + Sync>;
