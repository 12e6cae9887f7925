//! What documents of every kind share.

mod frame;
mod insights;
pub(crate) mod instant;
pub(crate) mod number;
mod standing;
mod statement;
pub(crate) mod text_cell;
pub(crate) mod thin;
pub(crate) mod value;
mod visible_names;
mod without_charts;

pub use frame::Said;
pub(crate) use frame::{frame, severity};

use report_document::{Field, Section};

/// What a kind's builder contributes; the frame adds findings, insights, comments and the reproducibility block.
pub(crate) struct Body {
    /// The most important fact in one sentence: for the cover and for lists.
    pub headline: Option<String>,
    /// Label and value pairs for the cover.
    pub cover_facts: Vec<Field>,
    /// The kind's sections, in reading order.
    pub sections: Vec<Section>,
    /// Rows for the reproducibility block beyond those that every kind has.
    pub provenance: Vec<Field>,
}
