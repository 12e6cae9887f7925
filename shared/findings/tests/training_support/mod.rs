//! Snapshots of experiments and models for tests, and what the rules say about them.

#![allow(dead_code)] // each test file uses its own part of this

use report_findings::{Finding, Severity};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

pub fn read(kind: &str, name: &str, content: &Value) -> Snapshot {
    let snapshot = json!({
        "schema_version": 1, "kind": kind, "name": name, "content": content,
        "id": "11111111-1111-4111-8111-111111111111", "project_id": "22222222-2222-4222-8222-222222222222",
    });
    report_snapshot::read(snapshot.to_string().as_bytes()).expect("a valid snapshot")
}

pub fn case(path: &str) -> Snapshot {
    let path = format!("{}/tests/cases/{path}", env!("CARGO_MANIFEST_DIR"));
    report_snapshot::read(&std::fs::read(path).expect("a file")).expect("a valid snapshot")
}

/// An experiment ranked by AUC in cross-validation, with `change` put over it.
pub fn experiment(leaderboard: &Value, change: &Value) -> Snapshot {
    let mut content = json!({
        "task": "binary_classification", "status": "completed", "ranking_metric": "auc",
        "ranking_split": "cross_validation", "leaderboard": leaderboard,
    });
    put_over(&mut content, change);
    read("experiment", "Run", &content)
}

/// A model called M with those members of its content.
pub fn model(change: &Value) -> Snapshot {
    let mut content = json!({ "task": "binary_classification" });
    put_over(&mut content, change);
    read("model", "M", &content)
}

/// A regression model called M.
pub fn regression(change: &Value) -> Snapshot {
    let mut content = json!({ "task": "regression" });
    put_over(&mut content, change);
    read("model", "M", &content)
}

fn put_over(content: &mut Value, change: &Value) {
    for (member, value) in change.as_object().expect("an object") {
        content[member] = value.clone();
    }
}

pub fn entry(name: &str, auc: impl Into<Option<f64>>) -> Value {
    json!({ "name": name, "metrics": { "auc": auc.into() } })
}

/// An entry with values per fold of a known assignment to folds.
pub fn folded(name: &str, auc: f64, folds: &[f64]) -> Value {
    json!({
        "name": name, "metrics": { "auc": auc }, "folds_id": "seed 1",
        "fold_spread": { "auc": { "folds": folds } },
    })
}

/// What a rule says: severity, title and sentence of each of its findings.
pub fn said(snapshot: &Snapshot, rule: &str) -> Vec<(Severity, String, String)> {
    let findings = report_findings::findings(snapshot);
    let of_rule = findings.into_iter().filter(|finding| finding.rule.name == rule);
    of_rule.map(|finding| (finding.severity, finding.title, finding.statement.to_plain())).collect()
}

/// The rule says exactly this, once.
#[track_caller]
pub fn says(snapshot: &Snapshot, rule: &str, severity: Severity, title: &str, sentence: &str) {
    assert_eq!(said(snapshot, rule), [(severity, title.to_owned(), sentence.to_owned())]);
}

/// The rule is silent.
#[track_caller]
pub fn silent(snapshot: &Snapshot, rule: &str) {
    assert_eq!(said(snapshot, rule), []);
}

/// The rule's only finding.
#[track_caller]
pub fn finding(snapshot: &Snapshot, rule: &str) -> Finding {
    let findings = report_findings::findings(snapshot);
    findings.into_iter().find(|finding| finding.rule.name == rule).expect("the rule speaks")
}

pub fn unknown(snapshot: &Snapshot) -> Vec<String> {
    report_findings::unknowns(snapshot).iter().map(|statement| statement.to_plain()).collect()
}
