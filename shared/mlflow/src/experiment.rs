//! An experiment: its runs compared, and the best of them as models.

use std::collections::{BTreeMap, HashMap};

use report_domain::{Kind, Timestamp};
use report_import::{Step, paging::Paged};
use report_snapshot::{
    Envelope, Measured, RunStatus, Setting, Snapshot, Task, Value,
    experiment::{BestModel, Experiment, LeaderboardEntry},
};

use crate::{
    algorithm,
    board::Board,
    context::{self, Context, Keep},
    dataset,
    fault::{Fault, quoted},
    model::{Details, Standing, Subject},
    remarks,
    runs::{self, Run},
    wire::{self, LoggedModel, Status, shortened},
};

/// Runs of an experiment that are read, the newest ones: a snapshot has at most 20,000 entries.
const MOST_RUNS: usize = 20_000;

/// Runs beyond the best that become models since the registry has them.
const MOST_REGISTERED: usize = 100;

/// Models whose feature importance is compared.
const MOST_COMPARED: usize = 20;

/// Characters of a tag that are shown.
const LONGEST_TAG: usize = 300;

/// What a project says of an experiment, and of those of its runs that became models.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) experiment: Envelope<Experiment>,
    /// The place on the leaderboard of the runs that became models, by MLflow's id.
    pub(crate) models: HashMap<String, LeaderboardEntry>,
}

/// What a server says of an experiment and its runs, without histories and artifacts.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    pub(crate) experiment: &'a wire::Experiment,
    pub(crate) runs: Paged<wire::Run>,
    pub(crate) logged: Vec<LoggedModel>,
}

/// Reads the outline of an experiment.
///
/// # Errors
/// When the server cannot be asked.
pub(crate) fn outline<'a>(
    context: &Context<'_>,
    experiment: &'a wire::Experiment,
) -> Result<Outline<'a>, Fault> {
    let runs = context.api.runs(experiment, MOST_RUNS, context.progress)?;
    let logged = context.api.logged_models(experiment)?;
    Ok(Outline { experiment, runs, logged })
}

/// Imports an experiment.
///
/// # Errors
/// When the server cannot be asked, there are no runs, or nothing says what is predicted.
pub(crate) fn import(
    context: &Context<'_>,
    Outline { experiment, runs: sent, logged }: Outline<'_>,
    keep: &mut Keep<'_>,
) -> Result<Imported, Fault> {
    let settings = context.settings;
    let cut = sent.is_cut.then_some(MOST_RUNS);
    let runs = runs::of(sent.items, logged);
    if runs.is_empty() {
        return Err(Fault::NoRuns(experiment.name.clone()));
    }
    let board =
        Board::of(&format!("experiment {}", quoted(&experiment.name)), &runs, &experiment.tags, settings)?;
    let chosen = chosen(context, &board);
    let details = details(context, &chosen, &board)?;
    let classes = details.iter().map(|details| details.artifacts.classes.len()).find(|classes| *classes > 0);
    let predicted = board
        .task(&experiment.tags, classes, settings)
        .ok_or_else(|| Fault::Task(format!("experiment {}", quoted(&experiment.name))))?;
    let ranking = board.definitions().into_iter().next().filter(|_| board.ranking.is_some());
    let subjects: Vec<Subject<'_>> = chosen
        .iter()
        .zip(&details)
        .map(|(run, details)| Subject {
            run,
            experiment,
            meanings: &board.meanings,
            details,
            standing: Standing { rank: board.rank(run), ranking: ranking.clone() },
            predicted,
        })
        .collect();
    let best =
        board.leader().and_then(|leader| subjects.iter().find(|subject| subject.run.id() == leader.id()));
    let mut best_model = best.map(|subject| best_model(context, subject));
    for (done, subject) in subjects.iter().enumerate() {
        (context.progress)(Step { what: "pictures of models", done, of: Some(subjects.len()) });
        let snapshot = subject.snapshot(context, None)?;
        if let Some(best) = best_model.as_mut().filter(|best| best.id == Some(snapshot.id)) {
            best.model.figures = snapshot.content.figures.clone();
        }
        keep(Snapshot::Model(snapshot))?;
    }
    let content =
        Experiment { best_model, ..content(context, experiment, &board, &subjects, predicted.task, cut) };
    let source = context.source(Some(&experiment.experiment_id));
    let mut envelope =
        context.envelope(Kind::Experiment, &experiment.name, &experiment.name, source, content);
    envelope.description = context::paragraphs([context::note(&experiment.tags), predicted.doubt()]);
    keep(Snapshot::Experiment(envelope.clone()))?;
    let models = chosen.iter().map(|run| (run.id().to_owned(), entry(context, &board, run, true))).collect();
    Ok(Imported { experiment: envelope, models })
}

/// The runs that become models: the best ones, and those in the registry.
fn chosen<'a>(context: &Context<'_>, board: &Board<'a>) -> Vec<&'a Run> {
    let (best, others) = board.entries.split_at(context.settings.models.min(board.entries.len()));
    let registered = others.iter().filter(|run| context.registry.of_run(run.id()).is_some());
    best.iter().chain(registered.take(MOST_REGISTERED)).copied().collect()
}

