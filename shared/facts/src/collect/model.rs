//! Figures of one model.

use report_snapshot::model::Model;

use super::collected::{Collected, metric_named, once};
use crate::{
    Rows, Sort, Subject,
    confusion::ClassRates,
    importance::{is_whole, shares},
    leaderboard::Spread,
    quality::{by_trust, rows_of},
    quantity::{FOLD_SD, IMPORTANCE, MODEL_SIZE, PRECISION, PREDICT_TIME, RECALL, TRAINING_TIME},
};

/// `name` of a model that is not what the report is about, but the best of an experiment.
pub(super) fn collect(all: &mut Collected, name: Option<&str>, model: &Model) {
    let of = name.map_or(Subject::Entity, Subject::model);
    for evaluation in by_trust(&model.evaluations, None) {
        let rows = rows_of(evaluation);
        for (metric, value) in &evaluation.metrics {
            let (metric, names_rows) = metric_named(&model.metrics, metric);
            all.put(&of, metric, (!names_rows).then_some(rows), *value);
        }
        if let Some(rates) = ClassRates::of(evaluation) {
            classes(all, name, &rates, rows);
        }
    }
    let is_ranking = |metric: &str| model.ranking_metric.as_deref().is_none_or(|ranking| ranking == metric);
    for (metric, folds) in model.folds.iter().filter(|(metric, _)| is_ranking(metric)) {
        let (metric, _) = metric_named(&model.metrics, metric);
        all.put(&of, metric.derived(&FOLD_SD), None, Spread::of(folds).map(|spread| spread.sd));
    }
    all.known(&of, &TRAINING_TIME, model.training_time_ms);
    all.known(&of, &PREDICT_TIME, model.predict_time_per_row_ms);
    all.count(&of, &MODEL_SIZE, model.size_bytes);
    importance(all, name, model);
    if let (None, Some(dataset)) = (name, &model.dataset) {
        all.dataset(dataset, model.target.as_deref());
    }
}

/// Recall and precision of each class.
fn classes(all: &mut Collected, name: Option<&str>, rates: &ClassRates, rows: Rows) {
    for class in once(&rates.classes, |class| &class.label) {
        let of = part(Sort::Class, &class.label, name);
        all.put(&of, &RECALL, Some(rows), class.recall);
        all.put(&of, &PRECISION, Some(rows), class.precision);
    }
}

/// Shares of the first importance that has figures, if none of its features are left out.
fn importance(all: &mut Collected, name: Option<&str>, model: &Model) {
    let given = model.feature_importance.iter().find(|importance| !importance.features.is_empty());
    let Some(given) = given.filter(|given| is_whole(given)) else { return };
    for (feature, share) in once(&shares(given), |(feature, _)| feature) {
        all.known(&part(Sort::Column, feature, name), &IMPORTANCE, Some(*share));
    }
}

/// A class or column, of that model where it is not what the report is about.
fn part(sort: Sort, name: &str, model: Option<&str>) -> Subject {
    model.map_or_else(|| Subject::named(sort, name), |model| Subject::pair(sort, name, model))
}
