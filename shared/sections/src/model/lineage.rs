//! Section `lineage`: what the model is and where it comes from.

use report_document::{Block, Field, Text};
use report_facts::{format, names, words};
use report_snapshot::{Envelope, model::Model};

use super::overview::time;
use crate::blocks::Blocks;
use crate::common::value;

/// Classes named.
const MOST_CLASSES: usize = 20;

/// Base models listed.
const MOST_BASE_MODELS: usize = 50;

/// Makes the section.
pub(super) fn lineage(snapshot: &Envelope<Model>) -> Blocks {
    let model = &snapshot.content;
    let mut body = Blocks::default();
    if let Some(description) =
        snapshot.description.as_deref().filter(|description| !description.trim().is_empty())
    {
        body.push(Block::UserText(description.to_owned()));
    }
    let mut fields = vec![
        Field::new("Model", names::shown(&snapshot.name)),
        Field::new("Model id", snapshot.id.to_string()),
    ];
    let mut put =
        |label: &str, value: Option<String>| fields.extend(value.map(|value| Field::new(label, value)));
    put("Algorithm", model.algorithm.clone());
    put("Task", Some(model.task.label().to_owned()));
    put("Target", model.target.as_deref().map(names::shown));
    put(
        "Classes",
        (!model.classes.is_empty())
            .then(|| words::listed(model.classes.iter().map(|class| names::shown(class)), MOST_CLASSES)),
    );
    put("Positive class", model.positive_class.as_deref().map(names::shown));
    put("Experiment", model.experiment.as_ref().map(|experiment| names::shown(&experiment.name)));
    put(
        "Experiment id",
        model.experiment.as_ref().and_then(|experiment| experiment.id).map(|id| id.to_string()),
    );
    put("Rank in the experiment", model.rank.map(|rank| rank.to_string()));
    put("Registry version", model.version.clone());
    put("Stage", model.stage.clone());
    put("Dataset", model.dataset.as_ref().map(|dataset| names::shown(&dataset.name)));
    put("Rows of data", model.dataset.as_ref().and_then(|dataset| dataset.rows).map(format::count));
    put("Trained", model.trained_at.map(|at| at.display_minute()));
    put("Training time", time(model.training_time_ms));
    put("Prediction time per row", time(model.predict_time_per_row_ms));
    put("Size", model.size_bytes.map(format::bytes));
    fields.extend(value::fields(&model.structure));
    body.push(Block::Fields(fields));
    if !model.base_models.is_empty() {
        body.push(Block::Subheading("Base models".into()));
        let base = model.base_models.iter().take(MOST_BASE_MODELS);
        body.push(Block::Bullets(base.map(|name| Text::default().code(name.clone())).collect()));
        if model.base_models.len() > MOST_BASE_MODELS {
            body.push(Block::Note(Text::plain(format!(
                "The first {MOST_BASE_MODELS} of {} base models.",
                format::count(model.base_models.len() as u64)
            ))));
        }
    }
    body
}
