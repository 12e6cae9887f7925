//! Following one event of the bucket.

use report_domain::Subject;
use report_storage::{BucketEvent, Catalog, Publishing, Snapshots, StorageError, entity};

/// Rounds until the catalog says what the bucket says. Each further one needs another publication meanwhile.
const ROUNDS: usize = 10;

/// Records in the catalog what the bucket has under the event's key.
///
/// # Errors
/// When bucket or table do not answer; Lambda then hands over the event again.
pub async fn follow<B, C>(bucket: &B, catalog: &C, event: &BucketEvent) -> Result<(), StorageError>
where
    B: Publishing + Snapshots,
    C: Catalog,
{
    let key = event.key();
    let Some(subject) = Subject::of_snapshot_key(key) else {
        tracing::warn!(key, "not the key of a snapshot");
        return Ok(());
    };
    let mut found = entity(bucket, &subject).await?;
    for _ in 0..ROUNDS {
        match &found {
            Some(entity) => catalog.record(entity).await?,
            None => catalog.forget(&subject).await?,
        }
        // Somebody may have published and recorded a newer version between the look and the record, which would then be
        // that of the older one. Whoever looks last sees the newest version and records it.
        let now = entity(bucket, &subject).await?;
        if now == found {
            return Ok(());
        }
        found = now;
    }
    Err(StorageError::Unavailable {
        operation: "s3:HeadObject",
        detail: format!("{key} changes all the time"),
    })
}

#[cfg(test)]
mod tests {
    use report_domain::Kind;
    use report_storage::Memory;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn subject() -> Subject {
        Subject {
            project_id: Uuid::from_u128(1).into(),
            kind: Kind::Model,
            entity_id: Uuid::from_u128(2).into(),
        }
    }

    fn event(key: &str) -> BucketEvent {
        let event = json!({
            "detail-type": "Object Created", "source": "aws.s3",
            "detail": { "bucket": { "name": "b" }, "object": { "key": key, "size": 7, "etag": "e" } }
        });
        serde_json::from_value(event).expect("an event")
    }

    async fn names(store: &Memory) -> Vec<String> {
        let page = store.entities(subject().project_id, None, None, 9).await.expect("a page");
        page.entities.into_iter().map(|entity| entity.label.name).collect()
    }

    #[tokio::test]
    async fn what_is_put_into_the_bucket_is_listed_and_what_is_removed_is_not() {
        let store = Memory::new();
        let event = event(&subject().snapshot_key());
        store.put_snapshot(&subject(), r#"{"name":"GBM"}"#);
        follow(&store, &store, &event).await.expect("followed");
        assert_eq!(names(&store).await, ["GBM"]);
        store.put_snapshot(&subject(), r#"{"name":"DRF"}"#);
        follow(&store, &store, &event).await.expect("followed");
        assert_eq!(names(&store).await, ["DRF"]);
        store.remove_snapshot(&subject());
        for _ in 0..2 {
            follow(&store, &store, &event).await.expect("followed");
            assert_eq!(names(&store).await, Vec::<String>::new());
        }
    }

    #[tokio::test]
    async fn the_newest_version_wins_whoever_is_late() {
        let store = Memory::new();
        store.put_snapshot(&subject(), r#"{"name":"old"}"#);
        let other = store.clone();
        store.before("dynamodb:TransactWriteItems", async move {
            other.put_snapshot(&subject(), r#"{"name":"new"}"#);
            let newest = entity(&other, &subject()).await.expect("an answer").expect("an entity");
            other.record(&newest).await.expect("recorded");
        });
        follow(&store, &store, &event(&subject().snapshot_key())).await.expect("followed");
        assert_eq!(names(&store).await, ["new"]);
    }

    #[tokio::test]
    async fn other_objects_are_passed_over_and_outages_are_not() {
        let store = Memory::new();
        let capitals = format!("entities/{}/model/{}.json", "A".repeat(8), Uuid::nil());
        for key in ["entities/x.json", "artifacts/1/2/report.pdf", "entities/../../x", &capitals] {
            follow(&store, &store, &event(key)).await.expect("nothing to do");
        }
        assert_eq!(store.calls("s3:HeadObject"), 0);
        store.fail("s3:HeadObject", "");
        assert!(follow(&store, &store, &event(&subject().snapshot_key())).await.is_err());
    }
}
