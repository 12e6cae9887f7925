//! What a project's report does not know.

use report_facts::{
    Figure, Statement, project,
    quantity::{
        DATASETS, DATASETS_UNSIZED, DEPLOYMENTS, DEPLOYMENTS_UNTRACED, DEPLOYMENTS_WITHOUT_FIGURES,
        EXPERIMENTS, EXPERIMENTS_WITHOUT_RESULT,
    },
    say,
    statement::{counted, names},
};
use report_snapshot::{Envelope, RunStatus, project::Project};

use super::{NAMED, deployments::named, part_of, sorted};

/// The gaps, most serious first.
pub(crate) fn unknowns(snapshot: &Envelope<Project>) -> Vec<Statement> {
    let project = &snapshot.content;
    let mut found = Vec::new();

    let deployments = &project.deployments;
    let all = Figure::count(&DEPLOYMENTS, deployments.len());
    let untraced = named(deployments.iter().filter(|item| project::lacks_experiment(project, item)));
    if !untraced.is_empty() {
        let number = Figure::count(&DEPLOYMENTS_UNTRACED, untraced.len());
        let verb = ("serves a model", "serve models");
        found.push(say!(
            "{} that no experiment here is known to have made: {}.",
            part_of(&number, &all, ("deployment", "deployments"), verb),
            names(untraced, NAMED)
        ));
    }

    let completed = project.experiments.iter().filter(|item| item.status == RunStatus::Completed);
    let without = completed.filter(|item| item.best_metric.as_ref().and_then(project::value).is_none());
    let without = sorted(without.map(|item| item.name.as_str()));
    if !without.is_empty() {
        let number = Figure::count(&EXPERIMENTS_WITHOUT_RESULT, without.len());
        let all = Figure::count(&EXPERIMENTS, project.experiments.len());
        found.push(say!(
            "{} completed without a figure of the best model: {}.",
            part_of(&number, &all, ("experiment", "experiments"), ("has", "have")),
            names(without, NAMED)
        ));
    }

    let without = named(deployments.iter().filter(|item| project::lacks_figures(item)));
    if !without.is_empty() {
        let number = Figure::count(&DEPLOYMENTS_WITHOUT_FIGURES, without.len());
        found.push(say!(
            "Of {} of {} it is not known how many calls failed: {}.",
            &number,
            counted(&all, "deployment", "deployments"),
            names(without, NAMED)
        ));
    }

    let unsized_ones =
        project.datasets.iter().filter(|dataset| dataset.rows.is_none() || dataset.columns.is_none());
    let without = sorted(unsized_ones.map(|dataset| dataset.name.as_str()));
    if !without.is_empty() {
        let number = Figure::count(&DATASETS_UNSIZED, without.len());
        let all = Figure::count(&DATASETS, project.datasets.len());
        found.push(say!(
            "Of {} of {} it is not known how large they are: {}.",
            &number,
            counted(&all, "dataset", "datasets"),
            names(without, NAMED)
        ));
    }
    found
}
