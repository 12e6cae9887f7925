//! Publishing the snapshots of entities, and what the bucket knows of the current ones.
//!
//! A snapshot that is published here carries its label as metadata of the object. One that was put into the bucket by
//! other means has none; whoever needs it reads the snapshot.

use std::collections::HashMap;

use aws_sdk_s3::{config::http::HttpResponse, error::SdkError, primitives::ByteStream};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use report_domain::{Entity, ProjectId, SnapshotLabel, SnapshotPin, Subject, Timestamp};

use crate::{Bucket, StorageError, bucket::is_missing, snapshots::pin};

/// An entity's current snapshot, as far as it is known without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentSnapshot {
    /// Its version.
    pub version: SnapshotPin,
    /// Its length in bytes.
    pub bytes: u64,
    /// When the bucket got it, to the second.
    pub stored_at: Timestamp,
    /// What it says, where it was published with a label.
    pub label: Option<SnapshotLabel>,
}

impl CurrentSnapshot {
    /// The entity as it is, if its current snapshot has a label and is that one.
    pub fn with_digest(&self, subject: &Subject, sha256: &str) -> Option<Entity> {
        let label = self.label.clone().filter(|label| label.sha256 == sha256)?;
        Some(Entity { subject: *subject, version: self.version.clone(), bytes: self.bytes, label })
    }
}

/// What must hold for a snapshot to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublishCondition {
    /// Nothing.
    Always,
    /// The entity has no snapshot yet.
    IfAbsent,
    /// The current snapshot has this entity tag.
    IfCurrent(String),
}

/// What publishing a snapshot came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Published {
    /// The snapshot is current, as this version.
    Stored(SnapshotPin),
    /// The condition did not hold; nothing has changed.
    Unmet,
}

/// Publishes snapshots.
pub trait Publishing: Send + Sync {
    /// What is known of an entity's current snapshot; `None` if there is no such entity.
    ///
    /// # Errors
    /// When the bucket does not answer.
    fn current(
        &self,
        subject: &Subject,
    ) -> impl Future<Output = Result<Option<CurrentSnapshot>, StorageError>> + Send;

    /// Stores an entity's snapshot with its label if the condition holds, which is checked in the same step. Reports that
    /// were created before keep the version that they were pinned to.
    ///
    /// # Errors
    /// When the bucket does not take it.
    fn publish(
        &self,
        subject: &Subject,
        bytes: Vec<u8>,
        label: &SnapshotLabel,
        condition: &PublishCondition,
    ) -> impl Future<Output = Result<Published, StorageError>> + Send;

    /// Takes an entity's snapshot back; `false` if there is none. Versions that reports are pinned to stay.
    ///
    /// # Errors
    /// When the bucket does not answer.
    fn withdraw(&self, subject: &Subject) -> impl Future<Output = Result<bool, StorageError>> + Send;
}

impl Publishing for Bucket {
    async fn current(&self, subject: &Subject) -> Result<Option<CurrentSnapshot>, StorageError> {
        const OPERATION: &str = "s3:HeadObject";
        let request = self.client.head_object().bucket(&self.name).key(subject.snapshot_key());
        let head = match request.send().await {
            Ok(head) => head,
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(StorageError::from_sdk(OPERATION, error)),
        };
        let stored_at = head.last_modified().map_or(0, |instant| instant.secs().saturating_mul(1000));
        Ok(Some(CurrentSnapshot {
            version: pin(head.version_id(), head.e_tag()),
            bytes: head.content_length().and_then(|bytes| bytes.try_into().ok()).unwrap_or(0),
            stored_at: Timestamp::from_unix_millis(stored_at),
            label: head.metadata().and_then(label),
        }))
    }

    async fn publish(
        &self,
        subject: &Subject,
        bytes: Vec<u8>,
        label: &SnapshotLabel,
        condition: &PublishCondition,
    ) -> Result<Published, StorageError> {
        let request = self
            .client
            .put_object()
            .bucket(&self.name)
            .key(subject.snapshot_key())
            .content_type("application/json")
            .set_metadata(Some(metadata(label)))
            .body(ByteStream::from(bytes));
        let request = match condition {
            PublishCondition::Always => request,
            PublishCondition::IfAbsent => request.if_none_match("*"),
            PublishCondition::IfCurrent(etag) => request.if_match(etag),
        };
        match request.send().await {
            Ok(put) => Ok(Published::Stored(pin(put.version_id(), put.e_tag()))),
            Err(error) if *condition != PublishCondition::Always && is_unmet(&error) => Ok(Published::Unmet),
            Err(error) => Err(StorageError::from_sdk("s3:PutObject", error)),
        }
    }

