//! What is larger than a snapshot may be is not read, on the store in memory and on the real bucket.

use report_domain::{Kind, LARGEST_SNAPSHOT, SnapshotLabel, Subject, Timestamp};
use report_storage::{
    Aws, Bucket, Memory, PublishCondition, Published, Publishing, Snapshots, StorageError, entity,
};
use uuid::Uuid;

async fn a_snapshot_of_the_largest_size_is_read_and_a_larger_one_is_not(
    bucket: &(impl Snapshots + Publishing),
) {
    for (length, is_read) in [(LARGEST_SNAPSHOT, true), (LARGEST_SNAPSHOT + 1, false)] {
        let subject = Subject {
            project_id: Uuid::now_v7().into(),
            kind: Kind::Model,
            entity_id: Uuid::now_v7().into(),
        };
        let label = SnapshotLabel {
            name: "large".into(),
            taken_at: None,
            sha256: "0".repeat(64),
            published_at: Timestamp::now(),
        };
        let bytes = vec![b' '; length];
        let published = bucket.publish(&subject, bytes, &label, &PublishCondition::Always).await;
        let Published::Stored(pin) = published.expect("an answer") else { panic!("there was no condition") };
        match bucket.snapshot(&subject, &pin).await {
            Ok(Some(bytes)) => assert_eq!((bytes.len(), true), (length, is_read)),
            Err(StorageError::TooLarge { bytes, most, .. }) => {
                assert_eq!((bytes, most, false), (length as u64, LARGEST_SNAPSHOT as u64, is_read));
            }
            other => panic!("{:?}", other.map(|bytes| bytes.map(|bytes| bytes.len()))),
        }
    }
}

#[tokio::test]
async fn memory() {
    a_snapshot_of_the_largest_size_is_read_and_a_larger_one_is_not(&Memory::new()).await;
}

#[tokio::test]
#[ignore = "needs the local stack: infra/tests/run.py storage"]
async fn bucket() {
    let aws = Aws::from_env().expect("AWS in the environment");
    let bucket = Bucket::from_env(&aws).expect("its name in the environment");
    a_snapshot_of_the_largest_size_is_read_and_a_larger_one_is_not(&bucket).await;
}

/// What another tool put into the bucket has no label, so that it would have to be read to be listed.
#[tokio::test]
async fn what_is_larger_than_a_snapshot_may_be_is_not_listed() {
    let store = Memory::new();
    let subject =
        Subject { project_id: Uuid::now_v7().into(), kind: Kind::Model, entity_id: Uuid::now_v7().into() };
    store.put_snapshot(&subject, vec![b' '; LARGEST_SNAPSHOT + 1]);
    assert_eq!(entity(&store, &subject).await.expect("an answer"), None);
}
