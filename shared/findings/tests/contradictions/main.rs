//! Every contradiction that is looked for, each with a twin that is none.

#![allow(clippy::unwrap_used)]

mod bounds;
mod counts;
mod finding;
mod metrics;
mod names;
mod orders;
mod times;

use report_facts::contradictions::contradictions;
use report_snapshot::Snapshot;
use serde_json::{Value, json};

const EXPERIMENT: &str = "experiment";
const MODEL: &str = "model";
const DEPLOYMENT: &str = "deployment";
const SYNTHGEN: &str = "synthgen";
const PROJECT: &str = "project";

const ID: &str = "00000000-0000-0000-0000-000000000001";

/// The least that a snapshot of the kind says.
fn least(kind: &str) -> Value {
    match kind {
        EXPERIMENT => json!({"task": "binary_classification", "status": "completed"}),
        MODEL => json!({"task": "binary_classification"}),
        DEPLOYMENT => json!({"status": "active"}),
        SYNTHGEN => json!({"status": "completed"}),
        _ => json!({}),
    }
}

fn snapshot(kind: &str, members: &Value) -> Snapshot {
    let mut content = least(kind);
    for (name, member) in members.as_object().unwrap() {
        content[name] = member.clone();
    }
    let whole = json!({"schema_version": 1, "kind": kind, "id": ID, "project_id": ID, "name": "it", "content": content});
    report_snapshot::read(whole.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {whole}"))
}

/// Paths and sentences.
fn found(snapshot: &Snapshot) -> Vec<(String, String)> {
    let all = contradictions(snapshot);
    let found = all.problems.into_iter().flat_map(|problem| problem.found);
    let found: Vec<_> = found.map(|one| (one.path, one.statement.to_plain())).collect();
    assert_eq!(found.len(), all.total);
    found
}

/// One check: what contradicts itself, where and in which words, and its twin just inside.
#[track_caller]
fn check(kind: &str, broken: Value, path: &str, sentence: &str, twin: Value) {
    let expected = [(format!("content.{path}"), sentence.to_owned())];
    assert_eq!(found(&snapshot(kind, &broken)), expected, "{broken}");
    assert_eq!(found(&snapshot(kind, &twin)), [], "{twin}");
}

fn entry(name: &str, metrics: Value) -> Value {
    json!({"name": name, "metrics": metrics})
}

fn column(members: Value) -> Value {
    let mut column = json!({"name": "age", "type": "numeric"});
    for (name, member) in members.as_object().unwrap() {
        column[name] = member.clone();
    }
    column
}

fn dataset(column: Value) -> Value {
    json!({"dataset": {"name": "people", "rows": 100, "column_summaries": [column]}})
}

fn intervals(errors: u64, totals: (u64, u64)) -> Value {
    let interval = |hour: u32, errors: u64| json!({"start": format!("2026-03-01T{hour:02}:00:00Z"), "requests": 100, "errors": errors});
    json!({"intervals": [interval(0, 1), interval(1, errors)], "totals": {"requests": totals.0, "errors": totals.1}})
}
