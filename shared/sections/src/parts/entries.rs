//! The rows of the sections about a model.

use report_domain::Flag;
use report_snapshot::Task;

use super::{
    calibration::calibration,
    confusion_matrix::confusion_matrix,
    cross_validation::cross_validation,
    feature_importance::{Listed, feature_importance},
    gains_lift::gains_lift,
    groups::groups,
    learning_curves::{MOST_CURVES, TELLING_CURVES, learning_curves},
    metrics::metrics,
    precision_recall::precision_recall,
    residuals::residuals,
    roc::roc,
    subject::Subject,
    thresholds::thresholds,
};
use crate::contents::Entry;

/// A document with sections about a model: the model's own, and that of an experiment with a best model.
pub(crate) trait ShowsModel {
    /// The model; `None` for an experiment that says nothing about its best one.
    fn model(&self) -> Option<Subject<'_>>;

    /// What the model, or the experiment, predicts.
    fn task(&self) -> Task;
}

impl<T: ShowsModel> Entry<T> {
    pub(crate) const METRICS: Self = Entry::new("metrics", "Metrics", |c: &T| metrics(&c.model()?))
        .option(Flag::IncludeMetrics)
        .needs(has_model)
        .absent("metrics");

    pub(crate) const CROSS_VALIDATION: Self =
        Entry::new("cross-validation", "Cross-validation", |c: &T| cross_validation(&c.model()?))
            .option(Flag::IncludeMetrics)
            .needs(has_model)
            .absent("cross-validation folds");

    pub(crate) const ROC: Self = Entry::new("roc", "ROC curve", |c: &T| roc(&c.model()?))
        .option(Flag::IncludeRocCurve)
        .needs(is_classifier)
        .absent("ROC curve");

    pub(crate) const PRECISION_RECALL: Self =
        Entry::new("precision-recall", "Precision and recall", |c: &T| precision_recall(&c.model()?))
            .option(Flag::IncludeRocCurve)
            .needs(is_classifier)
            .absent("precision-recall curve");

    pub(crate) const CONFUSION_MATRIX: Self =
        Entry::new("confusion-matrix", "Confusion matrix", |c: &T| confusion_matrix(&c.model()?))
            .option(Flag::IncludeConfusionMatrix)
            .needs(is_classifier)
            .absent("confusion matrix");

    pub(crate) const THRESHOLDS: Self =
        Entry::new("thresholds", "Decision thresholds", |c: &T| thresholds(&c.model()?))
            .option(Flag::IncludeConfusionMatrix)
            .needs(is_classifier)
            .absent("decision thresholds")
            .expected(is_binary);

    pub(crate) const GAINS_LIFT: Self =
        Entry::new("gains-lift", "Gain and lift", |c: &T| gains_lift(&c.model()?))
            .option(Flag::IncludeRocCurve)
            .needs(is_classifier)
            .absent("gain and lift")
            .expected(is_binary);

    pub(crate) const CALIBRATION: Self =
        Entry::new("calibration", "Calibration", |c: &T| calibration(&c.model()?))
            .option(Flag::IncludeMetrics)
            .needs(is_classifier)
            .absent("calibration")
            .expected(is_binary);

    pub(crate) const RESIDUALS: Self = Entry::new("residuals", "Residuals", |c: &T| residuals(&c.model()?))
        .option(Flag::IncludeMetrics)
        .needs(predicts_numbers)
        .absent("predicted against actual values");

    /// Few snapshots have groups, so that their absence is not mentioned.
    pub(crate) const GROUPS: Self = Entry::new("groups", "Groups", |c: &T| groups(&c.model()?))
        .option(Flag::IncludeGroups)
        .needs(has_model);

    pub(crate) const FEATURE_IMPORTANCE: Self =
        Entry::new("feature-importance", "Feature importance", |c: &T| {
            feature_importance(&c.model()?, Listed::All)
        })
        .shorter(|c: &T| feature_importance(&c.model()?, Listed::Drawn))
        .option(Flag::IncludeFeatureImportance)
        .needs(has_model)
        .absent("feature importance");

    /// Curves without a value to draw are no section and nothing that is missing either.
    pub(crate) const LEARNING_CURVES: Self =
        Entry::new("learning-curves", "Learning curves", |c: &T| learning_curves(&c.model()?, MOST_CURVES))
            .shorter(|c: &T| learning_curves(&c.model()?, TELLING_CURVES))
            .option(Flag::IncludeLearningCurves)
            .needs(has_model)
            .absent("learning curves")
            .expected(|c| c.model().is_some_and(|subject| subject.model.learning_curves.is_empty()));
}

fn has_model<T: ShowsModel>(of: &T) -> bool {
    of.model().is_some()
}

fn is_classifier<T: ShowsModel>(of: &T) -> bool {
    has_model(of) && of.task().is_classification()
}

fn is_binary<T: ShowsModel>(of: &T) -> bool {
    of.task() == Task::BinaryClassification
}

fn predicts_numbers<T: ShowsModel>(of: &T) -> bool {
    has_model(of) && !of.task().is_classification()
}
