//! Writes a [`Document`] as JSON: what a report says, for other machines.
//!
//! The types in `wire` are the format. Their JSON Schema is published in `schema/v1`; within a version, members are only added.
//! The same document gives the same bytes.

mod convert;
mod wire;

use report_document::{Document, Output, Writer, WriterError};
use report_domain::Format;

/// Version of the format.
const VERSION: u32 = 1;

/// Writes documents as JSON.
#[derive(Debug, Clone, Copy)]
pub struct JsonWriter;

impl Writer for JsonWriter {
    fn format(&self) -> Format {
        Format::Json
    }

    fn write(&self, document: &Document) -> Result<Output, WriterError> {
        let mut bytes = serde_json::to_vec(&wire::Report::from(document))?;
        bytes.push(b'\n');
        Ok(Output { bytes, pages: None })
    }
}

/// The JSON Schema (draft 2020-12) of the format.
#[cfg(feature = "schema")]
pub fn json_schema() -> schemars::Schema {
    use schemars::generate::SchemaSettings;
    use serde_json::json;

    let mut schema =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<wire::Report<'_>>();
    schema.insert("title".into(), json!(format!("Report, version {VERSION}")));
    // What the type cannot say: this version and nothing else.
    if let Some(version) = schema.get_mut("properties").and_then(|properties| properties.get_mut("version")) {
        *version = json!({ "description": version["description"], "const": VERSION });
    }
    schema
}
