//! What documents say about groups and about uncertainty.

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use support::{document, ids, model, section, words};

/// The model with groups of test rows, female and male, and a group of three.
fn grouped(split: &str, favourable: Option<&str>) -> Value {
    let mut snapshot = model();
    let group = |name: &str, [tp, fp, tn, fals]: [u64; 4]| {
        json!({ "group": name, "rows": tp + fp + tn + fals, "counts": {
            "true_positives": tp, "false_positives": fp, "true_negatives": tn, "false_negatives": fals,
        } })
    };
    let groups = json!([
        group("female", [100, 40, 120, 50]),
        group("male", [300, 121, 209, 60]),
        group("<b>other</b>", [1, 0, 2, 0]),
    ]);
    let grouping =
        json!({ "attribute": "sex", "favourable_class": favourable, "groups": groups, "groups_total": 5 });
    snapshot["content"]["classes"] = json!(["benign", "malignant"]);
    snapshot["content"]["positive_class"] = json!("malignant");
    snapshot["content"]["evaluations"] = json!([{ "split": split, "rows": 1_003, "groups": [grouping] }]);
    snapshot
}

fn groups(snapshot: &Value) -> String {
    words(section(&document(snapshot), "groups"))
}

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
}

#[test]
fn rates_of_groups_have_intervals_and_small_groups_are_marked() {
    says(
        &groups(&grouped("test", None)),
        &[
            "By sex",
            "Selection of class malignant, by sex; 1,003 test rows",
            // The largest group first.
            "Group | Rows | Called malignant | Selection rate\nmale | 690 | 421 | 61.0% (57.3–64.6)\nfemale | 310 | 140 | 45.2% (39.7–50.7)",
            "<b>other</b> | 3 | 1 | 33.3% (6.1–79.2) *",
            "female | 66.7% (58.8–73.7) | 25.0% (18.9–32.2) |",
            "Demographic parity difference | 15.9 | male, 61.0% | female, 45.2% | 7.7 to 23.8 | yes",
            "Equal opportunity difference | 16.7 | male, 83.3% | female, 66.7% | 6.7 to 27.2 | yes",
            "Equalized odds difference | 16.7 |",
            "* Of fewer than 30 rows: shown, but not compared with other groups.",
            "2 further groups are not listed.",
            "No ratio of selection rates is judged",
            "hold together for all 3 pairs of groups and rates (Bonferroni)",
        ],
    );
}

#[test]
fn four_fifths_are_judged_of_the_declared_class_only() {
    says(
        &groups(&grouped("test", Some("benign"))),
        &[
            "Selection of class benign, the favourable one, by sex",
            "Called benign | Selection rate | Of the highest",
            "| 54.8% (49.3–60.3) | 100%",
            "| 39.0% (35.4–42.7) | 71.1%",
            "male has 71.1% of the selection rate of female, under four fifths (80%)",
            "29 CFR 1607.4 D",
            "The difference between the two is more than chance explains.",
        ],
    );
}

#[test]
fn rows_that_are_not_independent_have_no_intervals() {
    let text = groups(&grouped("cross_validation", None));
    says(&text, &["male | 690 | 421 | 61.0%\n", "No intervals are given", "one for each fold"]);
    assert!(!text.contains("95%") && !text.contains("chance"), "{text}");
}

#[test]
fn groups_of_a_regression_have_its_metrics() {
    let interval = json!({ "low": 3.0, "high": 5.0, "level": 0.95, "method": "percentile_bootstrap" });
    let mut snapshot = support::regression_model();
    snapshot["content"]["evaluations"][0]["groups"] = json!([{ "attribute": "region", "groups": [
        { "group": "north", "rows": 20, "metrics": { "rmse": 4.0, "mean_error": -1.5 }, "intervals": { "rmse": interval } },
        { "group": "", "rows": 80, "metrics": { "rmse": 2.0, "mean_error": null } },
    ] }]);
    snapshot["content"]["evaluations"][0]["rows"] = json!(100);
    let text = groups(&snapshot);
    says(
        &text,
        &[
            "(empty) | 80 | 2.0000 | –",
            "north | 20 | 4.0000 (3.0000–5.0000) | \u{2212}1.5000",
            "Metrics by region",
        ],
    );
    assert!(ids(&document(&snapshot)).contains(&"groups"));
}

#[test]
fn metrics_and_matrices_of_independent_rows_have_intervals() {
    let mut snapshot = model();
    let matrix = json!({ "labels": ["benign", "malignant"], "counts": [[80, 20], [10, 90]] });
    let of = |split: &str, rows: u64| {
        json!({ "split": split, "rows": rows, "confusion_matrix": matrix,
            "metrics": { "accuracy": 0.85, "recall": 0.9, "precision": 0.5, "auc": 0.91 },
            "intervals": { "auc": { "low": 0.85, "high": 0.95, "level": 0.95, "method": "percentile_bootstrap" } } })
    };
    snapshot["content"]["positive_class"] = json!("malignant");
    snapshot["content"]["evaluations"] = json!([of("test", 200)]);
    let text = words(section(&document(&snapshot), "metrics"));
    // A precision that is not that of the matrix is one at another threshold.
    says(
        &text,
        &[
            "Accuracy | higher | 0.8500 (0.7939–0.8929)",
            "Recall | higher | 0.9000 (0.8256–0.9448)",
            "Precision | higher | 0.5000\n",
            "AUC | higher | 0.9100 (0.8500–0.9500)",
            "In brackets: 95% intervals (percentile bootstrap; Wilson, from counts of rows).",
        ],
    );
    let text = words(section(&document(&snapshot), "confusion-matrix"));
    says(
        &text,
        &[
            "| 100 | 80.0% (71.1–86.7)",
            "85.0% (79.4–89.3) of 200 rows called right",
            "95% intervals (Wilson)",
        ],
    );
    for (split, rows) in [("cross_validation", 200), ("test", 400)] {
        snapshot["content"]["evaluations"] = json!([of(split, rows)]);
        let text = words(section(&document(&snapshot), "confusion-matrix"));
        assert!(!text.contains("95%"), "folds, and weights that are whole: {text}");
    }
}
