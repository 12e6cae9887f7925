//! Experiments that failed or are not finished; the best results; models that failed.

use report_facts::project;
use report_snapshot::project::ModelStatus;

use super::things::Things;
use crate::prelude::*;

/// Best results that get a sentence.
const MOST_RESULTS: usize = 5;

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    said([failed(project), failed_models(project), unfinished(project), best(project)])
}

rules! {
    of PROJECT;

    FAILED_EXPERIMENTS = "failed_experiments", [Good, Warning]:
        speaks: "Warning: experiments with status failed, by name. Good: there are experiments and all have status completed.",
        formula: "number of experiments by status",
        source: "none needed";

    FAILED_MODELS = "failed_models", [Warning]:
        speaks: "Models with status failed, by name.",
        formula: "number of models by status",
        source: "none needed";

    UNFINISHED_EXPERIMENTS = "unfinished_experiments", [Info]:
        speaks: "Experiments with status running or queued: by start, the oldest first, then those without a start; ties by name. Names the \
                 date on which the oldest started.",
        formula: "number of experiments by status",
        source: "none needed";

    BEST_RESULT = "best_result", [Info]:
        speaks: "Experiments whose best_metric has a finite value within the metric's bounds and a known direction (the table's, else \
                 higher_is_better). Per dataset and metric name the best value, ties by the experiment's name; an experiment without a \
                 dataset is a group of its own. By dataset (those without one first), then experiments without a dataset by name, then \
                 metric; the first five, the others are counted.",
        formula: "highest or lowest value of a group, by the metric's direction",
        source: "none needed";
}

/// Experiments that failed, or that all completed.
fn failed(project: &Project) -> Option<Finding> {
    let with = |status| project.experiments.iter().filter(move |experiment| experiment.status == status);
    let all = project.experiments.len();
    if let Some(failed) = sorted(with(RunStatus::Failed).map(|experiment| experiment.name.as_str())) {
        let part = Things::EXPERIMENT.part(&EXPERIMENTS_FAILED, failed.len(), all);
        let statement = say!("{} failed: {}.", part, names(failed, NAMED));
        return Some(FAILED_EXPERIMENTS.warning("Failed experiments", statement));
    }
    let statement = match all {
        0 => return None,
        _ if with(RunStatus::Completed).count() < all => return None,
        1 => Statement::words("The only experiment completed."),
        _ => say!("All {} completed.", Things::EXPERIMENT.number(all)),
    };
    let found = FAILED_EXPERIMENTS.good("All experiments completed", statement);
    Some(found.with([Figure::count(&EXPERIMENTS, all)]))
}

fn failed_models(project: &Project) -> Option<Finding> {
    let failed = project.models.iter().filter(|model| model.status == ModelStatus::Failed);
    let failed = sorted(failed.map(|model| model.name.as_str()))?;
    let part = Things::MODEL.part(&MODELS_FAILED, failed.len(), project.models.len());
    let statement = say!("{} failed to train: {}.", part, names(failed, NAMED));
    Some(FAILED_MODELS.warning("Models that failed to train", statement))
}

fn unfinished(project: &Project) -> Option<Finding> {
    let unfinished = project::unfinished(project);
    let oldest = unfinished.first()?;
    let start = oldest.started_at.map(|start| match unfinished.len() {
        1 => say!(" It started on {}.", time(start.display_date())),
        _ => say!(" The oldest, {}, started on {}.", name(&oldest.name), time(start.display_date())),
    });
    let statement = say!(
        "{} {} not finished: {}.{}",
        Things::EXPERIMENT.part(&EXPERIMENTS_UNFINISHED, unfinished.len(), project.experiments.len()),
        verb(unfinished.len(), "is", "are"),
        names(unfinished.iter().map(|experiment| experiment.name.as_str()), NAMED),
        start,
    );
    Some(UNFINISHED_EXPERIMENTS.info("Experiments not finished", statement))
}

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
            .then(|| say!(", the {} of {}", extreme, counted(&compared, "experiment", "experiments")));
        let quantity = report_facts::words::in_sentence(&best.figure.quantity.label());
        say!("{} {}{} ({}{}{})", label(quantity), &best.figure, on, by, name(&experiment.name), among)
    });
    let statement = say!("Best by dataset and metric: {}.", listed(named, MOST_RESULTS));
    let figures = results.iter().map(|best| best.figure.clone());
    Some(BEST_RESULT.info(title, statement).with(figures))
}
