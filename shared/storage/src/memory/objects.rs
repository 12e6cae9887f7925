//! Snapshots and documents.

use std::time::Duration;

use report_domain::{ArtifactId, LARGEST_SNAPSHOT, ReportId, SnapshotLabel, SnapshotPin, Subject, Timestamp};
use sha2::{Digest, Sha256};

use super::{
    Memory,
    state::{SnapshotVersion, State},
};
use crate::{
    CompanionKey, Companions, CurrentSnapshot, DocumentKey, Documents, PublishCondition, Published,
    Publishing, Snapshots, StorageError, documents::folder,
};

impl Snapshots for Memory {
    async fn pin(&self, subject: &Subject) -> Result<Option<SnapshotPin>, StorageError> {
        let key = subject.snapshot_key();
        self.call("s3:HeadObject", &key).await?;
        let state = self.state();
        Ok(state.current(&key).map(|it| it.version.clone()))
    }

    async fn snapshot(&self, subject: &Subject, pin: &SnapshotPin) -> Result<Option<Vec<u8>>, StorageError> {
        let key = subject.snapshot_key();
        self.call("s3:GetObject", &key).await?;
        let state = self.state();
        let Some(versions) = state.snapshots.get(&key) else { return Ok(None) };
        let found = match &pin.version_id {
            Some(id) => versions.iter().find(|it| it.version.version_id.as_ref() == Some(id)),
            None => state.current(&key).filter(|it| it.version.etag == pin.etag),
        };
        found.map(|it| readable(&key, &it.bytes)).transpose()
    }

    async fn snapshot_url(
        &self,
        subject: &Subject,
        pin: &SnapshotPin,
        life: Duration,
    ) -> Result<String, StorageError> {
        let version = pin.version_id.as_deref().unwrap_or_default();
        Ok(format!("https://bucket/{}?version={version}&seconds={}", subject.snapshot_key(), life.as_secs()))
    }
}

/// The bytes, if they are no more than a snapshot may have.
pub(super) fn readable(key: &str, bytes: &[u8]) -> Result<Vec<u8>, StorageError> {
    if bytes.len() > LARGEST_SNAPSHOT {
        return Err(StorageError::TooLarge {
            operation: "s3:GetObject",
            key: key.to_owned(),
            bytes: bytes.len() as u64,
            most: LARGEST_SNAPSHOT as u64,
        });
    }
    Ok(bytes.to_vec())
}

impl Memory {
    /// Puts a snapshot into the bucket without a label, as other tools do.
    pub fn put_snapshot(&self, subject: &Subject, bytes: impl Into<Vec<u8>>) -> SnapshotPin {
        self.state().add_version(subject, bytes.into(), None)
    }

    /// Removes an entity's snapshot, as other tools do.
    pub fn remove_snapshot(&self, subject: &Subject) {
        self.state().snapshots.remove(&subject.snapshot_key());
    }
}

impl State {
    /// The version of an object that is read without naming one.
    fn current(&self, key: &str) -> Option<&SnapshotVersion> {
        self.snapshots.get(key).filter(|_| !self.withdrawn.contains(key))?.last()
    }

    fn add_version(
        &mut self,
        subject: &Subject,
        bytes: Vec<u8>,
        label: Option<SnapshotLabel>,
    ) -> SnapshotPin {
        let stored_at = Timestamp::from_unix_millis(self.now().unix_millis() / 1000 * 1000);
        self.withdrawn.remove(&subject.snapshot_key());
        let versions = self.snapshots.entry(subject.snapshot_key()).or_default();
        let etag = format!("\"{:x}\"", Sha256::digest(&bytes));
        let version = SnapshotPin { version_id: Some(format!("v{}", versions.len() + 1)), etag };
        versions.push(SnapshotVersion { version: version.clone(), bytes, stored_at, label });
        version
    }
}

