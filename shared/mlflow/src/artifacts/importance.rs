//! Feature importance.

use report_snapshot::{
    Measured,
    model::{FeatureImportance, FeatureValue, ImportanceMethod},
};
use serde_json::Value;

use super::csv::{self, Table};
use crate::{algorithm, runs::Run};

/// Of several files of XGBoost or LightGBM the one that says most, 0 being the first: what splits gain, before how often
/// there are any.
pub(super) fn preference(stem: &str) -> usize {
    const ORDER: [&str; 5] = ["total_gain", "gain", "weight", "split", "cover"];
    let stem = stem.to_lowercase();
    let plain = stem.ends_with("feature_importance");
    if plain { 0 } else { 1 + ORDER.iter().position(|kind| stem.contains(kind)).unwrap_or(ORDER.len()) }
}

/// From a JSON object of names and numbers, a table in JSON, or one with commas.
pub(super) fn read(bytes: &[u8], run: &Run) -> Option<FeatureImportance> {
    report_import::importance(method(run), of_json(bytes).or_else(|| of_csv(bytes))?)
}

/// What linear models have is the size of their coefficients, which says how much a feature matters after scaling only.
fn method(run: &Run) -> ImportanceMethod {
    const LINEAR: [&str; 8] =
        ["Logistic", "LinearRegression", "Ridge", "Lasso", "ElasticNet", "SGD", "LinearSV", "Perceptron"];
    let algorithm = algorithm::of(run).unwrap_or_default();
    let is_linear = LINEAR.iter().any(|name| algorithm.contains(name));
    let is_scaled = run.param("steps").is_some_and(|steps| steps.contains("Scaler("));
    if is_linear && is_scaled { ImportanceMethod::Coefficient } else { ImportanceMethod::Model }
}

fn of_json(bytes: &[u8]) -> Option<Vec<FeatureValue>> {
    let json: Value = serde_json::from_slice(bytes).ok()?;
    let pairs: Vec<(String, Measured)> = match (json["columns"].as_array(), json["data"].as_array()) {
        (Some(columns), Some(rows)) => {
            let place = |names: &[&str]| {
                columns.iter().position(|column| column.as_str().is_some_and(|name| names.contains(&name)))
            };
            let (name, value) = (place(&NAMES)?, place(&VALUES)?);
            let pair = |row: &Value| Some((row[name].as_str()?.to_owned(), row[value].as_f64()));
            rows.iter().filter_map(pair).collect()
        }
        _ => json.as_object()?.iter().map(|(name, value)| (name.clone(), value.as_f64())).collect(),
    };
    let is_any = pairs.iter().any(|(_, value)| value.is_some());
    is_any.then(|| pairs.into_iter().map(|(name, value)| FeatureValue { name, value }).collect())
}

const NAMES: [&str; 4] = ["feature", "Feature", "name", "feature_name"];
const VALUES: [&str; 4] = ["importance", "Importance", "value", "gain"];

fn of_csv(bytes: &[u8]) -> Option<Vec<FeatureValue>> {
    let table = Table::read(bytes)?;
    let place = |names: &[&str]| names.iter().find_map(|name| table.column(name));
    let (name, value) = (place(&NAMES)?, place(&VALUES)?);
    let feature = |row: &Vec<String>| {
        Some(FeatureValue { name: row.get(name)?.clone(), value: csv::number(row, value) })
    };
    Some(table.rows.iter().filter_map(feature).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_read_from_every_form() {
        let expected = [("a", Some(0.7)), ("b", Some(0.3))];
        let pairs = |features: Option<Vec<FeatureValue>>| -> Vec<(String, Measured)> {
            features.into_iter().flatten().map(|feature| (feature.name, feature.value)).collect()
        };
        for found in [
            of_json(br#"{"a": 0.7, "b": 0.3}"#),
            of_json(br#"{"columns": ["feature", "importance"], "data": [["a", 0.7], ["b", 0.3]]}"#),
            of_csv(b"feature,importance\na,0.7\nb,0.3\n"),
        ] {
            let found = pairs(found);
            assert_eq!(
                found.iter().map(|(name, value)| (name.as_str(), *value)).collect::<Vec<_>>(),
                expected
            );
        }
        assert_eq!(of_json(br#"{"labels": ["a"], "matrix": [[1]]}"#), None);
    }

    #[test]
    fn what_splits_gain_comes_before_how_many_there_are() {
        assert!(preference("feature_importance_gain") < preference("feature_importance_weight"));
        assert!(preference("feature_importance") < preference("feature_importance_gain"));
    }
}
