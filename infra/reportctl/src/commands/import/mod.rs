//! `reportctl import`, a file per source.

mod destination;
mod h2o;
mod mlflow;

use crate::failure::Outcome;

/// Make snapshots from another tool's output.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Source {
    H2o(h2o::Arguments),
    Mlflow(Box<mlflow::Arguments>),
}

pub(crate) fn run(source: &Source) -> Outcome {
    match source {
        Source::H2o(arguments) => h2o::run(arguments),
        Source::Mlflow(arguments) => mlflow::run(arguments),
    }
}
