//! The figures of the samples, each with its id and value, as `insta` snapshots; and the small views that others build on.
//!
//! Whether the values are right is not for these snapshots to say: `infra/tests/claims` reads them back from the JSON, and
//! `infra/tests/oracle` computes them anew. They show what a change of the code changes.
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

use report_facts::{
    Figure, Rows, Subject, Unit, collect, format, health,
    lead::Margin,
    leaderboard::Ranking,
    quantity::{AUC, ROWS},
};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

fn sample(file: &str) -> Snapshot {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples").join(file);
    report_snapshot::read(&fs::read(path).unwrap()).unwrap()
}

fn read(kind: &str, content: &Value) -> Snapshot {
    const ID: &str = "00000000-0000-4000-8000-000000000001";
    let whole = json!({"schema_version": 1, "kind": kind, "id": ID, "project_id": ID, "name": "it", "content": content});
    report_snapshot::read(whole.to_string().as_bytes()).unwrap()
}

#[test]
fn every_figure_of_the_samples_has_its_id_and_value() {
    for (name, file) in [
        ("experiment", "snapshots/experiment-wine_automl.json"),
        ("model", "edge/model-three-classes.json"),
        ("regression", "edge/model-regression.json"),
        ("deployment", "snapshots/deployment-churn-scoring-prod.json"),
        ("synthgen", "snapshots/synthgen-wa_churn-gaussian-copula.json"),
        ("project", "snapshots/project-Clinical-and-retention-models.json"),
    ] {
        let figures = collect::figures(&sample(file));
        let lines: Vec<String> =
            figures.iter().map(|figure| format!("{} = {}", figure.id(), figure.value)).collect();
        insta::assert_snapshot!(name, lines.join("\n"));
    }
}

#[test]
fn a_figure_serializes_with_whose_what_and_which_rows() {
    let figure = Figure::new(Subject::model("A"), &AUC, 0.9).on(Rows::Test).over(Some(40));
    assert_eq!(
        serde_json::to_value(figure).unwrap(),
        json!({"id": "model:A/auc@test", "of": {"sort": "model", "names": ["A"]}, "quantity": "auc", "label": "AUC",
               "rows": "test", "value": 0.9, "unit": "plain", "count": 40})
    );
    let figure = serde_json::to_value(Figure::count(&ROWS, 3)).unwrap();
    assert_eq!(figure["of"], json!({"sort": "entity"}));
    assert_eq!((&figure["rows"], &figure["count"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_margin_is_of_the_rows_that_rank() {
    let board = json!([{"name": "A", "metrics": {"auc": 0.9}}, {"name": "B", "metrics": {"auc": 0.75}}]);
    let content = json!({"task": "binary_classification", "status": "completed", "ranking_metric": "auc",
        "ranking_split": "test", "leaderboard": board});
    let Snapshot::Experiment(envelope) = read("experiment", &content) else { panic!("an experiment") };
    let ranking = Ranking::of(&envelope.content).unwrap();
    let margin = Margin::of(&ranking).unwrap();
    assert_eq!(margin.margin.id(), "model:A/auc_margin@test");
    assert!((margin.margin.value - 0.15).abs() < 1e-12);
}

#[test]
fn failed_calls_are_a_share_only_of_counts_that_agree() {
    let rate = |content: &Value| {
        let Snapshot::Deployment(envelope) = read("deployment", content) else { panic!("a deployment") };
        health::error_rate(&envelope.content)
    };
    let totals = |requests: u64, errors: u64| json!({"status": "active", "totals": {"requests": requests, "errors": errors}});
    assert_eq!(rate(&totals(8, 2)), Some(0.25));
    assert_eq!(rate(&totals(1, 1)), Some(1.0));
    assert_eq!(rate(&totals(0, 0)), None);
    assert_eq!(rate(&totals(3, 4)), None);
    let interval = json!([{"start": "2026-03-01T00:00:00Z", "requests": 8, "errors": 2}]);
    assert_eq!(rate(&json!({"status": "active", "intervals": interval})), Some(0.25));
    assert_eq!(
        rate(&json!({"status": "active", "totals": {"requests": 9, "errors": 2}, "intervals": interval})),
        None
    );
}

#[test]
fn ratios_have_the_digits_that_say_something() {
    let shown = |ratio| format::value(ratio, Unit::Ratio, 0);
    assert_eq!([0.094_9, 0.095, 0.5].map(shown), ["0.095", "0.10", "0.50"]);
    assert_eq!([1.949, 1.95, 9.99, 10.0].map(shown), ["1.95", "1.9", "10.0", "10"]);
}
