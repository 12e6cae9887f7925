//! The published JSON Schema is the types' own, and the samples fit it.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use report_domain::Kind;
use report_snapshot::{field_guide, json_schema};
use serde_json::Value;

/// A published file is what the types say. `UPDATE_SCHEMA=1 cargo test --test schema` writes it.
fn is_up_to_date(name: &str, content: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema/v1").join(name);
    if env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&file, content).unwrap();
    }
    let published = fs::read_to_string(&file).unwrap_or_default();
    assert!(published == content, "{} is not up to date; run with UPDATE_SCHEMA=1", file.display());
}

#[test]
fn published_schemas_are_those_of_the_types() {
    for kind in Kind::ALL {
        let schema = serde_json::to_string_pretty(&json_schema(kind)).unwrap() + "\n";
        is_up_to_date(&format!("{kind}.json"), &schema);
    }
}

#[test]
fn the_guide_is_that_of_the_schemas() {
    is_up_to_date("README.md", &field_guide());
}

#[test]
fn a_name_means_the_same_in_the_schemas_of_all_kinds() {
    let mut parts: BTreeMap<String, Value> = BTreeMap::new();
    for kind in Kind::ALL {
        for (name, part) in json_schema(kind).to_value()["$defs"].as_object().unwrap() {
            let first = parts.entry(name.clone()).or_insert_with(|| part.clone());
            assert_eq!(first, part, "{kind}: {name}");
        }
    }
}

#[test]
fn every_field_is_described() {
    let guide = field_guide();
    for kind in Kind::ALL {
        let schema = json_schema(kind).to_value();
        let parts = schema["$defs"].as_object().unwrap().iter();
        for (name, part) in parts.chain([(&"snapshot".to_owned(), &schema)]) {
            for (field, meaning) in part["properties"].as_object().into_iter().flatten() {
                assert!(meaning["description"].is_string(), "{kind}: {field} of {name} has no description");
                assert!(guide.contains(&format!("\n| `{field}` | ")), "{field}");
            }
            for form in part["oneOf"].as_array().into_iter().flatten() {
                assert!(form["description"].is_string(), "{kind}: {form} of {name} has no description");
            }
        }
    }
}

#[test]
fn the_guide_says_type_need_and_meaning() {
    let guide = field_guide();
    for line in [
        "| `ranking_split` | [Split](#split) or null | optional | Which rows the leaderboard's metrics were computed on. |",
        "| `rows` | whole number, at least 0 or null | optional | How many. |",
        "| `schema_version` | `1` | required | Always 1. |",
        "| `metrics` | object of any names, each number or null | optional | Its metrics. |",
        "* `\"cross_validation\"`: Rows of the fold left out, over all folds.",
    ] {
        assert!(guide.contains(&format!("\n{line}\n")), "{line}");
    }
    // Every part that is named has its place.
    let named: Vec<&str> = guide.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let lower = guide.to_lowercase();
    assert!(named.len() > 50 && named.iter().all(|name| lower.contains(&format!("\n## {name}\n"))));
}

#[test]
fn a_schema_says_its_version_and_kind_and_forbids_unknown_fields() {
    for kind in Kind::ALL {
        let schema = json_schema(kind).to_value();
        assert_eq!(schema["properties"]["schema_version"]["const"], 1);
        assert_eq!(schema["properties"]["kind"]["const"], kind.as_str());
        assert_eq!(schema["additionalProperties"], false);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}
