//! The run as a whole.

use report_snapshot::{
    RunStatus, Setting, Value,
    evaluation::Split,
    experiment::{BestModel, Experiment, LeaderboardEntry, RunRemarkKind},
};
use serde_json::Value as Json;

use crate::{
    context::Context,
    error::ImportError,
    events::{self, messages},
    folds::folds,
    hyperparameters, importance,
    leaderboard::{Board, Entry},
    model,
    run::Run,
    wire,
};

/// The experiment's content.
pub(crate) fn content(context: &Context<'_>) -> Result<Experiment, ImportError> {
    let (run, board) = (context.run, &context.board);
    let best = board.best().and_then(|entry| Some((entry, run.model(&entry.model_id)?)));
    let best_model = best
        .map(|(entry, answer)| {
            Ok(BestModel {
                name: entry.model_id.clone(),
                id: Some(context.model_id(&entry.model_id)),
                model: model::content(context, entry, answer, model::Dataset::LeftOut)?,
            })
        })
        .transpose()?;
    let importance_by_model = board
        .entries
        .iter()
        .filter_map(|entry| Some((entry.model_id.clone(), importance::shares(run.model(&entry.model_id)?)?)))
        .collect();
    let (started_at, finished_at) = events::span(&run.automl);
    let remarks = events::remarks(&run.automl);
    let status = match events::status(&run.automl) {
        // It ended, with errors and without a model.
        RunStatus::Completed
            if board.entries.is_empty()
                && remarks.iter().any(|remark| remark.kind == RunRemarkKind::Failed) =>
        {
            RunStatus::Failed
        }
        status => status,
    };
    Ok(Experiment {
        remarks,
        figures: Vec::new(),
        task: context.task,
        status,
        started_at,
        finished_at,
        target: context.target.clone(),
        dataset: context.dataset(),
        ranking_metric: board.sort_metric.clone(),
        ranking_split: best.map(|(_, answer)| ranking_split(run, board, answer)),
        metrics: board.definitions(),
        leaderboard: board.entries.iter().map(|entry| leaderboard_entry(context, entry)).collect(),
        best_model,
        importance_by_model,
        configuration: configuration(context, best.map(|(_, answer)| answer)),
    })
}

fn leaderboard_entry(context: &Context<'_>, entry: &Entry) -> LeaderboardEntry {
    let answer = context.run.model(&entry.model_id);
    let mut fold_spread = answer.map(folds).unwrap_or_default();
    fold_spread.retain(|metric, _| context.board.metrics.contains(metric));
    LeaderboardEntry {
        folds_id: answer.and_then(folds_id),
        name: entry.model_id.clone(),
        // Only a model whose details are known becomes an entity of its own.
        id: answer.map(|_| context.model_id(&entry.model_id)),
        algorithm: entry.algorithm.clone(),
        is_ensemble: entry.algorithm.as_deref() == Some("StackedEnsemble"),
        metrics: entry.metrics.clone(),
        fold_spread,
        training_time_ms: entry.training_time_ms,
        predict_time_per_row_ms: entry.predict_time_per_row_ms,
    }
}

/// Which rows the leaderboard is about, by H2O's own rule: a frame given for it, else the folds, else a validation frame. An
/// answer that does not tell of the frame is known by its values, which are not those of the folds.
fn ranking_split(run: &Run, board: &Board, leader: &Json) -> Split {
    let frames = [&run.leaderboard["leaderboard_frame"], &run.automl["leaderboard_frame"]];
    if let Some(frame) = frames.into_iter().find(|frame| !frame.is_null()) {
        let validation = wire::name(&run.automl["validation_frame"]);
        let same = validation.is_some() && wire::name(frame) == validation;
        return if same { Split::Validation } else { Split::Test };
    }
    let output = &leader["output"];
    let by_rule =
        [("cross_validation_metrics", Split::CrossValidation), ("validation_metrics", Split::Validation)]
            .into_iter()
            .find(|(name, _)| output[*name].is_object());
    let (name, split) = by_rule.unwrap_or(("training_metrics", Split::Training));
    if board.is_measured_on(run, name) { split } else { Split::Test }
}

/// Which rows went into which fold. Modulo takes every k-th row, so that it is the same for all models of one frame, and so
/// is a column of folds; any other assignment is drawn for each model. Ensembles have folds of their own.
fn folds_id(model: &Json) -> Option<String> {
    let output = &model["output"];
    let metrics = output["cross_validation_metrics"].as_object()?;
    let frame = metrics.get("frame").and_then(wire::name).or_else(|| wire::name(&model["data_frame"]))?;
    if let Some(column) = wire::name(hyperparameters::actual(model, "fold_column")) {
        return Some(format!("column {column} of {frame}"));
    }
    let folds = wire::count(hyperparameters::actual(model, "nfolds")).filter(|folds| *folds >= 2)?;
    let assignment = wire::text(hyperparameters::actual(model, "fold_assignment"))?;
    assignment.eq_ignore_ascii_case("modulo").then(|| format!("row modulo {folds} of {frame}"))
}

fn configuration(context: &Context<'_>, best: Option<&Json>) -> Vec<Setting> {
    let automl = &context.run.automl;
    let text = |value: &str| Value::Text(value.to_owned());
    let mut settings = Vec::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value.filter(|value| *value != Value::Null) {
            settings.push(Setting { name: name.into(), value });
        }
    };
    set("Ranking metric", context.board.sort_metric.as_deref().map(text));
    set("Models trained", i64::try_from(context.board.entries.len()).ok().map(Value::Integer));
    set("Seed", context.seed.map(Value::Integer));
    for (name, parameter) in [
        ("Cross-validation folds", "nfolds"),
        ("Fold assignment", "fold_assignment"),
        ("Fold column", "fold_column"),
        ("Weights column", "weights_column"),
        ("Balanced classes", "balance_classes"),
        ("Stopping metric", "stopping_metric"),
    ] {
        // Ensembles have their own, so the first model that has the parameter speaks.
        let models = context.board.entries.iter().filter_map(|entry| context.run.model(&entry.model_id));
        let value =
            models.map(|model| hyperparameters::actual(model, parameter)).find(|value| !value.is_null());
        set(name, value.map(hyperparameters::value));
    }
    let tolerance = messages(automl).find_map(|message| {
        message.split_once("stopping tolerance adaptively based on the training frame: ")
    });
    set("Stopping tolerance", tolerance.and_then(|(_, value)| value.trim().parse().ok()).map(Value::Number));
    for (name, frame) in [
        ("Validation frame", "validation_frame"),
        ("Leaderboard frame", "leaderboard_frame"),
        ("Blending frame", "blending_frame"),
    ] {
        let given = wire::name(&automl[frame]).map(text);
        set(
            name,
            given.or_else(|| automl[frame].is_null().then(|| text("none")).filter(|_| automl.is_object())),
        );
    }
    let steps: Vec<Value> = wire::items(&automl["modeling_steps"])
        .iter()
        .flat_map(|group| wire::items(&group["steps"]).iter().map(move |step| (group, step)))
        .filter_map(|(group, step)| {
            Some(Value::Text(format!("{} {}", wire::text(&group["name"])?, wire::text(&step["id"])?)))
        })
        .collect();
    set("Modelling steps", (!steps.is_empty()).then_some(Value::List(steps)));
    let frame = best.and_then(|model| wire::name(&model["data_frame"]));
    set("Training frame", frame.or_else(|| wire::name(&automl["training_frame"])).map(text));
    settings
}
