//! What is predicted.

use report_snapshot::{Task, dataset::ColumnType};
use serde_json::Value as Json;

use crate::{dataset, error::ImportError, leaderboard::Board, run::Run, wire};

/// What is predicted, by the model's own word.
pub(crate) fn of_model(model: &Json) -> Result<Task, ImportError> {
    match model["output"]["model_category"].as_str().unwrap_or_default() {
        "Binomial" => Ok(Task::BinaryClassification),
        "Multinomial" | "Ordinal" => Ok(Task::MulticlassClassification),
        "Regression" => Ok(Task::Regression),
        other => Err(ImportError::Category(other.to_owned())),
    }
}

/// What is predicted: the models say it; without them, the leaderboard's metrics do; without those, the target's type.
pub(crate) fn of_run(
    run: &Run,
    board: &Board,
    leader: &Json,
    target: Option<&str>,
) -> Result<Option<Task>, ImportError> {
    if leader.is_object() {
        return of_model(leader).map(Some);
    }
    let has = |metric: &str| board.metrics.iter().any(|name| name == metric);
    if has("auc") {
        return Ok(Some(Task::BinaryClassification));
    }
    if has("mean_per_class_error") {
        return Ok(Some(Task::MulticlassClassification));
    }
    if has("rmse") {
        return Ok(Some(Task::Regression));
    }
    let columns = wire::items(&run.frame_summary["frames"][0]["columns"]);
    let column = columns.iter().find(|column| target.is_some_and(|target| column["label"] == target));
    Ok(column.map(|column| {
        match (dataset::column_type(column), wire::count(&column["domain_cardinality"])) {
            (ColumnType::Categorical, Some(0..=2)) => Task::BinaryClassification,
            (ColumnType::Categorical, _) => Task::MulticlassClassification,
            _ => Task::Regression,
        }
    }))
}
