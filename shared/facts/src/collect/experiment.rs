//! Figures of an experiment.

use std::collections::HashMap;

use report_snapshot::experiment::{Experiment, LeaderboardEntry};

use super::{
    collected::{Collected, metric_named, once},
    model,
};
use crate::{
    Rows, Subject,
    leaderboard::Ranking,
    quantity::{FOLD_SD, MODELS, PREDICT_TIME, TRAINING_TIME},
};

pub(super) fn collect(all: &mut Collected, experiment: &Experiment) {
    all.count(&Subject::Entity, &MODELS, Some(experiment.leaderboard.len() as u64));
    let split = experiment.ranking_split.map(Rows::from);
    let entries: Vec<_> = once(&experiment.leaderboard, |entry| &entry.name)
        .map(|entry| (Subject::model(entry.name.as_str()), entry))
        .collect();
    for (name, values) in by_metric(experiment, entries.iter().map(|(_, entry)| *entry)) {
        let (metric, names_rows) = metric_named(&experiment.metrics, name);
        for (index, value) in values {
            all.put(&entries[index].0, metric.clone(), split.filter(|_| !names_rows), Some(value));
        }
    }
    if let Some(ranking) = Ranking::of(experiment) {
        let deviation = ranking.quantity.derived(&FOLD_SD);
        for (of, entry) in &entries {
            all.put(of, deviation.clone(), None, ranking.spread(entry).map(|spread| spread.sd));
        }
    }
    for (of, entry) in &entries {
        all.known(of, &TRAINING_TIME, entry.training_time_ms);
        all.known(of, &PREDICT_TIME, entry.predict_time_per_row_ms);
    }
    if let Some(best) = &experiment.best_model {
        model::collect(all, Some(&best.name), &best.model);
    }
    if let Some(dataset) = &experiment.dataset {
        all.dataset(dataset, experiment.target.as_deref());
    }
}

/// The metrics of a leaderboard, that of the ranking first, each with the places of the entries that have a value of it. In one
/// pass: entries may have metrics of their own each.
fn by_metric<'a>(
    experiment: &'a Experiment,
    entries: impl Iterator<Item = &'a LeaderboardEntry>,
) -> Vec<(&'a str, Vec<(usize, f64)>)> {
    let named = experiment.leaderboard.iter().flat_map(|entry| entry.metrics.keys());
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<(&str, Vec<(usize, f64)>)> = Vec::new();
    for name in experiment.ranking_metric.iter().chain(named) {
        places.entry(name).or_insert_with(|| {
            found.push((name, Vec::new()));
            found.len() - 1
        });
    }
    for (index, entry) in entries.enumerate() {
        for (name, value) in &entry.metrics {
            if let (Some(place), Some(value)) = (places.get(name.as_str()), value) {
                found[*place].1.push((index, *value));
            }
        }
    }
    found
}
