//! The rules about experiments and models: snapshots for them, and shorthands for what is said.

mod cases;
mod experiment;
mod groups;
mod model;

use report_findings::{Finding, Severity};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

pub(crate) use super::support::{case, named, said_of as said, unknowns as unknown};

/// An experiment ranked by AUC in cross-validation, with `change` put over it.
pub(crate) fn experiment(leaderboard: &Value, change: &Value) -> Snapshot {
    let mut content = json!({
        "task": "binary_classification", "status": "completed", "ranking_metric": "auc",
        "ranking_split": "cross_validation", "leaderboard": leaderboard,
    });
    put_over(&mut content, change);
    named("experiment", "Run", &content)
}

/// A model called M with those members of its content.
pub(crate) fn model(change: &Value) -> Snapshot {
    let mut content = json!({ "task": "binary_classification" });
    put_over(&mut content, change);
    named("model", "M", &content)
}

/// A regression model called M.
pub(crate) fn regression(change: &Value) -> Snapshot {
    let mut content = json!({ "task": "regression" });
    put_over(&mut content, change);
    named("model", "M", &content)
}

fn put_over(content: &mut Value, change: &Value) {
    for (member, value) in change.as_object().expect("an object") {
        content[member] = value.clone();
    }
}

pub(crate) fn entry(name: &str, auc: impl Into<Option<f64>>) -> Value {
    json!({ "name": name, "metrics": { "auc": auc.into() } })
}

/// An entry with values per fold of a known assignment to folds.
pub(crate) fn folded(name: &str, auc: f64, folds: &[f64]) -> Value {
    json!({
        "name": name, "metrics": { "auc": auc }, "folds_id": "seed 1",
        "fold_spread": { "auc": { "folds": folds } },
    })
}

/// The rule says exactly this, once.
#[track_caller]
pub(crate) fn says(snapshot: &Snapshot, rule: &str, severity: Severity, title: &str, sentence: &str) {
    assert_eq!(said(snapshot, rule), [(severity, title.to_owned(), sentence.to_owned())]);
}

/// The rule is silent.
#[track_caller]
pub(crate) fn silent(snapshot: &Snapshot, rule: &str) {
    assert_eq!(said(snapshot, rule), []);
}

/// The rule's only finding.
#[track_caller]
pub(crate) fn finding(snapshot: &Snapshot, rule: &str) -> Finding {
    let findings = report_findings::findings(snapshot);
    findings.into_iter().find(|finding| finding.rule.name == rule).expect("the rule speaks")
}
