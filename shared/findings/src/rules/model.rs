//! What is worth saying about a model.

use report_facts::{importance, metric};

use super::{classes, curves, data, drivers, fit, gaps, groups, probabilities};
use crate::prelude::*;

rules! {
    of MODEL;

    NO_METRICS = "no_metrics", [Warning]:
        speaks: "No evaluation has a metric with a value that is finite and within the metric's bounds.",
        formula: "None.",
        source: "None needed.";
}

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Model>) -> Vec<Finding> {
    let model = &snapshot.content;
    let mut found = Vec::new();
    let has_value = |evaluation: &Evaluation| {
        let mut values = evaluation.metrics.iter();
        values.any(|(name, value)| metric::sound(&Quantity::of_metric(&[], name), *value).is_some())
    };
    if !model.evaluations.iter().any(has_value) {
        let statement = say!(
            "The snapshot of {} has no metric with a valid value, so that nothing can be said about its quality.",
            name(&snapshot.name),
        );
        found.push(NO_METRICS.warning("No metrics", statement));
    }
    found.extend(gaps::of_model(&snapshot.name, model, None));
    found.extend(about(&snapshot.name, model, None, None));
    let target = model.target.as_deref();
    let balance = quality::class_balance(Some(model), model.dataset.as_ref(), target, model.task, None);
    found.extend(data::imbalance(&balance));
    if let Some(dataset) = &model.dataset {
        found.extend(data::findings(dataset, model.task, model.target.as_deref(), &balance));
    }
    found
}

/// What an experiment says about its best model as well. `preferred` are the rows that its leaderboard was ranked on, `board`
/// the model's value there, where it has no evaluation of those rows.
pub(super) fn about(
    of: &str,
    model: &Model,
    preferred: Option<Split>,
    board: Option<&Figure>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(gaps::generalization(of, model, preferred, board));
    found.extend(fit::findings(of, model, preferred));
    if model.task.is_classification() {
        found.extend(classes::findings(of, model, preferred));
        found.extend(probabilities::findings(of, model, preferred));
        found.extend(groups::findings(model, preferred));
    }
    found.extend(drivers::findings(of, model));
    found.extend(curves::findings(of, model));
    found
}

/// What is not known about a model, most serious first.
pub(crate) fn unknowns(snapshot: &Envelope<Model>) -> Vec<Statement> {
    let model = &snapshot.content;
    let is_known =
        |evaluation: &Evaluation| quality::is_held_out(evaluation) && !evaluation.metrics.is_empty();
    let (held_out, tested) = (model.evaluations.iter().any(is_known), quality::is_tested(model));
    let mut unknown = those_that_hold([
        (!held_out, "How good the model is on rows that it was not trained on."),
        (
            held_out && !tested,
            "How good the model is on test rows: its figures are from rows that choices may have been made on.",
        ),
    ]);
    unknown.extend(positive_class(model));
    unknown.extend(those_that_hold([
        (model.experiment.is_none(), "Which experiment made the model."),
        (model.dataset.is_none(), "What data the model was trained on."),
    ]));
    unknown.extend(cut_features(model));
    unknown
}

/// Where it is not said which class counts as positive.
pub(super) fn positive_class(model: &Model) -> Option<Statement> {
    let binary = model.task == Task::BinaryClassification && model.positive_class.is_none();
    binary.then(|| Statement::words("Which class counts as positive in precision, recall, gain and lift."))
}

/// Where the list of features by importance is cut.
pub(super) fn cut_features(model: &Model) -> Option<Statement> {
    let first = model.feature_importance.iter().find(|given| !importance::shares(given).is_empty())?;
    let (listed, all) = (first.features.len() as u64, first.features_total?);
    (all > listed).then(|| {
        say!(
            "How important the features are that are not listed: {} of {} are.",
            Figure::of_entity(&FEATURES_LISTED, listed as f64),
            Figure::of_entity(&FEATURES, all as f64),
        )
    })
}
