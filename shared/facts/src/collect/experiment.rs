//! Figures of an experiment.

use report_snapshot::experiment::{Experiment, FoldSpread};

use super::{
    Collected, model, once,
    quantities::{PREDICT_TIME, TRAINING_TIME},
};
use crate::{
    Rows, Subject,
    quantity::{FOLD_SD, MODELS},
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
        let (metric, names_rows) = all.metric(&experiment.metrics, name);
        for (of, entry) in &entries {
            let value = entry.metrics.get(name).copied().flatten();
            all.put(of, &metric, split.filter(|_| !names_rows), value);
        }
        if Some(name) == experiment.ranking_metric.as_deref() {
            let deviation = all.quantity(metric.quantity.derived(&FOLD_SD));
            for (of, entry) in &entries {
                all.put(of, &deviation, None, entry.fold_spread.get(name).and_then(fold_deviation));
            }
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

/// The standard deviation over the folds, k − 1 in the denominator: of the folds themselves where they are given.
pub(super) fn fold_deviation(spread: &FoldSpread) -> Option<f64> {
    let folds: Vec<f64> = spread.folds.iter().copied().flatten().filter(|fold| fold.is_finite()).collect();
    if spread.folds.is_empty() {
        return spread.sd;
    }
    if folds.len() < spread.folds.len() || folds.len() < 2 {
        return None;
    }
    let mean = folds.iter().sum::<f64>() / folds.len() as f64;
    let squares: f64 = folds.iter().map(|fold| (fold - mean).powi(2)).sum();
    Some((squares / (folds.len() - 1) as f64).sqrt())
}
