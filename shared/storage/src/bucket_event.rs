//! What S3 tells EventBridge about the bucket.

use serde::Deserialize;

/// An event of the bucket: something was stored or removed. Which of the two is not read, because events come late, twice and
/// out of order; what the bucket has now is what counts.
#[derive(Debug, Deserialize)]
pub struct BucketEvent {
    detail: Detail,
}

#[derive(Debug, Deserialize)]
struct Detail {
    object: Object,
}

#[derive(Debug, Deserialize)]
struct Object {
    key: String,
}

impl BucketEvent {
    /// The key of the object.
    pub fn key(&self) -> &str {
        &self.detail.object.key
    }
}
