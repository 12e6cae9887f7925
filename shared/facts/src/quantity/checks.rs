//! Counts that are held against one another where a snapshot is checked for contradictions.

use super::{
    Known, Unit,
    derived::{ANY, NOT_NEGATIVE, neutral},
};

/// Number of missing cells.
pub static MISSING_CELLS: Known = neutral("missing_cells", "Missing values", Unit::Count, NOT_NEGATIVE);
/// Number of different values.
pub static DISTINCT: Known = neutral("distinct", "Different values", Unit::Count, NOT_NEGATIVE);
/// Rows that the categories of a column and its missing values stand for.
pub static CATEGORY_ROWS: Known =
    neutral("category_rows", "Rows of all categories", Unit::Count, NOT_NEGATIVE);
/// Failed calls of all types of error together.
pub static ERRORS_BY_TYPE: Known =
    neutral("errors_by_type", "Failed calls by type", Unit::Count, NOT_NEGATIVE);
/// Synthetic rows that equal a real row.
pub static COPIES: Known = neutral("copies", "Copies", Unit::Count, NOT_NEGATIVE);
/// One of the figures that sum up a column.
pub static SUMMARY: Known = neutral("summary", "Value", Unit::Value, ANY);
/// Contradictions found.
pub static CONTRADICTIONS: Known = neutral("contradictions", "Contradictions", Unit::Count, NOT_NEGATIVE);
