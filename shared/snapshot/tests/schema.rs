//! The published JSON Schema is the types' own, and the samples fit it.
#![allow(clippy::unwrap_used)]

use std::{env, fs, path::PathBuf};

use report_domain::Kind;
use report_snapshot::json_schema;

fn file(kind: Kind) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema/v1").join(format!("{kind}.json"))
}

/// `UPDATE_SCHEMA=1 cargo test -p report-snapshot` writes the files.
#[test]
fn published_schemas_are_those_of_the_types() {
    for kind in Kind::ALL {
        let schema = serde_json::to_string_pretty(&json_schema(kind)).unwrap() + "\n";
        if env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(file(kind), &schema).unwrap();
        }
        let published = fs::read_to_string(file(kind)).unwrap_or_default();
        assert!(published == schema, "{} is not up to date; run with UPDATE_SCHEMA=1", file(kind).display());
    }
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
