#![allow(clippy::unwrap_used)]

use std::{
    collections::HashMap,
    sync::{Mutex, atomic::AtomicU32, atomic::Ordering},
};

use report_domain::{
    Artifact, JobId, Kind, Report, ReportId, ReportOptions, SnapshotPin, State, Status, Subject,
};
use report_storage::{Document, Lease, Leased, Message, Snapshot, SnapshotError, StorageError};
use serde_json::{Map, json};
use uuid::Uuid;

use super::*;
use crate::attempt::{MOST_ATTEMPTS, Rendered, Work};

/// What one report does to the renderer.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Behaviour {
    Renders,
    BadSnapshot,
    Panics,
    SnapshotGone,
    StorageDown,
    FinishFails,
    Held,
    Finished,
    LosesLease,
    Exhausted,
}

/// Reports, files and engine at once, in memory.
#[derive(Default)]
struct World {
    behaviours: HashMap<ReportId, Behaviour>,
    ends: Mutex<HashMap<ReportId, State>>,
    given_up: AtomicU32,
    stored: Mutex<Vec<Document>>,
}

fn down() -> StorageError {
    StorageError::Unavailable { operation: "s3:GetObject", detail: "test".into() }
}

fn report(id: ReportId, attempts: u32) -> Report {
    // The entity says which report's snapshot is read.
    let subject = Subject { project_id: Uuid::nil().into(), kind: Kind::Model, entity_id: id.uuid().into() };
    Report {
        id,
        job_id: JobId::new(),
        subject,
        snapshot: SnapshotPin { version_id: Some("v".into()), etag: "e".into() },
        title: None,
        format: None,
        state: State::Running,
        attempts,
        created_at: Timestamp::now(),
        updated_at: Timestamp::now(),
        started_at: None,
        finished_at: None,
    }
}

impl World {
    fn behaviour(&self, id: ReportId) -> Behaviour {
        self.behaviours[&id]
    }

    fn end(&self, lease: &Lease, state: State) -> Result<bool, StorageError> {
        match self.behaviour(lease.report_id) {
            Behaviour::FinishFails => Err(down()),
            Behaviour::LosesLease => Ok(false),
            _ => {
                self.ends.lock().unwrap().insert(lease.report_id, state);
                Ok(true)
            }
        }
    }
}

impl Reports for &World {
    async fn take_lease(&self, id: ReportId, _: Timestamp) -> Result<LeaseOutcome, StorageError> {
        let attempts = match self.behaviours.get(&id) {
            None => return Ok(LeaseOutcome::Unknown),
            Some(Behaviour::Held) => return Ok(LeaseOutcome::Held),
            Some(Behaviour::Finished) => return Ok(LeaseOutcome::Finished),
            Some(Behaviour::Exhausted) => MOST_ATTEMPTS + 1,
            Some(_) => 1,
        };
        let lease = Lease { report_id: id, artifact_id: report_domain::ArtifactId::new() };
        Ok(LeaseOutcome::Taken(Box::new(Leased { lease, report: report(id, attempts) })))
    }

    async fn options(&self, _: ReportId) -> Result<ReportOptions, StorageError> {
        Ok(ReportOptions::default())
    }

    async fn succeed(
        &self,
        lease: &Lease,
        artifact: &Artifact,
        rendered: &Rendered,
    ) -> Result<bool, StorageError> {
        let stored = self.stored.lock().unwrap().iter().filter(|it| it.artifact_id == artifact.id).count();
        assert_eq!(stored, 2, "both documents are stored before the report says so");
        self.end(lease, State::Succeeded { artifact: *artifact, summary: rendered.summary.clone() })
    }

    async fn fail(&self, lease: &Lease, error: &str) -> Result<bool, StorageError> {
        self.end(lease, State::Failed { error: error.to_owned() })
    }

