//! Charts, as scenes of vector primitives.

use std::sync::Arc;

use kuva::render::render::Scene;

use crate::Table;

/// A chart: one scene that writers draw as vectors.
#[derive(Debug, Clone)]
pub struct Chart {
    /// Unique within the document, `[a-z0-9-]+`.
    pub id: String,
    /// What it shows, above the chart.
    pub title: String,
    /// What it says in words, with the figures that matter: read out where the picture cannot be seen.
    pub alt: String,
    /// How to read it, below the chart.
    pub caption: Option<String>,
    /// How wide it wants to be.
    pub size: ChartSize,
    /// The drawing, in its own units; writers scale it to the width that they give it.
    pub scene: Arc<Scene>,
    /// The figures that it shows, where they are known. Of many rows it has some, evenly chosen; its caption says so.
    pub data: Option<Table>,
}

impl Chart {
    /// The same chart with the figures that it shows.
    pub fn with_data(mut self, data: Table) -> Self {
        self.data = Some(data);
        self
    }
}

/// How much of the page's width a chart wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartSize {
    /// The whole width.
    Full,
    /// Half of it: two to a row in a [`crate::Block::ChartGrid`].
    Half,
    /// A third: small multiples.
    Third,
}
