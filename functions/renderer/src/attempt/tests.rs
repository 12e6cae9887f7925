//! What a report is compared with, when it is rendered.

use report_domain::{ArtifactId, ComparisonPin, JobId, Written};
use report_storage::{CreateReports, Memory, NewReport, Snapshots};
use serde_json::json;

use super::*;

struct NoEngine;

impl Render for NoEngine {
    async fn render(&self, _: RenderTask) -> Result<Rendered, String> {
        unreachable!("nothing is rendered here")
    }
}

fn renderer(store: &Memory) -> Renderer<Memory, Memory, Memory, NoEngine> {
    let limit = TimeLimit::new(Duration::from_secs(60));
    Renderer { reports: store.clone(), bucket: store.clone(), queue: store.clone(), engine: NoEngine, limit }
}

fn options(compare_to: &str) -> ReportOptions {
    let options = json!({ "compare_to": compare_to });
    ReportOptions::from_json(options.as_object().expect("an object"), &[]).expect("options")
}

/// A store with a report that has succeeded, and one that is compared with it.
async fn compared() -> (Memory, Report, ReportId) {
    let mut other = Memory::new().create().await;
    let artifact = Artifact { id: ArtifactId::new(), written: Written::default() };
    other.state = State::Succeeded { artifact, summary: Map::new() };
    let store = Memory::new();
    store.put_snapshot(&other.subject, *b"{}");
    store.put_snapshot(&other.subject, *b"{\"newer\": true}");
    store.insert(other.clone(), ReportOptions::default());
    let new = NewReport {
        id: ReportId::new(),
        job_id: JobId::new(),
        subject: other.subject,
        snapshot: store.pin(&other.subject).await.expect("an answer").expect("a snapshot"),
        options: options("previous"),
        compared: Some(ComparisonPin::from(&other)),
    };
    store.create_report(&new, None).await.expect("created");
    (store, other, new.id)
}

async fn other(store: &Memory, id: ReportId) -> OtherTask {
    match renderer(store).other(id, &options("previous")).await {
        Ok(other) => other,
        Err(_) => panic!("the store works"),
    }
}

#[tokio::test]
async fn the_version_that_the_other_report_was_made_from_is_read() {
    let (store, report, id) = compared().await;
    let OtherTask::Report { report: told, snapshot, .. } = other(&store, id).await else {
        panic!("it is there")
    };
    assert_eq!((told.id, snapshot.as_slice()), (report.id, b"{}".as_slice()), "not the present one");
}

#[tokio::test]
async fn where_the_version_was_dropped_the_copy_beside_the_documents_is_read() {
    let (store, report, id) = compared().await;
    store.remove_snapshot(&report.subject);
    assert!(matches!(other(&store, id).await, OtherTask::Gone(Gone::Snapshot)));
    let State::Succeeded { artifact, .. } = &report.state else { panic!("it has succeeded") };
    let copy =
        CompanionKey { report_id: report.id, artifact_id: artifact.id, companion: Companion::Snapshot };
    store.put_companion(&copy, b"{}".to_vec()).await.expect("stored");
    assert!(matches!(other(&store, id).await, OtherTask::Report { snapshot, .. } if snapshot == b"{}"));
}

#[tokio::test]
async fn what_is_not_there_is_told_apart() {
    let (store, report, _) = compared().await;
    let plain = store.create().await.id;
    assert!(matches!(other(&store, plain).await, OtherTask::NoEarlier));
    let nothing = renderer(&store).other(plain, &ReportOptions::default()).await;
    assert!(matches!(nothing, Ok(OtherTask::NotAsked)));
    let new = NewReport {
        id: ReportId::new(),
        job_id: JobId::new(),
        subject: report.subject,
        snapshot: report.snapshot.clone(),
        options: options("previous"),
        compared: Some(ComparisonPin { report_id: ReportId::new(), ..ComparisonPin::from(&report) }),
    };
    store.create_report(&new, None).await.expect("created");
    assert!(matches!(other(&store, new.id).await, OtherTask::Gone(Gone::Report)));
}
