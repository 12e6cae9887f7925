//! API keys. The table holds the digest of a key and never its text, which is shown once, when the key is created.

use std::{fmt, str::FromStr};

use aws_sdk_dynamodb::{operation::put_item::PutItemError, types::AttributeValue};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use report_domain::{ApiKey, RateLimit, Timestamp};
use sha2::{Digest, Sha256};

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, key, millis, n, s, ttl, values},
    table::Written,
};

/// The text of an API key: `rk_` and 32 random bytes as base64url.
#[derive(Clone)]
pub struct KeyText(String);

impl KeyText {
    /// Generates a key.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)?;
        Ok(Self(format!("rk_{}", BASE64_URL_SAFE_NO_PAD.encode(secret))))
    }

    /// The text, to be shown to its owner once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for KeyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyText(…)")
    }
}

/// The SHA-256 of a key's text. How long a look-up takes depends on digests only, so its timing reveals nothing about a text.
/// A text has 256 random bits, so it needs neither a salt nor a slow hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyDigest([u8; 32]);

impl KeyDigest {
    /// The digest of a key's text.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for KeyDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The text is not 64 hexadecimal digits.
#[derive(Debug, thiserror::Error)]
#[error("expected the key's digest: 64 hexadecimal digits")]
pub struct InvalidDigest;

impl FromStr for KeyDigest {
    type Err = InvalidDigest;

    fn from_str(text: &str) -> Result<Self, InvalidDigest> {
        if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(InvalidDigest);
        }
        let mut digest = [0; 32];
        for (byte, digits) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| InvalidDigest)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| InvalidDigest)?;
        }
        Ok(Self(digest))
    }
}

/// A key as a list shows it.
#[derive(Debug, Clone)]
pub struct ListedKey {
    /// Identifies the key, for instance to revoke it.
    pub digest: KeyDigest,
    /// Its name, scopes, projects and times.
    pub key: ApiKey,
}

fn primary_key(digest: KeyDigest) -> Attributes {
    key(format_args!("KEY#{digest}"), "KEY")
}

fn to_item(digest: KeyDigest, api_key: &ApiKey) -> Attributes {
    let mut item = primary_key(digest);
    let mut put = |name: &str, value| item.insert(name.to_owned(), value);
    put("name", s(&api_key.name));
    put("scopes", AttributeValue::Ss(api_key.scopes.iter().map(ToString::to_string).collect()));
    if let Some(projects) = &api_key.projects {
        put("projects", AttributeValue::Ss(projects.iter().map(ToString::to_string).collect()));
    }
    if let Some(expiry) = api_key.expires_at {
        // DynamoDB would delete the item after `expires_at`. A list shows expired keys, too.
        put("expires_at_epoch", ttl(expiry));
    }
    put("revoked", AttributeValue::Bool(api_key.revoked));
    put("created_at", millis(api_key.created_at));
    if let Some(limit) = api_key.limit {
        put("rate", s(limit.rate()));
        put("burst", n(limit.burst()));
    }
    item
}

fn from_item(item: &Attributes) -> Result<ApiKey, StorageError> {
    let read = Reader(item);
    Ok(ApiKey {
        name: read.text("name")?.to_owned(),
        scopes: read.optional_set("scopes")?.unwrap_or_default(),
        projects: read.optional_set("projects")?,
        expires_at: read
            .optional_number("expires_at_epoch")?
            .map(|seconds: i64| Timestamp::from_unix_millis(seconds.saturating_mul(1000))),
        // A key counts as revoked unless its item says that it is not.
        revoked: item.get("revoked") != Some(&AttributeValue::Bool(false)),
        created_at: read.instant("created_at")?,
        limit: match read.optional_parsed("rate")? {
            None => None,
            Some(rate) => {
                Some(RateLimit::new(rate, read.number("burst")?).map_err(|error| read.corrupt(error))?)
            }
        },
    })
}

/// Checks that a key can be stored: no set of it may be empty.
pub(crate) fn check(api_key: &ApiKey) -> Result<(), StorageError> {
    if api_key.scopes.is_empty() {
        return Err(refused("a key needs at least one scope"));
    }
    if api_key.projects.as_ref().is_some_and(|projects| projects.is_empty()) {
        return Err(refused("a list of projects needs at least one"));
    }
    Ok(())
}

/// The error for a key that is not stored.
pub(crate) fn refused(detail: &str) -> StorageError {
    StorageError::Refused { operation: "dynamodb:PutItem", detail: detail.to_owned() }
}

/// Keeps API keys.
pub trait ApiKeys: Send + Sync {
    /// Looks a key up by its digest, whether it is valid or not.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn api_key(&self, digest: KeyDigest)
    -> impl Future<Output = Result<Option<ApiKey>, StorageError>> + Send;

