//! The published JSON Schema of events is the types' own.
#![allow(clippy::unwrap_used)]

use std::{env, fs, path::PathBuf};

use report_events::{change_schema, rejection_schema};
use schemars::Schema;

/// A published file is what the types say. `UPDATE_SCHEMA=1 cargo test --test schema` writes it.
fn is_up_to_date(name: &str, schema: &Schema) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema/v1").join(name);
    let content = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if env::var_os("UPDATE_SCHEMA").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &content).unwrap();
    }
    let published = fs::read_to_string(&file).unwrap_or_default();
    assert!(published == content, "{} is not up to date; run with UPDATE_SCHEMA=1", file.display());
}

#[test]
fn published_schemas_are_those_of_the_types() {
    is_up_to_date("report.json", &change_schema());
    is_up_to_date("rejected.json", &rejection_schema());
}

/// The registry reads draft 4, which passes over words that it does not know: what they say would not hold.
#[test]
fn the_schemas_use_no_word_that_draft_4_does_not_know() {
    for schema in [change_schema(), rejection_schema()] {
        let text = serde_json::to_string(&schema).unwrap();
        assert!(!text.contains("\"null\""), "what is absent is left out: {text}");
        for word in
            ["const", "$defs", "if", "then", "contains", "propertyNames", "exclusiveMinimum", "examples"]
        {
            assert!(!text.contains(&format!("\"{word}\":")), "{word}: {text}");
        }
    }
}
