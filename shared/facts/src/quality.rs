//! How good a model is: which metric and which rows speak for it.

use report_snapshot::{
    evaluation::{Evaluation, Split},
    model::Model,
};

pub use crate::dataset::class_balance;
use crate::metric::{self, Direction};

/// Splits from the most to the least trustworthy: rows that nothing was chosen on come first, training rows last.
const TRUSTWORTHY: [Split; 4] = [Split::Test, Split::CrossValidation, Split::Validation, Split::Training];

/// The metrics that speak for a model where the snapshot names none, most telling first.
const TELLING: [&str; 12] = [
    "auc",
    "roc_auc",
    "mean_per_class_error",
    "balanced_accuracy",
    "accuracy",
    "f1",
    "logloss",
    "log_loss",
    "rmse",
    "mae",
    "r2",
    "mean_residual_deviance",
];

/// Evaluations from the most to the least trustworthy; `preferred` before all others, such as the rows that a
/// leaderboard was ranked on.
pub fn by_trust(evaluations: &[Evaluation], preferred: Option<Split>) -> Vec<&Evaluation> {
    let order =
        preferred.into_iter().chain(TRUSTWORTHY.into_iter().filter(|split| Some(*split) != preferred));
    order.flat_map(|split| evaluations.iter().filter(move |evaluation| evaluation.split == split)).collect()
}

/// The most trustworthy evaluation that has what is asked for.
pub fn most_trusted(
    evaluations: &[Evaluation],
    preferred: Option<Split>,
    has: impl Fn(&Evaluation) -> bool,
) -> Option<&Evaluation> {
    by_trust(evaluations, preferred).into_iter().find(|evaluation| has(evaluation))
}

/// On which rows a figure was computed, as part of a sentence.
pub fn on_rows(split: Split) -> &'static str {
    match split {
        Split::Training => "on training rows",
        Split::Validation => "on validation rows",
        Split::CrossValidation => "in cross-validation",
        Split::Test => "on test rows",
    }
}

/// A finite value of a metric in an evaluation.
pub fn metric_value(evaluation: &Evaluation, metric: &str) -> Option<f64> {
    evaluation.metrics.get(metric).copied().flatten().filter(|value| value.is_finite())
}

/// A model's most telling figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Quality<'a> {
    /// The metric's name.
    pub metric: &'a str,
    /// What people call it.
    pub label: String,
    /// Which way is better, if known.
    pub direction: Option<Direction>,
    /// The value, finite.
    pub value: f64,
    /// On which rows.
    pub split: Split,
}

impl<'a> Quality<'a> {
    /// Of a model by itself: its ranking metric, or the most telling that it has, on its most trustworthy rows.
    pub fn of_model(model: &'a Model) -> Option<Self> {
        Self::preferring(model, None)
    }

    /// The same, on the preferred rows where it has figures for them.
    pub fn preferring(model: &'a Model, preferred: Option<Split>) -> Option<Self> {
        let metric = telling_metric(model)?;
        let evaluation = most_trusted(&model.evaluations, preferred, |evaluation| {
            metric_value(evaluation, metric).is_some()
        })?;
        Some(Self {
            metric,
            label: metric::defined_label(&model.metrics, metric),
            direction: metric::defined_direction(&model.metrics, metric),
            value: metric_value(evaluation, metric)?,
            split: evaluation.split,
        })
    }
}

/// The metric that speaks for the model.
pub fn telling_metric(model: &Model) -> Option<&str> {
    let occurs =
        |metric: &str| model.evaluations.iter().any(|evaluation| metric_value(evaluation, metric).is_some());
    let ranking = model.ranking_metric.as_deref().filter(|metric| occurs(metric));
    let defined =
        || model.metrics.iter().map(|definition| definition.name.as_str()).find(|metric| occurs(metric));
    let telling = || TELLING.into_iter().find(|metric| occurs(metric));
    let any = || {
        let mut names = model.evaluations.iter().flat_map(|evaluation| evaluation.metrics.keys());
        names.find(|metric| occurs(metric)).map(String::as_str)
    };
    ranking.or_else(telling).or_else(defined).or_else(any)
}

/// Rates of a confusion matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassRates {
    /// Sum of all counts.
    pub total: f64,
    /// Share of rows on the diagonal.
    pub accuracy: f64,
    /// Share of the most frequent actual class: the accuracy of always naming it (the no-information rate).
    pub majority_share: f64,
    /// Per class: rows, recall and precision. A rate over no rows is `None`.
    pub classes: Vec<ClassRate>,
}

/// Rates of one class.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassRate {
    /// The class.
    pub label: String,
    /// Rows that are of this class.
    pub rows: f64,
    /// Of those, the share called so.
    pub recall: Option<f64>,
    /// Of those called so, the share that are.
    pub precision: Option<f64>,
}

impl ClassRates {
    /// Computes them; `None` for a matrix without counts.
    pub fn of(evaluation: &Evaluation) -> Option<Self> {
        let matrix = evaluation.confusion_matrix.as_ref()?;
        let total: f64 = matrix.counts.iter().flatten().sum();
        if !(total > 0.0 && total.is_finite()) {
            return None;
        }
        let cell =
            |row: usize, column: usize| matrix.counts.get(row).and_then(|row| row.get(column)).copied();
        let classes: Vec<ClassRate> = (0..matrix.labels.len())
            .map(|index| {
                let rows: f64 = matrix.counts.get(index).map_or(0.0, |row| row.iter().sum());
                let called: f64 = matrix.counts.iter().filter_map(|row| row.get(index)).sum();
                let right = cell(index, index).unwrap_or(0.0);
                ClassRate {
                    label: matrix.labels[index].clone(),
                    rows,
                    recall: (rows > 0.0).then(|| right / rows),
                    precision: (called > 0.0).then(|| right / called),
                }
            })
            .collect();
        let right: f64 = (0..classes.len()).filter_map(|index| cell(index, index)).sum();
        let majority = classes.iter().map(|class| class.rows).fold(0.0, f64::max);
        Some(Self { total, accuracy: right / total, majority_share: majority / total, classes })
    }
}

/// A wrong call, by actual and predicted class.
#[derive(Debug, Clone, PartialEq)]
pub struct Confusion<'a> {
    /// The class that the rows are of.
    pub actual: &'a str,
    /// What they were called.
    pub predicted: &'a str,
    /// How many rows.
    pub count: f64,
    /// Their share of the actual class.
    pub share: f64,
}

/// The wrong calls that occur, most frequent first; ties keep the order of the matrix.
pub fn confusions(evaluation: &Evaluation) -> Vec<Confusion<'_>> {
    let Some(matrix) = &evaluation.confusion_matrix else { return Vec::new() };
    let mut found = Vec::new();
    for (actual, row) in matrix.counts.iter().enumerate() {
        let rows: f64 = row.iter().sum();
        for (predicted, &count) in row.iter().enumerate() {
            if actual != predicted && count > 0.0 {
                found.push(Confusion {
                    actual: &matrix.labels[actual],
                    predicted: &matrix.labels[predicted],
                    count,
                    share: count / rows,
                });
            }
        }
    }
    found.sort_by(|a, b| b.count.total_cmp(&a.count));
    found
}
