//! Snapshots for tests, as JSON: what a tool would publish, small but with every part.

#![allow(dead_code)] // each test file uses its own part of this

use report_claims::CommentaryOutcome;
use report_document::{Block, Document, Section};
use report_domain::{ReportOptions, Timestamp};
use report_sections::{Assessment, Comparison, Context};
use report_snapshot::Snapshot;
use serde_json::{Value, json};
use uuid::Uuid;

/// A document of full detail with all other options at their defaults.
pub fn document(snapshot: &Value) -> Document {
    document_with(snapshot, json!({}), &CommentaryOutcome::NotRequested)
}

/// A document of full detail unless the options say otherwise.
pub fn document_with(snapshot: &Value, mut options: Value, commentary: &CommentaryOutcome) -> Document {
    let snapshot = read(snapshot);
    options.as_object_mut().expect("an object").entry("detail").or_insert_with(|| json!("full"));
    let options =
        ReportOptions::from_json(options.as_object().expect("an object"), &[]).expect("valid options");
    let context = Context {
        report_id: Uuid::from_u128(7),
        created_at: Timestamp::parse("2026-02-28T15:00:00Z").expect("a time"),
        snapshot_key: "entities/p/experiment/e.json",
        snapshot_sha256: &"5e".repeat(32),
        snapshot_version: "v1",
        shared_name: None,
        engine_version: "0.0.0",
        comparison: Comparison::NotAsked,
    };
    let findings = report_findings::findings(&snapshot);
    let unknowns = report_findings::unknowns(&snapshot);
    let assessment = Assessment { findings: &findings, unknowns: &unknowns, commentary };
    report_sections::build(&snapshot, &assessment, &options, &context)
}

pub fn read(snapshot: &Value) -> Snapshot {
    report_snapshot::read(snapshot.to_string().as_bytes()).expect("a valid snapshot")
}

pub fn ids(document: &Document) -> Vec<&str> {
    document.sections.iter().map(|section| section.id.as_str()).collect()
}

pub fn section<'a>(document: &'a Document, id: &str) -> &'a Section {
    document.sections.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("no section {id}"))
}

/// Blocks in reading order, those beside a chart after it.
pub fn flat(blocks: &[Block]) -> Vec<Block> {
    let mut flat = Vec::new();
    for block in blocks {
        match block {
            Block::Beside(beside) => {
                flat.push(Block::Chart(beside.chart.clone()));
                flat.extend(beside.blocks.iter().cloned());
            }
            other => flat.push(other.clone()),
        }
    }
    flat
}

/// All words of a section, a line per block, cell or item.
pub fn words(section: &Section) -> String {
    let mut lines = vec![section.title.clone()];
    for block in flat(&section.blocks) {
        match block {
            Block::Beside(_) => {}
            Block::Subheading(text) | Block::UserText(text) => lines.push(text.clone()),
            Block::Paragraph(text) | Block::Note(text) => lines.push(text.to_plain()),
            Block::Bullets(items) | Block::Numbered(items) => {
                lines.extend(items.iter().map(|item| item.to_plain()))
            }
            Block::KeyFigures(figures) => lines.extend(
                figures
                    .iter()
                    .map(|f| format!("{}: {} {}", f.label, f.value, f.note.as_deref().unwrap_or_default())),
            ),
            Block::Findings(items) => lines.extend(items.iter().map(|item| item.statement.to_plain())),
            Block::Fields(fields) => {
                lines.extend(fields.iter().map(|field| format!("{}: {}", field.label, field.value)))
            }
            Block::Table(table) => {
                lines.push(table.caption.clone());
                lines.push(table.columns.iter().map(|c| c.title.as_str()).collect::<Vec<_>>().join(" | "));
                lines.extend(
                    table
                        .rows
                        .iter()
                        .map(|row| row.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" | ")),
                );
            }
            Block::Chart(chart) => lines.push(format!("{}: {}", chart.title, chart.alt)),
            Block::Picture(picture) => {
                lines.push(format!("{}: {}", picture.title, picture.alt));
                lines.push(picture.caption.clone());
            }
            Block::ChartGrid(charts) => {
                lines.extend(charts.iter().map(|chart| format!("{}: {}", chart.title, chart.alt)))
            }
            Block::Callout(callout) => lines.push(callout.body.to_plain()),
        }
    }
    lines.join("\n")
}

