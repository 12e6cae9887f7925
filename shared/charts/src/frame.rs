//! What stands around a chart: its id, title, caption and size.

use report_document::ChartSize;

/// The parts of a chart that do not come from its figures.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Unique within the document, `[a-z0-9-]+`.
    pub id: &'a str,
    /// What the chart shows, above it.
    pub title: &'a str,
    /// How to read it, below it.
    pub caption: Option<&'a str>,
    /// How much of the page's width it takes.
    pub size: ChartSize,
}

impl<'a> Frame<'a> {
    /// A chart as wide as the page.
    pub const fn full(id: &'a str, title: &'a str) -> Self {
        Self { id, title, caption: None, size: ChartSize::Full }
    }

    /// A chart of half the page's width.
    pub fn half(id: &'a str, title: &'a str) -> Self {
        Self { id, title, caption: None, size: ChartSize::Half }
    }

    /// A chart of a third of the page's width: small multiples.
    pub fn third(id: &'a str, title: &'a str) -> Self {
        Self { id, title, caption: None, size: ChartSize::Third }
    }

    /// The same frame with a caption.
    pub fn caption(mut self, caption: &'a str) -> Self {
        self.caption = Some(caption);
        self
    }
}
