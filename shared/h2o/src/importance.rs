//! Feature importance.

use std::collections::BTreeMap;

use report_snapshot::{
    Measured,
    model::{FeatureImportance, FeatureValue, ImportanceMethod},
};
use serde_json::Value;

use crate::{table::Table, wire};

/// A model's own importance; of generalised linear models, the magnitude of their standardized coefficients. `None` where
/// H2O computes none, as for ensembles.
pub(crate) fn of_model(model: &Value) -> Option<FeatureImportance> {
    let output = &model["output"];
    let is_linear = model["algo"] == "glm";
    let method = if is_linear { ImportanceMethod::Coefficient } else { ImportanceMethod::Model };
    let pairs = Table::read(&output["variable_importances"])
        .map(|table| pairs(table, "variable", "relative_importance"))
        .or_else(|| {
            let magnitudes = is_linear.then_some(&output["standardized_coefficient_magnitudes"])?;
            Table::read(magnitudes).map(|table| pairs(table, "names", "coefficients"))
        })?;
    importance(method, pairs)
}

/// Permutation importance of the leader, which H2O gives as a frame: a column of text and columns of numbers.
pub(crate) fn permutation(answer: &Value) -> Option<FeatureImportance> {
    let columns = wire::items(&answer["frames"][0]["columns"]);
    let column = |label: &str| columns.iter().find(|column| column["label"] == label);
    let names = wire::items(&column("Variable")?["string_data"]);
    let values = wire::items(&column("Relative Importance")?["data"]);
    let pairs = names.iter().map(wire::text).zip(values.iter().map(wire::number));
    importance(
        ImportanceMethod::Permutation,
        pairs.filter_map(|(name, value)| Some((name?.to_owned(), value))),
    )
}

/// Each feature's share of the model's total, for comparing models.
pub(crate) fn shares(model: &Value) -> Option<BTreeMap<String, Measured>> {
    let features = of_model(model)?.features;
    let total: f64 = features.iter().filter_map(|feature| feature.value).sum();
    (total > 0.0 && total.is_finite()).then(|| {
        features.into_iter().map(|feature| (feature.name, feature.value.map(|value| value / total))).collect()
    })
}

fn pairs<'a>(
    table: Table<'a>,
    names: &str,
    values: &str,
) -> impl Iterator<Item = (String, Measured)> + use<'a> {
    let names = table.column(names).unwrap_or_default().iter().map(wire::text);
    names.zip(table.numbers(values)).filter_map(|(name, value)| Some((name?.to_owned(), value)))
}

fn importance(
    method: ImportanceMethod,
    pairs: impl IntoIterator<Item = (String, Measured)>,
) -> Option<FeatureImportance> {
    let mut features: Vec<FeatureValue> =
        pairs.into_iter().map(|(name, value)| FeatureValue { name, value }).collect();
    // Most important first; what could not be computed comes last.
    features.sort_by(|a, b| {
        b.value.unwrap_or(f64::NEG_INFINITY).total_cmp(&a.value.unwrap_or(f64::NEG_INFINITY))
    });
    (!features.is_empty()).then_some(FeatureImportance { features_total: None, method, features })
}
