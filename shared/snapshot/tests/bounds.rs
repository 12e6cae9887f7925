//! Everything that can grow has a bound that the schema says, and reading holds to it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use report_domain::Kind;
use report_snapshot::{Fault, SnapshotError, json_schema, read, read_or_faults};
use serde_json::{Map, Value, json};

/// A bound, a place in a schema that has it, and a document that is one beyond it there and nowhere else.
struct Beyond {
    path: String,
    reason: String,
    /// As JSON: a tree of twenty thousand entries takes longer.
    document: String,
}

/// Goes through a schema and makes the smallest documents that break each of its bounds.
struct Walk<'a> {
    definitions: &'a Value,
    /// The definitions that were gone through, also of other kinds: once is enough.
    done: &'a mut BTreeSet<String>,
}

impl<'a> Walk<'a> {
    fn definition(&self, schema: &'a Value) -> Option<(&'a str, &'a Value)> {
        let name = schema["$ref"].as_str()?.rsplit('/').next()?;
        Some((name, &self.definitions[name]))
    }

    /// The smallest value that fits.
    fn least(&self, schema: &'a Value) -> Value {
        if let Some((_, definition)) = self.definition(schema) {
            return self.least(definition);
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(choices) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
            return self.least(&choices[0]);
        }
        let named = |name: &str| schema["type"] == name || schema["type"][0] == name;
        match schema["format"].as_str() {
            Some("uuid") => json!("e46a9bd1-8904-54e0-8788-8fb8ac8072ac"),
            Some("date-time") => json!("2026-02-28T15:00:00Z"),
            Some("date") => json!("2026-02-28"),
            _ if named("string") => json!("x"),
            _ if named("array") => json!([]),
            _ if named("boolean") => json!(true),
            _ if named("object") => {
                let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
                required
                    .map(|name| (name.to_owned(), self.least(&schema["properties"][name])))
                    .collect::<Map<_, _>>()
                    .into()
            }
            _ => json!(1),
        }
    }

    fn beyond(&mut self, schema: &'a Value) -> Vec<Beyond> {
        if let Some((name, definition)) = self.definition(schema) {
            return if self.done.insert(name.to_owned()) { self.beyond(definition) } else { Vec::new() };
        }
        let mut found = Vec::new();
        for choice in ["anyOf", "oneOf"].into_iter().flat_map(|keyword| schema[keyword].as_array()).flatten()
        {
            found.extend(self.beyond(choice));
        }
        let here = |most: usize, what: &str, document| Beyond {
            path: String::new(),
            reason: format!("expected at most {} {what}, found {}", thousands(most), thousands(most + 1)),
            document,
        };
        let bound = |schema: &Value, keyword: &str| {
            schema[keyword].as_u64().map(|most| usize::try_from(most).unwrap())
        };
        if let Some(most) = bound(schema, "maxLength") {
            found.push(here(most, "characters", format!("\"{}\"", "é".repeat(most + 1))));
        }
        if let Some(most) = bound(schema, "maxItems") {
            let entries = vec![self.least(&schema["items"]).to_string(); most + 1].join(",");
            found.push(here(most, "entries", format!("[{entries}]")));
            let below = self.beyond(&schema["items"]).into_iter();
            found.extend(below.map(|below| below.at("0", |entry| format!("[{entry}]"))));
        }
        if let Some(most) = bound(schema, "maxProperties") {
            let each = self.least(&schema["additionalProperties"]);
            let members: Vec<String> = (0..=most).map(|name| format!("\"{name}\":{each}")).collect();
            found.push(here(most, "members", format!("{{{}}}", members.join(","))));
            let longest = bound(&schema["propertyNames"], "maxLength").unwrap();
            let (allowed, long) = (thousands(longest), thousands(longest + 1));
            found.push(Beyond {
                path: String::new(),
                reason: format!("expected names of at most {allowed} characters, found one of {long}"),
                document: format!("{{\"{}\":{each}}}", "x".repeat(longest + 1)),
            });
            let below = self.beyond(&schema["additionalProperties"]).into_iter();
            found.extend(below.map(|below| below.at("x", |member| format!("{{\"x\":{member}}}"))));
        }
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let mut others = self.least(schema);
            others.as_object_mut().unwrap().remove(name);
            let others = others.to_string();
            let others = &others[1..others.len() - 1];
            let comma = if others.is_empty() { "" } else { "," };
            let below = self.beyond(member).into_iter();
            found.extend(
                below.map(|below| below.at(name, |value| format!("{{\"{name}\":{value}{comma}{others}}}"))),
            );
        }
        found
    }
}

