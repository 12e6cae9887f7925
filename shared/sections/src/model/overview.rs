//! The model in one sentence, in key figures (section `key-figures`) and on the cover.

use report_document::{Block, Field, KeyFigure, Section};
use report_facts::words;
use report_facts::{
    format,
    leaderboard::Spread,
    quality::{Quality, on_rows},
};
use report_snapshot::{Envelope, model::Model};

/// How good it is, on which rows, and where it stands.
pub(super) fn headline(snapshot: &Envelope<Model>) -> String {
    let model = &snapshot.content;
    let name = &snapshot.name;
    let is = model.algorithm.as_deref().map(|algorithm| format!(" ({algorithm})")).unwrap_or_default();
    let place = match (model.rank, &model.experiment) {
        (Some(1), Some(experiment)) => format!(" and leads {}", experiment.name),
        (Some(rank), Some(experiment)) => format!(" and is number {rank} in {}", experiment.name),
        _ => String::new(),
    };
    match Quality::of_model(model) {
        None => format!("{name}{is} has no metrics yet."),
        Some(quality) => format!(
            "{name}{is} has {} of {} {}{place}.",
            words::with_article(&quality.label),
            format::metric(quality.value),
            on_rows(quality.split),
        ),
    }
}

/// Makes the section.
pub(super) fn key_figures(model: &Model) -> Section {
    let mut figures = Vec::new();
    if let Some(quality) = Quality::of_model(model) {
        let spread = model.folds.get(quality.metric).and_then(Spread::of).map(|spread| {
            let folds = spread.folds.map(|folds| format!(" over {folds} folds")).unwrap_or_default();
            format!(", ± {}{folds}", format::beside(spread.sd, spread.mean))
        });
        figures.push(KeyFigure {
            label: quality.label.clone(),
            value: format::metric(quality.value),
            note: Some(format!("{}{}", on_rows(quality.split), spread.unwrap_or_default())),
        });
    }
    let mut put = |label: &str, value: Option<String>, note: Option<String>| {
        figures.extend(value.map(|value| KeyFigure { label: label.into(), value, note }));
    };
    let experiment = model.experiment.as_ref().map(|experiment| format!("in {}", experiment.name));
    put("Rank", model.rank.map(|rank| rank.to_string()), experiment);
    put("Training time", time(model.training_time_ms), None);
    put("Prediction time", time(model.predict_time_per_row_ms), Some("per row".into()));
    put("Size", model.size_bytes.map(format::bytes), None);
    let mut section = Section::new("key-figures", "Key figures");
    if !figures.is_empty() {
        section.push(Block::KeyFigures(figures));
    }
    section
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
    put("Target", model.target.clone());
    put("Experiment", model.experiment.as_ref().map(|experiment| experiment.name.clone()));
    put("Dataset", model.dataset.as_ref().map(|dataset| dataset.name.clone()));
    put("Stage", model.stage.clone());
    put("Trained", model.trained_at.map(|at| at.display_minute()));
    facts
}
