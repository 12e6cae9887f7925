//! What is worth saying about an experiment.

use report_facts::lead;

use super::{choice, data, gaps, model, ranking, run};
use crate::prelude::*;

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Experiment>) -> Vec<Finding> {
    let experiment = &snapshot.content;
    let by = Ranking::of(experiment);
    let described = quality::best_model(experiment);
    let best = described.as_deref();
    let mut found = run::findings(snapshot);
    if let Some(by) = &by {
        found.extend(ranking::findings(experiment, by));
        found.extend(choice::findings(by));
    }
    let of_best = best.and_then(|best| {
        let entry = experiment.leaderboard.iter().find(|entry| entry.name == best.name);
        gaps::of_model(&best.name, &best.model, entry)
    });
    found.extend(of_best.or_else(|| gaps::of_board(by.as_ref()?, best)));
    if let Some(best) = best {
        let board = by.as_ref().and_then(|by| gaps::on_board(by, best));
        found.extend(model::about(&best.name, &best.model, experiment.ranking_split, board.as_ref()));
    }
    let dataset = experiment.dataset.as_ref().or_else(|| best?.model.dataset.as_ref());
    let balance = quality::class_balance(
        best.map(|best| &best.model),
        dataset,
        experiment.target.as_deref(),
        experiment.task,
        experiment.ranking_split,
    );
    found.extend(data::imbalance(&balance));
    if let Some(dataset) = dataset {
        found.extend(data::findings(dataset, experiment.task, experiment.target.as_deref(), &balance));
    }
    found
}

/// What is not known about an experiment, most serious first.
pub(crate) fn unknowns(snapshot: &Envelope<Experiment>) -> Vec<Statement> {
    let experiment = &snapshot.content;
    if experiment.leaderboard.is_empty() {
        return Vec::new();
    }
    let ranking = Ranking::of(experiment);
    let best = experiment.best_model.as_ref().map(|best| &best.model);
    let mut unknown = Vec::new();
    match &ranking {
        None => {
            unknown.push(Statement::words("By which metric the models are ranked, and so which is best."))
        }
        Some(by) if by.direction.is_none() => unknown.push(say!(
            "Which way {} is better, and so which model is best.",
            label(words::in_sentence(&by.label)),
        )),
        Some(_) => {}
    }
    let tested = best.is_some_and(|model| model.evaluations.iter().any(|of| of.split == Split::Test));
    let leader = ranking.as_ref().and_then(Ranking::leader);
    if leader.is_some() && !tested && experiment.ranking_split != Some(Split::Test) {
        unknown.push(Statement::words(
            "How good the leader is on test rows: it was chosen on the rows that its figures are from.",
        ));
    }
    match best {
        None => unknown.push(Statement::words("All details of the best model.")),
        Some(model) => unknown.extend(model::positive_class(model)),
    }
    let pair = ranking.as_ref().and_then(|by| Some((by, by.leader()?, by.second()?)));
    if pair.is_some_and(|(by, a, b)| lead::shared_folds(by, a.entry, b.entry).is_none()) {
        unknown.push(Statement::words("Whether the models were measured on the same folds."));
    }
    unknown.extend(best.and_then(model::cut_features));
    unknown
}
