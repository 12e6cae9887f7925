//! All faults at once: nothing is accepted that reading refuses, nothing refused that reading accepts, nothing passed over.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, fs, path::PathBuf, sync::LazyLock};

use proptest::prelude::*;
use report_domain::Kind;
use report_snapshot::{Fault, json_schema, read, read_or_faults};
use serde_json::{Value, json};

fn paths(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| fault.path.join(".")).collect()
}

fn faults(document: &Value) -> Vec<Fault> {
    read_or_faults(document.to_string().as_bytes(), 100).expect_err("faults")
}

fn model() -> Value {
    json!({
        "schema_version": 1, "kind": "model", "id": "e46a9bd1-8904-54e0-8788-8fb8ac8072ac",
        "project_id": "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece", "name": "GBM", "content": { "task": "regression" }
    })
}

#[test]
fn a_fault_says_where_it_is_and_what_was_expected() {
    let mut document = model();
    document["taken_at"] = json!("yesterday");
    document["id"] = json!(7);
    document["content"] = json!({
        "task": "regresion",
        "experiment": { "nmae": "churn", "name": "churn" },
        "hyperparameters": [{ "name": "depth", "value": 3 }, { "value": {} }],
        "learning_curves": [{ "metric": "rmse", "step_label": "Trees", "steps": [1, "two", null], "training": 1 }],
    });
    let said: Vec<_> = faults(&document)
        .into_iter()
        .map(|fault| format!("{}: {}", fault.path.join("."), fault.reason))
        .collect();
    assert_said(
        &said,
        &[
            "content.experiment.nmae: unknown member; did you mean `name`?",
            "content.hyperparameters.1: the member `name` is missing",
            "content.hyperparameters.1.value: an object is none of the forms that are allowed here",
            "content.learning_curves.0.steps.1: expected a number, found the text \"two\"",
            "content.learning_curves.0.steps.2: expected a number, found null",
            "content.learning_curves.0.training: expected a list, found 1",
            "content.task: expected one of binary_classification, multiclass_classification, regression, found the text \
         \"regresion\"; did you mean `regression`?",
            "id: expected text, found 7",
            "taken_at: expected a time in RFC 3339, found the text \"yesterday\"",
        ],
    );
}

#[track_caller]
fn assert_said(found: &[String], expected: &[&str]) {
    assert_eq!(found, expected, "{found:#?}");
}

#[test]
fn limits_are_told_all_at_once_too() {
    let mut document = model();
    document["name"] = json!(" ");
    document["content"]["learning_curves"] = json!([
        { "metric": "rmse", "step_label": "Trees", "steps": [1, 2], "training": [0.5] },
        { "metric": "mae", "step_label": "Trees", "steps": [1], "validation": [0.5, 0.4] },
    ]);
    let curves = ["content.learning_curves.0.training", "content.learning_curves.1.validation"];
    assert_eq!(paths(&faults(&document)), ["name", curves[0], curves[1]]);
}

#[test]
fn there_is_a_bound_and_never_no_fault() {
    let mut document = model();
    document["content"]["hyperparameters"] = json!(vec![json!({}); 500]);
    let bytes = document.to_string();
    for most in [0, 1, 7, 100] {
        assert_eq!(read_or_faults(bytes.as_bytes(), most).unwrap_err().len(), most.max(1));
    }
    for bytes in [&b""[..], b"{", b"null", b"[]", b"\xff", br#"{"schema_version":2,"kind":"model"}"#] {
        let found = read_or_faults(bytes, 9).unwrap_err();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(!found[0].reason.is_empty());
    }
    // Only reading notices a member given twice.
    let twice = model().to_string().replacen("\"name\"", "\"name\":\"a\",\"name\"", 1);
    let found = read_or_faults(twice.as_bytes(), 9).unwrap_err();
    assert!(found.len() == 1 && found[0].reason.contains("duplicate"), "{found:?}");
}

