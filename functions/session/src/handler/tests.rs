use std::{collections::HashMap, time::Duration};

use futures_util::future::{join, join_all};
use lambda_http::http::{
    HeaderName, Method,
    header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER},
};
use report_creation::{Asked, Creation};
use report_domain::{Artifact, ArtifactId, ReportId, Timestamp, Written};
use report_edge::{
    Query,
    testing::{PROJECT, api_key, call},
};
use report_storage::{
    ChangeReports, DeleteReports, DocumentKey, KeyDigest, Lease, LeaseOutcome, Leases, List, Memory,
    PageRange, RequestHash,
};
use serde_json::Map;
use uuid::Uuid;

use super::*;

const SESSION: Uuid = Uuid::from_u128(7);

fn session() -> Subject {
    Subject { project_id: PROJECT.into(), kind: Kind::Privacy, entity_id: SESSION.into() }
}

/// A store with a snapshot of the session.
fn store() -> Memory {
    let store = Memory::new();
    store.put_snapshot(&session(), *b"{}");
    store
}

fn who(scopes: &[Scope], project: Option<Uuid>) -> Caller {
    let mut key = api_key([], project);
    key.scopes.extend(scopes);
    Caller { digest: KeyDigest::of("k"), key }
}

fn writer() -> Caller {
    who(&[Scope::Read, Scope::Write], None)
}

fn request(more: &str, headers: &[(HeaderName, &str)]) -> Call {
    Call {
        path_parameters: HashMap::from([("session_id".to_owned(), SESSION.to_string())]),
        query: Query::parse(&format!("project_id={PROJECT}&{more}")),
        ..call(Method::GET, "", headers)
    }
}

/// The answer to a request that waits for hardly any time.
async fn answer(store: &Memory, call: &Call, caller: &Caller) -> Reply {
    let creation = Creation::new(store.clone(), store.clone(), store.clone());
    let settings = DeliverySettings { largest_inline: 100, frame_ancestors: "'self'".into() };
    let current = Current::new(store.clone(), creation);
    let endpoint = SessionReport::new(current, store.clone(), settings, Duration::from_millis(400));
    endpoint.answer(call, caller).await.unwrap_or_else(Failure::into_reply)
}

async fn ask(store: &Memory) -> Reply {
    answer(store, &request("", &[]), &writer()).await
}

/// Renders what is queued a little later, or fails it.
async fn render_soon(store: &Memory, error: Option<&str>) {
    tokio::time::sleep(Duration::from_millis(30)).await;
    for message in store.messages() {
        let artifact_id = ArtifactId::new();
        let lease = Lease { report_id: message.report_id(), artifact_id };
        let until = Timestamp::now().after(Duration::from_secs(60));
        if !matches!(store.take(lease, until).await.expect("a lease"), LeaseOutcome::Taken(_)) {
            continue;
        }
        if let Some(error) = error {
            assert!(Leases::fail(store, &lease, error).await.expect("ended"));
            continue;
        }
        let written = Written::from(Format::ALL.map(|format| (format, 4)));
        for format in Format::ALL {
            let key = DocumentKey { report_id: lease.report_id, artifact_id, format };
            store.put(&key, format.as_str().into()).await.expect("stored");
        }
        let artifact = Artifact { id: artifact_id, written };
        assert!(store.succeed(&lease, &artifact, &Map::new(), "Privacy", None).await.expect("ended"));
    }
}

/// The answer to a request whose report is rendered while it waits.
async fn ask_and_render(store: &Memory) -> Reply {
    join(ask(store), render_soon(store, None)).await.0
}

/// The reports on the session, newest first.
async fn reports(store: &Memory) -> Vec<Report> {
    let list = List { project_id: PROJECT.into(), kind: None, entity_id: None };
    store.page(&list, PageRange { offset: 0, limit: 100 }).await.expect("a page").reports
}

fn header(reply: &Reply, name: HeaderName) -> &str {
    reply.headers().get(name).map(|value| value.to_str().expect("text")).unwrap_or_default()
}

/// The report that an answer is about.
fn report_of(reply: &Reply) -> ReportId {
    let link = header(reply, LINK);
    let id = link.strip_prefix("</api/reports/").and_then(|rest| rest.split_once('>'));
    id.expect("a link").0.parse().expect("an id")
}

fn detail(reply: &Reply) -> String {
    let body: serde_json::Value = serde_json::from_slice(reply.body()).expect("JSON");
    body["detail"].as_str().expect("a sentence").to_owned()
}

