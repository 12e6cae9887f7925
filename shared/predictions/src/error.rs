//! Why a file of predictions cannot be imported.

use std::path::PathBuf;

use report_snapshot::evaluation::Split;

use crate::{splits, values::MOST_VALUES};

/// Names that an error lists.
const MOST_NAMED: usize = 20;

/// Why a file of predictions cannot be imported: one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be opened or read.
    #[error("cannot read {}: {error}", place(file))]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A Parquet file, for a program that was built without its reader.
    #[error(
        "{} is a Parquet file, which this build does not read: write it as CSV, or build with the feature `parquet`",
        place(file)
    )]
    ParquetLeftOut {
        /// The file.
        file: PathBuf,
    },
    /// Not the format that its name or its first bytes say.
    #[error("{}: {reason}", place(file))]
    Malformed {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Nothing is in the file, or nothing but a header.
    #[error("{} has no rows: expected a header and one row per prediction", place(file))]
    Empty {
        /// The file.
        file: PathBuf,
    },
    /// A row has more or fewer fields than the header.
    #[error(
        "{}, line {line}: {found} fields where the header has {expected}; put texts that have the delimiter in quotation marks",
        place(file)
    )]
    Fields {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// How many fields it has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// No column has that name.
    #[error("{} has no column {name:?}; {}", place(file), columns(name, there))]
    NoColumn {
        /// The file.
        file: PathBuf,
        /// The name.
        name: String,
        /// The columns that there are.
        there: Vec<String>,
    },
    /// No column begins so.
    #[error(
        "{} has no columns of scores that begin with {prefix:?}; the columns are {}",
        place(file),
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
    /// Two columns have the same name.
    #[error("{} has two columns {name:?}: rename one, since it cannot be told which is meant", place(file))]
    ColumnTwice {
        /// The file.
        file: PathBuf,
        /// The name.
        name: String,
    },
    /// Text where a number belongs.
    #[error("{}, line {line}: column {column:?} has {text:?} where a number is expected", place(file))]
    NotANumber {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A column whose values are numbers but for some.
    #[error(
        "{}, line {line}: column {column:?} has {text:?} among numbers; correct it, leave it empty, or say --task if these are classes",
        place(file)
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
    #[error("{}, line {line}: the weight in column {column:?} is {value}; expected at least 0", place(file))]
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
        place(file),
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

/// How a file is called in messages.
fn place(file: &std::path::Path) -> String {
    if file.as_os_str() == "-" { "standard input".into() } else { file.display().to_string() }
}

fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("{name:?}")).collect();
    let rest = names.len().saturating_sub(MOST_NAMED);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    shown.join(", ") + &more
}

/// The columns that look most like the name, else all.
fn columns(name: &str, there: &[String]) -> String {
    let lower = name.to_lowercase();
    let distance = |column: &str| strsim::osa_distance(&lower, &column.to_lowercase());
    let mut near: Vec<&String> =
        there.iter().filter(|column| distance(column) <= 1 + name.len() / 3).collect();
    near.sort_by_key(|column| distance(column));
    match near.as_slice() {
        [] => format!("the columns are {}", listed(there)),
        [nearest, ..] => format!("did you mean {nearest:?}? The columns are {}", listed(there)),
    }
}
