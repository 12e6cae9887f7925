//! The model of what is on the page.
//!
//! Section builders make a [`Document`] from a snapshot; a [`Writer`] for each format writes it. No builder knows
//! what HTML or PDF is, and no writer knows what an experiment is. All text in here is plain text: writers escape it, isolate
//! its direction and wrap it as their format demands.
//!
//! The model carries what accessible and archivable formats need: heading levels follow from nesting, tables say which
//! cells are headers, every chart has alternative text, reading order is the order of the vectors, and the document has a
//! language.

mod block;
mod card;
mod chart;
mod figures;
mod origin;
mod picture;
pub mod style;
mod table;
mod text;
mod whole;
mod writer;

pub use block::{Beside, Block, Callout, Field, FindingItem, KeyFigure};
pub use report_domain::Severity;

pub use card::{CardMetric, ModelCard};
pub use chart::{Chart, ChartSize};
pub use origin::Origin;
pub use picture::Picture;
pub use table::{Align, Cell, Column, Emphasis, Row, Table};
pub use text::{Span, Text};
pub use whole::{Parts, name_breaks, name_parts, quoted, stays_whole, whole};
pub use writer::{Output, Writer, WriterError};

/// A whole report.
#[derive(Debug, Clone)]
pub struct Document {
    /// What the cover and the file's metadata say.
    pub meta: Meta,
    /// The body, in reading order.
    pub sections: Vec<Section>,
    /// How many of the sections stand on the first page, before contents and facts: what is enough for a reader who reads no more.
    pub opening: usize,
    /// Whether formats that draw charts list the figures of the charts as well, as tables at the end.
    pub lists_figures: bool,
}

impl Document {
    /// The sections of the first page, and those after it.
    pub fn parts(&self) -> (&[Section], &[Section]) {
        self.sections.split_at(self.opening.min(self.sections.len()))
    }
}

/// What the cover block and the metadata of the file say.
#[derive(Debug, Clone)]
pub struct Meta {
    /// The report's title.
    pub title: String,
    /// What the report is about, as in "Experiment report".
    pub kind_label: String,
    /// The entity's own name.
    pub entity_name: String,
    /// One sentence with the most important fact, shown on the cover and in lists.
    pub headline: Option<Text>,
    /// Label and value pairs that say what it is about: dataset, task, run time and the like. They stand after the first page.
    pub facts: Vec<Field>,
    /// BCP 47 language of the text that we write.
    pub language: &'static str,
    /// The report's id, for the running footer and the metadata.
    pub report_id: String,
    /// When the report was asked for, as people read it: `2026-02-28 15:00 UTC`.
    pub created: String,
    /// The same instant as RFC 3339, for metadata. Never "now": the same inputs give the same bytes.
    pub created_rfc3339: String,
    /// What it was made from, where that is known.
    pub origin: Option<Origin>,
    /// What a model hub wants to know of the model that the report is about.
    pub card: Option<ModelCard>,
}

impl Meta {
    /// What a file's metadata say of its contents: the headline, or what the report is about.
    pub fn subject(&self) -> String {
        self.headline.as_ref().map_or_else(|| self.kind_label.clone(), Text::to_plain)
    }
}

/// A part of the body with a heading of level 2. It appears in the table of contents and in the PDF's outline.
#[derive(Debug, Clone)]
pub struct Section {
    /// Unique within the document, `[a-z0-9-]+`: the anchor in HTML and the link target in the PDF.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What stands under it, in reading order.
    pub blocks: Vec<Block>,
}

impl Section {
    /// An empty section.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), blocks: Vec::new() }
    }

    /// Adds a block and returns the section, for chaining.
    pub fn with(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// Adds a block.
    pub fn push(&mut self, block: impl Into<Block>) {
        self.blocks.push(block.into());
    }

    /// Whether nothing stands under the heading.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}