/// The keywords that the walk knows. One more in a schema would be passed over in silence.
#[test]
fn the_schemas_have_no_keyword_that_is_not_checked() {
    const CHECKED: [&str; 21] = [
        "$defs",
        "$ref",
        "additionalProperties",
        "anyOf",
        "const",
        "contentMediaType",
        "format",
        "items",
        "maxItems", // these four before the walk
        "maxLength",
        "maxProperties",
        "propertyNames",
        "minimum",
        "oneOf",
        "properties",
        "required",
        "pattern", // of the types of privacy sessions, after the walk
        "type",    // and what says nothing about documents:
        "contentEncoding",
        "description",
        "default",
    ];
    fn walk(schema: &Value, found: &mut BTreeSet<String>) {
        let Some(keywords) = schema.as_object() else { return };
        for (keyword, value) in keywords {
            found.insert(keyword.clone());
            match (keyword.as_str(), value) {
                ("properties" | "$defs", Value::Object(named)) => {
                    named.values().for_each(|schema| walk(schema, found));
                }
                ("anyOf" | "oneOf", Value::Array(choices)) => {
                    choices.iter().for_each(|schema| walk(schema, found))
                }
                ("items" | "additionalProperties", schema) => walk(schema, found),
                _ => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    Kind::ALL.into_iter().for_each(|kind| walk(&Value::from(json_schema(kind)), &mut found));
    let known = BTreeSet::from_iter(CHECKED.into_iter().chain(["$schema", "title"]).map(str::to_owned));
    assert_eq!(found.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// Samples of every kind.
static SAMPLES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples");
    let mut paths: Vec<_> = ["edge", "snapshots"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(samples.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    let documents =
        paths.into_iter().map(|path| fs::read(path).unwrap()).filter(|bytes| bytes.len() < 120_000);
    documents.map(|bytes| serde_json::from_slice(&bytes).unwrap()).collect()
});

/// Places in a document, each a JSON pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Array(entries) => {
            entries
                .iter()
                .take(3)
                .enumerate()
                .for_each(|(index, entry)| places(entry, &format!("{at}/{index}"), found));
        }
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(name, member)| places(member, &format!("{at}/{}", escaped(name)), found));
        }
        _ => {}
    }
}

/// Something else in the place of a value.
fn replacement(which: usize) -> Value {
    [
        json!(null),
        json!(true),
        json!(-1),
        json!(0.5),
        json!(1e300),
        json!(18_446_744_073_709_551_615_u64),
        json!("text"),
        json!("model"),
        json!("2026-02-28T15:00:00Z"),
        json!("e46a9bd1-8904-54e0-8788-8fb8ac8072ac"),
        json!([]),
        json!([null]),
        json!({}),
        json!({ "name": "x" }),
        json!([[1, "x"]]),
    ][which % 15]
        .clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn what_reading_refuses_has_faults_and_what_it_accepts_has_none(
        sample in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, 0..15_usize), 1..5),
    ) {
        let mut document = sample.get(&SAMPLES).clone();
        for (place, how, what) in changes {
            let mut all = Vec::new();
            places(&document, "", &mut all);
            let at = place.get(&all).clone();
            let value = document.pointer_mut(&at).unwrap();
            match (how, value) {
                (0, Value::Object(members)) => { members.insert("nmae".into(), replacement(what)); }
                (1, Value::Object(members)) if !members.is_empty() => {
                    let name = members.keys().nth(what % members.len()).unwrap().clone();
                    members.remove(&name);
                }
                (_, value) => *value = replacement(what),
            }
        }
        let bytes = document.to_string().into_bytes();
        match (read(&bytes), read_or_faults(&bytes, 100)) {
            (Ok(_), Ok(_)) => {}
            (Err(first), Err(faults)) => {
                prop_assert!((1..=100).contains(&faults.len()));
                if let report_snapshot::SnapshotError::Invalid { path, .. } = first {
                    let steps: Vec<_> = path.split(['.', '[']).map(|step| step.trim_end_matches(']')).collect();
                    // The fault that reading stops at is among them, or one of them explains it from above or below.
                    let related = |fault: &Fault| fault.path.iter().zip(&steps).all(|(a, b)| a == b);
                    prop_assert!(path == "the top level" || faults.iter().any(related), "{} {:?}", path, faults);
                }
            }
            (one, other) => prop_assert!(false, "{:?} but {:?}", one.err(), other.err()),
        }
    }
}