impl Beyond {
    fn at(self, step: &str, around: impl FnOnce(String) -> String) -> Self {
        let path = if self.path.is_empty() { step.to_owned() } else { format!("{step}.{}", self.path) };
        Self { path, document: around(self.document), ..self }
    }
}

fn thousands(number: usize) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", thousands(number / 1_000), number % 1_000)
    }
}

#[test]
fn every_list_map_and_text_of_the_schema_has_a_bound() {
    fn walk(place: &str, schema: &Value, without: &mut Vec<String>) {
        let Some(keywords) = schema.as_object() else {
            return schema.as_array().into_iter().flatten().for_each(|part| walk(place, part, without));
        };
        let is = |name: &str| {
            schema["type"] == name
                || schema["type"].as_array().is_some_and(|types| types.contains(&name.into()))
        };
        // Words of a list, ids and times are bounded by their form.
        let has_form = ["const", "enum"].iter().any(|word| keywords.contains_key(*word))
            || matches!(schema["format"].as_str(), Some("uuid" | "date-time" | "date"));
        let is_open = schema["additionalProperties"] != Value::Bool(false);
        let is_bounded = |bound: &str| schema[bound].as_u64().is_some_and(|most| most > 0);
        let bounded = [
            !is("string") || has_form || is_bounded("maxLength"),
            !is("array") || is_bounded("maxItems"),
            !is("object")
                || !is_open
                || (is_bounded("maxProperties") && schema["propertyNames"]["maxLength"].is_u64()),
        ];
        if bounded.contains(&false) {
            without.push(place.to_owned());
        }
        for (keyword, part) in keywords
            .iter()
            .filter(|(keyword, _)| !["default", "const", "required"].contains(&keyword.as_str()))
        {
            match part {
                Value::Object(named) if ["properties", "$defs"].contains(&keyword.as_str()) => {
                    named.iter().for_each(|(name, part)| walk(&format!("{place}.{name}"), part, without));
                }
                part => walk(&format!("{place}.{keyword}"), part, without),
            }
        }
    }
    let mut without = Vec::new();
    for kind in Kind::ALL {
        walk(kind.as_str(), &json_schema(kind).to_value(), &mut without);
    }
    assert_eq!(without, Vec::<String>::new());
}

#[test]
fn one_beyond_a_bound_is_refused_with_the_bound_and_the_place() {
    let (mut tried, mut done) = (0, BTreeSet::new());
    for kind in Kind::ALL {
        let schema = json_schema(kind).to_value();
        let mut walk = Walk { definitions: &schema["$defs"], done: &mut done };
        for Beyond { path, reason, document } in walk.beyond(&schema) {
            let found = read_or_faults(document.as_bytes(), 9).expect_err(&path);
            let expected = Fault { path: path.split('.').map(str::to_owned).collect(), reason };
            assert_eq!(found, std::slice::from_ref(&expected), "{kind}");
            assert_eq!(read(document.as_bytes()).unwrap_err(), SnapshotError::from(expected), "{kind}");
            tried += 1;
        }
    }
    assert!(tried > 150, "{tried}");
}

#[test]
fn all_broken_bounds_are_told_at_once() {
    let mut document = model(json!({ "task": "regression", "algorithm": "x".repeat(20_001) }));
    document["name"] = "y".repeat(30_000).into();
    document["content"]["hyperparameters"] = json!(vec![json!({ "name": "depth", "value": [[1]] }); 31_000]);
    let faults = read_or_faults(document.to_string().as_bytes(), 9).unwrap_err();
    let said: Vec<String> =
        faults.iter().map(|fault| format!("{}: {}", fault.path.join("."), fault.reason)).collect();
    assert_eq!(
        said,
        [
            "content.algorithm: expected at most 20,000 characters, found 20,001",
            "content.hyperparameters: expected at most 20,000 entries, found 31,000",
            "name: expected at most 20,000 characters, found 30,000",
        ]
    );
}