impl Publishing for Memory {
    async fn current(&self, subject: &Subject) -> Result<Option<CurrentSnapshot>, StorageError> {
        let key = subject.snapshot_key();
        self.call("s3:HeadObject", &key).await?;
        let state = self.state();
        Ok(state.current(&key).map(|it| CurrentSnapshot {
            version: it.version.clone(),
            bytes: it.bytes.len() as u64,
            stored_at: it.stored_at,
            label: it.label.clone(),
        }))
    }

    async fn publish(
        &self,
        subject: &Subject,
        bytes: Vec<u8>,
        label: &SnapshotLabel,
        condition: &PublishCondition,
    ) -> Result<Published, StorageError> {
        let key = subject.snapshot_key();
        self.call("s3:PutObject", &key).await?;
        let mut state = self.state();
        let current = state.current(&key);
        let holds = match condition {
            PublishCondition::Always => true,
            PublishCondition::IfAbsent => current.is_none(),
            PublishCondition::IfCurrent(etag) => current.is_some_and(|it| it.version.etag == *etag),
        };
        if !holds {
            return Ok(Published::Unmet);
        }
        Ok(Published::Stored(state.add_version(subject, bytes, Some(label.clone()))))
    }

    async fn withdraw(&self, subject: &Subject) -> Result<bool, StorageError> {
        let key = subject.snapshot_key();
        self.call("s3:DeleteObject", &key).await?;
        let mut state = self.state();
        let is_there = state.current(&key).is_some();
        state.withdrawn.insert(key);
        Ok(is_there)
    }
}

impl Documents for Memory {
    async fn put(&self, document: &DocumentKey, bytes: Vec<u8>) -> Result<(), StorageError> {
        self.call("s3:PutObject", document).await?;
        self.state().documents.insert(document.to_string(), bytes);
        Ok(())
    }

    async fn document(&self, document: &DocumentKey) -> Result<Option<Vec<u8>>, StorageError> {
        self.call("s3:GetObject", document).await?;
        Ok(self.state().documents.get(&document.to_string()).cloned())
    }

    async fn remove_all(&self, report_id: ReportId) -> Result<(), StorageError> {
        let prefix = folder(report_id, None);
        self.call("s3:DeleteObject", &prefix).await?;
        self.state().documents.retain(|key, _| !key.starts_with(&prefix));
        Ok(())
    }

    async fn is_kept(&self, document: &DocumentKey) -> Result<bool, StorageError> {
        self.call("s3:HeadObject", document).await?;
        Ok(self.state().documents.contains_key(&document.to_string()))
    }

    async fn remove_all_but(
        &self,
        report_id: ReportId,
        kept: Option<ArtifactId>,
    ) -> Result<(), StorageError> {
        let all = folder(report_id, None);
        self.call("s3:ListObjectsV2", &all).await?;
        let kept = kept.map(|id| folder(report_id, Some(id)));
        let is_kept = |key: &str| kept.as_ref().is_some_and(|kept| key.starts_with(kept.as_str()));
        self.state().documents.retain(|key, _| !key.starts_with(&all) || is_kept(key));
        Ok(())
    }

    async fn presigned_url(
        &self,
        document: &DocumentKey,
        disposition: &str,
        life: Duration,
    ) -> Result<String, StorageError> {
        Ok(format!("https://bucket/{document}?disposition={}&seconds={}", disposition.len(), life.as_secs()))
    }
}

impl Companions for Memory {
    async fn put_companion(&self, key: &CompanionKey, bytes: Vec<u8>) -> Result<(), StorageError> {
        self.call("s3:PutObject", key).await?;
        self.state().documents.insert(key.to_string(), bytes);
        Ok(())
    }

    async fn companion(&self, key: &CompanionKey) -> Result<Option<Vec<u8>>, StorageError> {
        self.call("s3:GetObject", key).await?;
        Ok(self.state().documents.get(&key.to_string()).cloned())
    }

    async fn remove_companion(&self, key: &CompanionKey) -> Result<(), StorageError> {
        self.call("s3:DeleteObject", key).await?;
        self.state().documents.remove(&key.to_string());
        Ok(())
    }
}
