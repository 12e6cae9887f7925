//! Seals: who holds one can prove, offline, that this service made a document, and from what.
//!
//! ```text
//! bundle.json (what the documents are made from) + documents → Manifest (digests, ids, time) → JWS (RFC 7515, ES256)
//! ```
//!
//! The signature carries the manifest, so a seal is one text. Only the public key is needed to check it.

mod fingerprint;
mod jws;
mod manifest;

pub use fingerprint::Fingerprint;
pub use jws::{InvalidSeal, PublicKey, SigningInput, read};
pub use manifest::{Bundled, Ids, Manifest, UnreadableBundle};
