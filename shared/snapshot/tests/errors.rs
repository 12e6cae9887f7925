//! What is said about documents that are no snapshots: where the fault is and what was expected.
#![allow(clippy::unwrap_used)]

use report_snapshot::read;
use serde_json::{Value, json};

fn experiment() -> Value {
    json!({
        "schema_version": 1,
        "kind": "experiment",
        "id": "e46a9bd1-8904-54e0-8788-8fb8ac8072ac",
        "project_id": "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece",
        "name": "churn",
        "content": {
            "task": "binary_classification",
            "status": "completed",
            "leaderboard": [{"name": "GBM_1", "metrics": {"auc": 0.9}}, {"name": "GBM_2", "metrics": {"auc": null}}]
        }
    })
}

/// The sentence about the document, with the change made to it.
fn sentence(change: impl FnOnce(&mut Value)) -> String {
    let mut document = experiment();
    change(&mut document);
    raw(document.to_string().as_bytes())
}

fn raw(bytes: &[u8]) -> String {
    read(bytes).expect_err("a fault").to_string()
}

#[track_caller]
fn says(sentence: &str, parts: &[&str]) {
    for part in parts {
        assert!(sentence.contains(part), "{part:?} is missing in: {sentence}");
    }
}

#[test]
fn the_document_without_change_is_a_snapshot() {
    assert!(read(experiment().to_string().as_bytes()).is_ok());
    let with_mark = [b"\xef\xbb\xbf", experiment().to_string().as_bytes()].concat();
    assert!(read(&with_mark).is_ok(), "a byte order mark is let pass");
}

#[test]
fn what_is_not_json() {
    says(&raw(b"hello"), &["is not valid JSON at line 1, column 1"]);
    says(&raw(b""), &["is cut off", "line 1"]);
    says(&raw(b"\xff\xfe{}"), &["is not valid JSON"]);
}

#[test]
fn another_version() {
    says(&sentence(|d| d["schema_version"] = json!(2)), &["schema_version 2", "version 1"]);
    says(&sentence(|d| d["schema_version"] = json!("1")), &["schema_version \"1\""]);
    says(&sentence(|d| drop(d.as_object_mut().unwrap().remove("schema_version"))), &["schema_version"]);
}

#[test]
fn a_newer_version_is_named_even_if_nothing_else_fits() {
    let text = r#"{"schema_version": 7, "kind": "experiment", "everything": "else"}"#;
    says(&raw(text.as_bytes()), &["schema_version 7"]);
}

#[test]
fn a_document_that_ends_in_the_middle() {
    let whole = experiment().to_string();
    for end in 1..whole.len() {
        let text = raw(&whole.as_bytes()[..end]);
        assert!(text.contains("is cut off"), "cut at {end}: {text}");
    }
}

#[test]
fn nan_bare_and_as_text() {
    let text = experiment().to_string().replace("0.9", "NaN");
    says(&raw(text.as_bytes()), &["is not valid JSON", "content.leaderboard[0].metrics.auc", "null"]);
    let text = sentence(|d| d["content"]["leaderboard"][0]["metrics"]["auc"] = json!("NaN"));
    says(&text, &["content.leaderboard[0].metrics.auc", "\"NaN\"", "f64"]);
}

#[test]
fn a_number_too_large_for_a_number() {
    let text = experiment().to_string().replace("0.9", "1e999");
    says(&raw(text.as_bytes()), &["content.leaderboard[0].metrics.auc"]);
}

#[test]
fn a_wrong_type_deep_inside() {
    let text = sentence(|d| d["content"]["leaderboard"][1]["metrics"] = json!([1, 2]));
    says(
        &text,
        &["does not fit the snapshot schema at content.leaderboard[1].metrics", "expected a map", "line 1"],
    );
    let text = sentence(|d| d["content"]["leaderboard"][0]["fold_spread"] = json!({"auc": {"mean": true}}));
    says(&text, &["content.leaderboard[0].fold_spread.auc.mean"]);
}

