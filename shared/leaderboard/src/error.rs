//! Why a leaderboard cannot be imported.

use std::path::PathBuf;

use report_import::table::{self, listed, shown};

/// Rows that are read: as many models as a snapshot may have.
pub(crate) const MOST_ROWS: usize = 20_000;

/// Bytes of all cells that are read, with what each takes while it is empty.
pub(crate) const MOST_BYTES: usize = 256 * 1024 * 1024;

/// Why a leaderboard cannot be imported: one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read as a table.
    #[error(transparent)]
    Table(#[from] table::Error),
    /// More than a report can show.
    #[error(
        "{} has more than {MOST_ROWS} models or {} MiB, which is more than a report can show: keep the best rows",
        shown(file),
        MOST_BYTES / 1024 / 1024
    )]
    TooLarge {
        /// The file.
        file: PathBuf,
    },
    /// No tool's columns, and no setting that names the model's.
    #[error(
        "{} has not the columns of AutoGluon, PyCaret, MLJAR or scikit-learn: name the column of the models with --model; the columns are {}",
        shown(file),
        listed(there)
    )]
    Unknown {
        /// The file.
        file: PathBuf,
        /// The columns that there are.
        there: Vec<String>,
    },
    /// A row without a model's name.
    #[error("{}, line {line}: column {column:?} has no name of a model", shown(file))]
    NoName {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column of names.
        column: String,
    },
    /// Two rows of one model.
    #[error(
        "{}, line {line}: model {name:?} is in line {first} already; rename one or leave one out",
        shown(file)
    )]
    NameTwice {
        /// The file.
        file: PathBuf,
        /// The name.
        name: String,
        /// The line where it is first.
        first: u64,
        /// The line where it is again.
        line: u64,
    },
    /// A score, and nothing that says which metric it is.
    #[error(
        "{} does not say which metric {column:?} is: name it with --metric, such as --metric roc_auc",
        shown(file)
    )]
    NamelessScore {
        /// The file.
        file: PathBuf,
        /// The column.
        column: String,
    },
    /// One column of values of several metrics.
    #[error(
        "{} has values of both {one:?} and {other:?}, which cannot be ranked together: keep the rows of one metric",
        shown(file)
    )]
    SeveralMetrics {
        /// The file.
        file: PathBuf,
        /// One metric.
        one: String,
        /// Another.
        other: String,
    },
    /// No column is known to be of a metric.
    #[error(
        "{} has no column that is known to be a metric: name one with --metric-column NAME=COLUMN; the columns are {}",
        shown(file),
        listed(there)
    )]
    NoMetrics {
        /// The file.
        file: PathBuf,
        /// The columns that there are.
        there: Vec<String>,
    },
    /// A metric to rank by that the file does not have.
    #[error("the leaderboard has no metric {metric:?}; there are {}", listed(there))]
    NoMetric {
        /// The metric.
        metric: String,
        /// The metrics that there are.
        there: Vec<String>,
    },
    /// No model has a value of the metric that ranks.
    #[error("no model has a value of {metric:?}: name another metric with --metric")]
    NoValues {
        /// The metric.
        metric: String,
    },
    /// Nobody says which way the metric is better.
    #[error(
        "metric {metric:?} is not well known: say with --direction higher or --direction lower which way it is better"
    )]
    NoDirection {
        /// The metric.
        metric: String,
    },
    /// The metrics do not tell what is predicted.
    #[error(
        "the metrics do not tell what is predicted: say --task binary, --task multiclass or --task regression"
    )]
    NoTask,
    /// A file without feature importance.
    #[error(
        "{} has no columns of features and their importance, such as \"feature\" and \"importance\"; the columns are {}",
        shown(file),
        listed(there)
    )]
    NoImportance {
        /// The file.
        file: PathBuf,
        /// The columns that there are.
        there: Vec<String>,
    },
}
