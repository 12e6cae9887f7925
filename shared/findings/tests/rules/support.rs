//! Snapshots from JSON, and what the rules say about them.

use report_findings::Severity;
use report_snapshot::Snapshot;
use serde_json::{Value, json};

pub(crate) const ID: &str = "7b8ef11c-5752-5966-914b-6a5830c43083";

/// Severity, title and sentence of a finding.
pub(crate) type FindingText = (Severity, String, String);

/// A snapshot called It.
pub(crate) fn read(kind: &str, content: &Value) -> Snapshot {
    named(kind, "It", content)
}

pub(crate) fn named(kind: &str, name: &str, content: &Value) -> Snapshot {
    of_json(
        &json!({ "schema_version": 1, "kind": kind, "id": ID, "project_id": ID, "name": name, "content": content }),
    )
}

pub(crate) fn of_json(snapshot: &Value) -> Snapshot {
    report_snapshot::read(snapshot.to_string().as_bytes()).expect("a valid snapshot")
}

/// A file below `cases/`, as JSON for tests that change it.
pub(crate) fn case_json(path: &str) -> Value {
    let path = format!("{}/tests/cases/{path}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON")
}

/// The snapshot in a file below `cases/`.
pub(crate) fn case(path: &str) -> Snapshot {
    of_json(&case_json(path))
}

/// Everything that a rule says about a snapshot.
#[track_caller]
pub(crate) fn said_of(snapshot: &Snapshot, rule: &str) -> Vec<FindingText> {
    report_findings::findings(snapshot)
        .into_iter()
        .filter(|finding| finding.rule.name == rule)
        .map(|finding| {
            assert!(finding.rule.severities.contains(&finding.severity), "{finding:?}");
            (finding.severity, finding.title.clone(), finding.statement.to_plain())
        })
        .collect()
}

/// One finding, to compare with what a rule says.
pub(crate) fn said(severity: Severity, title: &str, statement: &str) -> Vec<FindingText> {
    vec![(severity, title.into(), statement.into())]
}

/// What the snapshot does not tell.
pub(crate) fn unknowns(snapshot: &Snapshot) -> Vec<String> {
    report_findings::unknowns(snapshot).iter().map(|gap| gap.to_plain()).collect()
}