#[test]
fn an_unknown_field_with_the_name_that_was_probably_meant() {
    let text = sentence(|d| d["content"]["leaderbord"] = json!([]));
    says(&text, &["content.leaderbord", "unknown field `leaderbord`", "did you mean `leaderboard`?"]);
    let text = sentence(|d| d["content"]["zzz"] = json!(1));
    says(&text, &["unknown field `zzz`", "expected one of", "`leaderboard`"]);
    let text = sentence(|d| d["content"]["task"] = json!("binary_clasification"));
    says(&text, &["content.task", "did you mean `binary_classification`?"]);
}

#[test]
fn a_missing_field() {
    let text = sentence(|d| drop(d["content"].as_object_mut().unwrap().remove("task")));
    says(&text, &["at content", "missing field `task`"]);
}

#[test]
fn a_field_given_twice() {
    let text =
        experiment().to_string().replacen("\"name\":\"churn\"", "\"name\":\"churn\",\"name\":\"again\"", 1);
    says(&raw(text.as_bytes()), &["duplicate field `name`"]);
}

#[test]
fn a_bad_id() {
    says(&sentence(|d| d["id"] = json!("e46a9bd1")), &["at id", "UUID"]);
    says(&sentence(|d| d["project_id"] = json!(12)), &["at project_id"]);
}

#[test]
fn an_unknown_kind() {
    says(&sentence(|d| d["kind"] = json!("notebook")), &["at kind", "`notebook`", "`privacy`"]);
}

#[test]
fn a_bad_time() {
    let text = sentence(|d| d["content"]["started_at"] = json!("yesterday"));
    says(&text, &["content.started_at", "RFC 3339", "yesterday"]);
}

#[test]
fn an_empty_name() {
    says(&sentence(|d| d["name"] = json!("  ")), &["at name", "at least one character"]);
}

#[test]
fn lists_whose_lengths_do_not_agree() {
    let text = sentence(|d| {
        d["content"]["best_model"] = json!({"name": "GBM_1", "model": {
            "task": "binary_classification",
            "evaluations": [{"split": "test", "metrics": {},
                "confusion_matrix": {"labels": ["no", "yes"], "counts": [[1, 2]]}}]}});
    });
    says(
        &text,
        &["best_model.model.evaluations[0].confusion_matrix.counts", "expected 2 entries", "found 1"],
    );
}

#[test]
fn intervals_that_are_none() {
    let interval = |low: f64, level: f64| {
        sentence(|d| {
            let interval = json!({"low": low, "high": 0.9, "level": level, "method": "percentile_bootstrap"});
            d["content"]["best_model"] = json!({"name": "GBM_1", "model": {
                "task": "binary_classification",
                "evaluations": [{"split": "test", "metrics": {"auc": 0.8}, "intervals": {"auc": interval}}]}});
        })
    };
    says(&interval(0.95, 0.95), &["evaluations[0].intervals.auc", "`low`", "`high`"]);
    says(&interval(0.7, 95.0), &["evaluations[0].intervals.auc", "`level` above 0 and below 1"]);
}

#[test]
fn something_after_the_end() {
    let text = experiment().to_string() + " {}";
    says(&raw(text.as_bytes()), &["is not valid JSON"]);
}

#[test]
fn nesting_without_end() {
    let text = experiment().to_string().replace("0.9", &"[".repeat(100_000));
    says(&raw(text.as_bytes()), &["content.leaderboard[0].metrics.auc"]);
}

#[test]
fn too_many_bytes() {
    let bytes = vec![b' '; 33 * 1024 * 1024];
    says(&raw(&bytes), &["is 34603008 bytes long", "at most 33554432"]);
}

#[test]
fn names_of_megabytes_are_not_repeated_in_full() {
    let text = sentence(|d| d["content"][&"x".repeat(1_000_000)] = json!(1));
    assert!(text.len() < 10_000, "{} bytes", text.len());
    let text = sentence(|d| d["schema_version"] = json!("x".repeat(1_000_000)));
    assert!(text.len() < 10_000, "{} bytes", text.len());
}