#[tokio::test]
async fn the_first_request_makes_the_report_and_the_next_ones_find_it() {
    let store = store();
    let first = ask_and_render(&store).await;
    assert_eq!((first.status(), header(&first, CONTENT_TYPE)), (StatusCode::OK, "application/pdf"));
    assert_eq!((header(&first, CONTENT_DISPOSITION), &first.body()[..]), ("inline", b"pdf".as_slice()));
    assert_eq!(header(&first, CACHE_CONTROL), "private, no-cache");
    let writes = store.calls("dynamodb:PutItem");
    let second = answer(&store, &request("", &[]), &who(&[Scope::Read], None)).await;
    assert_eq!((second.status(), report_of(&second)), (StatusCode::OK, report_of(&first)));
    assert_eq!(store.calls("dynamodb:PutItem"), writes, "what is there needs no key and no write");
    let same = request("", &[(IF_NONE_MATCH, header(&first, ETAG))]);
    assert_eq!(answer(&store, &same, &writer()).await.status(), StatusCode::NOT_MODIFIED);
    for (query, accept, expected) in [
        ("format=html", "*/*", "html"),
        ("format=md", "*/*", "md"),
        ("format=json", "*/*", "json"),
        ("", "text/html", "html"),
        ("", "text/html, application/pdf", "pdf"),
        ("", "application/json", "json"),
        ("", "application/json, */*", "pdf"),
    ] {
        let reply = answer(&store, &request(query, &[(ACCEPT, accept)]), &writer()).await;
        assert_eq!(String::from_utf8_lossy(reply.body()), expected, "{query} {accept}");
    }
    assert_eq!(reports(&store).await.len(), 1);
}

#[tokio::test]
async fn callers_at_the_same_time_get_one_report() {
    let store = store();
    // The others come while the first is about to store it.
    store.before("dynamodb:TransactWriteItems", tokio::time::sleep(Duration::from_millis(10)));
    let (replies, ()) = join(join_all((0..20).map(|_| ask(&store))), render_soon(&store, None)).await;
    assert!(replies.iter().all(|reply| reply.status() == StatusCode::OK));
    let made = reports(&store).await;
    assert_eq!((made.len(), store.messages().len()), (1, 1));
    assert!(replies.iter().all(|reply| report_of(reply) == made[0].id));
}

#[tokio::test]
async fn each_version_of_the_snapshot_has_its_report() {
    let store = store();
    let other = store.clone();
    // Replaced between being pinned and being claimed.
    store.before("dynamodb:PutItem", async move {
        other.put_snapshot(&session(), *b"{\"v\": 2}");
    });
    let first = ask_and_render(&store).await;
    let second = ask_and_render(&store).await;
    assert_eq!((first.status(), second.status()), (StatusCode::OK, StatusCode::OK));
    let made = reports(&store).await;
    assert_eq!([made[1].id, made[0].id], [report_of(&first), report_of(&second)]);
    assert_ne!(made[0].snapshot, made[1].snapshot, "the answer is about the version that the request found");
    assert_eq!(report_of(&ask(&store).await), made[0].id);
}

#[tokio::test]
async fn a_report_that_failed_stays_failed_until_it_is_retried_or_the_snapshot_changes() {
    let store = store();
    let (failed, ()) = join(ask(&store), render_soon(&store, Some("The snapshot is cut off."))).await;
    for reply in [failed, ask(&store).await] {
        assert_eq!(
            (reply.status(), detail(&reply).as_str()),
            (StatusCode::CONFLICT, "The snapshot is cut off.")
        );
        assert_eq!(header(&reply, RETRY_AFTER), "", "waiting does not help");
        assert_eq!(reports(&store).await.len(), 1);
        store.retry(report_of(&reply)).await.expect("retried");
        let (waited, ()) = join(ask(&store), render_soon(&store, Some("The snapshot is cut off."))).await;
        assert_eq!(report_of(&waited), report_of(&reply));
    }
    store.put_snapshot(&session(), *b"{\"v\": 2}");
    assert_eq!(ask_and_render(&store).await.status(), StatusCode::OK);
    assert_eq!(reports(&store).await.len(), 2);
}

#[tokio::test]
async fn a_report_that_was_deleted_is_made_anew() {
    let store = store();
    let first = report_of(&ask_and_render(&store).await);
    assert!(store.delete_report(first).await.expect("deleted"));
    let again = ask_and_render(&store).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_ne!(report_of(&again), first);
    assert_eq!(reports(&store).await.len(), 1);
}

#[tokio::test]
async fn a_report_that_is_deleted_while_somebody_waits_for_it_is_made_anew() {
    let store = store();
    let deletes = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let first = reports(&store).await[0].id;
        assert!(store.delete_report(first).await.expect("deleted"));
        render_soon(&store, None).await;
        first
    };
    let (reply, first) = join(ask(&store), deletes).await;
    assert_eq!(reply.status(), StatusCode::OK);
    assert_ne!(report_of(&reply), first);
}

