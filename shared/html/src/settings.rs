//! How pages are written.

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
