//! The rules about privacy sessions.

mod anonymity;
mod found;
mod remaining;

use report_findings::Severity::{self, Critical, Info, Warning};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use super::support::{FindingText, named, said_of, unknowns};

/// A completed session with that content.
fn session(mut content: Value) -> Snapshot {
    if content.get("status").is_none() {
        content["status"] = "completed".into();
    }
    named("privacy", "Release", &content)
}

/// What a rule says, which is one thing at most.
fn says(rule: &str, content: Value) -> Option<FindingText> {
    let mut all = said_of(&session(content), rule);
    assert!(all.len() <= 1, "{rule} speaks once");
    all.pop()
}

#[track_caller]
fn speaks(rule: &str, content: Value, severity: Severity, title: &str, statement: &str) {
    let said = says(rule, content).expect("the rule speaks");
    assert_eq!(said, (severity, title.into(), statement.into()));
}

#[track_caller]
fn silent(rule: &str, content: Value) {
    assert_eq!(says(rule, content), None);
}

fn severity(rule: &str, content: Value) -> Option<Severity> {
    says(rule, content).map(|(severity, ..)| severity)
}

/// A scan of ten rows.
fn scan(cells: u64) -> Value {
    json!({"rows": 10, "cells": cells})
}

/// A column of ten rows with its cells before and after.
fn column(name: &str, before: u64, operation: &str, after: u64) -> Value {
    let mut column =
        json!({"name": name, "before": scan(before), "transformation": {"operation": operation}});
    if operation != "dropped" {
        column["after"] = scan(after);
    }
    column
}

fn columns(columns: &[Value]) -> Value {
    json!({"dataset": {"name": "people", "rows": 10}, "columns": columns})
}

#[test]
fn run_status() {
    let of = |status: &str| severity("run_status", json!({"status": status}));
    let all = ["completed", "queued", "running", "cancelled", "failed"].map(of);
    assert_eq!(all, [None, Some(Info), Some(Info), Some(Warning), Some(Critical)]);
}

#[test]
fn what_is_not_known_is_said() {
    let bare = unknowns(&session(json!({})));
    let measured = "How far rows can be told apart after the transformation was not measured.".to_owned();
    assert_eq!(bare, [measured.as_str(), "Which policy the session was to follow."]);

    let mut one = column("email", 3, "masked", 0);
    one.as_object_mut().unwrap().remove("after");
    one.as_object_mut().unwrap().remove("transformation");
    let said = unknowns(&session(json!({"columns": [one.clone()]})));
    let expected = [
        "Whether anything remains: the detectors were not run again on the result.",
        "What was done with 1 column in which something was found.",
        measured.as_str(),
        "How many rows the data has, so that it is not known whether columns were looked at in whole.",
        "Which detectors looked for personal data.",
        "Which policy the session was to follow.",
        "What the detectors have missed: none finds everything.",
    ];
    assert_eq!(said, expected);

    let said = unknowns(&session(columns(&[one, column("name", 1, "masked", 0)])));
    let again = "Whether anything remains in 1 column over all of whose rows the detectors are not known to have run again.";
    assert_eq!(said[0], again);
}

#[test]
fn the_order_of_columns_and_detections_changes_nothing() {
    let path = "../../infra/samples/snapshots/privacy-FEBRL-people-for-research.json";
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let sample: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut turned = sample.clone();
    let columns = turned["content"]["columns"].as_array_mut().unwrap();
    columns.reverse();
    for column in columns {
        for scan in ["before", "after"] {
            if let Some(all) = column.get_mut(scan).and_then(|scan| scan["detections"].as_array_mut()) {
                all.reverse();
            }
        }
    }
    let found = |snapshot: &Value| report_findings::findings(&super::support::of_json(snapshot));
    assert_eq!(found(&sample), found(&turned));
    assert!(found(&sample).len() > 5);
}
