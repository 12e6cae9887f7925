//! What a model hub wants to know of a model.

/// The figures and names of a model card, as machines read them: for formats that have a place for them.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelCard {
    /// The model's name.
    pub model: String,
    /// The task, as hubs name it: `tabular-classification`.
    pub task: &'static str,
    /// The task, as people read it.
    pub task_label: String,
    /// The tool that made the model.
    pub library: Option<String>,
    /// The family of algorithms.
    pub algorithm: Option<String>,
    /// The dataset.
    pub dataset: Option<String>,
    /// The metrics that are known, by the rows that they are of, the most trustworthy rows first.
    pub metrics: Vec<CardMetric>,
}

/// A metric of some rows.
#[derive(Debug, Clone, PartialEq)]
pub struct CardMetric {
    /// The tool's own name: `auc`.
    pub id: String,
    /// The name that people read: `AUC`.
    pub label: String,
    /// The rows, as hubs name them: `test`.
    pub split: &'static str,
    /// The value: finite.
    pub value: f64,
}
