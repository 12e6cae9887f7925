//! What is worth saying about an experiment.

use report_facts::{leaderboard::Ranking, quality};
use report_snapshot::{Envelope, experiment::Experiment};

use super::{choice, data, model, ranking, run};
use crate::Finding;

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Experiment>) -> Vec<Finding> {
    let experiment = &snapshot.content;
    let mut found = run::findings(snapshot);
    if let Some(by) = Ranking::of(experiment) {
        found.extend(ranking::findings(experiment, &by));
        found.extend(choice::findings(&by));
    }
    let best = experiment.best_model.as_ref();
    if let Some(best) = best {
        found.extend(
            model::about(&best.name, &best.model, experiment.ranking_split).into_iter().map(Into::into),
        );
    }
    let dataset = experiment.dataset.as_ref().or_else(|| best?.model.dataset.as_ref());
    let balance = quality::class_balance(
        best.map(|best| &best.model),
        dataset,
        experiment.target.as_deref(),
        experiment.task,
    );
    found.extend(data::imbalance(&balance).map(Into::into));
    if let Some(dataset) = dataset {
        let of_data = data::findings(dataset, experiment.task, experiment.target.as_deref(), &balance);
        found.extend(of_data.into_iter().map(Into::into));
    }
    found
}
