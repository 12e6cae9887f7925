//! The bucket's event.

use report_storage::UploadKey;
use serde::Deserialize;

/// An event that S3 sends to EventBridge: an object was stored.
#[derive(Debug, Deserialize)]
pub struct Event {
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

impl Event {
    /// The upload whose bytes have come, if the object is one's.
    pub fn upload(&self) -> Option<UploadKey> {
        UploadKey::of_object(&self.detail.object.key)
    }
}