#[test]
fn bounds_in_all_are_told_for_the_whole_document() {
    let importance =
        json!({ "method": "shap", "features": vec![json!({ "name": "x", "value": 1 }); 20_000] });
    let parts = model(json!({ "task": "regression", "feature_importance": vec![importance; 30] }));
    let curve = json!({ "metric": "rmse", "step_label": "Trees", "steps": vec![1; 20_000], "training": vec![1; 20_000] });
    let numbers = model(json!({ "task": "regression", "learning_curves": vec![curve; 120] }));
    for (document, reason) in [
        (parts, "expected at most 1,000,000 texts, lists, objects and members of maps in all, found more"),
        (numbers, "expected at most 4,000,000 numbers and other plain values in all, found more"),
    ] {
        let faults = read_or_faults(document.to_string().as_bytes(), 9).unwrap_err();
        assert_eq!(faults, [Fault { path: Vec::new(), reason: reason.to_owned() }]);
    }
}

#[test]
fn wide_snapshots_of_real_tools_are_within_the_bounds() {
    let metrics = |count: usize| -> Value {
        (0..count).map(|index| (format!("test_metric_{index}"), json!(0.5))).collect::<Map<_, _>>().into()
    };
    let entry =
        |index: usize, count: usize| json!({ "name": format!("run-{index}"), "metrics": metrics(count) });
    let board = |models: usize, count: usize| {
        let leaderboard: Vec<Value> = (0..models).map(|index| entry(index, count)).collect();
        json!({ "task": "regression", "status": "completed", "leaderboard": leaderboard })
    };
    let mut with_folds = board(500, 100);
    let spread = json!({ "mean": 0.5, "sd": 0.1, "folds": [0.4, 0.5, 0.6, 0.5, 0.5] });
    let spreads: Map<_, _> = (0..100).map(|index| (format!("test_metric_{index}"), spread.clone())).collect();
    for entry in with_folds["leaderboard"].as_array_mut().unwrap() {
        entry["fold_spread"] = spreads.clone().into();
    }
    let columns: Vec<Value> = (0..10_000)
        .map(|index| match index % 2 {
            0 => json!({
                "name": format!("column_{index}"), "type": "numeric", "missing": 0, "numeric": { "min": 0, "p25": 1, "median": 2, "mean": 2, "p75": 3, "max": 4, "std": 1 },
                "histogram": { "bin_edges": (0..=30).collect::<Vec<_>>(), "counts": vec![7; 30] },
            }),
            _ => json!({ "name": format!("column_{index}"), "type": "categorical", "categories": vec![json!({ "value": "yes", "count": 7 }); 20] }),
        })
        .collect();
    let wide = json!({ "task": "regression", "dataset": { "name": "wide", "column_summaries": columns } });
    let labels: Vec<String> = (0..1_000).map(|index| index.to_string()).collect();
    let matrix = json!({ "labels": labels, "counts": vec![vec![3; 1_000]; 1_000] });
    let classes = json!({ "task": "multiclass_classification", "evaluations": [{ "split": "test", "confusion_matrix": matrix }, { "split": "training", "confusion_matrix": matrix }] });
    for document in [experiment(board(5_000, 100)), experiment(with_folds), model(wide), model(classes)] {
        read(document.to_string().as_bytes()).unwrap();
    }
}

/// Lists of lists are read without a copy for each level.
#[test]
fn a_setting_may_be_a_deep_list() {
    let mut value = json!(vec![0; 20_000]);
    for _ in 0..100 {
        value = json!([value]);
    }
    let document = model(json!({ "task": "regression", "structure": [{ "name": "deep", "value": value }] }));
    let bytes = document.to_string();
    let written = serde_json::to_string(&read(bytes.as_bytes()).unwrap()).unwrap();
    assert!(read(written.as_bytes()).unwrap() == read(bytes.as_bytes()).unwrap());
}

fn model(content: Value) -> Value {
    document("model", content)
}

fn experiment(content: Value) -> Value {
    document("experiment", content)
}

fn document(kind: &str, content: Value) -> Value {
    let id = "7b8ef11c-5752-5966-914b-6a5830c43083";
    json!({ "schema_version": 1, "kind": kind, "id": id, "project_id": id, "name": "It", "content": content })
}
