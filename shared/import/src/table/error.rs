//! Why a table cannot be read.

use std::path::{Path, PathBuf};

/// Bytes of a row. What is longer has no end that was meant.
pub(super) const LONGEST_ROW: usize = 16 * 1024 * 1024;

/// Names that an error lists.
const MOST_NAMED: usize = 20;

/// Why a table cannot be read: one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be opened or read.
    #[error("cannot read {}: {error}", shown(file))]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A Parquet file, for a program that was built without its reader.
    #[error(
        "{} is a Parquet file, which this build does not read: write it as CSV, or build with the feature `parquet`",
        shown(file)
    )]
    ParquetLeftOut {
        /// The file.
        file: PathBuf,
    },
    /// Not the format that its name or its first bytes say.
    #[error("{}: {reason}", shown(file))]
    Malformed {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A row that has no end.
    #[error(
        "{}, line {line}: the row has more than {} MiB; a quotation mark that is opened there may be missing its end",
        shown(file),
        LONGEST_ROW / 1024 / 1024
    )]
    LongRow {
        /// The file.
        file: PathBuf,
        /// The line where it begins, from 1.
        line: u64,
    },
    /// Nothing is in the file, or nothing but a header.
    #[error("{} has no rows: expected a header and at least one row below it", shown(file))]
    Empty {
        /// The file.
        file: PathBuf,
    },
    /// A row has more or fewer fields than the header.
    #[error(
        "{}, line {line}: {found} fields where the header has {expected}; put texts that have the delimiter in quotation marks",
        shown(file)
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
    #[error("{} has no column {name:?}; {}", shown(file), columns(name, there))]
    NoColumn {
        /// The file.
        file: PathBuf,
        /// The name.
        name: String,
        /// The columns that there are.
        there: Vec<String>,
    },
    /// Two columns have the same name.
    #[error("{} has two columns {name:?}: rename one, since it cannot be told which is meant", shown(file))]
    ColumnTwice {
        /// The file.
        file: PathBuf,
        /// The name.
        name: String,
    },
    /// Text where a number belongs.
    #[error("{}, line {line}: column {column:?} has {text:?} where a number is expected", shown(file))]
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
}

/// How a file is called in messages.
pub fn shown(file: &Path) -> String {
    if file.as_os_str() == "-" { "standard input".into() } else { file.display().to_string() }
}

/// Names in a message, as many as somebody reads.
pub fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("{name:?}")).collect();
    let rest = names.len().saturating_sub(MOST_NAMED);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    shown.join(", ") + &more
}

/// The column that looks most like the name, and all.
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
