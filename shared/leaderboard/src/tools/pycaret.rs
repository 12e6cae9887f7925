//! PyCaret: `compare_models()` and then `pull()`.
//!
//! Columns are those of the tables in its documentation and issues: an index of short names, `Model`, the metrics as means over
//! the folds, `TT (Sec)`. Errors keep their signs. A metric that cannot be computed is written as 0 (pycaret/pycaret#3932:
//! "failed and error score 0.0 has been returned instead"), such as the AUC of models without probabilities.

use report_facts::quantity;
use report_snapshot::evaluation::Split;

use crate::{
    error::Error,
    layout::{Layout, Values},
    settings::Settings,
    sheet::Sheet,
};

const TIME: &str = "TT (Sec)";
/// What classifiers and regressors are compared by, the metrics that PyCaret sorts by first.
const METRICS: [&str; 2] = ["Accuracy", "R2"];

pub(super) fn wrote(sheet: &Sheet) -> bool {
    sheet.has("Model") && (sheet.has(TIME) || METRICS.iter().any(|name| sheet.has(name)))
}

pub(super) fn layout(sheet: &Sheet, settings: &Settings) -> Result<Layout, Error> {
    let split = settings.split.or(Some(Split::CrossValidation));
    let others = |name: &str| ["", "Unnamed: 0", "index", "Model", "Object", TIME].contains(&name);
    let columns = sheet.header.iter().enumerate().filter(|(_, name)| !others(name));
    let metrics: Vec<Values> = columns
        .map(|(column, name)| (column, if name == "Prec." { "precision" } else { name.as_str() }))
        .filter(|(column, name)| sheet.is_numeric(*column) || quantity::find(name).is_some())
        .map(|(column, name)| Values::new(name, split, column))
        .collect();
    let first = |name: &&str| metrics.iter().position(|values| values.name == *name);
    Ok(Layout {
        tool: Some("PyCaret"),
        model: Some(sheet.column("Model")?),
        time: sheet.optional(TIME)?,
        first: METRICS.iter().find_map(first).unwrap_or(0),
        metrics,
        zero_auc_is_missing: true,
        ..Layout::default()
    })
}
