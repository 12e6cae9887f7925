//! The published JSON Schema, generated from the types.

use report_domain::Kind;
use schemars::{Schema, generate::SchemaSettings};
use serde_json::json;

use crate::{Envelope, SCHEMA_VERSION, bounds, deployment, experiment, model, privacy, project, synthgen};

/// The JSON Schema (draft 2020-12) of snapshots of `kind`.
pub fn json_schema(kind: Kind) -> Schema {
    let generator = SchemaSettings::draft2020_12().with_transform(bounds::add_to).into_generator();
    let mut schema = match kind {
        Kind::Experiment => generator.into_root_schema_for::<Envelope<experiment::Experiment>>(),
        Kind::Model => generator.into_root_schema_for::<Envelope<model::Model>>(),
        Kind::Project => generator.into_root_schema_for::<Envelope<project::Project>>(),
        Kind::Deployment => generator.into_root_schema_for::<Envelope<deployment::Deployment>>(),
        Kind::Synthgen => generator.into_root_schema_for::<Envelope<synthgen::Synthgen>>(),
        Kind::Privacy => generator.into_root_schema_for::<Envelope<privacy::PrivacySession>>(),
    };
    schema.insert("title".into(), json!(format!("{} snapshot, version {SCHEMA_VERSION}", kind.label())));
    // What the types cannot say: this version and this kind, nothing else.
    if let Some(properties) = schema.get_mut("properties").and_then(|value| value.as_object_mut()) {
        for (name, value) in [("schema_version", json!(SCHEMA_VERSION)), ("kind", json!(kind.as_str()))] {
            let description = properties.get(name).map(|field| field["description"].clone());
            properties.insert(name.into(), json!({ "description": description, "const": value }));
        }
    }
    schema
}
