//! What is worth saying about a project.

pub(super) mod data;
pub(super) mod deployments;
pub(super) mod experiments;
pub(super) mod synthgen;
mod unknown;

pub(crate) use unknown::unknowns;

use crate::prelude::*;

/// Items named in one sentence; the rest is counted.
const NAMED: usize = 3;

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

/// What a project lists: the quantity that counts all of it, and what one and many are called.
struct Things(&'static Known, &'static str, &'static str);

impl Things {
    const DATASET: Self = Self(&DATASETS, "dataset", "datasets");
    const EXPERIMENT: Self = Self(&EXPERIMENTS, "experiment", "experiments");
    const MODEL: Self = Self(&MODELS, "model", "models");
    const DEPLOYMENT: Self = Self(&DEPLOYMENTS, "deployment", "deployments");
    const RUN: Self = Self(&SYNTHGEN_RUNS, "synthetic-data run", "synthetic-data runs");

    /// `2 of 3 datasets`.
    fn part(&self, quantity: &'static Known, part: usize, all: usize) -> Statement {
        say!("{} of {}", Figure::count(quantity, part), self.number(all))
    }

    /// `3 datasets`.
    fn number(&self, number: usize) -> Span {
        number_of(self.0, number, self.1, self.2)
    }
}
