//! What a report says of another that it is compared with, and where there is nothing to compare with.

use report_domain::ReportOptions;
use report_render::{Gone, Other, OtherSnapshot};
use serde_json::{Value, json};

use super::{
    cells, section, snapshot,
    support::{page, render_beside, settings},
    words,
};

fn experiment(models: &Value) -> Vec<u8> {
    let content = json!({
        "task": "binary_classification", "status": "completed", "ranking_metric": "auc",
        "ranking_split": "cross_validation", "leaderboard": models,
    });
    snapshot("experiment", &content)
}

fn model(name: &str, auc: f64) -> Value {
    json!({ "name": name, "metrics": { "auc": auc } })
}

fn of(bytes: &[u8]) -> Other<'_> {
    Other::Snapshot(OtherSnapshot { report: None, key: "other.json", version: "v0", bytes })
}

/// The HTML of the section.
async fn changes(now: &[u8], other: Other<'_>) -> String {
    let rendered = render_beside(now, &settings(), &ReportOptions::default(), other).await;
    section(&page(&rendered), "changes").to_owned()
}

#[tokio::test]
async fn figures_then_and_now_and_names_as_they_are() {
    let hostile = "\u{202e}<b>*x*</b>";
    let then = experiment(&json!([model("GBM", 0.8), model("old", 0.7)]));
    let now = experiment(&json!([model("GBM", 0.9), model(hostile, 0.7)]));
    let html = changes(&now, of(&then)).await;
    let row = &cells(&html)[0];
    assert_eq!(
        (row[0].as_str(), &row[2..]),
        ("GBM", &["0.8000", "0.9000", "+0.1000", "better"].map(str::to_owned)[..])
    );
    let said = words(&html);
    assert!(said.contains("1 model is new:") && said.contains("1 model has gone:"), "{said}");
    assert!(!html.contains("<b>*x*"), "{html}");
    assert!(!html.contains("significant") && !html.contains("noise is known"), "no noise is known");
}

#[tokio::test]
async fn where_there_is_nothing_to_compare_with_one_line_says_so() {
    let now = experiment(&json!([model("GBM", 0.9)]));
    let other_kind = snapshot("project", &json!({}));
    let other_schema = String::from_utf8_lossy(&now).replace("\"schema_version\":1", "\"schema_version\":2");
    for (other, expected) in [
        (Other::NoEarlier, "no earlier report on this experiment"),
        (Other::Gone(Gone::Report), "has been deleted since"),
        (Other::Gone(Gone::Snapshot), "has been removed"),
        (of(b"{"), "could not be compared: the other snapshot, other.json,"),
        (of(other_schema.as_bytes()), "could not be compared"),
        (of(&other_kind), "about another kind of thing, project, and this one about experiment"),
        (of(&now), "Nothing changed. Both reports are made from the same snapshot."),
    ] {
        let said = words(&changes(&now, other).await);
        assert!(said.contains(expected), "{expected}: {said}");
    }
}
