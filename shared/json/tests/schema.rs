//! The published JSON Schema of the document is the types' own.
#![allow(clippy::unwrap_used)]

use std::{env, fs, path::PathBuf};

use report_json::json_schema;

/// `UPDATE_SCHEMA=1 cargo test --test schema` writes it.
#[test]
fn the_published_schema_is_that_of_the_types() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema/v1/report.json");
    let content = serde_json::to_string_pretty(&json_schema()).unwrap() + "\n";
    if env::var_os("UPDATE_SCHEMA").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &content).unwrap();
    }
    let published = fs::read_to_string(&file).unwrap_or_default();
    assert!(published == content, "{} is not up to date; run with UPDATE_SCHEMA=1", file.display());
}
