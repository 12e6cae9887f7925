//! What is sent to a model: what the report is about, findings and figures, as data.

use report_claims::{Facts, facts::tame};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use crate::context::context;

const MOST_ABOUT: usize = 20;

/// Characters of one name. Longer ones are cut: nobody reads them, and they are where instructions would hide.
const LONGEST_NAME: usize = 160;

/// The document that the model reads.
pub(crate) fn brief(snapshot: &Snapshot, facts: &Facts<'_>) -> Value {
    let header = snapshot.header();
    let about: Vec<String> = context(snapshot)
        .into_iter()
        .take(MOST_ABOUT)
        .map(|(label, text)| format!("{label}: {}", tame(&text, LONGEST_NAME)))
        .collect();
    let mut document = facts.to_json();
    document["entity"] =
        json!({ "kind": header.kind, "name": tame(header.name, LONGEST_NAME), "about": about });
    document
}
