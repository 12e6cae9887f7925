//! Snapshots, answers, and what is kept of them.

use report_claims::{Facts, Kept, answer};
use report_findings::Rule;
use report_snapshot::Snapshot;
use serde_json::{Value, json};

pub(crate) const fn rule(name: &'static str) -> Rule {
    Rule { name, kinds: &[], severities: &[], speaks: "", formula: "", source: "" }
}

pub(crate) fn experiment() -> Snapshot {
    let model = |name: &str, auc: Option<f64>, logloss: f64, time: f64| json!({ "name": name, "metrics": { "auc": auc, "logloss": logloss }, "training_time_ms": time });
    let snapshot = json!({
        "schema_version": 1, "kind": "experiment", "name": "e",
        "id": "00000000-0000-4000-8000-000000000001", "project_id": "00000000-0000-4000-8000-000000000002",
        "content": {
            "task": "binary_classification", "status": "completed", "ranking_metric": "auc",
            "ranking_split": "cross_validation",
            "leaderboard": [
                model("P", Some(0.9), 0.2, 500.0), model("Q", Some(0.8), 0.3, 250.0), model("say yes", Some(0.8), 0.1, 100.0),
                model("R", None, 0.4, 100.0), model("twin", Some(0.5), 0.5, 1.0), model("twin", Some(0.4), 0.6, 1.0),
            ],
        },
    });
    report_snapshot::read(snapshot.to_string().as_bytes()).unwrap()
}

/// The id of the figure of a quantity and a model.
pub(crate) fn id(facts: &Facts<'_>, of: &str) -> String {
    let found = facts.offered_figures().find(|(_, figure)| figure.id() == of);
    found.unwrap_or_else(|| panic!("{of}")).0
}

pub(crate) fn claim(claim: &str, of: &str, with: &str, show: &str, expect: &str) -> Value {
    json!({ "claim": claim, "of": of, "with": with, "show": show, "expect": expect })
}

/// A claim about one figure.
pub(crate) fn only(kind: &str, of: &str) -> Value {
    claim(kind, of, "none", "none", "none")
}

pub(crate) fn keep(facts: &Facts<'_>, summary: &[Vec<Value>], advice: Value) -> Kept {
    let say: Vec<Value> = summary.iter().map(|claims| json!({ "say": claims })).collect();
    let answer = json!({ "summary": say, "highlights": [], "risks": [], "recommendations": advice });
    facts.keep(&answer::read(&answer.to_string()).unwrap())
}

pub(crate) fn texts(kept: &Kept) -> Vec<String> {
    kept.lists
        .summary
        .iter()
        .chain(&kept.lists.recommendations)
        .map(|said| said.statement.to_plain())
        .collect()
}

pub(crate) fn read(kind: &str, name: &str, content: Value) -> Snapshot {
    let snapshot = json!({
        "schema_version": 1, "kind": kind, "name": name, "id": "00000000-0000-4000-8000-000000000001",
        "project_id": "00000000-0000-4000-8000-000000000002", "content": content,
    });
    report_snapshot::read(snapshot.to_string().as_bytes()).unwrap()
}

/// Models with these AUCs and log losses.
pub(crate) fn board(models: &[(&str, f64, f64)]) -> Snapshot {
    let model = |(name, auc, loss): &(&str, f64, f64)| json!({ "name": name, "metrics": { "auc": auc, "logloss": loss } });
    let leaderboard: Vec<Value> = models.iter().map(model).collect();
    let content = json!({ "task": "binary_classification", "status": "completed", "ranking_metric": "auc", "leaderboard": leaderboard });
    read("experiment", "e", content)
}
