//! Counts that are held against one another where a snapshot is checked for contradictions.

use super::{
    Known, Unit,
    shapes::{ANY, count, neutral},
};

/// Number of missing cells.
pub static MISSING_CELLS: Known = count("missing_cells", "Missing values");
/// Number of different values.
pub static DISTINCT: Known = count("distinct", "Different values");
/// Rows that the categories of a column and its missing values stand for.
pub static CATEGORY_ROWS: Known = count("category_rows", "Rows of all categories");
/// Failed calls of all types of error together.
pub static ERRORS_BY_TYPE: Known = count("errors_by_type", "Failed calls by type");
/// Synthetic rows that equal a real row.
pub static COPIES: Known = count("copies", "Copies");
/// One of the figures that sum up a column.
pub static SUMMARY: Known = neutral("summary", "Value", Unit::Value, ANY);
/// Contradictions found.
pub static CONTRADICTIONS: Known = count("contradictions", "Contradictions");
