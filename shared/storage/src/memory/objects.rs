//! Snapshots and documents.

use std::time::Duration;

use report_domain::{SnapshotPin, Subject};
use sha2::{Digest, Sha256};

use super::Memory;
use crate::{DocumentKey, Documents, Snapshots, StorageError};

impl Snapshots for Memory {
    async fn pin(&self, subject: &Subject) -> Result<Option<SnapshotPin>, StorageError> {
        let key = subject.snapshot_key();
        self.call("s3:HeadObject", &key).await?;
        let state = self.state();
        Ok(state.snapshots.get(&key).and_then(|versions| Some(versions.last()?.0.clone())))
    }

    async fn publish(&self, subject: &Subject, bytes: Vec<u8>) -> Result<SnapshotPin, StorageError> {
        let key = subject.snapshot_key();
        self.call("s3:PutObject", &key).await?;
        let mut state = self.state();
        let versions = state.snapshots.entry(key).or_default();
        let etag = format!("\"{:x}\"", Sha256::digest(&bytes));
        let pin = SnapshotPin { version_id: Some(format!("v{}", versions.len() + 1)), etag };
        versions.push((pin.clone(), bytes));
        Ok(pin)
    }

    async fn snapshot(&self, subject: &Subject, pin: &SnapshotPin) -> Result<Option<Vec<u8>>, StorageError> {
        let key = subject.snapshot_key();
        self.call("s3:GetObject", &key).await?;
        let state = self.state();
        let Some(versions) = state.snapshots.get(&key) else { return Ok(None) };
        let found = match &pin.version_id {
            Some(version) => versions.iter().find(|(it, _)| it.version_id.as_ref() == Some(version)),
            None => versions.last().filter(|(it, _)| it.etag == pin.etag),
        };
        Ok(found.map(|(_, bytes)| bytes.clone()))
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

    async fn presigned_url(
        &self,
        document: &DocumentKey,
        disposition: &str,
        life: Duration,
    ) -> Result<String, StorageError> {
        Ok(format!("https://bucket/{document}?disposition={}&seconds={}", disposition.len(), life.as_secs()))
    }
}
