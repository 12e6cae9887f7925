//! The words that every rule is written in: snapshots, their figures, statements made of these, and findings.

pub(crate) use report_facts::{
    Direction, Figure, Quantity, Rows, Sort, Statement, Subject, format,
    leaderboard::Ranking,
    quality,
    quantity::*,
    say,
    statement::{Span, bound, counted, label, listed, name, names, time},
    stats, words,
};
pub(crate) use report_snapshot::{
    Envelope, RunStatus, Task,
    dataset::Dataset,
    deployment::Deployment,
    evaluation::{Evaluation, Split},
    experiment::Experiment,
    model::Model,
    privacy::PrivacySession,
    project::Project,
    synthgen::Synthgen,
};

pub(crate) use crate::{
    Finding, Rule,
    Severity::{self, Critical, Good, Info, Warning},
    phrase::{NAMED, greatest_first, number_of, said, sorted, those_that_hold, verb},
    rule::{ALL, DEPLOYMENT, EXPERIMENT, MODEL, PRIVACY, PROJECT, SYNTHGEN, TRAINED, rules},
};