fn envelope(kind: &str, name: &str, content: Value) -> Value {
    json!({
        "schema_version": 1, "kind": kind, "name": name,
        "id": "11111111-1111-4111-8111-111111111111", "project_id": "22222222-2222-4222-8222-222222222222",
        "source": { "tool": "H2O AutoML", "version": "3.46.0.12", "seed": 42 },
        "content": content,
    })
}

/// A run over 569 rows with `models` models; the leader is a GLM that leads by less than the fold spread.
pub fn experiment(models: usize) -> Value {
    let leaderboard: Vec<Value> = (0..models)
        .map(|index| {
            let auc = 0.995_111 - index as f64 * 0.000_3;
            json!({
                "name": format!("Model_{}", index + 1),
                "algorithm": (["GLM", "StackedEnsemble", "GBM"][index % 3]),
                "is_ensemble": index % 3 == 1,
                "metrics": { "auc": auc, "logloss": 0.07 + index as f64 * 0.001 },
                "fold_spread": { "auc": { "mean": auc, "sd": 0.004, "folds": [0.99, 0.995, 0.996, 1.0, 0.992] } },
                "training_time_ms": 64.0 + index as f64,
                "predict_time_per_row_ms": 0.03 / (index + 1) as f64,
            })
        })
        .collect();
    envelope(
        "experiment",
        "Breast cancer diagnosis",
        json!({
            "task": "binary_classification", "status": "completed",
            "started_at": "2026-02-28T14:00:00Z", "finished_at": "2026-02-28T14:01:10Z",
            "target": "diagnosis", "dataset": dataset(), "ranking_metric": "auc", "ranking_split": "cross_validation",
            "metrics": [{ "name": "auc" }, { "name": "logloss" }],
            "leaderboard": leaderboard,
            "best_model": { "name": "Model_1", "model": binary_model() },
            "importance_by_model": {
                "Model_1": { "radius": 0.6, "texture": 0.4 }, "Model_2": { "radius": 0.3, "texture": null }
            },
            "configuration": [{ "name": "nfolds", "value": 5 }, { "name": "max_runtime_secs", "value": 240 }],
        }),
    )
}

pub fn model() -> Value {
    envelope("model", "Model_1", binary_model())
}

pub fn dataset() -> Value {
    let histogram = json!({ "bin_edges": [0.0, 1.0, 2.0, 3.0], "counts": [100, 300, 169] });
    json!({
        "name": "breast_cancer", "rows": 569, "columns": 4, "missing_values": 0, "target": "diagnosis",
        "column_summaries": [
            { "name": "radius", "type": "numeric", "missing": 0, "distinct": 456, "histogram": histogram,
              "numeric": { "min": 6.981, "median": 13.37, "mean": 14.127, "max": 28.11, "std": 3.524 } },
            { "name": "texture", "type": "numeric", "missing": 0, "histogram": histogram },
            { "name": "smoothness", "type": "numeric", "missing": 0 },
            { "name": "diagnosis", "type": "categorical", "missing": 0,
              "categories": [{ "value": "benign", "count": 357 }, { "value": "malignant", "count": 212 }] }
        ]
    })
}

