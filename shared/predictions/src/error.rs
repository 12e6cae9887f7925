//! Why a file of predictions cannot be imported.

use std::path::PathBuf;

use report_import::table::{listed, shown};
use report_snapshot::evaluation::Split;

use crate::{splits, values::MOST_VALUES};

/// Why a file of predictions cannot be imported: one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read as a table.
    #[error(transparent)]
    Table(#[from] report_import::table::Error),
    /// No column begins so.
    #[error(
        "{} has no columns of scores that begin with {prefix:?}; the columns are {}",
        shown(file),
        listed(there)
    )]
    NoScores {
        /// The file.
        file: PathBuf,
        /// The prefix.
        prefix: String,
        /// The columns that there are.
        there: Vec<String>,
    },
    /// A column whose values are numbers but for some.
    #[error(
        "{}, line {line}: column {column:?} has {text:?} among numbers; correct it, leave it empty, or say --task if these are classes",
        shown(file)
    )]
    MixedTypes {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A weight below zero.
    #[error("{}, line {line}: the weight in column {column:?} is {value}; expected at least 0", shown(file))]
    NegativeWeight {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// The weight.
        value: f64,
    },
    /// No row counts.
    #[error("all weights in column {column:?} are 0, so no row counts: name another column, or none")]
    NoWeight {
        /// The column.
        column: String,
    },
    /// A value of the split column that names no split.
    #[error(
        "{}, line {line}: column {column:?} has {text:?}, which names no split; expected {}",
        shown(file),
        splits::EXPECTED
    )]
    UnknownSplit {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// Every row lacks a value that is needed.
    #[error("every row lacks a value in {}: nothing is left to measure", listed(columns))]
    NothingLeft {
        /// The columns that values are missing in.
        columns: Vec<String>,
    },
    /// More classes, groups or models than a report can show.
    #[error(
        "column {column:?} has more than {MOST_VALUES} different values; join rare ones, or say --task regression if they are numbers"
    )]
    TooManyValues {
        /// The column.
        column: String,
    },
    /// All rows have one class.
    #[error(
        "column {column:?} has only one class, {class:?}: expected two or more, or say --task regression if it is a number"
    )]
    OneClass {
        /// The target.
        column: String,
        /// The class.
        class: String,
    },
    /// A task that the data cannot be of.
    #[error("{reason}")]
    Task {
        /// What does not fit, and what to do.
        reason: String,
    },
    /// A class that is named and does not occur.
    #[error("no row has class {class:?}; the classes are {}", listed(classes))]
    NoClass {
        /// The class.
        class: String,
        /// The classes that there are.
        classes: Vec<String>,
    },
    /// A class without a column of scores.
    #[error("class {class:?} occurs in the data, but there is no column {:?} with its scores", format!("{prefix}{class}"))]
    NoScoreOfClass {
        /// The class.
        class: String,
        /// What the columns of scores begin with.
        prefix: String,
    },
    /// A metric to rank by that the models do not have.
    #[error("no model has metric {metric:?} on the {} rows; there are {}", split.label().to_lowercase(), listed(there))]
    NoMetric {
        /// The metric.
        metric: String,
        /// The rows that models are ranked on.
        split: Split,
        /// The metrics that there are.
        there: Vec<String>,
    },
}
