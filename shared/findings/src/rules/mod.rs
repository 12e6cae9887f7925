//! The rules, one file per kind of entity.

pub(crate) mod deployment;
pub(crate) mod experiment;
pub(crate) mod model;
pub(crate) mod project;
pub(crate) mod synthgen;
