//! Uploads.

use std::time::Duration;

use super::{Memory, objects::readable};
use crate::{Outcome, PresignedPut, StorageError, Upload, UploadKey, UploadedBytes, Uploads};

impl Uploads for Memory {
    async fn begin(&self, upload: &Upload) -> Result<(), StorageError> {
        self.call("dynamodb:PutItem", upload.key).await?;
        self.state().uploads.insert(upload.key.to_string(), upload.clone());
        Ok(())
    }

    async fn upload(&self, key: &UploadKey) -> Result<Option<Upload>, StorageError> {
        self.call("dynamodb:GetItem", key).await?;
        let state = self.state();
        Ok(state.uploads.get(&key.to_string()).filter(|upload| state.now() < upload.until).cloned())
    }

    async fn settle(&self, upload: &Upload, outcome: &Outcome) -> Result<(), StorageError> {
        self.call("dynamodb:PutItem", upload.key).await?;
        if let Some(upload) = self.state().uploads.get_mut(&upload.key.to_string()) {
            upload.outcome.get_or_insert_with(|| outcome.clone());
        }
        Ok(())
    }
}

impl UploadedBytes for Memory {
    async fn presigned_put(
        &self,
        key: &UploadKey,
        bytes: u64,
        sha256: Option<[u8; 32]>,
        life: Duration,
    ) -> Result<PresignedPut, StorageError> {
        let mut headers = vec![("content-length".to_owned(), bytes.to_string())];
        headers.extend(sha256.map(|digest| ("x-amz-checksum-sha256".to_owned(), format!("{digest:02x?}"))));
        Ok(PresignedPut { url: format!("https://bucket/{key}?seconds={}", life.as_secs()), headers })
    }

    async fn uploaded(&self, key: &UploadKey) -> Result<Option<Vec<u8>>, StorageError> {
        self.call("s3:GetObject", key).await?;
        let key = key.to_string();
        self.state().uploaded.get(&key).map(|bytes| readable(&key, bytes)).transpose()
    }

    async fn remove_uploaded(&self, key: &UploadKey) -> Result<(), StorageError> {
        self.call("s3:DeleteObject", key).await?;
        self.state().uploaded.remove(&key.to_string());
        Ok(())
    }
}

impl Memory {
    /// Puts an upload's bytes into the bucket, as a client does.
    pub fn put_upload(&self, key: &UploadKey, bytes: impl Into<Vec<u8>>) {
        self.state().uploaded.insert(key.to_string(), bytes.into());
    }

    /// Whether an upload's bytes are in the bucket.
    pub fn has_upload(&self, key: &UploadKey) -> bool {
        self.state().uploaded.contains_key(&key.to_string())
    }
}
