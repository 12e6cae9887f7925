//! A model's parameters.

use report_snapshot::{Value, model::Hyperparameter};
use serde_json::Value as Json;

use crate::wire;

/// Parameters that say where things are kept, not how the model learns.
const SKIPPED: [&str; 17] = [
    "model_id",
    "training_frame",
    "validation_frame",
    "blending_frame",
    "calibration_frame",
    "response_column",
    "base_models",
    "checkpoint",
    "export_checkpoints_dir",
    "in_training_checkpoints_dir",
    "in_training_checkpoints_tree_interval",
    "keep_cross_validation_models",
    "keep_cross_validation_predictions",
    "keep_cross_validation_fold_assignment",
    "keep_levelone_frame",
    // No longer honoured by H2O itself, as its own help says.
    "r2_stopping",
    "max_confusion_matrix_size",
];

/// Entries of a list that are given one by one.
const LONGEST_LIST: usize = 12;

/// The parameters that have a value or a default, in H2O's order, with the values in effect.
pub(crate) fn all(model: &Json) -> Vec<Hyperparameter> {
    wire::items(&model["parameters"])
        .iter()
        .filter_map(|parameter| {
            let name = wire::text(&parameter["name"]).filter(|name| !SKIPPED.contains(name))?;
            let value = value(&parameter["actual_value"]);
            let default =
                Some(self::value(&parameter["default_value"])).filter(|default| *default != Value::Null);
            (value != Value::Null || default.is_some()).then(|| Hyperparameter {
                name: name.to_owned(),
                value,
                default,
                description: wire::text(&parameter["help"]).map(first_sentence),
            })
        })
        .collect()
}

/// A parameter's value in effect.
pub(crate) fn actual<'a>(model: &'a Json, name: &str) -> &'a Json {
    const NULL: &Json = &Json::Null;
    find(model, name).map_or(NULL, |parameter| &parameter["actual_value"])
}

/// Whether H2O settled on another value than the one asked for, as early stopping does with the number of trees.
pub(crate) fn was_chosen(model: &Json, name: &str) -> bool {
    find(model, name).is_some_and(|parameter| parameter["input_value"] != parameter["actual_value"])
}

/// The seed; -1 means that there was none.
pub(crate) fn seed(model: &Json) -> Option<i64> {
    actual(model, "seed").as_i64().filter(|seed| *seed != -1)
}

fn find<'a>(model: &'a Json, name: &str) -> Option<&'a Json> {
    wire::items(&model["parameters"]).iter().find(|parameter| parameter["name"] == name)
}

/// A value as people read it: of references their names, of pairs `key = value`.
pub(crate) fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Value::Integer(integer),
            // H2O's way to say that there is no limit.
            (None, Some(f64::MAX)) => Value::Text("unlimited".into()),
            (None, Some(number)) => Value::Number(number),
            (None, None) => Value::Text(number.to_string()),
        },
        Json::String(text) if text.is_empty() => Value::Null,
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => list(items),
        Json::Object(members) => match wire::name(json) {
            Some(name) => Value::Text(name.to_owned()),
            None => match (members.get("key"), members.get("value")) {
                (Some(key), Some(value)) => Value::Text(format!("{} = {}", plain(key), plain(value))),
                _ => Value::Null,
            },
        },
    }
}

fn list(items: &[Json]) -> Value {
    match items {
        [] => Value::Null,
        // A path of 30 penalties helps nobody; its ends do.
        [first, .., last] if items.len() > LONGEST_LIST => {
            Value::Text(format!("{} values, {} to {}", items.len(), plain(first), plain(last)))
        }
        _ => Value::List(items.iter().map(value).collect()),
    }
}

fn plain(json: &Json) -> String {
    match value(json) {
        Value::Text(text) => text,
        Value::Null => "none".into(),
        _ => json.to_string(),
    }
}

fn first_sentence(help: &str) -> String {
    help.split_once(". ").map_or(help, |(first, _)| first).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_shown_by_name_and_long_lists_by_their_ends() {
        assert_eq!(value(&json!({"name": "GLM_1", "type": "Key<Model>"})), Value::Text("GLM_1".into()));
        assert_eq!(value(&json!({"column_name": "target"})), Value::Text("target".into()));
        assert_eq!(value(&json!([0.5, 1])), Value::List(vec![Value::Number(0.5), Value::Integer(1)]));
        assert_eq!(value(&json!((0..30).collect::<Vec<_>>())), Value::Text("30 values, 0 to 29".into()));
        assert_eq!(value(&json!(f64::MAX)), Value::Text("unlimited".into()));
        assert_eq!(value(&json!([])), Value::Null);
    }
}
