//! The best model's feature importance, from a file beside the leaderboard.
//!
//! Columns are those of AutoGluon's `feature_importance()` (an index of names, `importance`, `stddev`, `p_value`, `n`,
//! `p99_high`, `p99_low`), of MLJAR's `learner_fold_…_importance.csv` (`mean_importance`), of scikit-learn's
//! `permutation_importance` (`importances_mean`), of PyCaret's `pull()` after a plot (`Variable`, `Value`), and of tables that
//! people write themselves.

use std::path::Path;

use report_import::table;
use report_snapshot::model::{FeatureImportance, FeatureValue, ImportanceMethod};

use crate::{
    error::Error,
    sheet::{Row, Sheet},
};

const NAMES: [&str; 6] = ["feature", "Feature", "feature_name", "Variable", "name", ""];

const VALUES: [(&str, ImportanceMethod); 10] = [
    ("importances_mean", ImportanceMethod::Permutation),
    ("permutation_importance", ImportanceMethod::Permutation),
    ("mean_importance", ImportanceMethod::Permutation),
    ("mean_abs_shap", ImportanceMethod::Shap),
    ("shap_importance", ImportanceMethod::Shap),
    ("importance", ImportanceMethod::Model),
    ("Importance", ImportanceMethod::Model),
    ("gain", ImportanceMethod::Model),
    ("value", ImportanceMethod::Model),
    ("Value", ImportanceMethod::Model),
];

/// Columns that only an importance by shuffling has.
const OF_SHUFFLING: [&str; 2] = ["p_value", "stddev"];

/// Reads a file of feature importance.
pub(crate) fn read(file: &Path) -> Result<FeatureImportance, Error> {
    let sheet = Sheet::read(file)?;
    let value = VALUES.into_iter().find(|(name, _)| sheet.has(name));
    let name = NAMES.into_iter().find(|name| sheet.has(name));
    let (Some(name), Some((value, method))) = (name, value) else {
        return Err(Error::NoImportance { file: sheet.file, there: sheet.header });
    };
    let (name, value) = (sheet.column(name)?, sheet.column(value)?);
    let is_shuffled = OF_SHUFFLING.iter().any(|name| sheet.has(name));
    let feature =
        |row: &Row| Ok(FeatureValue { name: row.cells[name].clone(), value: sheet.number(row, value)? });
    let features = sheet.rows.iter().map(feature).collect::<Result<Vec<_>, Error>>()?;
    let method = if is_shuffled { ImportanceMethod::Permutation } else { method };
    // There is at least one row.
    report_import::importance(method, features).ok_or(table::Error::Empty { file: sheet.file }.into())
}
