//! What a document was made from.

use std::sync::Arc;

/// What a document was made from, as its metadata say it.
#[derive(Debug, Clone)]
pub struct Origin {
    /// SHA-256 of the snapshot, in hexadecimal.
    pub snapshot_sha256: String,
    /// The schema that the snapshot was read with: `model version 1`.
    pub schema: String,
    /// Version of the software that made the document.
    pub engine: String,
    /// The snapshot, where it shall be in the file and the format can hold it.
    pub snapshot: Option<Arc<[u8]>>,
}
