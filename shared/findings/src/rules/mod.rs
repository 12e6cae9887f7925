//! The rules, one file per kind of entity, and one per subject for what an experiment and a model have in common.

mod choice;
mod classes;
pub(crate) mod contradictions;
mod curves;
pub(crate) mod data;
pub(crate) mod deployment;
mod drivers;
pub(crate) mod experiment;
mod fit;
mod gaps;
mod groups;
pub(crate) mod model;
pub(crate) mod privacy;
mod probabilities;
pub(crate) mod project;
mod ranking;
mod run;
pub(crate) mod synthgen;

use crate::{Rule, synthetic};

/// The rules of every file, in the order of the rule book.
pub(crate) const BOOK: &[&[&Rule]] = &[
    contradictions::RULES,
    run::RULES,
    ranking::RULES,
    choice::RULES,
    gaps::RULES,
    fit::RULES,
    classes::RULES,
    probabilities::RULES,
    groups::RULES,
    drivers::RULES,
    curves::RULES,
    model::RULES,
    data::classes::RULES,
    data::missing::RULES,
    data::columns::RULES,
    deployment::health::RULES,
    deployment::incidents::RULES,
    deployment::latency::RULES,
    deployment::outcomes::RULES,
    deployment::drift::RULES,
    deployment::features::RULES,
    project::RULES,
    project::deployments::RULES,
    project::experiments::RULES,
    project::synthgen::RULES,
    project::data::RULES,
    synthgen::RULES,
    synthetic::fidelity::RULES,
    synthetic::privacy::RULES,
    synthetic::utility::RULES,
    privacy::RULES,
    privacy::found::RULES,
    privacy::remaining::RULES,
    privacy::anonymity::RULES,
];
