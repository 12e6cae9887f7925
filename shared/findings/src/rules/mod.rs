//! The rules, one file per kind of entity, and one per subject for what an experiment and a model have in common.

pub(crate) mod contradictions;
mod curves;
pub(crate) mod data;
pub(crate) mod deployment;
mod drivers;
pub(crate) mod experiment;
mod fit;
pub(crate) mod model;
pub(crate) mod project;
pub(crate) mod synthgen;
