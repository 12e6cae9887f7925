//! What is worth saying about a project.

mod data;
mod deployments;
mod experiments;
mod synthgen;
mod unknown;

pub(crate) use unknown::unknowns;

use report_domain::Kind;
use report_facts::{
    Figure, Statement, say,
    statement::{counted, name},
};
use report_snapshot::{Envelope, project::Project};

use crate::{Finding, Rule, Severity};

/// Items named in one sentence; the rest is counted.
const NAMED: usize = 3;

/// What the rules here are about.
const KINDS: &[Kind] = &[Kind::Project];

/// The rules of this module.
pub(crate) const RULES: &[&Rule] = &[
    &EMPTY_PROJECT,
    &deployments::DEPLOYMENT_STATUS,
    &deployments::DEPLOYMENT_ERROR_RATE,
    &deployments::DEPLOYMENT_DRIFT,
    &deployments::FURTHER_DEPLOYMENTS,
    &deployments::UNKNOWN_SERVED_MODEL,
    &experiments::FAILED_EXPERIMENTS,
    &experiments::FAILED_MODELS,
    &experiments::UNFINISHED_EXPERIMENTS,
    &experiments::BEST_RESULT,
    &synthgen::FAILED_SYNTHGEN_RUNS,
    &synthgen::SYNTHGEN_QUALITY,
    &data::MISSING_VALUES,
    &data::UNUSED_DATASETS,
];

pub(crate) static EMPTY_PROJECT: Rule = Rule {
    name: "empty_project",
    kinds: KINDS,
    severities: &[Severity::Info],
    speaks: "The project lists no dataset, experiment, model, deployment and synthetic-data run. Then no other rule speaks.",
    formula: "",
    source: "none needed",
};

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
        return vec![Finding::new(&EMPTY_PROJECT, Severity::Info, "Nothing here yet", statement)];
    }
    let mut found = deployments::findings(project);
    found.extend(experiments::findings(project));
    found.extend(synthgen::findings(project));
    found.extend(data::findings(project));
    found
}

/// `1 of 3 datasets has`, `2 of 3 datasets have`.
fn part_of(
    part: &Figure,
    all: &Figure,
    things: (&'static str, &'static str),
    verb: (&'static str, &'static str),
) -> Statement {
    let verb = if part.value == 1.0 { verb.0 } else { verb.1 };
    say!("{} of {} {}", part, counted(all, things.0, things.1), verb)
}

/// Names in ascending order: what is listed first depends on no order of the project.
fn sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    names
}
