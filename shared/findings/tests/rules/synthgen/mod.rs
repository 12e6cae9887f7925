//! The rules about synthetic data.

mod cases;
mod fidelity;
mod privacy;
mod utility;
mod verdict;

use report_findings::Severity;
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use super::support::{FindingText, named, said_of};

/// A completed run with that content.
fn run(content: Value) -> Snapshot {
    run_with("completed", content)
}

fn run_with(status: &str, mut content: Value) -> Snapshot {
    content["status"] = status.into();
    named("synthgen", "Copula", &content)
}

/// What a rule says, which is one thing at most.
fn says(rule: &str, snapshot: &Snapshot) -> Option<FindingText> {
    let mut all = said_of(snapshot, rule);
    assert!(all.len() <= 1, "{rule} speaks once");
    all.pop()
}

#[track_caller]
fn speaks(rule: &str, content: Value, severity: Severity, title: &str, statement: &str) {
    let said = says(rule, &run(content)).expect("the rule speaks");
    assert_eq!(said, (severity, title.into(), statement.into()));
}

#[track_caller]
fn silent(rule: &str, content: Value) {
    assert_eq!(says(rule, &run(content)), None);
}

fn severity(rule: &str, content: Value) -> Option<Severity> {
    says(rule, &run(content)).map(|(severity, ..)| severity)
}

fn column(name: &str, score: impl Into<Value>) -> Value {
    json!({"name": name, "type": "numeric", "score": score.into()})
}

fn privacy(figures: Value) -> Value {
    json!({"privacy": figures, "training_rows": 800, "holdout_rows": 200, "synthetic_rows": 1000})
}

fn utility(metric: &str, models: &[(&str, Value, Value)]) -> Value {
    let models: Vec<Value> = models
        .iter()
        .map(|(name, real, synthetic)| {
            json!({"name": name, "trained_on_real": real, "trained_on_synthetic": synthetic})
        })
        .collect();
    json!({"utility": {"metric": metric, "models": models}})
}
