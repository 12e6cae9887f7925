//! What a project's report does not know.

use report_facts::project;

use super::things::Things;
use crate::prelude::*;

/// The gaps, most serious first.
pub(crate) fn unknowns(snapshot: &Envelope<Project>) -> Vec<Statement> {
    let project = &snapshot.content;
    let (experiments, deployments, datasets) =
        (&project.experiments, &project.deployments, &project.datasets);

    let untraced = deployments.iter().filter(|item| project::lacks_experiment(project, item));
    let untraced = sorted(untraced.map(|item| item.name.as_str())).map(|untraced| {
        say!(
            "{} {} that no experiment here is known to have made: {}.",
            Things::DEPLOYMENT.part(&DEPLOYMENTS_UNTRACED, untraced.len(), deployments.len()),
            verb(untraced.len(), "serves a model", "serve models"),
            names(untraced, NAMED),
        )
    });

    let completed = experiments.iter().filter(|item| item.status == RunStatus::Completed);
    let open = completed.filter(|item| item.best_metric.as_ref().and_then(project::value).is_none());
    let without_result = sorted(open.map(|item| item.name.as_str())).map(|open| {
        say!(
            "{} {} completed without a figure of the best model: {}.",
            Things::EXPERIMENT.part(&EXPERIMENTS_WITHOUT_RESULT, open.len(), experiments.len()),
            verb(open.len(), "has", "have"),
            names(open, NAMED),
        )
    });

    let silent = deployments.iter().filter(|item| project::lacks_figures(item));
    let without_figures = sorted(silent.map(|item| item.name.as_str())).map(|silent| {
        let part = Things::DEPLOYMENT.part(&DEPLOYMENTS_WITHOUT_FIGURES, silent.len(), deployments.len());
        say!("Of {} it is not known how many calls failed: {}.", part, names(silent, NAMED))
    });

    let of_any_size = datasets.iter().filter(|dataset| dataset.rows.is_none() || dataset.columns.is_none());
    let without_size = sorted(of_any_size.map(|dataset| dataset.name.as_str())).map(|of_any_size| {
        let part = Things::DATASET.part(&DATASETS_UNSIZED, of_any_size.len(), datasets.len());
        say!("Of {} it is not known how large they are: {}.", part, names(of_any_size, NAMED))
    });

    [untraced, without_result, without_figures, without_size].into_iter().flatten().collect()
}
