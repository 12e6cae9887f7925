//! Groups that cannot be are refused, and it is said where and why.
#![allow(clippy::unwrap_used)]

use report_snapshot::{read, read_or_faults};
use serde_json::{Value, json};

fn group(name: &str, rows: i64, [tp, fp, tn, fals]: [i64; 4]) -> Value {
    json!({ "group": name, "rows": rows, "counts": {
        "true_positives": tp, "false_positives": fp, "true_negatives": tn, "false_negatives": fals,
    } })
}

fn model(content: &Value) -> Value {
    json!({
        "schema_version": 1, "kind": "model", "id": "e46a9bd1-8904-54e0-8788-8fb8ac8072ac",
        "project_id": "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece", "name": "M", "content": content,
    })
}

/// A classifier with one grouping of a hundred test rows.
fn grouped(grouping: &Value) -> Value {
    model(&json!({
        "task": "binary_classification", "classes": ["no", "yes"], "positive_class": "yes",
        "evaluations": [{ "split": "test", "rows": 100, "groups": [grouping] }],
    }))
}

#[track_caller]
fn refuses(document: &Value, expected: &[(&str, &str)]) {
    let faults = read_or_faults(document.to_string().as_bytes(), 100).expect_err("faults");
    let found: Vec<(String, &str)> = faults
        .iter()
        .map(|fault| (fault.path.join(".").replace("content.evaluations.0.", ""), fault.reason.as_str()))
        .collect();
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((path, reason), (place, part)) in found.iter().zip(expected) {
        assert!(path == place && reason.contains(part), "{path}: {reason}, not {place}: {part}");
    }
}

#[test]
fn counts_add_up_and_each_group_is_there_once() {
    let good = json!({ "attribute": "sex", "favourable_class": "no", "groups_total": 3, "groups": [
        group("female", 60, [10, 20, 30, 0]), { "group": "male", "rows": 40, "metrics": { "auc": null } },
    ] });
    assert!(read(grouped(&good).to_string().as_bytes()).is_ok());
    let bad = json!({ "attribute": "sex", "groups_total": 1, "groups": [
        group("a", 60, [10, 20, 30, 1]), group("a", 41, [10, 10, 10, 11]), group("b", 0, [i64::MAX, i64::MAX, 2, 0]),
    ] });
    refuses(
        &grouped(&bad),
        &[
            ("groups.0.groups_total", "at least the 3 groups"),
            ("groups.0.groups", "at most the 100 rows"),
            ("groups.0.groups.0.counts", "add up to `rows`, 60, found 61"),
            ("groups.0.groups.1.group", "each group once"),
            ("groups.0.groups.2.counts", "more than can be counted"),
        ],
    );
    let negative = json!({ "attribute": "sex", "groups": [group("a", 1, [2, -1, 0, 0])] });
    refuses(&grouped(&negative), &[("groups.0.groups.0.counts.false_positives", "")]);
}

#[test]
fn attributes_have_a_name_and_stand_once() {
    let content = |attributes: &[&str]| {
        let groupings: Vec<Value> =
            attributes.iter().map(|name| json!({ "attribute": name, "groups": [] })).collect();
        model(&json!({ "task": "regression", "evaluations": [{ "split": "test", "groups": groupings }] }))
    };
    assert!(read(content(&["a", "b"]).to_string().as_bytes()).is_ok());
    refuses(
        &content(&["a", " ", "a"]),
        &[("groups.1.attribute", "not a space"), ("groups.2.attribute", "once")],
    );
    let many: Vec<String> = (0..21).map(|index| index.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    refuses(&content(&many), &[("groups", "20")]);
}

#[test]
fn a_favourable_class_is_one_of_two_of_which_one_is_positive() {
    let grouping = |class: &str| json!({ "attribute": "sex", "favourable_class": class, "groups": [] });
    let of = |more: Value| {
        let mut content = json!({ "task": "binary_classification",
            "evaluations": [{ "split": "test", "groups": [grouping("yes")] }] });
        content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        model(&content)
    };
    let place = "groups.0.favourable_class";
    refuses(&grouped(&grouping("maybe")), &[(place, "one of the model's classes, no or yes")]);
    refuses(&of(json!({})), &[(place, "two `classes`")]);
    refuses(&of(json!({ "classes": ["no", "yes"] })), &[(place, "`positive_class`")]);
    refuses(&of(json!({ "task": "regression" })), &[(place, "not two classes")]);
    let counts = json!([{ "attribute": "sex", "groups": [group("a", 4, [1, 1, 1, 1])] }]);
    let regression = json!({ "task": "regression", "evaluations": [{ "split": "test", "groups": counts }] });
    refuses(&model(&regression), &[("groups.0.groups.0.counts", "give `metrics` instead")]);
}
