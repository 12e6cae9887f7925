use lambda_http::http::Method;
use report_domain::{Artifact, ArtifactId, Format, Report, Scope, Subject};
use report_edge::testing::{api_key, call, show};
use report_storage::{
    DocumentKey, KeyDigest, LeaseOutcome, Leases, List, Lists, Memory, PageRange, Publishing, Snapshots,
};
use serde_json::Map;
use uuid::Uuid;

use super::*;

/// The answer to a request with these variable parts of the path, made with a key for these projects.
async fn ask(store: &Memory, projects: Option<Uuid>, path: &[(&str, String)]) -> String {
    let caller = Caller { digest: KeyDigest::of("k"), key: api_key([Scope::Write], projects) };
    let mut call = call(Method::DELETE, "", &[]);
    call.path_parameters = path.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let delete = Delete::new(store.clone(), store.clone());
    show(delete.answer(&call, &caller).await.unwrap_or_else(Failure::into_reply))
}

async fn delete(store: &Memory, report: &Report) -> String {
    ask(store, None, &[("report_id", report.id.to_string())]).await
}

/// Renders a report, and puts its documents.
async fn succeed(store: &Memory, report: &Report) {
    let until = report.created_at.after(std::time::Duration::from_secs(60));
    let Ok(LeaseOutcome::Taken(leased)) = store.take_lease(report.id, until).await else {
        panic!("it is free")
    };
    let artifact_id = leased.lease.artifact_id;
    for format in Format::ALL {
        let key = DocumentKey { report_id: report.id, artifact_id, format };
        store.put(&key, vec![1]).await.expect("stored");
    }
    let artifact = Artifact { id: artifact_id, written: Format::ALL.map(|format| (format, 1)).into() };
    assert!(store.succeed(&leased.lease, &artifact, &Map::new(), "Q3", None).await.expect("an answer"));
}

async fn total(store: &Memory, report: &Report) -> u64 {
    let list = List { project_id: report.subject.project_id, kind: None, entity_id: None };
    let page = store.page(&list, PageRange { offset: 0, limit: 5 }).await.expect("a page");
    assert_eq!(page.reports.len() as u64, page.total);
    page.total
}

#[tokio::test]
async fn a_deleted_report_is_gone_with_its_documents() {
    let store = Memory::new();
    let (report, other) = (store.create().await, store.create().await);
    succeed(&store, &report).await;
    succeed(&store, &other).await;
    let shown = delete(&store, &report).await;
    assert!(shown.starts_with("204"), "{shown}");
    assert!(store.report(report.id).await.expect("an answer").is_none());
    assert!(store.report_of_job(report.job_id).await.expect("an answer").is_none());
    assert_eq!((total(&store, &report).await, total(&store, &other).await), (0, 1));
    let kept = store.documents();
    assert!(kept.len() == 2 && kept.iter().all(|key| key.contains(&other.id.to_string())), "{kept:?}");
    assert!(delete(&store, &report).await.starts_with("404"), "once");
}

#[tokio::test]
async fn documents_that_the_bucket_keeps_are_left_to_the_sweeper() {
    let store = Memory::new();
    let report = store.create().await;
    store.fail("s3:DeleteObject", report.id);
    assert!(delete(&store, &report).await.starts_with("204"));
    let later = report.created_at.after(std::time::Duration::from_secs(60));
    assert_eq!(store.deleted(later, 5).await.expect("an answer"), [report.id]);
}

#[tokio::test]
async fn a_report_that_cannot_be_deleted_is_there_as_before() {
    let store = Memory::new();
    let report = store.create().await;
    succeed(&store, &report).await;
    store.fail("dynamodb:TransactWriteItems", report.id);
    assert!(delete(&store, &report).await.starts_with("503"));
    assert_eq!((total(&store, &report).await, store.documents().len()), (1, 2));
}

#[tokio::test]
async fn another_projects_report_looks_like_none() {
    let store = Memory::new();
    let report = store.create().await;
    let hidden = ask(&store, Some(Uuid::nil()), &[("report_id", report.id.to_string())]).await;
    assert!(hidden.starts_with("404"), "{hidden}");
    for unknown in [ArtifactId::new().to_string(), "%2e%2e".to_owned()] {
        assert_eq!(ask(&store, None, &[("report_id", unknown)]).await, hidden);
    }
    assert_eq!(total(&store, &report).await, 1);
}

fn entity_path(subject: &Subject) -> [(&'static str, String); 3] {
    let Subject { project_id, kind, entity_id } = subject;
    [("project_id", project_id.to_string()), ("kind", kind.to_string()), ("entity_id", entity_id.to_string())]
}

#[tokio::test]
async fn a_deleted_entity_leaves_its_reports_and_what_they_are_made_from() {
    let store = Memory::new();
    let report = store.create().await;
    let path = entity_path(&report.subject);
    let hidden = ask(&store, Some(Uuid::nil()), &path).await;
    assert!(hidden.starts_with("404"), "{hidden}");
    assert!(store.current(&report.subject).await.expect("an answer").is_some());
    assert!(ask(&store, None, &path).await.starts_with("204"));
    assert_eq!(store.current(&report.subject).await.expect("an answer"), None);
    assert_eq!(ask(&store, None, &path).await, hidden, "once");
    let pinned = store.snapshot(&report.subject, &report.snapshot).await.expect("an answer");
    assert_eq!((pinned.as_deref(), total(&store, &report).await), (Some(&b"{}"[..]), 1));
    let nowhere = [("project_id", "x".to_owned()), ("kind", "x".to_owned()), ("entity_id", "x".to_owned())];
    assert!(ask(&store, None, &nowhere).await.starts_with("404"));
}
