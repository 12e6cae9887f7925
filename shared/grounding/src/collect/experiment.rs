//! Facts of an experiment.

use std::collections::BTreeMap;

use report_facts::leaderboard::Ranking;
use report_snapshot::experiment::Experiment;

use super::{between, data, event, model, settings};
use crate::{
    fact::{EventKind, Tag, Unit},
    facts::{Facts, NewFact, canonical_metric, metric_unit},
    name::{NameId, Sort},
};

pub(crate) fn collect(facts: &mut Facts, experiment: &Experiment) {
    event(facts, EventKind::Start, None, experiment.started_at);
    event(facts, EventKind::End, None, experiment.finished_at);
    facts.known("duration", &[], &[], between(experiment.started_at, experiment.finished_at), Unit::Time);
    facts.count("models", Some(experiment.leaderboard.len() as u64));
    let ensembles = experiment.leaderboard.iter().filter(|entry| entry.is_ensemble).count();
    facts.count("ensembles", Some(ensembles as u64));
    if let Some(target) = &experiment.target {
        facts.lexicon.add(target, Sort::Other);
    }
    leaderboard(facts, experiment);
    if let Some(best) = &experiment.best_model {
        let name = facts.lexicon.add(&best.name, Sort::Model);
        if !facts.defaults.contains(&name) {
            facts.defaults.push(name);
        }
        model::collect(facts, name, &best.model, experiment.ranking_split);
        model::alone(facts, name, &best.model);
    }
    importances(facts, experiment);
    settings(facts, &[], &experiment.configuration);
    if let Some(dataset) = &experiment.dataset {
        data::collect(facts, dataset, experiment.target.as_deref(), true);
    }
}

fn leaderboard(facts: &mut Facts, experiment: &Experiment) {
    if let Some(ranking) = Ranking::of(experiment) {
        facts.ranking = Some(facts.metric(&experiment.metrics, ranking.metric).0);
    }
    let mut by_algorithm: BTreeMap<&str, u64> = BTreeMap::new();
    for (index, entry) in experiment.leaderboard.iter().enumerate() {
        let id = facts.lexicon.add(&entry.name, Sort::Model);
        if index == 0 {
            facts.defaults.push(id);
        }
        facts.leaderboard.push(id);
        if entry.is_ensemble {
            facts.ensembles.push(id);
        }
        if let Some(algorithm) = &entry.algorithm {
            facts.algorithm(id, algorithm);
            *by_algorithm.entry(algorithm).or_default() += 1;
        }
        facts.known("rank", &[id], &[], Some(index as f64 + 1.0), Unit::Count);
        facts.known("training_time", &[id], &[], entry.training_time_ms, Unit::Time);
        facts.known("predict_time", &[id], &[], entry.predict_time_per_row_ms, Unit::Time);
        for (name, value) in &entry.metrics {
            let (quantity, split) = facts.metric(&experiment.metrics, name);
            let split = split.or(experiment.ranking_split);
            let tags: Vec<Tag> = split.map(Tag::Split).into_iter().collect();
            let unit = metric_unit(&canonical_metric(name).0);
            facts.put(NewFact { quantity, subjects: &[id], tags: &tags, value: *value, unit, default: true });
        }
        for (name, spread) in &entry.fold_spread {
            let Some(spread) = report_facts::leaderboard::Spread::of(spread) else { continue };
            let of = model::folds(facts, &experiment.metrics, id, name, spread);
            if facts.ranking == Some(of) {
                facts.known("fold_sd", &[id], &[], Some(spread.sd), Unit::Plain);
            }
            if let (Some(folds), 0) = (spread.folds, index) {
                facts.count("folds", Some(folds as u64));
            }
        }
    }
    for (algorithm, count) in by_algorithm {
        let id = facts.lexicon.add(algorithm, Sort::Algorithm);
        facts.known("models", &[id], &[], Some(count as f64), Unit::Count);
    }
}

fn importances(facts: &mut Facts, experiment: &Experiment) {
    for (model, features) in &experiment.importance_by_model {
        let model: NameId = facts.lexicon.add(model, Sort::Model);
        if facts.defaults.contains(&model) {
            // The best model's own importance, in full, says the same with more digits.
            continue;
        }
        for (feature, share) in features {
            let feature = facts.lexicon.add(feature, Sort::Column);
            facts.known("importance", &[feature, model], &[], *share, Unit::Share);
        }
    }
}
