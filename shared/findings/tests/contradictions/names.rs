//! Names that stand once, and names that must be there.

use serde_json::{Value, json};

use super::{DEPLOYMENT, EXPERIMENT, MODEL, check, column, entry, found, snapshot};

#[test]
fn names_are_given_once() {
    let board = |second: &str| json!({"leaderboard": [entry("a", json!({})), entry(second, json!({}))]});
    let sentence = "The leaderboard has a model named a more than once.";
    check(EXPERIMENT, board("a"), "leaderboard[1].name", sentence, board("A"));
    let empty = json!({"leaderboard": [entry("", json!({})), entry("", json!({}))]});
    assert_eq!(
        found(&snapshot(EXPERIMENT, &empty))[0].1,
        "The leaderboard has a model named (empty) more than once."
    );
    let columns = |second: &str| json!({"dataset": {"name": "d", "column_summaries": [column(json!({})), {"name": second, "type": "text"}]}});
    let sentence = "The dataset has a column named age more than once.";
    check(MODEL, columns("age"), "dataset.column_summaries[1].name", sentence, columns("age "));
    let features = |second: &str| json!({"drift": {"features": [{"feature": "f", "current": {}}, {"feature": second, "current": {}}]}});
    let sentence = "The drift has a feature named f more than once.";
    check(DEPLOYMENT, features("f"), "drift.features[1].feature", sentence, features("g"));
    let matrix = |second: &str| json!({"evaluations": [{"split": "test", "confusion_matrix": {"labels": ["x", second], "counts": [[1, 0], [0, 1]]}}]});
    let sentence = "The confusion matrix has a class named x more than once.";
    check(MODEL, matrix("x"), "evaluations[0].confusion_matrix.labels[1]", sentence, matrix("y"));
}

#[test]
fn the_best_model_is_on_the_leaderboard() {
    let best = |name: &str, board: &[&str]| {
        let board: Vec<Value> = board.iter().map(|name| entry(name, json!({}))).collect();
        json!({"leaderboard": board, "best_model": {"name": name, "model": {"task": "regression"}}})
    };
    let sentence = "The best model, c, is not on the leaderboard.";
    check(EXPERIMENT, best("c", &["a", "b"]), "best_model.name", sentence, best("b", &["a", "b"]));
    assert_eq!(found(&snapshot(EXPERIMENT, &best("c", &[]))), [], "no leaderboard");
}