    async fn withdraw(&self, subject: &Subject) -> Result<bool, StorageError> {
        if self.current(subject).await?.is_none() {
            return Ok(false);
        }
        // Without a version this puts a delete marker over those that there are.
        let request = self.client.delete_object().bucket(&self.name).key(subject.snapshot_key());
        request.send().await.map_err(|error| StorageError::from_sdk("s3:DeleteObject", error))?;
        Ok(true)
    }
}

impl Bucket {
    /// Some entities that have a snapshot, of one project or all, in the order of the bucket's keys, and what gives the next
    /// ones; `None` after the last. For an operator's command line: it reads the whole bucket in the end.
    ///
    /// # Errors
    /// When the bucket does not answer.
    pub async fn subjects(
        &self,
        project_id: Option<ProjectId>,
        next: Option<String>,
    ) -> Result<(Vec<Subject>, Option<String>), StorageError> {
        let prefix = project_id.map_or_else(|| "entities/".to_owned(), |id| format!("entities/{id}/"));
        let request =
            self.client.list_objects_v2().bucket(&self.name).prefix(prefix).set_continuation_token(next);
        let page = request.send().await.map_err(|error| StorageError::from_sdk("s3:ListObjectsV2", error))?;
        let keys = page.contents().iter().filter_map(|object| object.key());
        Ok((keys.filter_map(Subject::of_snapshot_key).collect(), page.next_continuation_token))
    }
}

/// Whether a condition did not hold: 412, or 404 where `If-Match` names a version of an object that is not there.
fn is_unmet<E>(error: &SdkError<E, HttpResponse>) -> bool {
    error.raw_response().is_some_and(|response| matches!(response.status().as_u16(), 404 | 412))
}

/// A label as an object's metadata, whose values are ASCII and have two kilobytes together.
fn metadata(label: &SnapshotLabel) -> HashMap<String, String> {
    let mut metadata = HashMap::from([
        ("name".to_owned(), BASE64_URL_SAFE_NO_PAD.encode(&label.name)),
        ("sha256".to_owned(), label.sha256.clone()),
        ("published-at".to_owned(), label.published_at.unix_millis().to_string()),
    ]);
    if let Some(taken_at) = label.taken_at {
        metadata.insert("taken-at".to_owned(), taken_at.unix_millis().to_string());
    }
    metadata
}

/// Reads what [`metadata`] wrote; `None` for an object that has no such metadata, or some other.
fn label(metadata: &HashMap<String, String>) -> Option<SnapshotLabel> {
    let instant = |name| metadata.get(name)?.parse().ok().map(Timestamp::from_unix_millis);
    Some(SnapshotLabel {
        name: String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(metadata.get("name")?).ok()?).ok()?,
        taken_at: instant("taken-at"),
        sha256: metadata.get("sha256")?.clone(),
        published_at: instant("published-at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_back_and_fits_the_metadata_of_an_object() {
        for (name, taken_at) in
            [("Churn", None), (&*"𝕏".repeat(SnapshotLabel::LONGEST_NAME), Some(1_772_290_800_123))]
        {
            let written = SnapshotLabel {
                name: name.to_owned(),
                taken_at: taken_at.map(Timestamp::from_unix_millis),
                sha256: "a".repeat(64),
                published_at: Timestamp::from_unix_millis(1_772_290_800_456),
            };
            let metadata = metadata(&written);
            assert_eq!(label(&metadata).as_ref(), Some(&written));
            let size: usize = metadata.iter().map(|(name, value)| name.len() + value.len()).sum();
            assert!(size < 2048, "{size}");
            assert!(metadata.values().all(|value| value.is_ascii()));
        }
        assert_eq!(label(&HashMap::new()), None);
        assert_eq!(label(&HashMap::from([("name".to_owned(), "an uploader's own".to_owned())])), None);
    }
}
