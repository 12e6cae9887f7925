//! Experiments that failed or are not finished; the best results; models that failed.

use report_facts::{
    Direction, Figure, Statement, project,
    quantity::{
        EXPERIMENTS, EXPERIMENTS_COMPARED, EXPERIMENTS_FAILED, EXPERIMENTS_UNFINISHED, MODELS, MODELS_FAILED,
    },
    say,
    statement::{counted, label, listed, name, names, time},
};
use report_snapshot::{
    RunStatus,
    project::{ExperimentItem, ModelStatus, Project},
};

use super::{KINDS, NAMED, part_of, sorted};
use crate::{Finding, Rule, Severity};

/// Best results that get a sentence.
const MOST_RESULTS: usize = 5;

const THINGS: (&str, &str) = ("experiment", "experiments");

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let experiments = &project.experiments;
    let mut found = Vec::new();
    found.extend(failed(experiments));
    found.extend(failed_models(project));
    found.extend(unfinished(project));
    found.extend(best(project));
    found
}

pub(crate) static FAILED_EXPERIMENTS: Rule = Rule {
    name: "failed_experiments",
    kinds: KINDS,
    severities: &[Severity::Good, Severity::Warning],
    speaks: "Warning: experiments with status failed, by name. Good: there are experiments and all have status completed.",
    formula: "number of experiments by status",
    source: "none needed",
};

/// Experiments that failed, or that all completed.
fn failed(experiments: &[ExperimentItem]) -> Option<Finding> {
    let with = |status| experiments.iter().filter(move |experiment| experiment.status == status);
    let failed = sorted(with(RunStatus::Failed).map(|experiment| experiment.name.as_str()));
    let all = Figure::count(&EXPERIMENTS, experiments.len());
    if !failed.is_empty() {
        let number = Figure::count(&EXPERIMENTS_FAILED, failed.len());
        let statement =
            say!("{} of {} failed: {}.", number, counted(&all, THINGS.0, THINGS.1), names(failed, NAMED));
        return Some(Finding::new(&FAILED_EXPERIMENTS, Severity::Warning, "Failed experiments", statement));
    }
    let statement = match (experiments.len(), with(RunStatus::Completed).count()) {
        (0, _) => return None,
        (number, completed) if completed < number => return None,
        (1, _) => Statement::words("The only experiment completed."),
        _ => say!("All {} completed.", counted(&all, THINGS.0, THINGS.1)),
    };
    let title = "All experiments completed";
    Some(Finding::new(&FAILED_EXPERIMENTS, Severity::Good, title, statement).with([all]))
}

pub(crate) static FAILED_MODELS: Rule = Rule {
    name: "failed_models",
    kinds: KINDS,
    severities: &[Severity::Warning],
    speaks: "Models with status failed, by name.",
    formula: "number of models by status",
    source: "none needed",
};

fn failed_models(project: &Project) -> Option<Finding> {
    let is_failed = project.models.iter().filter(|model| model.status == ModelStatus::Failed);
    let failed = sorted(is_failed.map(|model| model.name.as_str()));
    if failed.is_empty() {
        return None;
    }
    let statement = say!(
        "{} of {} failed to train: {}.",
        Figure::count(&MODELS_FAILED, failed.len()),
        counted(&Figure::count(&MODELS, project.models.len()), "model", "models"),
        names(failed, NAMED)
    );
    Some(Finding::new(&FAILED_MODELS, Severity::Warning, "Models that failed to train", statement))
}

pub(crate) static UNFINISHED_EXPERIMENTS: Rule = Rule {
    name: "unfinished_experiments",
    kinds: KINDS,
    severities: &[Severity::Info],
    speaks: "Experiments with status running or queued: by start, the oldest first, then those without a start; ties by name. Names the \
             date on which the oldest started.",
    formula: "number of experiments by status",
    source: "none needed",
};

fn unfinished(project: &Project) -> Option<Finding> {
    let unfinished = project::unfinished(project);
    let oldest = unfinished.first()?;
    let start = oldest.started_at.map(|start| match unfinished.len() {
        1 => say!(" It started on {}.", time(start.display_date())),
        _ => say!(" The oldest, {}, started on {}.", name(&oldest.name), time(start.display_date())),
    });
    let number = Figure::count(&EXPERIMENTS_UNFINISHED, unfinished.len());
    let all = Figure::count(&EXPERIMENTS, project.experiments.len());
    let statement = say!(
        "{} not finished: {}.{}",
        part_of(&number, &all, THINGS, ("is", "are")),
        names(unfinished.iter().map(|experiment| experiment.name.as_str()), NAMED),
        start,
    );
    Some(Finding::new(&UNFINISHED_EXPERIMENTS, Severity::Info, "Experiments not finished", statement))
}

pub(crate) static BEST_RESULT: Rule = Rule {
    name: "best_result",
    kinds: KINDS,
    severities: &[Severity::Info],
    speaks: "Experiments whose best_metric has a finite value within the metric's bounds and a known direction (the table's, else \
             higher_is_better). Per dataset and metric name the best value, ties by the experiment's name; an experiment without a \
             dataset is a group of its own. By dataset (those without one first), then experiments without a dataset by name, then \
             metric; the first five, the others are counted.",
    formula: "highest or lowest value of a group, by the metric's direction",
    source: "none needed",
};

/// The best result by dataset and metric. Figures of different data or metrics are not compared.
fn best(project: &Project) -> Option<Finding> {
    let results = project::best_results(project);
    let title = match results.len() {
        0 => return None,
        1 => "Best result",
        _ => "Best results",
    };
    let named = results.iter().map(|best| {
        let experiment = best.experiment;
        let on = experiment.dataset.as_deref().map(|dataset| say!(" on {}", name(dataset)));
        let by = experiment.best_model.as_ref().map(|model| say!("{} in ", name(&model.name)));
        let extreme = match best.better {
            Direction::Higher => "highest",
            Direction::Lower => "lowest",
        };
        let compared = Figure::new(best.figure.of.clone(), &EXPERIMENTS_COMPARED, best.compared as f64);
        let among = (best.compared > 1)
            .then(|| say!(", the {} of {}", extreme, counted(&compared, THINGS.0, THINGS.1)));
        let quantity = report_facts::words::in_sentence(&best.figure.quantity.label());
        say!("{} {}{} ({}{}{})", label(quantity), &best.figure, on, by, name(&experiment.name), among)
    });
    let statement = say!("Best by dataset and metric: {}.", listed(named, MOST_RESULTS));
    let figures = results.iter().map(|best| best.figure.clone());
    Some(Finding::new(&BEST_RESULT, Severity::Info, title, statement).with(figures))
}
