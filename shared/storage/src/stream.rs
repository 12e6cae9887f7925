//! What the table's stream says.
//!
//! A record has an item's key, and the item before and after one write. Records of one item come in the order of the writes;
//! those of different items, and of different batches, in any. A record may come more than once.

use aws_sdk_dynamodb::types::AttributeValue;
use report_domain::Report;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    StorageError,
    item::{Attributes, unreadable},
    reports::{FIRST_REVISION, report_from, revision},
};

/// Records as Lambda hands them over.
#[derive(Debug, Deserialize)]
pub struct StreamBatch {
    /// The records, in the order of the stream.
    #[serde(rename = "Records")]
    pub records: Vec<StreamRecord>,
}

/// A write of one item.
#[derive(Debug, Deserialize)]
pub struct StreamRecord {
    dynamodb: Write,
}

#[derive(Debug, Deserialize)]
struct Write {
    #[serde(rename = "Keys")]
    keys: Keys,
    #[serde(rename = "SequenceNumber")]
    sequence_number: String,
    #[serde(default, rename = "OldImage")]
    old: Option<Map<String, Value>>,
    #[serde(default, rename = "NewImage")]
    new: Option<Map<String, Value>>,
}

#[derive(Debug, Deserialize)]
struct Keys {
    pk: Text,
}

#[derive(Debug, Deserialize)]
struct Text {
    #[serde(rename = "S")]
    text: String,
}

/// A change of a report that the world is told of.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldChange {
    /// The report's revision with this change.
    pub revision: u64,
    /// The report after the change; one that was deleted, before it.
    pub report: Report,
    /// Whether the report was deleted.
    pub is_deleted: bool,
}

impl StreamRecord {
    /// The partition key of the item that was written.
    pub fn partition(&self) -> &str {
        &self.dynamodb.keys.pk.text
    }

    /// Names the record in the answer to its batch.
    pub fn sequence_number(&self) -> &str {
        &self.dynamodb.sequence_number
    }

    /// What the world is told of a write of a report's `META` item: something if its revision has changed, or if it was
    /// deleted. A record always says the same, however often it comes. An item that cannot be read is left out and counted.
    pub fn told_change(&self) -> Option<ToldChange> {
        self.read().unwrap_or_else(|error| {
            unreadable(&error);
            None
        })
    }

    fn read(&self) -> Result<Option<ToldChange>, StorageError> {
        let image = |image: &Option<Map<String, Value>>| image.as_ref().map(attributes);
        match (image(&self.dynamodb.old), image(&self.dynamodb.new)) {
            (old, Some(new)) => {
                let before = old.as_ref().map(revision).transpose()?.flatten();
                match revision(&new)? {
                    Some(revision) if before != Some(revision) => {
                        Ok(Some(ToldChange { revision, report: report_from(&new)?, is_deleted: false }))
                    }
                    _ => Ok(None),
                }
            }
            (Some(old), None) => {
                let revision = revision(&old)?.unwrap_or(FIRST_REVISION) + 1;
                Ok(Some(ToldChange { revision, report: report_from(&old)?, is_deleted: true }))
            }
            (None, None) => Err(StorageError::Corrupt {
                item: self.partition().to_owned(),
                detail: "its record has neither image: the stream's view type must be NEW_AND_OLD_IMAGES"
                    .into(),
            }),
        }
    }
}

/// An image as the table's own answers have it. The items of reports have strings, numbers and maps of these only; whatever else
/// there is, is left out.
fn attributes(image: &Map<String, Value>) -> Attributes {
    let read = |value: &Value| match value.as_object()?.iter().next()? {
        (kind, Value::String(text)) if kind == "S" => Some(AttributeValue::S(text.clone())),
        (kind, Value::String(digits)) if kind == "N" => Some(AttributeValue::N(digits.clone())),
        (kind, Value::Object(map)) if kind == "M" => Some(AttributeValue::M(attributes(map))),
        _ => None,
    };
    image.iter().filter_map(|(name, value)| Some((name.clone(), read(value)?))).collect()
}

