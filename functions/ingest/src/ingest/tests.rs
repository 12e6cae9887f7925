use std::{io::Write, time::Duration};

use flate2::{Compression, write::GzEncoder};
use report_domain::{Kind, LARGEST_SNAPSHOT, Precondition, Subject, UploadId};
use report_storage::{Memory, Snapshots};
use uuid::Uuid;

use super::*;

fn subject() -> Subject {
    Subject { project_id: Uuid::from_u128(1).into(), kind: Kind::Model, entity_id: Uuid::from_u128(2).into() }
}

fn snapshot(name: &str) -> String {
    let (id, project_id) = (Uuid::from_u128(2), Uuid::from_u128(1));
    json!({
        "schema_version": 1, "kind": "model", "id": id, "project_id": project_id, "name": name,
        "content": { "task": "regression" },
    })
    .to_string()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes all")
}

/// An upload that was begun and whose bytes are in the bucket.
async fn uploaded(store: &Memory, bytes: impl Into<Vec<u8>>, precondition: Precondition) -> UploadKey {
    let key = UploadKey { subject: subject(), id: UploadId::new() };
    let until = Timestamp::now().after(Duration::from_secs(3600));
    store.begin(&Upload { key, precondition, until, outcome: None }).await.expect("stored");
    store.put_upload(&key, bytes);
    key
}

async fn outcome_of(store: &Memory, key: &UploadKey) -> Option<Outcome> {
    store.upload(key).await.expect("an answer").expect("an upload").outcome
}

async fn published(store: &Memory, key: &UploadKey) -> Entity {
    match outcome_of(store, key).await {
        Some(Outcome::Published(entity)) => entity,
        other => panic!("not published: {other:?}"),
    }
}

/// Code and message of each problem.
async fn problems(store: &Memory, key: &UploadKey) -> Vec<(String, String)> {
    let Some(Outcome::Invalid(problems)) = outcome_of(store, key).await else { panic!("not invalid") };
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    problems.iter().map(|problem| (text(&problem["type"]), text(&problem["msg"]))).collect()
}

async fn names(store: &Memory) -> Vec<String> {
    let page = store.entities(subject().project_id, None, None, 9).await.expect("a page");
    page.entities.into_iter().map(|entity| entity.label.name).collect()
}

#[tokio::test]
async fn plain_or_packed_it_becomes_the_current_snapshot_and_leaves_nothing_behind() {
    for pack in [false, true] {
        let (store, text) = (Memory::new(), snapshot("GBM"));
        let bytes = if pack { packed(text.as_bytes()) } else { text.clone().into_bytes() };
        let key = uploaded(&store, bytes, Precondition::None).await;
        ingest(&store, &store, &key).await.expect("ingested");
        let entity = published(&store, &key).await;
        assert_eq!((entity.bytes, &*entity.label.name), (text.len() as u64, "GBM"));
        let stored = store.snapshot(&subject(), &entity.version).await.expect("an answer");
        assert_eq!(stored, Some(text.into_bytes()));
        assert_eq!((names(&store).await, store.has_upload(&key)), (vec!["GBM".to_owned()], false));
    }
}

#[tokio::test]
async fn what_is_no_snapshot_of_the_entity_is_told_and_not_stored() {
    let mut wrong: Value = serde_json::from_str(&snapshot("GBM")).expect("JSON");
    wrong["nmae"] = json!(1);
    wrong["taken_at"] = json!("yesterday");
    let other = snapshot("GBM").replace(&Uuid::from_u128(2).to_string(), &Uuid::from_u128(3).to_string());
    let bomb = packed(&vec![b' '; LARGEST_SNAPSHOT + 1]);
    for (bytes, count, code, clue) in [
        (wrong.to_string().into_bytes(), 2, "snapshot", ""),
        (b"{".to_vec(), 1, "snapshot", "cut off"),
        (other.into_bytes(), 1, "path_mismatch", "as in the path"),
        (bomb, 1, "gzip_invalid", "at most 33554432 bytes"),
        (vec![b' '; LARGEST_SNAPSHOT + 1], 1, "snapshot", "expected at most 33554432 bytes, found more"),
        (packed(b"{}")[..12].to_vec(), 1, "gzip_invalid", "cannot be unpacked"),
    ] {
        let store = Memory::new();
        let key = uploaded(&store, bytes, Precondition::None).await;
        ingest(&store, &store, &key).await.expect("ingested");
        let found = problems(&store, &key).await;
        assert_eq!(found.len(), count, "{found:?}");
        assert!(found.iter().all(|(given, msg)| given == code && msg.contains(clue)), "{found:?}");
        assert_eq!((store.calls("s3:PutObject"), store.has_upload(&key)), (0, false));
    }
}

