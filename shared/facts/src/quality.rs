//! How good a model is: which metric and which rows speak for it.

use std::borrow::Cow;

use report_snapshot::{
    evaluation::{Evaluation, Split},
    experiment::{BestModel, Experiment},
    model::Model,
};

pub use crate::confusion::{ClassRate, ClassRates, Confusion, confusions};
pub use crate::dataset::class_balance;
use crate::{
    Figure, Quantity, Rows, Subject, metric,
    quantity::{self, Known},
};

/// Splits from the most to the least trustworthy: rows that nothing was chosen on come first, training rows last.
const SPLITS_BY_TRUST: [Split; 4] = [Split::Test, Split::CrossValidation, Split::Validation, Split::Training];

/// The metrics that speak for a model where the snapshot names none, most telling first.
const QUALITY_METRICS: [&str; 10] = [
    "auc",
    "mean_per_class_error",
    "balanced_accuracy",
    "accuracy",
    "f1",
    "logloss",
    "rmse",
    "mae",
    "r2",
    "mean_residual_deviance",
];

/// How telling a well-known metric is, 0 being the most; `None` for one that speaks for a model only where nothing else does.
pub fn telling(known: &str) -> Option<usize> {
    QUALITY_METRICS.iter().position(|id| *id == known)
}

/// Evaluations from the most to the least trustworthy; `preferred` before all others, such as the rows that a
/// leaderboard was ranked on.
pub fn by_trust(evaluations: &[Evaluation], preferred: Option<Split>) -> Vec<&Evaluation> {
    let order =
        preferred.into_iter().chain(SPLITS_BY_TRUST.into_iter().filter(|split| Some(*split) != preferred));
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

/// The best model with what the experiment says of it: the metric that models are ranked by, where the model has none of its
/// own, and the experiment's definitions after the model's. Page one and the details speak of one metric.
pub fn best_model(experiment: &Experiment) -> Option<Cow<'_, BestModel>> {
    let mut best = Cow::Borrowed(experiment.best_model.as_ref()?);
    if best.model.ranking_metric.is_none() && experiment.ranking_metric.is_some() {
        best.to_mut().model.ranking_metric.clone_from(&experiment.ranking_metric);
    }
    if !experiment.metrics.is_empty() {
        best.to_mut().model.metrics.extend(experiment.metrics.iter().cloned());
    }
    Some(best)
}

/// A value of a metric in an evaluation, finite and within the metric's bounds. A name that says of which rows it is, such as
/// `test_roc_auc`, has one only in an evaluation of those rows.
pub fn metric_value(evaluation: &Evaluation, name: &str) -> Option<f64> {
    let value = evaluation.metrics.get(name).copied().flatten()?;
    let of_other_rows = |split| split != evaluation.split;
    if quantity::find_prefixed(name).and_then(|(_, _, split)| split).is_some_and(of_other_rows) {
        return None;
    }
    metric::sound(&Quantity::of_metric(&[], name), Some(value))
}

/// Of which rows an evaluation's figures are.
pub fn rows_of(evaluation: &Evaluation) -> Rows {
    if evaluation.split == Split::Training && evaluation.out_of_bag {
        Rows::OutOfBag
    } else {
        evaluation.split.into()
    }
}

/// Whether the model was not trained on the evaluation's rows.
pub fn is_held_out(evaluation: &Evaluation) -> bool {
    evaluation.split != Split::Training
}

/// Whether anything is known of the model on rows that nothing was chosen on.
pub fn is_tested(model: &Model) -> bool {
    model
        .evaluations
        .iter()
        .any(|evaluation| evaluation.split == Split::Test && !evaluation.metrics.is_empty())
}

/// The most trustworthy evaluation on rows held out that has what is asked for.
pub fn held_out(
    model: &Model,
    preferred: Option<Split>,
    has: impl Fn(&Evaluation) -> bool,
) -> Option<&Evaluation> {
    most_trusted(&model.evaluations, preferred, |evaluation| is_held_out(evaluation) && has(evaluation))
}

/// A metric of a model as a figure, finite and within the metric's bounds.
pub fn figure(name: &str, model: &Model, evaluation: &Evaluation, metric: &str) -> Option<Figure> {
    let quantity = Quantity::of_metric(&model.metrics, metric);
    let value = metric_value(evaluation, metric)?;
    Some(Figure::new(Subject::model(name), quantity, value).on(rows_of(evaluation)).over(evaluation.rows))
}

/// The name under which an evaluation has a well-known metric: its own id before an alias, then by name.
pub fn name_of<'a>(evaluation: &'a Evaluation, known: &str) -> Option<&'a str> {
    let same = |name: &&str| {
        quantity::find_prefixed(name).is_some_and(|(found, _, split)| {
            found.id == known && split.is_none_or(|split| split == evaluation.split)
        }) && metric_value(evaluation, name).is_some()
    };
    evaluation.metrics.keys().map(String::as_str).filter(same).min_by_key(|name| (*name != known, *name))
}

/// The same as a figure.
pub fn known_figure(name: &str, model: &Model, evaluation: &Evaluation, known: &Known) -> Option<Figure> {
    figure(name, model, evaluation, name_of(evaluation, known.id)?)
}

/// A model's most telling figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Quality<'a> {
    /// The metric's name.
    pub metric: &'a str,
    /// Its value, with what it is called and of which rows it is.
    pub figure: Figure,
    /// On which rows.
    pub split: Split,
}

impl<'a> Quality<'a> {
    /// Of a model by itself: its ranking metric, or the most telling that it has, on its most trustworthy rows.
    pub fn of_model(name: &str, model: &'a Model) -> Option<Self> {
        let metric = telling_metric(model)?;
        let evaluation =
            most_trusted(&model.evaluations, None, |evaluation| metric_value(evaluation, metric).is_some())?;
        Some(Self { metric, figure: figure(name, model, evaluation, metric)?, split: evaluation.split })
    }
}

/// The metric that speaks for the model.
pub fn telling_metric<'a>(model: &'a Model) -> Option<&'a str> {
    let occurs =
        |metric: &str| model.evaluations.iter().any(|evaluation| metric_value(evaluation, metric).is_some());
    let ranking = model.ranking_metric.as_deref().filter(|metric| occurs(metric));
    // As `name_of` says for each of them, in one pass over the names.
    let telling = || {
        let names = model
            .evaluations
            .iter()
            .flat_map(|evaluation| evaluation.metrics.keys().map(move |name| (evaluation, name.as_str())));
        let known = names.filter_map(|(evaluation, name)| {
            let (found, _, split) = quantity::find_prefixed(name)?;
            let place = QUALITY_METRICS.iter().position(|known| *known == found.id)?;
            let counts = split.is_none_or(|split| split == evaluation.split);
            (counts && metric_value(evaluation, name).is_some()).then_some((place, name != found.id, name))
        });
        known.min().map(|(_, _, name)| name)
    };
    let defined =
        || model.metrics.iter().map(|definition| definition.name.as_str()).find(|metric| occurs(metric));
    let any = || {
        let occurring = |evaluation: &'a Evaluation| {
            let names = evaluation.metrics.keys().map(String::as_str);
            names.filter(move |name| metric_value(evaluation, name).is_some())
        };
        model.evaluations.iter().flat_map(occurring).min()
    };
    ranking.or_else(telling).or_else(defined).or_else(any)
}
