//! Figures of an experiment.

use report_snapshot::experiment::Experiment;

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
    let mut names: Vec<&str> = experiment.ranking_metric.as_deref().into_iter().collect();
    for name in experiment.leaderboard.iter().flat_map(|entry| entry.metrics.keys()) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let entries: Vec<_> = once(&experiment.leaderboard, |entry| &entry.name)
        .map(|entry| (Subject::model(entry.name.as_str()), entry))
        .collect();
    for name in names {
        let (metric, names_rows) = metric_named(&experiment.metrics, name);
        for (of, entry) in &entries {
            let value = entry.metrics.get(name).copied().flatten();
            all.put(of, metric.clone(), split.filter(|_| !names_rows), value);
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
