mod comparison;

use std::time::Duration;

use lambda_http::http::{
    Method,
    header::{CONTENT_TYPE, HeaderName},
};
use report_domain::{ApiKey, EntityId, Kind, ProjectId, Scope, Subject};
use report_edge::testing;
use report_storage::{
    ClaimOutcome, KeyDigest, List, Lists, Memory, Message, PageRange, Reports, RequestHash,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;

fn subject() -> Subject {
    Subject {
        project_id: ProjectId::from(Uuid::from_u128(1)),
        kind: Kind::Experiment,
        entity_id: EntityId::from(Uuid::from_u128(2)),
    }
}

/// A store with the snapshot of one entity.
fn store() -> Memory {
    let store = Memory::new();
    store.put_snapshot(&subject(), *b"{}");
    store
}

fn caller(projects: Option<Uuid>) -> Caller {
    let key: ApiKey = testing::api_key([Scope::Write], projects);
    Caller { digest: KeyDigest::of("k"), key }
}

/// Asks for a report of the entity with an idempotency key and this title; the status and the body.
async fn ask_as(store: &Memory, caller: &Caller, title: &str) -> (u16, Value) {
    let Subject { project_id, kind, entity_id } = subject();
    let body = json!({
        "project_id": project_id, "kind": kind, "entity_id": entity_id, "options": { "title": title }
    });
    let headers = [(CONTENT_TYPE, "application/json"), (HeaderName::from_static("idempotency-key"), "k")];
    let call = Call { body: body.to_string().into(), ..testing::call(Method::POST, "", &headers) };
    let creation = Creation::new(store.clone(), store.clone(), store.clone());
    let create = Create::new(creation, RetainDays::new(30).expect("days"));
    let reply = create.answer(&call, caller).await.unwrap_or_else(Failure::into_reply);
    (reply.status().as_u16(), serde_json::from_slice(reply.body()).expect("JSON"))
}

async fn ask(store: &Memory) -> (u16, Value) {
    ask_as(store, &caller(None), "Q3").await
}

/// How many reports there are.
async fn reports(store: &Memory) -> u64 {
    let list = List { project_id: subject().project_id, kind: None, entity_id: None };
    store.total(&list).await.expect("a total")
}

/// Claims the idempotency key of [`ask`] for a request with this title, as another process does.
async fn claim(store: &Memory, title: &str) -> ClaimOutcome {
    let options = json!({ "title": title });
    let options = report_domain::ReportOptions::from_json(options.as_object().expect("an object"), &[]);
    let key = IdempotencyKey::new(KeyDigest::of("k"), "k");
    store.claim(&key, &RequestHash::of(&subject(), &options.expect("options"))).await.expect("an answer")
}

async fn is_claimable(store: &Memory) -> bool {
    matches!(claim(store, "Q3").await, ClaimOutcome::Taken(_))
}

#[tokio::test]
async fn a_report_is_stored_and_its_message_sent() {
    let store = store();
    let (status, body) = ask(&store).await;
    assert_eq!((status, &body["status"]), (201, &json!("queued")));
    let list = List { project_id: subject().project_id, kind: None, entity_id: None };
    let page = store.page(&list, PageRange { offset: 0, limit: 2 }).await.expect("a page");
    let [report] = page.reports.as_slice() else { panic!("one report: {page:?}") };
    assert_eq!((&body["report_id"], &body["job_id"]), (&json!(report.id), &json!(report.job_id)));
    assert_eq!(Some(&report.snapshot), store.pin(&subject()).await.expect("a pin").as_ref());
    assert_eq!(store.messages(), [Message::new(report.id, report.job_id)]);
    assert_eq!(store.options(report.id).await.expect("options").title.expect("a title").as_str(), "Q3");
}

#[tokio::test]
async fn a_report_without_a_message_is_still_created() {
    // An error would make the client create another one, while the sweeper has this one rendered.
    let store = store();
    store.fail("sqs:SendMessage", "");
    assert_eq!((ask(&store).await.0, reports(&store).await), (201, 1));
    assert!(store.messages().is_empty());
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_ones_answer() {
    let store = store();
    let first = ask(&store).await;
    assert_eq!(ask(&store).await, first);
    assert_eq!((reports(&store).await, store.messages().len()), (1, 1));
}

#[tokio::test]
async fn the_key_is_given_back_when_the_request_fails() {
    let no_entity = Memory::new();
    let table_down = store();
    table_down.fail("dynamodb:TransactWriteItems", "");
    let bucket_down = store();
    bucket_down.fail("s3:HeadObject", "");
    let bucket_denied = store();
    bucket_denied.deny("s3:HeadObject", "");
    for (case, store, expected) in [
        ("no entity", no_entity, 404),
        ("table down", table_down, 503),
        ("bucket down", bucket_down, 503),
        ("bucket denied", bucket_denied, 503),
    ] {
        assert_eq!(ask(&store).await.0, expected, "{case}");
        assert!(is_claimable(&store).await, "{case}");
        assert!(store.messages().is_empty() && reports(&store).await == 0, "{case}");
    }
}

#[tokio::test]
async fn a_key_that_another_request_took_over_is_left_to_it() {
    let store = store();
    let other = store.clone();
    store.before("dynamodb:TransactWriteItems", async move {
        other.advance_clock(Duration::from_secs(60));
        assert!(is_claimable(&other).await, "the first claim has lapsed");
    });
    assert_eq!(ask(&store).await.0, 409);
    assert!(matches!(claim(&store, "Q3").await, ClaimOutcome::InFlight), "the other claim stands");
    assert!(store.messages().is_empty() && reports(&store).await == 0);
}

#[tokio::test]
async fn anothers_claim_is_left_alone() {
    for (title, expected) in [("Q3", 409), ("Q4", 422)] {
        let store = store();
        assert!(matches!(claim(&store, title).await, ClaimOutcome::Taken(_)));
        assert_eq!(ask(&store).await.0, expected, "{title}");
        assert!(matches!(claim(&store, title).await, ClaimOutcome::InFlight), "{title}");
        assert_eq!(reports(&store).await, 0, "{title}");
    }
}

#[tokio::test]
async fn an_entity_of_another_project_looks_like_none() {
    let store = store();
    let hidden = ask_as(&store, &caller(Some(Uuid::nil())), "Q3").await;
    assert_eq!((hidden.0, &hidden), (404, &ask(&Memory::new()).await));
    let Subject { project_id, entity_id, .. } = subject();
    assert_eq!(hidden.1["detail"], format!("There is no experiment {entity_id} in project {project_id}."));
    assert_eq!(reports(&store).await, 0);
}
