//! Pictures that another tool made.

use report_picture::Png;

/// A picture with its caption. Writers show it as it is, no wider than the text and no larger than it is.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Unique within the document, `[a-z0-9-]+`.
    pub id: String,
    /// What it shows, above the picture.
    pub title: String,
    /// What it shows, for readers who cannot see it.
    pub alt: String,
    /// Whose it is, below the picture.
    pub caption: String,
    /// The picture.
    pub png: Png,
}