    /// Stores a new key.
    ///
    /// # Errors
    /// When the table cannot be written, when the key exists, or when a set of the key is empty. A key without scopes permits
    /// nothing, and a key without projects would be read back as a key for all projects.
    fn create_api_key(
        &self,
        digest: KeyDigest,
        api_key: &ApiKey,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Revokes a key. Functions that remember it accept it for up to 60 seconds more. `false` if there is no such key.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn revoke_api_key(&self, digest: KeyDigest) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Changes how many requests a key may make; `None` for as many as the API admits. Functions that remember the key keep to
    /// the former limit for up to 60 seconds more. `false` if there is no such key.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn limit_api_key(
        &self,
        digest: KeyDigest,
        limit: Option<RateLimit>,
    ) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// All keys, oldest first. This reads the whole table, so it is for an operator's command line and not for a request.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn api_keys(&self) -> impl Future<Output = Result<Vec<ListedKey>, StorageError>> + Send;
}

impl ApiKeys for Table {
    async fn api_key(&self, digest: KeyDigest) -> Result<Option<ApiKey>, StorageError> {
        self.get(primary_key(digest)).await?.as_ref().map(from_item).transpose()
    }

    async fn create_api_key(&self, digest: KeyDigest, api_key: &ApiKey) -> Result<(), StorageError> {
        check(api_key)?;
        let request = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(to_item(digest, api_key)))
            .condition_expression("attribute_not_exists(pk)");
        request.send().await.map_err(|error| match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(_)) => refused("the key exists already"),
            _ => StorageError::from_sdk("dynamodb:PutItem", error),
        })?;
        Ok(())
    }

    async fn revoke_api_key(&self, digest: KeyDigest) -> Result<bool, StorageError> {
        let written = self
            .update_if(
                primary_key(digest),
                "SET #revoked = :true",
                "attribute_exists(#pk)",
                values([(":true", AttributeValue::Bool(true))]),
            )
            .await?;
        Ok(matches!(written, Written::Done(_)))
    }

    async fn limit_api_key(&self, digest: KeyDigest, limit: Option<RateLimit>) -> Result<bool, StorageError> {
        let (update, given) = match limit {
            None => ("REMOVE #rate, #burst", values([(":is_key", s("KEY"))])),
            Some(limit) => (
                "SET #rate = :rate, #burst = :burst",
                values([(":rate", s(limit.rate())), (":burst", n(limit.burst())), (":is_key", s("KEY"))]),
            ),
        };
        let written = self.update_if(primary_key(digest), update, "#sk = :is_key", given).await?;
        Ok(matches!(written, Written::Done(_)))
    }

    async fn api_keys(&self) -> Result<Vec<ListedKey>, StorageError> {
        let mut pages = self
            .client
            .scan()
            .table_name(&self.name)
            .filter_expression("begins_with(pk, :prefix)")
            .expression_attribute_values(":prefix", s("KEY#"))
            .into_paginator()
            .items()
            .send();
        let mut keys = Vec::new();
        while let Some(item) = pages.next().await {
            let item = item.map_err(|error| StorageError::from_sdk("dynamodb:Scan", error))?;
            let read = Reader(&item);
            let digest = read.text("pk")?.trim_start_matches("KEY#").parse().map_err(|e| read.corrupt(e))?;
            keys.push(ListedKey { digest, key: from_item(&item)? });
        }
        keys.sort_by_key(|listed| (listed.key.created_at, listed.digest));
        Ok(keys)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use report_domain::{ProjectId, Scope};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_key_is_known_by_the_sha_256_of_its_text() {
        let digest = KeyDigest::of("abc");
        let published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-4, example 1
        assert_eq!(digest.to_string(), published);
        assert_eq!(published.parse::<KeyDigest>().expect("64 digits"), digest);
        assert!(
            "+a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".parse::<KeyDigest>().is_err()
        );
    }

    #[test]
    fn key_texts_differ_and_never_reach_a_log() {
        let (one, two) = (KeyText::generate().expect("randomness"), KeyText::generate().expect("randomness"));
        assert_ne!(one.reveal(), two.reveal());
        assert_eq!(one.reveal().len(), "rk_".len() + 43);
        assert!(!format!("{one:?}").contains(&one.reveal()[3..]));
    }

    #[test]
    fn a_key_is_read_back_as_it_was_stored() {
        let full = ApiKey {
            name: "nightly".into(),
            scopes: BTreeSet::from([Scope::Read, Scope::Write]),
            projects: Some(BTreeSet::from([ProjectId::from(Uuid::nil())])),
            expires_at: Some(Timestamp::from_unix_millis(1_900_000_000_000)),
            revoked: true,
            created_at: Timestamp::from_unix_millis(1_700_000_000_456),
            limit: RateLimit::new("100/min".parse().expect("a rate"), 20).ok(),
        };
        assert!(full.limit.is_some());
        let bare = ApiKey { projects: None, expires_at: None, revoked: false, limit: None, ..full.clone() };
        for key in [full, bare] {
            assert_eq!(from_item(&to_item(KeyDigest::of("k"), &key)).expect("a valid item"), key);
        }
    }

    #[test]
    fn a_key_that_does_not_say_whether_it_is_revoked_is() {
        let key = ApiKey {
            name: String::new(),
            scopes: BTreeSet::new(),
            projects: None,
            expires_at: None,
            revoked: false,
            created_at: Timestamp::from_unix_millis(0),
            limit: None,
        };
        let mut item = to_item(KeyDigest::of("k"), &key);
        item.remove("revoked");
        assert!(from_item(&item).expect("a valid item").revoked);
    }
}
