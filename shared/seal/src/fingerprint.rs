//! What tells a file from every other.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The length and the digest of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of it, in hexadecimal.
    pub sha256: String,
}

impl Fingerprint {
    /// The fingerprint of a file.
    pub fn of(file: &[u8]) -> Self {
        let sha256 = format!("{:x}", Sha256::digest(file));
        Self { bytes: file.len() as u64, sha256 }
    }
}
