//! Entities as they are now, whichever way their snapshots came into the bucket.

use report_domain::{Entity, SnapshotLabel, Subject, Timestamp};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{Catalog, CurrentSnapshot, Publishing, Snapshots, StorageError};

/// The members of a snapshot that a label repeats. Other members are passed over, wrong ones are as good as absent: whether
/// the snapshot is valid is found out when a report is made of it.
#[derive(Default, Deserialize)]
struct Named {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    taken_at: Option<String>,
}

/// The entity as it is now; `None` if there is none. A snapshot without a label is read to make one. What is larger than any
/// snapshot is none, and its entity is not listed.
///
/// # Errors
/// When the bucket does not answer.
pub async fn entity<S: Publishing + Snapshots>(
    store: &S,
    subject: &Subject,
) -> Result<Option<Entity>, StorageError> {
    match store.current(subject).await? {
        Some(current) => of_current(store, subject, current).await,
        None => Ok(None),
    }
}

/// The same, where the catalog can be asked, too: what it says of the current version need not be read out of a snapshot
/// without a label, which may be large.
///
/// # Errors
/// When bucket or table do not answer.
pub async fn listed_entity<S: Publishing + Snapshots, C: Catalog>(
    store: &S,
    catalog: &C,
    subject: &Subject,
) -> Result<Option<Entity>, StorageError> {
    let Some(current) = store.current(subject).await? else { return Ok(None) };
    if current.label.is_none()
        && let Some(listed) = catalog.listed(subject).await?
        && listed.version == current.version
    {
        return Ok(Some(listed));
    }
    of_current(store, subject, current).await
}

async fn of_current<S: Snapshots>(
    store: &S,
    subject: &Subject,
    CurrentSnapshot { version, bytes, stored_at, label }: CurrentSnapshot,
) -> Result<Option<Entity>, StorageError> {
    let label = match label {
        Some(label) => label,
        None => match store.snapshot(subject, &version).await {
            Ok(Some(snapshot)) => label_of(&snapshot, stored_at),
            Ok(None) => return Ok(None),
            Err(error @ StorageError::TooLarge { .. }) => {
                tracing::warn!(%error, "no snapshot");
                return Ok(None);
            }
            Err(error) => return Err(error),
        },
    };
    Ok(Some(Entity { subject: *subject, version, bytes, label }))
}

/// The label of a snapshot that has none.
fn label_of(snapshot: &[u8], published_at: Timestamp) -> SnapshotLabel {
    let named: Named = serde_json::from_slice(snapshot).unwrap_or_default();
    let taken_at = named.taken_at.and_then(|text| Timestamp::parse(&text).ok());
    label(snapshot, &named.name.unwrap_or_default(), taken_at, published_at)
}

/// The label of a snapshot that says this name and time of itself.
pub fn label(
    snapshot: &[u8],
    name: &str,
    taken_at: Option<Timestamp>,
    published_at: Timestamp,
) -> SnapshotLabel {
    SnapshotLabel { name: SnapshotLabel::shortened(name), taken_at, sha256: sha256(snapshot), published_at }
}

/// The SHA-256 of a snapshot's bytes in hexadecimal digits, as a label has it.
pub fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use report_domain::Kind;
    use uuid::Uuid;

    use super::*;
    use crate::Memory;

    #[tokio::test]
    async fn a_snapshot_without_a_label_is_read() {
        let store = Memory::new();
        let subject =
            Subject { project_id: Uuid::nil().into(), kind: Kind::Model, entity_id: Uuid::max().into() };
        assert_eq!(entity(&store, &subject).await.expect("an answer"), None);
        let text = r#"{ "name": "GBM 1", "taken_at": "2026-02-28T15:00:00Z", "more": [1] }"#;
        let version = store.put_snapshot(&subject, text);
        let found = entity(&store, &subject).await.expect("an answer").expect("an entity");
        assert_eq!((found.version, found.bytes), (version, text.len() as u64));
        assert_eq!((&*found.label.name, &found.label.sha256), ("GBM 1", &sha256(text.as_bytes())));
        assert_eq!(found.label.taken_at, Timestamp::parse("2026-02-28T15:00:00Z").ok());
        for wrong in ["", "{", r#"{"name":7}"#, "[]"] {
            store.put_snapshot(&subject, wrong);
            let found = entity(&store, &subject).await.expect("an answer").expect("an entity");
            assert_eq!((&*found.label.name, found.label.taken_at), ("", None), "{wrong}");
        }
    }

    #[tokio::test]
    async fn what_the_catalog_says_of_the_current_version_is_not_read_again() {
        let store = Memory::new();
        let subject =
            Subject { project_id: Uuid::nil().into(), kind: Kind::Model, entity_id: Uuid::max().into() };
        let listed = async || listed_entity(&store, &store, &subject).await.expect("an answer");
        assert_eq!(listed().await, None);
        store.put_snapshot(&subject, r#"{"name":"GBM"}"#);
        let entity = listed().await.expect("an entity");
        store.record(&entity).await.expect("recorded");
        let read = store.calls("s3:GetObject");
        assert_eq!((listed().await, store.calls("s3:GetObject")), (Some(entity), read));
        store.put_snapshot(&subject, r#"{"name":"DRF"}"#);
        assert_eq!(
            listed().await.map(|entity| entity.label.name),
            Some("DRF".to_owned()),
            "a newer one is read"
        );
    }
}