/// A report as an image in a record, for tests of what follows the stream.
#[cfg(any(test, feature = "memory"))]
pub fn image_of(report: &Report, at: Option<u64>) -> Value {
    use report_domain::State;

    use crate::{
        artifact::artifact_attributes,
        item::{n, s},
        reports::{REVISION, meta_item},
    };

    let mut item = meta_item(report);
    match at {
        Some(at) => item.insert(REVISION.to_owned(), n(at)),
        None => item.remove(REVISION),
    };
    match &report.state {
        State::Queued | State::Running => {}
        State::Failed { error } => {
            item.insert("error".to_owned(), s(error));
        }
        State::Succeeded { artifact, summary } => {
            item.extend(artifact_attributes(artifact).map(|(name, value)| (name.to_owned(), value)));
            item.insert("summary".to_owned(), s(serde_json::json!(summary)));
        }
    }
    if let Some(finished_at) = report.finished_at {
        item.insert("finished_at".to_owned(), crate::item::millis(finished_at));
    }
    fn typed(value: AttributeValue) -> Value {
        match value {
            AttributeValue::N(digits) => serde_json::json!({ "N": digits }),
            AttributeValue::S(text) => serde_json::json!({ "S": text }),
            AttributeValue::M(map) => serde_json::json!({ "M": typed_map(map) }),
            other => unreachable!("the items of reports have strings, numbers and maps only, not {other:?}"),
        }
    }
    fn typed_map(map: Attributes) -> Map<String, Value> {
        map.into_iter().map(|(name, value)| (name, typed(value))).collect()
    }
    typed_map(item).into()
}

#[cfg(test)]
mod tests {
    use report_domain::State;
    use serde_json::json;

    use super::*;
    use crate::reports::tests::queued;

    fn told(old: Option<Value>, new: Option<Value>) -> Option<(u64, bool)> {
        let mut write =
            json!({ "Keys": { "pk": { "S": "REPORT#1" }, "sk": { "S": "META" } }, "SequenceNumber": "7" });
        for (name, image) in [("OldImage", old), ("NewImage", new)] {
            if let Some(image) = image {
                write[name] = image;
            }
        }
        let record: StreamRecord = serde_json::from_value(json!({ "dynamodb": write })).expect("a record");
        record.told_change().map(|change| (change.revision, change.is_deleted))
    }

    #[test]
    fn a_change_is_told_if_its_revision_is_new_and_a_deletion_always() {
        let report = queued();
        let at = |revision| Some(image_of(&report, revision));
        assert_eq!(told(None, at(Some(1))), Some((1, false)), "created");
        assert_eq!(told(at(Some(1)), at(Some(1))), None, "a lease, or put off");
        assert_eq!(told(at(Some(1)), at(Some(2))), Some((2, false)));
        assert_eq!(told(at(Some(2)), None), Some((3, true)), "deleted");
    }

    #[test]
    fn what_the_former_version_writes_is_not_told_and_counts_as_one_change() {
        let report = queued();
        let at = |revision| Some(image_of(&report, revision));
        assert_eq!(told(None, at(None)), None);
        assert_eq!(told(at(None), at(None)), None);
        assert_eq!(told(at(None), at(Some(2))), Some((2, false)), "its next change");
        assert_eq!(told(at(None), None), Some((2, true)));
        assert_eq!(told(at(Some(4)), at(Some(4))), None, "a rollback changes the status and not the number");
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let report = queued();
        assert_eq!(told(None, None), None, "a stream of keys only");
        assert_eq!(told(None, Some(json!({ "revision": { "N": "1" } }))), None);
        assert_eq!(told(None, Some(json!({ "revision": { "S": "1" } }))), None);
        let mut odd = image_of(&report, Some(1));
        odd["status"] = json!({ "S": "archived" });
        assert_eq!(told(None, Some(odd)), None, "a newer version");
        let mut more = image_of(&report, Some(1));
        more["tags"] = json!({ "L": [{ "M": {} }] });
        assert_eq!(told(None, Some(more)), Some((1, false)));
    }

    #[test]
    fn an_image_is_the_report() {
        let report = Report {
            state: State::Failed { error: "\u{0}<script>".into() },
            finished_at: Some(queued().created_at),
            ..queued()
        };
        let image = image_of(&report, Some(2));
        let read = report_from(&attributes(image.as_object().expect("an object")));
        assert_eq!(read.expect("a report"), report);
    }
}
