//! One model.

use report_domain::Timestamp;
use report_snapshot::{
    Setting, Task, Value,
    model::{EntityRef, Model},
};
use serde_json::Value as Json;

use crate::{
    context::Context, error::ImportError, evaluation, folds::folds, hyperparameters, importance,
    leaderboard::Entry, learning, table::Table, task, wire,
};

/// Whether a model's content repeats what is known about the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dataset {
    /// In a snapshot of its own.
    Included,
    /// Within its experiment's.
    LeftOut,
}

/// The model's content.
pub(crate) fn content(
    context: &Context<'_>,
    entry: &Entry,
    answer: &Json,
    dataset: Dataset,
) -> Result<Model, ImportError> {
    let output = &answer["output"];
    let task = task::of_model(answer)?;
    let classes = classes(answer);
    let mut feature_importance: Vec<_> = importance::of_model(answer).into_iter().collect();
    if entry.is_first {
        // Computed for the server's leader; the table itself does not say for which model.
        feature_importance.extend(importance::permutation(&context.run.permutation_importance));
    }
    let summary = Table::read(&output["model_summary"]);
    let structure = summary.map(structure).unwrap_or_default();
    Ok(Model {
        task,
        algorithm: wire::text(&answer["algo_full_name"]).map(|name| algorithm(name, &entry.model_id)),
        target: wire::text(&answer["response_column_name"]).map(str::to_owned),
        // H2O counts the second class of its alphabetical order as positive.
        positive_class: classes.get(1).filter(|_| task == Task::BinaryClassification).cloned(),
        classes,
        experiment: Some(EntityRef { id: Some(context.experiment_id), name: context.name.clone() }),
        rank: context.board.sort_metric.is_some().then_some(entry.rank),
        base_models: wire::items(hyperparameters::actual(answer, "base_models"))
            .iter()
            .filter_map(wire::name)
            .map(str::to_owned)
            .collect(),
        version: None,
        stage: None,
        dataset: if dataset == Dataset::Included { context.dataset() } else { None },
        trained_at: output["end_time"].as_i64().filter(|time| *time > 0).map(Timestamp::from_unix_millis),
        training_time_ms: entry.training_time_ms.or_else(|| wire::number(&output["run_time"])),
        predict_time_per_row_ms: entry.predict_time_per_row_ms,
        size_bytes: summary
            .and_then(|table| wire::count(table.column("model_size_in_bytes")?.first()?))
            .filter(|size| *size > 0),
        structure,
        metrics: context.board.definitions(),
        ranking_metric: context.board.sort_metric.clone(),
        evaluations: evaluation::evaluations(output, task, &context.board.metrics),
        folds: folds(answer),
        hyperparameters: hyperparameters::all(answer),
        feature_importance,
        learning_curves: learning::curves(answer),
        figures: Vec::new(),
    })
}

/// The classes, in H2O's order.
fn classes(answer: &Json) -> Vec<String> {
    let output = &answer["output"];
    let response = wire::text(&answer["response_column_name"]);
    let index = wire::items(&output["names"]).iter().position(|name| name.as_str() == response);
    let domain = index.map_or(&Json::Null, |index| &output["domains"][index]);
    wire::items(domain).iter().filter_map(|class| class.as_str().map(str::to_owned)).collect()
}

/// H2O's name of the algorithm. Extremely randomized trees are random forests with another setting there.
fn algorithm(name: &str, model_id: &str) -> String {
    if model_id.starts_with("XRT_") { "Extremely Randomized Trees".into() } else { name.to_owned() }
}

/// The model summary: rows of a key and a value, one row of many columns, or a row per layer.
fn structure(table: Table<'_>) -> Vec<Setting> {
    let shown = |value: &Json| Some(hyperparameters::value(value)).filter(|value| *value != Value::Null);
    if let (Some(keys), Some(values)) = (table.column("key"), table.column("value")) {
        return keys
            .iter()
            .zip(values)
            .filter_map(|(key, value)| {
                Some(Setting { name: wire::text(key)?.to_owned(), value: shown(value)? })
            })
            .collect();
    }
    if let Some(layers) = table.column("layer") {
        let cell = |name: &str, row: usize| table.column(name).and_then(|column| column.get(row));
        return (0..layers.len())
            .filter_map(|row| {
                let kind = wire::text(cell("type", row)?)?;
                let units = wire::count(cell("units", row)?)?;
                let dropout = cell("dropout", row).and_then(wire::number).filter(|percent| *percent > 0.0);
                let dropout = dropout.map(|percent| format!(", {percent} % dropout")).unwrap_or_default();
                let value = Value::Text(format!("{kind}, {units} units{dropout}"));
                Some(Setting { name: format!("Layer {}", row + 1), value })
            })
            .collect();
    }
    table
        .names()
        .enumerate()
        // The size has a place of its own; the frame is the same for all models.
        .filter(|(_, name)| !matches!(*name, "" | "training_frame" | "model_size_in_bytes"))
        .filter_map(|(index, name)| {
            Some(Setting { name: readable(name), value: shown(table.at(index).first()?)? })
        })
        .collect()
}

/// `number_of_trees` → `Number of trees`.
fn readable(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
