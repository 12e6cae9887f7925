//! How much of anything a snapshot may have.
//!
//! The bounds are part of the published schema: a field with a bound of its own says so in an attribute, and every other list,
//! map and text gets the usual one when the schema is generated, so that none is without. [`crate::within`] holds documents to
//! what the schema says. The bounds are there for memory and far above real data: the longest list of one is 600 entries long.

use report_picture::LARGEST_FILE;
use schemars::{Schema, transform::transform_subschemas};
use serde_json::{Value, json};

/// Entries of a list, and members of a map.
pub(crate) const LONGEST_LIST: usize = 20_000;

/// Characters of a name or another short text.
pub(crate) const LONGEST_TEXT: usize = 20_000;

/// Characters of what people or tools write at length: values of settings, messages, remarks.
pub(crate) const LONGEST_PROSE: usize = 200_000;

/// Classes of a confusion matrix.
pub(crate) const MOST_CLASSES: usize = 1_000;

/// Attributes that group the rows of an evaluation.
pub(crate) const MOST_ATTRIBUTES: usize = 20;

/// Groups of an attribute.
pub(crate) const MOST_GROUPS: usize = 1_000;

/// Metrics whose outcomes a deployment has.
pub(crate) const MOST_OUTCOMES: usize = 20;

/// Characters of a name in a privacy session: short, since a longer text could hold data.
pub(crate) const LONGEST_LABEL: usize = 200;

/// Detectors of a privacy session.
pub(crate) const MOST_DETECTORS: usize = 100;

/// Profiles of a privacy session's policy.
pub(crate) const MOST_PROFILES: usize = 20;

/// Settings of a privacy session.
pub(crate) const MOST_SETTINGS: usize = 200;

/// Types of personal data in a column.
pub(crate) const MOST_TYPES: usize = 100;

/// Characters of a picture in base64.
pub(crate) const LONGEST_PICTURE: usize = LARGEST_FILE.div_ceil(3) * 4;

/// Texts, lists, objects and members of maps in a whole snapshot. Lists stand in lists, so that their own bounds multiply.
pub(crate) const MOST_PARTS: usize = 1_000_000;

/// Everything else in a whole snapshot: numbers, truth values, nulls, ids, times and words of a fixed list.
pub(crate) const MOST_NUMBERS: usize = 4_000_000;

/// Adds the usual bound to every list, map and text of a schema that has none of its own.
pub(crate) fn add_to(schema: &mut Schema) {
    if let Some(schema) = schema.as_object_mut() {
        let is = |name: &str| match schema.get("type") {
            Some(Value::String(only)) => only == name,
            Some(Value::Array(types)) => types.iter().any(|one| one == name),
            _ => false,
        };
        let is_map = is("object") && schema.get("additionalProperties").is_some_and(Value::is_object);
        let is_fixed = ["const", "enum", "format"].into_iter().any(|keyword| schema.contains_key(keyword));
        let usual = [
            (is("array"), "maxItems", json!(LONGEST_LIST)),
            (is("string") && !is_fixed, "maxLength", json!(LONGEST_TEXT)),
            (is_map, "maxProperties", json!(LONGEST_LIST)),
            (is_map, "propertyNames", json!({ "maxLength": LONGEST_TEXT })),
        ];
        for (_, keyword, bound) in usual.into_iter().filter(|(applies, ..)| *applies) {
            schema.entry(keyword).or_insert(bound);
        }
    }
    transform_subschemas(&mut add_to, schema);
}