/// A picture of four pixels.
pub fn figure(title: &str) -> Value {
    json!({ "title": title, "alt": "Two dark fields and two light ones.", "media_type": "image/png", "data":
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADElEQVR4nGNg+A+EAAYAAf+T0eSJAAAAAElFTkSuQmCC" })
}

/// A binary classifier with every part of the schema that applies to it.
pub fn binary_model() -> Value {
    let evaluation = |split: &str, auc: f64| {
        json!({
            "split": split, "rows": 569,
            "metrics": { "auc": auc, "logloss": 0.074, "aucpr": null },
            "confusion_matrix": { "labels": ["benign", "malignant"], "counts": [[350, 7], [9, 203]], "threshold": 0.43 },
            "roc": [{ "auc": auc, "false_positive_rate": [0.0, 0.0, 0.02, 1.0], "true_positive_rate": [0.0, 0.8, 0.96, 1.0] }],
            "precision_recall": [{ "auc": 0.994, "recall": [0.0, 0.5, 1.0], "precision": [1.0, 0.99, 0.37] }],
            "thresholds": [
                { "threshold": 0.9, "precision": 1.0, "recall": 0.8, "f1": 0.889, "specificity": 1.0, "accuracy": 0.93 },
                { "threshold": 0.43, "precision": 0.967, "recall": 0.958, "f1": 0.962, "specificity": 0.98, "accuracy": 0.972 },
                { "threshold": 0.1, "precision": 0.7, "recall": 1.0, "f1": 0.824, "specificity": 0.75, "accuracy": null }
            ],
            "gains_lift": [
                { "cumulative_data_fraction": 0.1, "cumulative_capture_rate": 0.27, "lift": 2.68, "cumulative_lift": 2.68 },
                { "cumulative_data_fraction": 1.0, "cumulative_capture_rate": 1.0, "lift": 0.0, "cumulative_lift": 1.0 }
            ],
            "calibration": [
                { "mean_predicted": 0.05, "observed_rate": 0.04, "count": 350 },
                { "mean_predicted": 0.95, "observed_rate": 0.97, "count": 219 }
            ],
            "groups": [{ "attribute": "clinic", "groups": [
                { "group": "north", "rows": 360, "counts":
                    { "true_positives": 120, "false_positives": 4, "true_negatives": 230, "false_negatives": 6 } },
                { "group": "south", "rows": 209, "counts":
                    { "true_positives": 83, "false_positives": 3, "true_negatives": 120, "false_negatives": 3 } }
            ] }],
        })
    };
    json!({
        "task": "binary_classification", "algorithm": "Generalized Linear Model", "target": "diagnosis",
        "classes": ["benign", "malignant"], "positive_class": "malignant",
        "experiment": { "name": "Breast cancer diagnosis" }, "rank": 1, "base_models": ["GBM_1"],
        "dataset": dataset(), "training_time_ms": 64.0, "predict_time_per_row_ms": 0.0262,
        "structure": [{ "name": "number_of_active_predictors", "value": 28 }],
        "metrics": [{ "name": "auc" }, { "name": "logloss" }], "ranking_metric": "auc",
        "evaluations": [evaluation("training", 0.99745), evaluation("cross_validation", 0.995111)],
        "folds": { "auc": { "mean": 0.99559, "sd": 0.00401, "folds": [0.99, 0.995, 0.996, 1.0, 0.992] } },
        "hyperparameters": [
            { "name": "alpha", "value": 0.5, "default": 0.5, "description": "Mix of the penalties." },
            { "name": "nlambdas", "value": 30, "default": -1 },
            { "name": "family", "value": "binomial" }
        ],
        "feature_importance": [
            { "method": "coefficient", "features": [
                { "name": "texture", "value": -0.3 }, { "name": "radius", "value": 0.45 }, { "name": "smoothness", "value": 0.25 } ] },
            { "method": "permutation", "features": [
                { "name": "radius", "value": 0.02 }, { "name": "texture", "value": null }, { "name": "smoothness", "value": -0.01 } ] }
        ],
        "learning_curves": [
            { "metric": "logloss", "step_label": "Iterations", "steps": [1, 2, 3], "training": [0.5, 0.2, 0.1],
              "validation": [0.52, 0.25, null], "chosen_step": 2 }
        ],
        "figures": [figure("Residuals by day")],
    })
}

/// A regression model without anything that only classifiers have.
pub fn regression_model() -> Value {
    envelope(
        "model",
        "GLM_1",
        json!({
            "task": "regression", "target": "progression",
            "evaluations": [
                { "split": "training", "metrics": { "rmse": 53.5, "r2": 0.517 } },
                { "split": "cross_validation", "rows": 442, "metrics": { "rmse": 54.38, "r2": 0.501 },
                  "predictions": [
                      { "actual": 100.0, "predicted": 110.0 }, { "actual": 200.0, "predicted": 150.0 },
                      { "actual": 150.0, "predicted": 150.0 } ] }
            ],
        }),
    )
}
