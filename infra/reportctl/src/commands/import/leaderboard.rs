//! `reportctl import leaderboard`.

use std::path::PathBuf;

use report_domain::Timestamp;
use report_facts::Direction;
use report_leaderboard::{Imported, Settings};
use report_snapshot::{Task, evaluation::Split};

use super::{
    options::{direction, named, task},
    purpose::Purpose,
};
use crate::{failure::Outcome, files};

/// From a leaderboard in a file: an experiment, and its best model where more than its metrics is known.
///
/// Known are the columns of AutoGluon (predictor.leaderboard()), PyCaret (compare_models() and pull()), MLJAR
/// (leaderboard.csv) and scikit-learn (cv_results_ of a search, with its folds and parameters), each written by pandas'
/// to_csv(). Those of any other file are named by --model, --metric-column and --time; columns that are called like a well-known
/// metric are found. Where a tool has turned the sign of a metric (neg_log_loss, AutoGluon's errors, MLJAR's AUC), it is turned
/// back, and the report says so. A file is CSV with a header, also compressed by gzip.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  AutoGluon, with the importance of features:
    reportctl import leaderboard leaderboard.csv --importance importance.csv \\
      --project bf3eeeb1-3d0f-53b8-8482-a86068ed1ece --out snapshots/
  scikit-learn; a search with one scorer does not say which metric it is:
    reportctl import leaderboard cv_results.csv --metric neg_root_mean_squared_error --project … --out …
  Any other file:
    reportctl import leaderboard runs.csv --model run --metric-column profit=net_eur --metric profit --direction higher \\
      --task binary --time seconds --project … --out …")]
pub(crate) struct Arguments<T: Purpose> {
    /// The leaderboard; - for standard input
    file: PathBuf,
    /// The metric that ranks models; by default the tool's own, else the first
    #[arg(long, value_name = "NAME")]
    metric: Option<String>,
    /// Which way that metric is better, higher or lower, where it is not well known
    #[arg(long, value_name = "WAY", requires = "metric", value_parser = direction)]
    direction: Option<Direction>,
    /// Column of the models' names
    #[arg(long, value_name = "COLUMN")]
    model: Option<String>,
    /// A metric and its column; may be repeated
    #[arg(long, value_name = "NAME=COLUMN", value_parser = pair)]
    metric_column: Vec<(String, String)>,
    /// Column of the seconds of training
    #[arg(long, value_name = "COLUMN")]
    time: Option<String>,
    /// The rows that metrics were computed on, where the columns do not say it: training, validation, cross_validation or test
    #[arg(long, value_parser = named::<Split>)]
    split: Option<Split>,
    /// What is predicted, where the metrics do not tell it: binary, multiclass or regression
    #[arg(long, value_parser = task)]
    task: Option<Task>,
    /// File of the best model's feature importance: CSV with columns feature and importance, or as AutoGluon, MLJAR, PyCaret and
    /// scikit-learn write it
    #[arg(long, value_name = "FILE")]
    importance: Option<PathBuf>,
    /// Name of the experiment; by default the file's
    #[arg(long)]
    name: Option<String>,
    /// When the leaderboard was made; unknown by default
    #[arg(long, value_name = "RFC3339", value_parser = Timestamp::parse)]
    taken_at: Option<Timestamp>,
    #[command(flatten)]
    purpose: T,
}

pub(crate) fn run(arguments: &Arguments<impl Purpose>) -> Outcome {
    let Imported { snapshots, notes } = report_leaderboard::import(&arguments.file, &settings(arguments))?;
    for note in notes {
        eprintln!("reportctl: {note}");
    }
    let mut sink = arguments.purpose.open()?;
    sink.keep(&files::name(&arguments.file), snapshots)?;
    sink.finish()
}

fn settings(arguments: &Arguments<impl Purpose>) -> Settings {
    let mut entities = arguments.purpose.entities();
    entities.taken_at = arguments.taken_at;
    Settings {
        model: arguments.model.clone(),
        time: arguments.time.clone(),
        metrics: arguments.metric_column.clone(),
        metric: arguments.metric.clone(),
        direction: arguments.direction,
        split: arguments.split,
        task: arguments.task,
        name: arguments.name.clone(),
        importance: arguments.importance.clone(),
        entities,
    }
}

/// `auc=validation score`.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, column)) if !name.is_empty() && !column.is_empty() => Ok((name.into(), column.into())),
        _ => Err("expected NAME=COLUMN, such as auc=score".into()),
    }
}
