//! Section `model`: what is served.

use crate::blocks::Blocks;
use report_document::{Block, Field};
use report_facts::format;
use report_snapshot::deployment::Deployment;

/// Makes the section; `None` where the model is not known.
pub(super) fn served_model(deployment: &Deployment) -> Option<Blocks> {
    let model = deployment.model.as_ref()?;
    let mut fields = vec![Field::new("Model", model.name.clone())];
    let mut put =
        |label: &str, value: Option<String>| fields.extend(value.map(|value| Field::new(label, value)));
    put("Version", model.version.clone());
    put("Algorithm", model.algorithm.clone());
    put("Framework", model.framework.clone());
    put("Task", model.task.map(|task| task.label().to_owned()));
    put("Target", model.target.clone());
    put("Trained on", model.dataset.clone());
    put("Training rows", model.training_rows.map(format::count));
    put("Features", model.features.map(format::count));
    put("Model id", model.id.map(|id| id.to_string()));
    Some(Blocks::default().with(Block::Fields(fields)))
}
