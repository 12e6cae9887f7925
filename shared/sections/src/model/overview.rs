//! The model in one sentence, in key figures (section `key-figures`) and on the cover.

use crate::blocks::Blocks;
use report_document::{Block, Field, KeyFigure, Text};
use report_facts::{Rows, format, leaderboard::Spread, names, quality::Quality, words};
use report_snapshot::{Envelope, evaluation::Split, model::Model};

/// How good it is, on which rows, and where it stands.
pub(super) fn headline(snapshot: &Envelope<Model>) -> Text {
    let model = &snapshot.content;
    let named = Text::default().name(names::shown(&snapshot.name));
    let named = match &model.algorithm {
        Some(algorithm) => named.and(" (").name(names::shown(algorithm)).and(")"),
        None => named,
    };
    match Quality::of_model(&snapshot.name, model) {
        None => named.and(" has no metric with a valid value."),
        Some(Quality { figure, .. }) => {
            let on = figure.rows.map(|rows| format!(" {}", rows.on())).unwrap_or_default();
            let article = words::with_article(&figure.quantity.label());
            let has = named.and(format!(" has {article} of {}{on}", figure.shown()));
            let has = match (model.rank, &model.experiment) {
                (Some(1), Some(experiment)) => has.and(" and leads ").name(names::shown(&experiment.name)),
                (Some(rank), Some(experiment)) => {
                    has.and(format!(" and is number {rank} in ")).name(names::shown(&experiment.name))
                }
                _ => has,
            };
            has.and(".")
        }
    }
}

/// Makes the section.
pub(super) fn key_figures(snapshot: &Envelope<Model>) -> Blocks {
    let model = &snapshot.content;
    let mut figures = Vec::new();
    if let Some(Quality { metric, figure, split }) = Quality::of_model(&snapshot.name, model) {
        // A spread of other rows says nothing about this figure.
        let folds = model.folds.get(metric).filter(|_| split == Split::CrossValidation);
        let spread = folds.and_then(Spread::of).map(|spread| {
            let folds = spread.folds.map(|folds| format!(" over {folds} folds")).unwrap_or_default();
            format!(", ± {}{folds}", format::beside(spread.sd, spread.mean))
        });
        let on = figure.rows.map(Rows::on).unwrap_or_default();
        figures.push(KeyFigure {
            label: figure.quantity.label(),
            value: figure.shown(),
            note: Some(format!("{on}{}", spread.unwrap_or_default())),
        });
    }
    let mut put = |label: &str, value: Option<String>, note: Option<String>| {
        figures.extend(value.map(|value| KeyFigure { label: label.into(), value, note }));
    };
    let experiment =
        model.experiment.as_ref().map(|experiment| format!("in {}", names::shown(&experiment.name)));
    put("Rank", model.rank.map(|rank| rank.to_string()), experiment);
    put("Training time", time(model.training_time_ms), None);
    put("Prediction time", time(model.predict_time_per_row_ms), Some("per row".into()));
    put("Size", model.size_bytes.map(format::bytes), None);
    let mut body = Blocks::default();
    if !figures.is_empty() {
        body.push(Block::KeyFigures(figures));
    }
    body
}

/// A duration that is known and makes sense.
pub(super) fn time(milliseconds: Option<f64>) -> Option<String> {
    milliseconds.filter(|time| time.is_finite() && *time >= 0.0).map(format::duration_ms)
}

/// What the cover says.
pub(super) fn cover_facts(model: &Model) -> Vec<Field> {
    let mut facts = vec![Field::new("Task", model.task.label())];
    let mut put =
        |label: &str, value: Option<String>| facts.extend(value.map(|value| Field::new(label, value)));
    put("Algorithm", model.algorithm.clone());
    put("Target", model.target.as_deref().map(names::shown));
    put("Positive class", model.positive_class.as_deref().map(names::shown));
    put("Experiment", model.experiment.as_ref().map(|experiment| names::shown(&experiment.name)));
    put("Dataset", model.dataset.as_ref().map(|dataset| names::shown(&dataset.name)));
    put("Stage", model.stage.clone());
    put("Trained", model.trained_at.map(|at| at.display_minute()));
    facts
}
