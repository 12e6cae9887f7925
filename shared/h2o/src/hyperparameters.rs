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
        // A path of 30 penalties is too long to read; its ends are enough.
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
        Value::Number(number) => significant(number),
        _ => json.to_string(),
    }
}

/// Six significant digits: a path of penalties is no place for fifteen.
fn significant(number: f64) -> String {
    let rounded: f64 = format!("{number:.5e}").parse().unwrap_or(number);
    serde_json::json!(rounded).to_string()
}

/// Abbreviations that end in a full stop and no sentence.
const ABBREVIATIONS: [&str; 8] = ["e.g", "i.e", "etc", "vs", "cf", "incl", "approx", "resp"];

/// The first sentence, without its full stop: a stop in brackets or after an abbreviation ends none.
fn first_sentence(help: &str) -> String {
    let ends = |end: &usize| {
        let sentence = &help[..*end];
        let open = sentence.matches('(').count() > sentence.matches(')').count();
        let word = sentence.rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
        !open && !ABBREVIATIONS.contains(&word.as_str())
    };
    let end = help.match_indices(". ").map(|(end, _)| end).find(ends).unwrap_or(help.len());
    help[..end].trim().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_sentence_ends_where_it_ends() {
        for (help, expected) in [
            ("Number of trees.", "Number of trees"),
            ("Hidden layer sizes (e.g. [100, 100]).", "Hidden layer sizes (e.g. [100, 100])"),
            ("Values of a list, e.g. 3 or 4. More of it.", "Values of a list, e.g. 3 or 4"),
            ("Fewest rows (see above. And below). Not here.", "Fewest rows (see above. And below)"),
            ("Loss (0 to disable. Higher is slower", "Loss (0 to disable. Higher is slower"),
        ] {
            assert_eq!(first_sentence(help), expected);
        }
    }

    #[test]
    fn the_ends_of_a_long_list_are_short() {
        let penalties: Vec<f64> = (0..20).map(|step| 4.123_456_789_012_345 + f64::from(step)).collect();
        assert_eq!(value(&json!(penalties)), Value::Text("20 values, 4.12346 to 23.1235".into()));
        assert_eq!(value(&json!({"key": "a", "value": 0.1})), Value::Text("a = 0.1".into()));
    }

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
