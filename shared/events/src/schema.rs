//! The published JSON Schema of the details, generated from the types.
//!
//! Draft 4, because that is what EventBridge's schema registry takes.

use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::ReplaceConstValue};
use serde_json::{Value, json};

use crate::{Rejection, ReportChange, VERSION};

/// The schema of events about reports.
pub fn change_schema() -> Schema {
    schema::<ReportChange>("Change of a report")
}

/// The schema of events about rejected requests.
pub fn rejection_schema() -> Schema {
    schema::<Rejection>("Rejected request for a report")
}

fn schema<T: JsonSchema>(title: &str) -> Schema {
    let mut settings = SchemaSettings::draft07().for_serialize();
    settings.meta_schema = Some("http://json-schema.org/draft-04/schema#".into());
    let mut schema =
        settings.with_transform(ReplaceConstValue::default()).into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), json!(format!("{title}, version {VERSION}")));
    // What the types cannot say: what is absent is left out, and this version.
    for (_, member) in schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
        without_null(member);
    }
    for (_, part) in schema.get_mut("definitions").and_then(Value::as_object_mut).into_iter().flatten() {
        for (_, member) in part.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
            without_null(member);
        }
    }
    if let Some(version) = schema.pointer_mut("/properties/version").and_then(|it| it.as_object_mut()) {
        version.insert("enum".into(), json!([VERSION]));
    }
    schema
}

/// Takes `null` out of what a member may be.
fn without_null(member: &mut Value) {
    let Some(words) = member.as_object_mut() else { return };
    if let Some(Value::Array(types)) = words.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            words.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(forms)) = words.get_mut("anyOf") {
        forms.retain(|form| form["type"] != "null");
        if let Some(Value::Array(forms)) = words.remove("anyOf") {
            words.insert("allOf".into(), Value::Array(forms));
        }
    }
}
