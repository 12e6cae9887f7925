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
pub(crate) mod model;
mod probabilities;
pub(crate) mod project;
mod ranking;
mod run;
pub(crate) mod synthgen;

/// Rules of experiments and models, in the order of the rule book.
pub(crate) fn training() -> impl Iterator<Item = &'static crate::Rule> {
    let all = [
        run::RULES,
        ranking::RULES,
        choice::RULES,
        gaps::RULES,
        fit::RULES,
        classes::RULES,
        probabilities::RULES,
        drivers::RULES,
        curves::RULES,
        model::RULES,
    ];
    all.into_iter().flatten().copied()
}
