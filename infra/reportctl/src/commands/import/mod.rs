//! `reportctl import`: a file per source.

mod destination;
mod h2o;
mod leaderboard;
mod mlflow;
mod options;
mod predictions;
pub(crate) mod purpose;

use destination::Destination;
use purpose::Purpose;

use crate::failure::Outcome;

/// Snapshots in a folder.
pub(crate) type Import = Source<Destination>;

/// Make snapshots from another tool's output, or from predictions or a leaderboard in a file.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one, and it is read once")]
pub(crate) enum Source<T: Purpose> {
    H2o(h2o::Arguments<T>),
    Mlflow(Box<mlflow::Arguments<T>>),
    Predictions(predictions::Arguments<T>),
    Leaderboard(leaderboard::Arguments<T>),
}

pub(crate) fn run(source: &Source<impl Purpose>) -> Outcome {
    match source {
        Source::H2o(arguments) => h2o::run(arguments),
        Source::Mlflow(arguments) => mlflow::run(arguments),
        Source::Predictions(arguments) => predictions::run(arguments),
        Source::Leaderboard(arguments) => leaderboard::run(arguments),
    }
}