#[tokio::test]
async fn a_report_whose_documents_are_gone_is_made_anew_once() {
    let store = store();
    let first = report_of(&ask_and_render(&store).await);
    for round in 2..4 {
        for key in store.documents() {
            store.remove_document(key);
        }
        let reader = answer(&store, &request("", &[]), &who(&[Scope::Read], None)).await;
        assert_eq!(reader.status(), StatusCode::NOT_FOUND);
        assert!(
            detail(&reader).contains("a key with the scope \"write\" has one made"),
            "{}",
            detail(&reader)
        );
        let (replies, ()) = join(join_all((0..5).map(|_| ask(&store))), render_soon(&store, None)).await;
        let made = reports(&store).await;
        assert_eq!(made.len(), round, "one in place of the one whose documents are gone");
        assert!(replies.iter().all(|it| it.status() == StatusCode::OK && report_of(it) == made[0].id));
        assert_ne!(made[0].id, first);
    }
    // Deleted, what was made in place of another frees its key.
    let newest = reports(&store).await[0].id;
    assert!(store.delete_report(newest).await.expect("deleted"));
    assert_eq!(ask_and_render(&store).await.status(), StatusCode::OK);
    assert_eq!(reports(&store).await.len(), 3);
}

#[tokio::test]
async fn who_may_not_write_finds_reports_and_makes_none() {
    let store = store();
    let reader = who(&[Scope::Read], None);
    let none = answer(&store, &request("", &[]), &reader).await;
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
    assert!(detail(&none).contains("a key with the scope \"write\" has one made"), "{}", detail(&none));
    assert!(reports(&store).await.is_empty() && store.messages().is_empty());
    ask_and_render(&store).await;
    assert_eq!(answer(&store, &request("", &[]), &reader).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_the_key_may_not_see_looks_as_if_it_were_not_there() {
    let store = store();
    ask_and_render(&store).await;
    let before = store.calls("s3:HeadObject");
    let hidden = answer(&store, &request("", &[]), &who(&[Scope::Read, Scope::Write], Some(SESSION))).await;
    let mut elsewhere = request("", &[]);
    elsewhere.path_parameters.insert("session_id".into(), PROJECT.to_string());
    let missing = answer(&store, &elsewhere, &writer()).await;
    assert_eq!((hidden.status(), missing.status()), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(detail(&hidden), format!("There is no privacy session {SESSION} in project {PROJECT}."));
    assert_eq!(detail(&missing), detail(&hidden).replace(&SESSION.to_string(), &PROJECT.to_string()));
    assert_eq!(store.calls("s3:HeadObject") - before, 2, "both cost the same calls");
    assert!(hidden.headers().get(LINK).is_none());
}

#[tokio::test]
async fn everything_wrong_with_a_request_is_said_and_nothing_made() {
    let store = store();
    let mut wrong = request("", &[]);
    wrong.query = Query::parse("format=docx");
    let reply = answer(&store, &wrong, &writer()).await;
    let text = String::from_utf8_lossy(reply.body()).into_owned();
    assert!(
        reply.status() == 422 && text.contains("\"project_id\"") && text.contains("\"format\""),
        "{text}"
    );
    let mut malformed = request("", &[]);
    malformed.path_parameters.insert("session_id".into(), "7".into());
    assert_eq!(answer(&store, &malformed, &writer()).await.status(), StatusCode::NOT_FOUND);
    let picture = answer(&store, &request("", &[(ACCEPT, "image/png")]), &writer()).await;
    assert_eq!(picture.status(), StatusCode::NOT_ACCEPTABLE);
    assert!(reports(&store).await.is_empty());
}

#[tokio::test]
async fn who_waits_too_long_is_told_when_to_come_back() {
    let store = store();
    let slow = ask(&store).await;
    assert_eq!((slow.status(), header(&slow, RETRY_AFTER)), (StatusCode::CONFLICT, "2"));
    assert_eq!(reports(&store).await[0].id, report_of(&slow));
    render_soon(&store, None).await;
    let there = ask(&store).await;
    assert_eq!((there.status(), report_of(&there)), (StatusCode::OK, report_of(&slow)));
}

#[tokio::test]
async fn a_request_that_died_while_it_made_the_report_does_not_lead_to_a_second_one() {
    let store = store();
    let pin = report_storage::Snapshots::pin(&store, &session()).await.expect("a pin").expect("a snapshot");
    let asked = Asked::of_version(session(), &pin, None);
    let key = asked.idempotency_key.expect("a key");
    store.claim(&key, &RequestHash::of(&asked.subject, &asked.options)).await.expect("claimed");
    let reply = ask(&store).await;
    assert_eq!((reply.status(), header(&reply, RETRY_AFTER)), (StatusCode::CONFLICT, "2"));
    store.advance_clock(Duration::from_secs(36));
    assert_eq!(ask_and_render(&store).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_outage_is_not_taken_for_a_report_that_is_not_there() {
    for operation in ["s3:HeadObject", "dynamodb:TransactGetItems", "dynamodb:TransactWriteItems"] {
        let store = store();
        store.fail(operation, "");
        let reply = ask(&store).await;
        assert_eq!(reply.status(), StatusCode::SERVICE_UNAVAILABLE, "{operation}");
        store.mend();
        assert_eq!(ask_and_render(&store).await.status(), StatusCode::OK, "{operation}");
        assert_eq!(reports(&store).await.len(), 1);
    }
    let store = store();
    ask_and_render(&store).await;
    store.fail("s3:GetObject", "");
    assert_eq!(ask(&store).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(reports(&store).await.len(), 1, "a bucket that does not answer has lost nothing");
}
