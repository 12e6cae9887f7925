//! Manifests as JSON Web Signatures (RFC 7515) in compact form, signed with ES256 (RFC 7518, 3.4).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
    pkcs8::DecodePublicKey,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Manifest;

/// The one algorithm. Others are refused, whatever a header says.
const ALGORITHM: &str = "ES256";
/// What kind of a JWS this is, so that no other one that the same key has signed passes for a seal.
const TYPE: &str = "report-seal+jws";

#[derive(Serialize, Deserialize)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

/// A manifest that waits for its signature.
#[derive(Debug)]
pub struct SigningInput(String);

impl SigningInput {
    /// What is to be signed with the key of that id.
    pub fn new(manifest: &Manifest, key_id: &str) -> Self {
        let header = Header { alg: ALGORITHM.into(), typ: TYPE.into(), kid: key_id.to_owned() };
        Self([encoded(&header), encoded(manifest)].join("."))
    }

    /// Its SHA-256, which is what a key service signs.
    pub fn digest(&self) -> Vec<u8> {
        Sha256::digest(&self.0).to_vec()
    }

    /// The seal, with a signature in DER as key services give it. A JWS has the two numbers side by side instead.
    ///
    /// # Errors
    /// It is not an ECDSA signature on the curve P-256.
    pub fn sealed(self, der: &[u8]) -> Result<String, InvalidSeal> {
        let signature = Signature::from_der(der).map_err(|_| InvalidSeal::Signature)?;
        let Self(mut seal) = self;
        seal.push('.');
        URL_SAFE_NO_PAD.encode_string(signature.to_bytes(), &mut seal);
        Ok(seal)
    }
}

fn encoded(part: &impl Serialize) -> String {
    // Both have string keys only and no numbers that JSON lacks.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(part).unwrap_or_default())
}

/// The public half of the key that seals.
#[derive(Debug)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// From PEM (`-----BEGIN PUBLIC KEY-----`), or from DER as `kms:GetPublicKey` answers it.
    ///
    /// # Errors
    /// It is not a public key of the curve P-256.
    pub fn read(file: &[u8]) -> Result<Self, InvalidSeal> {
        let key = match std::str::from_utf8(file) {
            Ok(text) => VerifyingKey::from_public_key_pem(text.trim()),
            Err(_) => VerifyingKey::from_public_key_der(file),
        };
        key.map(Self).map_err(|_| InvalidSeal::Key)
    }
}

/// Why a text is no seal of this key's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSeal {
    /// It does not have the form of one.
    #[error("the seal is not a JSON Web Signature in compact form with a manifest of this version")]
    Form,
    /// It names another algorithm or is a signature of something else.
    #[error("the seal's header is not that of a seal of a report (ES256, report-seal+jws)")]
    Header,
    /// The signature is not one.
    #[error("the signature is not an ECDSA signature on the curve P-256")]
    Signature,
    /// The signature is not of this text by this key.
    #[error("the signature does not fit: the seal was changed, or another key has signed it")]
    Forged,
    /// The key is not one.
    #[error("the public key is neither PEM nor DER of a key on the curve P-256")]
    Key,
}