#[tokio::test]
async fn a_precondition_holds_when_the_snapshot_is_stored() {
    let store = Memory::new();
    let first = uploaded(&store, snapshot("first"), Precondition::Absent).await;
    let late = uploaded(&store, snapshot("late"), Precondition::Absent).await;
    ingest(&store, &store, &first).await.expect("ingested");
    ingest(&store, &store, &late).await.expect("ingested");
    let (code, msg) = problems(&store, &late).await.remove(0);
    assert_eq!(code, "precondition");
    assert!(msg.contains("If-None-Match"), "{msg}");
    let tag = published(&store, &first).await.version.etag;
    let next = uploaded(&store, snapshot("next"), Precondition::OneOf(vec![tag])).await;
    let other = store.clone();
    store.before("s3:PutObject", async move {
        other.put_snapshot(&subject(), snapshot("quicker"));
    });
    ingest(&store, &store, &next).await.expect("ingested");
    assert_eq!(problems(&store, &next).await.len(), 1, "somebody else was quicker");
    // Who demands nothing is stored after the other.
    let plain = uploaded(&store, snapshot("plain"), Precondition::None).await;
    let other = store.clone();
    store.before("s3:PutObject", async move {
        other.put_snapshot(&subject(), snapshot("quicker again"));
    });
    ingest(&store, &store, &plain).await.expect("ingested");
    assert_eq!(names(&store).await, ["plain"]);
}

#[tokio::test]
async fn an_event_that_comes_twice_publishes_once() {
    let store = Memory::new();
    let key = uploaded(&store, snapshot("GBM"), Precondition::Absent).await;
    // The second delivery runs in the middle of the first.
    let other = store.clone();
    store.before("s3:PutObject", async move {
        ingest(&other, &other, &key).await.expect("ingested");
    });
    ingest(&store, &store, &key).await.expect("ingested");
    assert_eq!(published(&store, &key).await.version.version_id.as_deref(), Some("v1"));
    // The third comes when somebody has published something newer.
    store.put_snapshot(&subject(), snapshot("newer"));
    store.put_upload(&key, snapshot("GBM"));
    ingest(&store, &store, &key).await.expect("ingested");
    let current = store.current(&subject()).await.expect("an answer").expect("a snapshot");
    assert_eq!((current.version.version_id.as_deref(), store.has_upload(&key)), (Some("v2"), false));
}

#[tokio::test]
async fn whatever_fails_the_next_delivery_brings_it_to_the_end() {
    for (operation, about) in [
        ("dynamodb:GetItem", "uploads/"),
        ("s3:GetObject", "uploads/"),
        ("s3:HeadObject", "entities/"),
        ("s3:PutObject", "entities/"),
        ("dynamodb:TransactWriteItems", ""),
        ("dynamodb:PutItem", "uploads/"),
        ("s3:DeleteObject", "uploads/"),
    ] {
        let store = Memory::new();
        let key = uploaded(&store, snapshot("GBM"), Precondition::Absent).await;
        store.fail(operation, about);
        assert!(ingest(&store, &store, &key).await.is_err(), "{operation}");
        store.mend();
        ingest(&store, &store, &key).await.expect("ingested");
        let entity = published(&store, &key).await;
        assert_eq!(entity.version.version_id.as_deref(), Some("v1"), "stored once, after {operation} failed");
        assert_eq!((names(&store).await, store.has_upload(&key)), (vec!["GBM".to_owned()], false));
    }
}

#[tokio::test]
async fn bytes_that_nobody_announced_are_removed_unread() {
    let store = Memory::new();
    let key = UploadKey { subject: subject(), id: UploadId::new() };
    store.put_upload(&key, snapshot("GBM"));
    ingest(&store, &store, &key).await.expect("ingested");
    assert_eq!((store.calls("s3:GetObject"), store.has_upload(&key)), (0, false));
}

#[test]
fn problems_fit_an_item_of_the_table() {
    let problem = |loc: String| Problem { loc: vec![loc], msg: "no".into(), code: "snapshot" };
    let many: Vec<_> = (0..100).map(|_| problem("x".repeat(10_000))).collect();
    assert_eq!(kept(&many).len(), 29);
    let one = kept(&[problem("x".repeat(1_000_000))]);
    assert_eq!(one, [json!({ "loc": ["body"], "msg": "no", "type": "snapshot" })]);
}
