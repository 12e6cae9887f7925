//! Quantities of datasets, classes and predictions.

use super::{
    Known, Unit,
    derived::{NOT_NEGATIVE, OF_ONE, neutral},
};

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
/// Number of models.
pub static MODELS: Known = neutral("models", "Models", Unit::Count, NOT_NEGATIVE);
