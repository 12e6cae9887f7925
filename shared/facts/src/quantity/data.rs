//! Quantities of datasets, classes and predictions.

use super::{
    Known, Unit,
    derived::{ANY, NOT_NEGATIVE, OF_ONE, neutral},
};

const fn columns(id: &'static str, label: &'static str) -> Known {
    neutral(id, label, Unit::Count, NOT_NEGATIVE)
}

/// Number of rows.
pub static ROWS: Known = neutral("rows", "Rows", Unit::Count, NOT_NEGATIVE);
/// Number of columns.
pub static COLUMNS: Known = neutral("columns", "Columns", Unit::Count, NOT_NEGATIVE);
/// Number of features: columns without the target.
pub static FEATURES: Known = neutral("features", "Features", Unit::Count, NOT_NEGATIVE);
/// Number of classes of the target.
pub static CLASSES: Known = neutral("classes", "Classes", Unit::Count, NOT_NEGATIVE);
/// A class's share of the rows.
pub static CLASS_SHARE: Known = neutral("class_share", "Share of rows", Unit::Share, OF_ONE);
/// Rows of the smallest class over those of the smallest and the largest.
pub static SMALLEST_AGAINST_LARGEST: Known =
    neutral("smallest_against_largest", "Smallest class against the largest", Unit::Share, OF_ONE);
/// Number of models.
pub static MODELS: Known = neutral("models", "Models", Unit::Count, NOT_NEGATIVE);
/// Rows of the smallest class, or all rows for a regression, over the number of features.
pub static ROWS_PER_FEATURE: Known =
    neutral("rows_per_feature", "Rows per feature", Unit::Count, NOT_NEGATIVE);
/// Missing cells over all cells, of a column or a dataset.
pub static MISSING_SHARE: Known = neutral("missing_share", "Missing", Unit::Share, OF_ONE);
/// Number of missing cells.
pub static MISSING_CELLS: Known = neutral("missing_values", "Missing values", Unit::Count, NOT_NEGATIVE);
/// Columns with more cells missing than not.
pub static COLUMNS_MOSTLY_MISSING: Known = columns("columns_mostly_missing", "Mostly missing columns");
/// Columns with a share of missing cells that is worth naming.
pub static COLUMNS_WITH_MISSING: Known =
    columns("columns_with_missing_values", "Columns with missing values");
/// Columns with values that say there is none.
pub static COLUMNS_WITH_DISGUISE: Known =
    columns("columns_with_disguise", "Columns with missing values in disguise");
/// Columns with a number that may say there is none.
pub static COLUMNS_SUSPECT: Known =
    columns("columns_suspect", "Columns with a number that may stand for a missing value");
/// Columns of one value.
pub static COLUMNS_CONSTANT: Known = columns("columns_constant", "Constant columns");
/// Columns of almost one value.
pub static COLUMNS_NEAR_CONSTANT: Known = columns("columns_near_constant", "Near-constant columns");
/// Columns that name the rows.
pub static COLUMNS_IDENTIFYING: Known = columns("columns_identifying", "Columns that identify rows");
/// Cells whose value is one that tools write for a missing one.
pub static DISGUISED_CELLS: Known =
    neutral("disguised_cells", "Missing in disguise", Unit::Count, NOT_NEGATIVE);
/// Rows with the most frequent value of a column, over all rows.
pub static TOP_SHARE: Known = neutral("top_share", "Share of the most frequent value", Unit::Share, OF_ONE);
/// Smallest value of a column.
pub static LEAST_VALUE: Known = neutral("min", "Smallest value", Unit::Value, ANY);
/// Largest value of a column.
pub static GREATEST_VALUE: Known = neutral("max", "Largest value", Unit::Value, ANY);
