//! The run as a whole.

use std::collections::BTreeMap;

use report_domain::Kind;
use report_snapshot::{
    RunStatus, Setting, Source, Task, Value,
    dataset::{ColumnType, Dataset},
    evaluation::Split,
    experiment::{BestModel, Experiment, LeaderboardEntry, RunRemarkKind},
};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{
    ImportError, Settings, dataset,
    events::{self, messages},
    hyperparameters, ids, importance,
    leaderboard::{Board, Entry},
    model::{self, folds},
    run::Run,
    table::Table,
    wire,
};

/// What experiment and models have in common.
pub(crate) struct Context<'a> {
    pub(crate) run: &'a Run,
    pub(crate) settings: &'a Settings,
    pub(crate) board: Board,
    /// The run's name as its owner gave it.
    pub(crate) name: String,
    /// H2O's own id of the run.
    pub(crate) reference: String,
    pub(crate) experiment_id: Uuid,
    pub(crate) task: Task,
    /// Whether nothing in the answers says what is predicted, so that `task` is a guess.
    pub(crate) task_guessed: bool,
    pub(crate) target: Option<String>,
    /// The run's seed.
    pub(crate) seed: Option<i64>,
    version: Option<String>,
    libraries: BTreeMap<String, String>,
}

impl<'a> Context<'a> {
    pub(crate) fn of(run: &'a Run, settings: &'a Settings) -> Result<Self, ImportError> {
        let board = Board::of(run);
        let leader = board.entries.iter().find_map(|entry| run.model(&entry.model_id)).unwrap_or(&Json::Null);
        let (leaderboard, automl) = (&run.leaderboard, &run.automl);
        let reference = wire::name(&automl["automl_id"])
            .or_else(|| wire::text(&leaderboard["project_name"]))
            .or_else(|| wire::text(&automl["project_name"]))
            .unwrap_or("H2O AutoML run")
            .to_owned();
        // The run's id is its name and the target's.
        let name = wire::text(&automl["project_name"])
            .unwrap_or_else(|| reference.split("@@").next().unwrap_or(&reference))
            .to_owned();
        let target = wire::text(&leader["response_column_name"])
            .or_else(|| reference.split_once("@@").map(|(_, target)| target))
            .map(str::to_owned);
        let known = task(run, &board, leader, target.as_deref())?;
        // A run that made no model is still a run, and its report says so.
        let is_empty_run =
            board.is_empty_table || (automl["automl_id"].is_object() && board.entries.is_empty());
        if known.is_none() && !is_empty_run {
            return Err(ImportError::Task);
        }
        Ok(Self {
            run,
            settings,
            experiment_id: ids::entity(settings.namespace, Kind::Experiment, &name),
            task: known.unwrap_or(Task::Regression),
            task_guessed: known.is_none(),
            seed: messages(automl)
                .find_map(|text| text.strip_prefix("Build control seed: ")?.trim().parse().ok()),
            version: version(run, leader),
            libraries: libraries(leader),
            board,
            name,
            reference,
            target,
        })
    }

    pub(crate) fn model_id(&self, name: &str) -> Uuid {
        ids::entity(self.settings.namespace, Kind::Model, name)
    }

    pub(crate) fn source(&self, reference: &str, seed: Option<i64>) -> Source {
        Source {
            tool: "H2O AutoML".into(),
            version: self.version.clone(),
            reference: Some(reference.to_owned()),
            libraries: self.libraries.clone(),
            seed,
        }
    }

    /// The training data; `None` if nothing at all is known about it.
    pub(crate) fn dataset(&self) -> Option<Dataset> {
        let frame = wire::name(&self.run.frame_summary["frames"][0]["frame_id"])
            .or_else(|| wire::name(&self.run.automl["training_frame"]));
        let name = self.settings.dataset.as_deref().or_else(|| frame.map(dataset::name_of_frame))?;
        let about = dataset::About {
            id: ids::dataset(self.settings.namespace, name),
            name,
            task: self.task,
            target: self.target.as_deref(),
        };
        Some(dataset::dataset(&self.run.frame_summary, &about))
    }
}

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

/// What is predicted: the models say it; without them, the leaderboard's metrics do; without those, the target's type.
fn task(run: &Run, board: &Board, leader: &Json, target: Option<&str>) -> Result<Option<Task>, ImportError> {
    if leader.is_object() {
        return model::task(leader).map(Some);
    }
    let has = |metric: &str| board.metrics.iter().any(|name| name == metric);
    if has("auc") {
        return Ok(Some(Task::BinaryClassification));
    }
    if has("mean_per_class_error") {
        return Ok(Some(Task::MulticlassClassification));
    }
    if has("rmse") {
        return Ok(Some(Task::Regression));
    }
    let columns = wire::items(&run.frame_summary["frames"][0]["columns"]);
    let column = columns.iter().find(|column| target.is_some_and(|target| column["label"] == target));
    Ok(column.map(|column| {
        match (dataset::column_type(column), wire::count(&column["domain_cardinality"])) {
            (ColumnType::Categorical, Some(0..=2)) => Task::BinaryClassification,
            (ColumnType::Categorical, _) => Task::MulticlassClassification,
            _ => Task::Regression,
        }
    }))
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

fn version(run: &Run, leader: &Json) -> Option<String> {
    let cluster = reproducibility(leader, "h2o_cluster_version");
    wire::text(&run.cloud["version"]).or(cluster).map(str::to_owned)
}

fn libraries(leader: &Json) -> BTreeMap<String, String> {
    // "Java 17.0.15 (from Debian)"
    let java = reproducibility(leader, "java_version")
        .and_then(|text| text.strip_prefix("Java ").unwrap_or(text).split_whitespace().next());
    java.into_iter().map(|version| ("Java".to_owned(), version.to_owned())).collect()
}

fn reproducibility<'a>(model: &'a Json, column: &str) -> Option<&'a str> {
    wire::items(&model["output"]["reproducibility_information_table"])
        .iter()
        .filter_map(Table::read)
        .find_map(|table| wire::text(table.column(column)?.first()?))
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