/// Reads a seal. Nothing of it is believed before the signature has been checked.
///
/// # Errors
/// See [`InvalidSeal`].
pub fn read(seal: &str, key: &PublicKey) -> Result<Manifest, InvalidSeal> {
    let seal = seal.trim();
    let (signed, signature) = seal.rsplit_once('.').ok_or(InvalidSeal::Form)?;
    let (header, manifest) = signed.split_once('.').ok_or(InvalidSeal::Form)?;
    let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| InvalidSeal::Form);
    let signature = Signature::from_slice(&decoded(signature)?).map_err(|_| InvalidSeal::Signature)?;
    key.0.verify(signed.as_bytes(), &signature).map_err(|_| InvalidSeal::Forged)?;
    let header: Header = serde_json::from_slice(&decoded(header)?).map_err(|_| InvalidSeal::Header)?;
    if header.alg != ALGORITHM || header.typ != TYPE {
        return Err(InvalidSeal::Header);
    }
    let manifest: Manifest = serde_json::from_slice(&decoded(manifest)?).map_err(|_| InvalidSeal::Form)?;
    if manifest.version != 1 {
        return Err(InvalidSeal::Form);
    }
    Ok(manifest)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use p256::{
        ecdsa::{SigningKey, signature::hazmat::PrehashSigner},
        pkcs8::EncodePublicKey,
    };
    use report_domain::Timestamp;

    use super::*;
    use crate::Fingerprint;

    const BUNDLE: &[u8] = br#"{
        "version": 1, "engine": "0.1.0", "options": {},
        "report": {
            "id": "00000000-0000-0000-0000-000000000001", "artifact_id": "00000000-0000-0000-0000-000000000002",
            "project_id": "00000000-0000-0000-0000-000000000003", "kind": "model",
            "entity_id": "00000000-0000-0000-0000-000000000004", "created_at": "2026-02-28T15:00:00Z"
        },
        "documents": { "pdf": { "bytes": 3, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" } }
    }"#;

    fn key() -> SigningKey {
        SigningKey::from_slice(&[7; 32]).unwrap()
    }

    fn public(key: &SigningKey) -> PublicKey {
        PublicKey::read(key.verifying_key().to_public_key_pem(Default::default()).unwrap().as_bytes())
            .unwrap()
    }

    fn manifest() -> Manifest {
        Manifest::of(BUNDLE, Timestamp::parse("2026-02-28T15:00:09Z").unwrap()).unwrap()
    }

    fn seal(key: &SigningKey) -> String {
        let input = SigningInput::new(&manifest(), "key-1");
        let signature: Signature = key.sign_prehash(&input.digest()).unwrap();
        input.sealed(signature.to_der().as_bytes()).unwrap()
    }

    #[test]
    fn a_seal_carries_its_manifest() {
        let read = read(&format!("{}\n", seal(&key())), &public(&key())).unwrap();
        assert_eq!(read, manifest());
        assert_eq!(read.format_of(&Fingerprint::of(b"abc")), Some("pdf"));
        assert_eq!(read.format_of(&Fingerprint::of(b"abd")), None);
    }

    #[test]
    fn keys_are_read_as_pem_and_as_der() {
        let der = key().verifying_key().to_public_key_der().unwrap();
        assert!(read(&seal(&key()), &PublicKey::read(der.as_bytes()).unwrap()).is_ok());
        assert_eq!(PublicKey::read(b"-----BEGIN PUBLIC KEY-----").unwrap_err(), InvalidSeal::Key);
    }

    #[test]
    fn no_byte_of_a_seal_can_be_changed() {
        let (seal, key) = (seal(&key()), public(&key()));
        for index in 0..seal.len() {
            let mut changed = seal.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            assert!(read(std::str::from_utf8(&changed).unwrap(), &key).is_err(), "byte {index}");
        }
    }

    #[test]
    fn another_key_another_type_and_no_algorithm_are_refused() {
        let other = SigningKey::from_slice(&[8; 32]).unwrap();
        assert_eq!(read(&seal(&other), &public(&key())), Err(InvalidSeal::Forged));
        for (alg, typ) in [("none", TYPE), ("HS256", TYPE), (ALGORITHM, "JWT")] {
            let header = Header { alg: alg.into(), typ: typ.into(), kid: "key-1".into() };
            let input = SigningInput([encoded(&header), encoded(&manifest())].join("."));
            let signature: Signature = key().sign_prehash(&input.digest()).unwrap();
            let forged = input.sealed(signature.to_der().as_bytes()).unwrap();
            assert_eq!(read(&forged, &public(&key())), Err(InvalidSeal::Header), "{alg} {typ}");
        }
        for text in ["", "a", "a.b", "a.b.c", "....", "é.é.é"] {
            assert!(read(text, &public(&key())).is_err(), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_bundle_has_no_manifest() {
        for bundle in [&b""[..], b"{}", b"[]", &BUNDLE[..90]] {
            assert!(Manifest::of(bundle, manifest().sealed_at).is_err());
        }
    }
}
