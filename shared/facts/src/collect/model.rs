//! Figures of one model.

use report_snapshot::{
    evaluation::{Evaluation, Split},
    model::Model,
};

use super::{Collected, once, within};
use crate::{
    Rows, Sort, Subject,
    confusion::ClassRates,
    importance::{is_whole, shares},
    leaderboard::Spread,
    quantity::{FOLD_SD, IMPORTANCE, MODEL_SIZE, PRECISION, PREDICT_TIME, RECALL, TRAINING_TIME},
};

/// `name` of a model that is not what the report is about, but the best of an experiment.
pub(super) fn collect(all: &mut Collected, name: Option<&str>, model: &Model) {
    let of = name.map_or(Subject::Entity, Subject::model);
    // The most trusted rows first.
    let trust = [Split::Test, Split::CrossValidation, Split::Validation, Split::Training];
    for evaluation in trust.iter().flat_map(|split| model.evaluations.iter().filter(|of| of.split == *split))
    {
        let rows = rows(evaluation);
        for (metric, value) in &evaluation.metrics {
            let (metric, names_rows) = all.metric(&model.metrics, metric);
            all.put(&of, &metric, (!names_rows).then_some(rows), *value);
        }
        if let Some(rates) = ClassRates::of(evaluation) {
            classes(all, name, &rates, rows);
        }
    }
    let is_ranking = |metric: &str| model.ranking_metric.as_deref().is_none_or(|ranking| ranking == metric);
    for (metric, folds) in model.folds.iter().filter(|(metric, _)| is_ranking(metric)) {
        let (metric, _) = all.metric(&model.metrics, metric);
        let deviation = all.quantity(metric.quantity.derived(&FOLD_SD));
        all.put(&of, &deviation, None, Spread::of(folds).map(|spread| spread.sd));
    }
    all.known(&of, &TRAINING_TIME, model.training_time_ms);
    all.known(&of, &PREDICT_TIME, model.predict_time_per_row_ms);
    all.count(&of, &MODEL_SIZE, model.size_bytes);
    importance(all, name, model);
    if let (None, Some(dataset)) = (name, &model.dataset) {
        all.dataset(dataset, model.target.as_deref());
    }
}

fn rows(evaluation: &Evaluation) -> Rows {
    match evaluation.split {
        Split::Training if evaluation.out_of_bag => Rows::OutOfBag,
        split => Rows::from(split),
    }
}

/// Recall and precision of each class.
fn classes(all: &mut Collected, name: Option<&str>, rates: &ClassRates, rows: Rows) {
    let (recall, precision) = (all.quantity(&RECALL), all.quantity(&PRECISION));
    for class in once(&rates.classes, |class| &class.label) {
        let of = part(Sort::Class, &class.label, name);
        all.put(&of, &recall, Some(rows), class.recall);
        all.put(&of, &precision, Some(rows), class.precision);
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
    model.map_or_else(|| Subject::named(sort, name), |model| within(sort, name, model))
}
