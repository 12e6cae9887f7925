//! Values of options that several sources have.

use report_facts::Direction;
use report_snapshot::Task;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(super) fn direction(text: &str) -> Result<Direction, String> {
    match text {
        "higher" => Ok(Direction::Higher),
        "lower" => Ok(Direction::Lower),
        _ => Err("expected higher or lower".into()),
    }
}

/// A task by its short name, or by the one that snapshots give it.
pub(super) fn task(text: &str) -> Result<Task, String> {
    match text.to_ascii_lowercase().as_str() {
        "binary" | "binary_classification" => Ok(Task::BinaryClassification),
        "multiclass" | "multiclass_classification" => Ok(Task::MulticlassClassification),
        "regression" => Ok(Task::Regression),
        _ => Err("expected binary, multiclass or regression".into()),
    }
}

/// A value by the name that snapshots give it.
pub(super) fn named<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(Value::String(text.to_owned())).map_err(|error| error.to_string())
}
