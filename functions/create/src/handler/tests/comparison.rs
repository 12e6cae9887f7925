//! What a report is compared with is fixed when it is created.

use lambda_http::http::{
    Method,
    header::{CONTENT_TYPE, HeaderName},
};
use report_domain::{
    Artifact, ArtifactId, ComparisonPin, Kind, Report, ReportOptions, Scope, State, Subject, Written,
};
use report_edge::testing;
use report_storage::{Comparisons, KeyDigest, Memory};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::super::*;

fn subject(entity: u128, kind: Kind) -> Subject {
    Subject { project_id: Uuid::from_u128(1).into(), kind, entity_id: Uuid::from_u128(entity).into() }
}

/// A report on that subject, which has succeeded or not.
async fn insert(store: &Memory, subject: Subject, has_succeeded: bool) -> Report {
    let artifact = Artifact { id: ArtifactId::new(), written: Written::default() };
    let mut report = Report { subject, ..Memory::new().create().await };
    if has_succeeded {
        report.state = State::Succeeded { artifact, summary: Map::new() };
    }
    store.insert(report.clone(), ReportOptions::default());
    report
}

/// Asks for a report of the entity 2, to be compared, under an idempotency key; the status and the body.
async fn ask(store: &Memory, compare_to: impl ToString, key: &str) -> (u16, Value) {
    let Subject { project_id, kind, entity_id } = subject(2, Kind::Model);
    let options = json!({ "compare_to": compare_to.to_string() });
    let body = json!({ "project_id": project_id, "kind": kind, "entity_id": entity_id, "options": options });
    let headers = [(CONTENT_TYPE, "application/json"), (HeaderName::from_static("idempotency-key"), key)];
    let call = Call { body: body.to_string().into(), ..testing::call(Method::POST, "", &headers) };
    let creation = Creation::new(store.clone(), store.clone(), store.clone());
    let caller = Caller { digest: KeyDigest::of("k"), key: testing::api_key([Scope::Write], None) };
    let create = Create::new(creation, RetainDays::LONGEST);
    let reply = create.answer(&call, &caller).await.unwrap_or_else(Failure::into_reply);
    (reply.status().as_u16(), serde_json::from_slice(reply.body()).expect("JSON"))
}

/// What the report that was created is compared with.
async fn pinned(store: &Memory, answer: &(u16, Value)) -> Option<ComparisonPin> {
    assert_eq!(answer.0, 201, "{}", answer.1);
    let id = answer.1["report_id"].as_str().expect("an id").parse().expect("an id");
    store.comparison(id).await.expect("an answer")
}

fn store() -> Memory {
    let store = Memory::new();
    store.put_snapshot(&subject(2, Kind::Model), *b"{}");
    store
}

#[tokio::test]
async fn the_previous_report_is_the_newest_of_the_entity_that_has_succeeded() {
    let store = store();
    assert_eq!(pinned(&store, &ask(&store, "previous", "a").await).await, None);
    let previous = insert(&store, subject(2, Kind::Model), true).await;
    insert(&store, subject(2, Kind::Model), false).await;
    insert(&store, subject(3, Kind::Model), true).await;
    let first = ask(&store, "previous", "b").await;
    assert_eq!(pinned(&store, &first).await, Some(ComparisonPin::from(&previous)));
    insert(&store, subject(2, Kind::Model), true).await;
    let again = ask(&store, "previous", "b").await;
    assert_eq!(again, first, "the same request has the same report, whatever is the previous one by now");
    assert_eq!(
        ask(&store, previous.id, "b").await.0,
        422,
        "another request, though it would come to the same"
    );
}

#[tokio::test]
async fn another_report_is_of_the_same_project_and_kind_and_has_succeeded() {
    let store = store();
    let challenger = insert(&store, subject(3, Kind::Model), true).await;
    assert_eq!(pinned(&store, &ask(&store, challenger.id, "a").await).await, Some((&challenger).into()));
    let elsewhere = Subject { project_id: Uuid::from_u128(9).into(), ..subject(3, Kind::Model) };
    let refused = [
        (insert(&store, elsewhere, true).await.id, "no_such_report"),
        (ReportId::new(), "no_such_report"),
        (insert(&store, subject(3, Kind::Experiment), true).await.id, "other_kind"),
        (insert(&store, subject(3, Kind::Model), false).await.id, "report_not_succeeded"),
    ];
    for (id, code) in refused {
        // The key is free again, so that the request can be made right.
        let (status, body) = ask(&store, id, "b").await;
        let problem = &body["detail"][0];
        assert_eq!((status, &problem["type"]), (422, &json!(code)));
        assert_eq!(problem["loc"], json!(["body", "options", "compare_to"]));
    }
    assert_eq!(ask(&store, challenger.id, "b").await.0, 201);
}
