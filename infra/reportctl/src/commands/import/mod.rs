//! `reportctl import`: a file per source.

mod destination;
mod h2o;
mod mlflow;
mod predictions;
mod progress;

use crate::failure::Outcome;

/// Make snapshots from another tool's output, or from predictions in a file.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one, and it is read once")]
pub(crate) enum Source {
    H2o(h2o::Arguments),
    Mlflow(Box<mlflow::Arguments>),
    Predictions(predictions::Arguments),
}

pub(crate) fn run(source: &Source) -> Outcome {
    match source {
        Source::H2o(arguments) => h2o::run(arguments),
        Source::Mlflow(arguments) => mlflow::run(arguments),
        Source::Predictions(arguments) => predictions::run(arguments),
    }
}