    async fn give_up(&self, _: &Lease) -> Result<(), StorageError> {
        self.given_up.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

impl Files for &World {
    async fn snapshot(&self, subject: &Subject, _: &SnapshotPin) -> Result<Snapshot, SnapshotError> {
        let key = subject.snapshot_key();
        match self.behaviour(subject.entity_id.uuid().into()) {
            Behaviour::SnapshotGone => Err(SnapshotError::Gone { key }),
            Behaviour::StorageDown => Err(down().into()),
            _ => Ok(Snapshot { key, bytes: Vec::new() }),
        }
    }

    async fn put(&self, document: &Document, _: Vec<u8>) -> Result<(), StorageError> {
        self.stored.lock().unwrap().push(*document);
        Ok(())
    }
}

impl Engine for &World {
    async fn render(&self, work: Work) -> Result<Rendered, String> {
        match self.behaviour(work.report.id) {
            Behaviour::Panics => panic!("a fault in a chart"),
            Behaviour::BadSnapshot => Err(format!("The snapshot {} is not JSON.", work.snapshot.key)),
            _ => Ok(Rendered { html: vec![1; 3], pdf: vec![2; 5], summary: Map::new(), title: None }),
        }
    }
}

/// Works through a batch with one message for each behaviour; the reports' ids are in the same order.
async fn handle(behaviours: &[Behaviour]) -> (World, Vec<ReportId>, serde_json::Value) {
    let ids: Vec<ReportId> = behaviours.iter().map(|_| ReportId::new()).collect();
    let world = World {
        behaviours: ids.iter().copied().zip(behaviours.iter().copied()).collect(),
        ..World::default()
    };
    let records: Vec<_> = ids
        .iter()
        .map(|id| json!({ "messageId": id, "body": json!(Message::new(*id, JobId::new())).to_string() }))
        .collect();
    let batch = serde_json::from_value(json!({ "Records": records })).unwrap();
    let failures = Renderer { reports: &world, files: &world, engine: &world }.handle(batch, 0).await;
    (world, ids, json!(failures))
}

fn status(world: &World, id: ReportId) -> Option<Status> {
    world.ends.lock().unwrap().get(&id).map(State::status)
}

fn error(world: &World, id: ReportId) -> String {
    match world.ends.lock().unwrap().get(&id) {
        Some(State::Failed { error }) => error.clone(),
        other => panic!("did not fail: {other:?}"),
    }
}

#[tokio::test]
async fn a_fault_in_one_report_of_a_batch_does_not_touch_the_others() {
    use Behaviour::{BadSnapshot, Panics, Renders, StorageDown};
    let (world, ids, failures) = handle(&[Renders, BadSnapshot, Panics, StorageDown, Renders]).await;
    let found: Vec<_> = ids.iter().map(|id| status(&world, *id)).collect();
    let (succeeded, failed) = (Some(Status::Succeeded), Some(Status::Failed));
    assert_eq!(found, [succeeded, failed, failed, None, succeeded]);
    assert_eq!(failures, json!({ "batchItemFailures": [{ "itemIdentifier": ids[3] }] }));
}

#[tokio::test]
async fn permanent_faults_fail_at_once_with_a_sentence_for_the_user() {
    use Behaviour::{BadSnapshot, Exhausted, Panics, SnapshotGone};
    let (world, ids, failures) = handle(&[BadSnapshot, SnapshotGone, Panics, Exhausted]).await;
    assert_eq!(failures, json!({ "batchItemFailures": [] }));
    let key = report(ids[0], 1).subject.snapshot_key();
    assert_eq!(error(&world, ids[0]), format!("The snapshot {key} is not JSON."));
    assert!(error(&world, ids[1]).contains(&report(ids[1], 1).subject.snapshot_key()));
    assert!(error(&world, ids[2]).contains(&ids[2].to_string()), "an id to quote");
    assert!(error(&world, ids[3]).contains("4 attempts"));
}

#[tokio::test]
async fn passing_faults_give_the_lease_up_and_bring_the_message_back() {
    use Behaviour::{FinishFails, StorageDown};
    let (world, ids, failures) = handle(&[StorageDown, FinishFails]).await;
    let again: Vec<_> = ids.iter().map(|id| json!({ "itemIdentifier": id })).collect();
    assert_eq!(failures, json!({ "batchItemFailures": again }));
    assert_eq!(world.given_up.load(Ordering::Relaxed), 2);
    assert!(world.ends.lock().unwrap().is_empty());
}

#[tokio::test]
async fn messages_that_come_too_often_change_nothing() {
    use Behaviour::{Finished, Held, LosesLease};
    let (world, _, failures) = handle(&[Held, Finished, LosesLease]).await;
    assert_eq!(failures, json!({ "batchItemFailures": [] }));
    assert!(world.ends.lock().unwrap().is_empty());
}

#[tokio::test]
async fn messages_of_others_are_dropped() {
    let world = World::default();
    let stray = json!(Message::new(ReportId::new(), JobId::new())).to_string();
    let batch = json!({ "Records": [
        { "messageId": "1", "body": "hello" }, { "messageId": "2", "body": "{}" }, { "messageId": "3", "body": stray },
    ] });
    let renderer = Renderer { reports: &world, files: &world, engine: &world };
    let failures = renderer.handle(serde_json::from_value(batch).unwrap(), 0).await;
    assert_eq!(json!(failures), json!({ "batchItemFailures": [] }));
}
