//! What a list says about a report on a project.

use report_snapshot::project::Project;

use super::figure::{SummaryFigures, put_count};
use crate::project::attention;

/// See [`super::summary_figures`].
pub(super) fn figures(content: &Project) -> SummaryFigures {
    let mut figures = Vec::new();
    put_count(&mut figures, "experiments", Some(content.experiments.len() as u64));
    put_count(&mut figures, "models", Some(content.models.len() as u64));
    put_count(&mut figures, "datasets", Some(content.datasets.len() as u64));
    put_count(&mut figures, "deployments", Some(content.deployments.len() as u64));
    put_count(&mut figures, "deployments_to_look_at", Some(attention(content)));
    put_count(&mut figures, "synthgen_runs", Some(content.synthgen_runs.len() as u64));
    figures
}
