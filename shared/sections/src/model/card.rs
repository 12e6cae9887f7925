//! What a model hub wants to know of the model.

use report_document::{CardMetric, ModelCard};
use report_facts::{metric::defined_label, names, quality};
use report_snapshot::{Envelope, evaluation::Split, model::Model};

/// Makes the card.
pub(super) fn card(snapshot: &Envelope<Model>) -> ModelCard {
    let model = &snapshot.content;
    let metrics = quality::by_trust(&model.evaluations, None).into_iter().flat_map(|evaluation| {
        evaluation.metrics.keys().filter_map(|name| {
            let value = quality::metric_value(evaluation, name)?;
            let label = defined_label(&model.metrics, name);
            Some(CardMetric { id: name.clone(), label, split: split(evaluation.split), value })
        })
    });
    ModelCard {
        model: names::shown(&snapshot.name),
        task: if model.task.is_classification() { "tabular-classification" } else { "tabular-regression" },
        task_label: model.task.label().to_owned(),
        library: snapshot.source.as_ref().map(|source| source.tool.clone()),
        algorithm: model.algorithm.clone(),
        dataset: model.dataset.as_ref().map(|dataset| names::shown(&dataset.name)),
        metrics: metrics.collect(),
    }
}

fn split(split: Split) -> &'static str {
    match split {
        Split::Training => "train",
        Split::Validation => "validation",
        Split::CrossValidation => "cross-validation",
        Split::Test => "test",
    }
}
