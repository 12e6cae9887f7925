//! What is worth saying about a project.

pub(super) mod data;
pub(super) mod deployments;
pub(super) mod experiments;
pub(super) mod synthgen;
mod things;
mod unknown;

pub(crate) use unknown::unknowns;

use crate::prelude::*;

rules! {
    of PROJECT;

    EMPTY_PROJECT = "empty_project", [Info]:
        speaks: "The project lists no dataset, experiment, model, deployment and synthetic-data run. Then no other rule speaks.",
        formula: "",
        source: "none needed";
}

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Project>) -> Vec<Finding> {
    let project = &snapshot.content;
    let is_empty = project.datasets.is_empty()
        && project.experiments.is_empty()
        && project.models.is_empty()
        && project.deployments.is_empty()
        && project.synthgen_runs.is_empty();
    if is_empty {
        let statement = say!(
            "{} holds no dataset, experiment, model, deployment or synthetic-data run.",
            name(&snapshot.name)
        );
        return vec![EMPTY_PROJECT.info("Nothing here yet", statement)];
    }
    [
        deployments::findings(project),
        experiments::findings(project),
        synthgen::findings(project),
        data::findings(project),
    ]
    .concat()
}
