//! What is predicted.

use report_import::Told;
use report_snapshot::Task;

use crate::{error::Error, measures::Measure, settings::Settings};

/// What is predicted, and whether the number of classes is a guess.
pub(crate) fn of(measures: &[Measure], settings: &Settings) -> Result<(Task, bool), Error> {
    if let Some(task) = settings.task {
        return Ok((task, false));
    }
    let ids = || measures.iter().map(|measure| measure.metric.id.as_str());
    // Averages over classes, as scikit-learn and AutoGluon call them: `precision_macro`, `roc_auc_ovo_weighted`.
    let is_average = |id: &str| ["_macro", "_micro", "_ovr", "_ovo"].iter().any(|part| id.contains(part));
    let told = if ids().any(is_average) { Some(Told::ManyClasses) } else { Told::by_metrics(ids()) };
    let by_name = || ids().any(|id| id.ends_with("_error")).then_some(Told::Regression);
    match told.or_else(by_name).ok_or(Error::NoTask)? {
        Told::Regression => Ok((Task::Regression, false)),
        Told::ManyClasses => Ok((Task::MulticlassClassification, false)),
        Told::TwoClasses => Ok((Task::BinaryClassification, false)),
        Told::Classes => Ok((Task::BinaryClassification, true)),
    }
}
