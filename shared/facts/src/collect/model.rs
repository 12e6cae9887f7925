//! Figures of one model.

use report_snapshot::{
    evaluation::{ConfusionMatrix, Evaluation, Split},
    model::{ImportanceMethod, Model},
};

use super::{
    Collected,
    experiment::fold_deviation,
    once,
    quantities::{IMPORTANCE, MODEL_SIZE, PREDICT_TIME, TRAINING_TIME},
    within,
};
use crate::{
    Rows, Sort, Subject,
    quantity::{FOLD_SD, PRECISION, RECALL},
};

/// `name` of a model that is not what the report is about, but the best of an experiment.
pub(super) fn collect(all: &mut Collected, name: Option<&str>, model: &Model) {
    let of = name.map_or(Subject::Entity, Subject::model);
    for evaluation in &model.evaluations {
        let rows = rows(evaluation);
        for (metric, value) in &evaluation.metrics {
            let (metric, names_rows) = all.metric(&model.metrics, metric);
            all.put(&of, &metric, (!names_rows).then_some(rows), *value);
        }
        if let Some(matrix) = &evaluation.confusion_matrix {
            classes(all, name, matrix, rows);
        }
    }
    let is_ranking = |metric: &str| model.ranking_metric.as_deref().is_none_or(|ranking| ranking == metric);
    for (metric, folds) in model.folds.iter().filter(|(metric, _)| is_ranking(metric)) {
        let (metric, _) = all.metric(&model.metrics, metric);
        let deviation = all.quantity(metric.quantity.derived(&FOLD_SD));
        all.put(&of, &deviation, None, fold_deviation(folds));
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
fn classes(all: &mut Collected, name: Option<&str>, matrix: &ConfusionMatrix, rows: Rows) {
    let size = matrix.labels.len();
    let is_square = matrix.counts.len() == size && matrix.counts.iter().all(|row| row.len() == size);
    let is_counted = matrix.counts.iter().flatten().all(|count| count.is_finite() && *count >= 0.0);
    if !is_square || !is_counted {
        return;
    }
    let (recall, precision) = (all.quantity(&RECALL), all.quantity(&PRECISION));
    let labels: Vec<(usize, &String)> = matrix.labels.iter().enumerate().collect();
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    for (index, label) in once(&labels, |(_, label)| label).copied() {
        let of = match name {
            Some(name) => within(Sort::Class, label, name),
            None => Subject::class(label.as_str()),
        };
        let right = matrix.counts[index][index];
        let actual: f64 = matrix.counts[index].iter().sum();
        let predicted: f64 = matrix.counts.iter().map(|row| row[index]).sum();
        all.put(&of, &recall, Some(rows), share(right, actual));
        all.put(&of, &precision, Some(rows), share(right, predicted));
    }
}

/// Shares of the first importance that has figures, if none of its features are left out.
fn importance(all: &mut Collected, name: Option<&str>, model: &Model) {
    let given = model.feature_importance.iter().find(|importance| !importance.features.is_empty());
    let Some(given) = given else { return };
    if given.features_total.is_some_and(|total| total != given.features.len() as u64) {
        return;
    }
    let magnitude = |value: f64| match given.method {
        ImportanceMethod::Coefficient => value.abs(),
        _ => value.max(0.0),
    };
    let values: Option<Vec<f64>> =
        given.features.iter().map(|feature| feature.value.map(magnitude)).collect();
    let Some(values) = values.filter(|values| values.iter().all(|value| value.is_finite())) else { return };
    let sum: f64 = values.iter().sum();
    if sum <= 0.0 || !sum.is_finite() {
        return;
    }
    let shares: Vec<(&str, f64)> =
        given.features.iter().zip(&values).map(|(feature, value)| (&*feature.name, value / sum)).collect();
    for (feature, share) in once(&shares, |(feature, _)| feature) {
        let of = name.map_or_else(|| Subject::column(*feature), |name| within(Sort::Column, feature, name));
        all.known(&of, &IMPORTANCE, Some(*share));
    }
}
