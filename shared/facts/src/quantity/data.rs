//! Quantities of datasets, classes and predictions.

use super::{
    Known, Unit,
    shapes::{ANY, count, neutral, share},
};

/// Number of rows.
pub static ROWS: Known = count("rows", "Rows");
/// Number of columns.
pub static COLUMNS: Known = count("columns", "Columns");
/// Number of features: columns without the target.
pub static FEATURES: Known = count("features", "Features");
/// Number of classes of the target.
pub static CLASSES: Known = count("classes", "Classes");
/// A class's share of the rows.
pub static CLASS_SHARE: Known = share("class_share", "Share of rows");
/// Rows of the smallest class over those of the smallest and the largest.
pub static SMALLEST_AGAINST_LARGEST: Known =
    share("smallest_against_largest", "Smallest class against the largest");
/// Number of models.
pub static MODELS: Known = count("models", "Models");
/// Rows of the smallest class, or all rows for a regression, over the number of features.
pub static ROWS_PER_FEATURE: Known = count("rows_per_feature", "Rows per feature");
/// Missing cells over all cells, of a column or a dataset.
pub static MISSING_SHARE: Known = share("missing_share", "Missing");
/// Number of missing cells.
pub static MISSING_CELLS: Known = count("missing_values", "Missing values");
/// Columns with more cells missing than not.
pub static COLUMNS_MOSTLY_MISSING: Known = count("columns_mostly_missing", "Mostly missing columns");
/// Columns with a share of missing cells that is worth naming.
pub static COLUMNS_WITH_MISSING: Known = count("columns_with_missing_values", "Columns with missing values");
/// Columns with values that say there is none.
pub static COLUMNS_WITH_DISGUISE: Known =
    count("columns_with_disguise", "Columns with missing values in disguise");
/// Columns with a number that may say there is none.
pub static COLUMNS_SUSPECT: Known =
    count("columns_suspect", "Columns with a number that may stand for a missing value");
/// Columns of one value.
pub static COLUMNS_CONSTANT: Known = count("columns_constant", "Constant columns");
/// Columns of almost one value.
pub static COLUMNS_NEAR_CONSTANT: Known = count("columns_near_constant", "Near-constant columns");
/// Columns that name the rows.
pub static COLUMNS_IDENTIFYING: Known = count("columns_identifying", "Columns that identify rows");
/// Cells whose value is one that tools write for a missing one.
pub static DISGUISED_CELLS: Known = count("disguised_cells", "Missing in disguise");
/// Rows with the most frequent value of a column, over all rows.
pub static TOP_SHARE: Known = share("top_share", "Share of the most frequent value");
/// Smallest value of a column.
pub static LEAST_VALUE: Known = neutral("min", "Smallest value", Unit::Value, ANY);
/// Largest value of a column.
pub static GREATEST_VALUE: Known = neutral("max", "Largest value", Unit::Value, ANY);
