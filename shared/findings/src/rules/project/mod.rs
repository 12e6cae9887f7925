//! What is worth saying about a project.

mod data;
mod deployments;
mod experiments;
mod synthgen;

use report_snapshot::{Envelope, project::Project};

use crate::Severity;
use crate::legacy::Finding;

/// Items named in one sentence; the rest is counted.
const NAMED: usize = 3;

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Project>) -> Vec<Finding> {
    let project = &snapshot.content;
    let is_empty = project.datasets.is_empty()
        && project.experiments.is_empty()
        && project.models.is_empty()
        && project.deployments.is_empty()
        && project.synthgen_runs.is_empty();
    if is_empty {
        return vec![Finding {
            rule: "empty_project",
            severity: Severity::Info,
            title: "Nothing here yet".into(),
            statement: format!("{} holds no dataset, experiment, model or deployment.", snapshot.name),
            figures: Vec::new(),
        }];
    }
    let mut found = deployments::findings(project);
    found.extend(experiments::findings(project, snapshot.taken_at));
    found.extend(synthgen::findings(project));
    found.extend(data::findings(project));
    found
}

/// What the report does not know, the most serious first.
pub(crate) fn unknowns(_: &Envelope<Project>) -> Vec<report_facts::Statement> {
    Vec::new()
}
