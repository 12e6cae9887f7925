//! What is worth saying about a model.

use report_snapshot::{Envelope, evaluation::Split, model::Model};

use super::{curves, data, drivers, fit};
use crate::Finding;
use crate::Severity;
use crate::legacy::Finding as Legacy;
use report_facts::quality;

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Model>) -> Vec<Finding> {
    let model = &snapshot.content;
    let mut found: Vec<Finding> = about(&snapshot.name, model, None).into_iter().map(Into::into).collect();
    if model.evaluations.is_empty() {
        found.push(Finding::from(Legacy {
            rule: "no_metrics",
            severity: Severity::Warning,
            title: "No metrics".into(),
            statement: format!(
                "The snapshot of {} holds no evaluation, so nothing can be said about its quality.",
                snapshot.name
            ),
            figures: Vec::new(),
        }));
    }
    let balance =
        quality::class_balance(Some(model), model.dataset.as_ref(), model.target.as_deref(), model.task);
    found.extend(data::imbalance(&balance));
    if let Some(dataset) = &model.dataset {
        found.extend(data::findings(dataset, model.task, model.target.as_deref(), &balance));
    }
    found
}

/// What an experiment says about its best model as well. `preferred` are the rows that its leaderboard was ranked on.
pub(super) fn about(name: &str, model: &Model, preferred: Option<Split>) -> Vec<Legacy> {
    let mut found = fit::findings(name, model, preferred);
    found.extend(drivers::findings(name, model));
    found.extend(curves::findings(name, model));
    found
}