fn details(context: &Context<'_>, chosen: &[&Run], board: &Board<'_>) -> Result<Vec<Details>, Fault> {
    let step = |done| (context.progress)(Step { what: "details of models", done, of: Some(chosen.len()) });
    let details = chosen.iter().enumerate().map(|(done, run)| {
        step(done);
        Details::of(context, run, &board.meanings)
    });
    let details = details.collect();
    step(chosen.len());
    details
}

fn best_model(context: &Context<'_>, subject: &Subject<'_>) -> BestModel {
    BestModel {
        name: subject.run.name.clone(),
        id: Some(context.model_id(subject.run)),
        model: subject.content(context),
    }
}

/// The content but for the best model.
fn content(
    context: &Context<'_>,
    experiment: &wire::Experiment,
    board: &Board<'_>,
    subjects: &[Subject<'_>],
    task: Task,
    cut: Option<usize>,
) -> Experiment {
    let is_model = |run: &Run| subjects.iter().any(|subject| subject.run.id() == run.id());
    let times = || board.entries.iter().map(|run| &run.wire.info);
    Experiment {
        task,
        status: status(board),
        started_at: times().filter_map(|info| info.start_time).min().map(Timestamp::from_unix_millis),
        finished_at: times().filter_map(|info| info.end_time).max().map(Timestamp::from_unix_millis),
        target: None,
        dataset: dataset::of_runs(&board.entries, &context.settings.entities, Some(task)),
        ranking_metric: board.ranking.as_ref().map(|ranking| ranking.metric.clone()),
        ranking_split: board.ranking.as_ref().and_then(|ranking| ranking.split),
        metrics: board.definitions(),
        leaderboard: board.entries.iter().map(|run| entry(context, board, run, is_model(run))).collect(),
        best_model: None,
        importance_by_model: importance_by_model(subjects),
        configuration: configuration(experiment, board, subjects.len()),
        remarks: remarks::of(board, cut),
        figures: Vec::new(),
    }
}

fn entry(context: &Context<'_>, board: &Board<'_>, run: &Run, is_model: bool) -> LeaderboardEntry {
    LeaderboardEntry {
        name: run.name.clone(),
        // Only a run that is imported as a model is an entity of its own.
        id: is_model.then(|| context.model_id(run)),
        algorithm: algorithm::of(run),
        is_ensemble: false,
        metrics: board.figures(run),
        folds_id: None,
        fold_spread: BTreeMap::new(),
        training_time_ms: run.took_ms(),
        predict_time_per_row_ms: None,
    }
}

/// How the experiment as a whole stands. MLflow does not say it, its runs do.
fn status(board: &Board<'_>) -> RunStatus {
    let others = &board.others;
    let last_end = board.entries.iter().filter_map(|run| run.wire.info.end_time).max();
    // A run that began before others ended, and has not ended itself, was more likely left behind than is under way.
    let is_under_way = |run: &&Run| run.wire.info.start_time >= last_end;
    let listed = board.entries.iter().filter(|run| run.wire.info.status == Status::Running);
    if others.running.iter().chain(listed).any(is_under_way) {
        RunStatus::Running
    } else if !board.entries.is_empty() || !others.unmeasured.is_empty() {
        RunStatus::Completed
    } else if !others.failed.is_empty() {
        RunStatus::Failed
    } else if !others.killed.is_empty() {
        RunStatus::Cancelled
    } else {
        RunStatus::Queued
    }
}

/// Each feature's share of a model's total, where several models have importance of their own.
fn importance_by_model(subjects: &[Subject<'_>]) -> BTreeMap<String, BTreeMap<String, Measured>> {
    subjects
        .iter()
        .filter_map(|subject| {
            let features = &subject.details.artifacts.importance.as_ref()?.features;
            let total: f64 = features.iter().filter_map(|feature| feature.value).map(f64::abs).sum();
            let share = |value: Measured| value.map(|value| value.abs() / total);
            (total > 0.0 && total.is_finite()).then(|| {
                let shares = features.iter().map(|feature| (feature.name.clone(), share(feature.value)));
                (subject.run.name.clone(), shares.collect())
            })
        })
        .take(MOST_COMPARED)
        .collect()
}

fn configuration(experiment: &wire::Experiment, board: &Board<'_>, models: usize) -> Vec<Setting> {
    let setting = |name: &str, value: Value| Setting { name: name.to_owned(), value };
    let count = |number: usize| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let text = |text: &str| Value::Text(shortened(text, LONGEST_TAG));
    let nested = board.entries.iter().chain(&board.others.elsewhere).filter(|run| run.is_child()).count();
    let mut settings = vec![setting("Runs ranked", count(board.entries.len()))];
    if nested > 0 {
        settings.push(setting("Nested runs", count(nested)));
    }
    settings.push(setting("Models in detail", count(models)));
    if let Some(ranking) = &board.ranking {
        settings.push(setting("Ranking metric", text(&ranking.metric)));
    }
    if let Some(commit) = commit(board) {
        settings.push(setting("Git commit", text(commit)));
    }
    settings.extend(experiment.tags.own().map(|(name, value)| setting(name, text(value))));
    settings
}

/// The commit that all runs were made from.
fn commit<'a>(board: &Board<'a>) -> Option<&'a str> {
    let mut commits = board.entries.iter().map(|run| run.tag("mlflow.source.git.commit"));
    let first = commits.next()??;
    commits.all(|commit| commit == Some(first)).then_some(first)
}
