use std::{collections::HashMap, time::Duration};

use lambda_http::http::{
    Method, StatusCode,
    header::{ETAG, IF_NONE_MATCH, LOCATION},
};
use report_domain::{Kind, Precondition, Subject, Timestamp, UploadId};
use report_edge::testing::{call, reader};
use report_storage::{Memory, Outcome, Upload, UploadKey, entity};
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;

const PROJECT: Uuid = Uuid::from_u128(1);

fn subject(kind: Kind, entity: u128) -> Subject {
    Subject { project_id: PROJECT.into(), kind, entity_id: Uuid::from_u128(entity).into() }
}

/// A store with these models, put into the bucket without a label and recorded.
async fn store(names: &[&str]) -> Memory {
    let store = Memory::new();
    for (name, id) in names.iter().zip(2..) {
        let subject = subject(Kind::Model, id);
        store.put_snapshot(&subject, json!({ "name": name }).to_string());
        let entity = entity(&store, &subject).await.expect("an answer").expect("an entity");
        store.record(&entity).await.expect("recorded");
    }
    store
}

async fn ask(store: &Memory, call: &Call, projects: Option<Uuid>) -> Reply {
    let entities = Entities::new(store.clone(), store.clone());
    entities.answer(call, &reader(projects)).await.unwrap_or_else(Failure::into_reply)
}

fn body(reply: &Reply) -> Value {
    serde_json::from_slice(reply.body()).expect("JSON")
}

fn about_all(query: &str) -> Call {
    let mut call = call(Method::GET, query, &[]);
    call.path_parameters = HashMap::from([("project_id".to_owned(), PROJECT.to_string())]);
    call
}

fn about_one(query: &str) -> Call {
    let mut call = about_all(query);
    call.path_parameters.insert("kind".into(), "model".into());
    call.path_parameters.insert("entity_id".into(), Uuid::from_u128(2).to_string());
    call
}

#[tokio::test]
async fn a_list_is_read_page_by_page() {
    let store = store(&["c", "A", "b"]).await;
    let (mut names, mut query) = (Vec::new(), "limit=2".to_owned());
    loop {
        let page = body(&ask(&store, &about_all(&query), None).await);
        names.extend(page["items"].as_array().expect("a list").iter().map(|item| item["name"].clone()));
        match page["cursor"].as_str() {
            Some(cursor) => query = format!("limit=2&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(names, ["A", "b", "c"]);
    for (query, count) in [("kind=model", 3), ("kind=project", 0)] {
        assert_eq!(
            body(&ask(&store, &about_all(query), None).await)["items"].as_array().map(Vec::len),
            Some(count)
        );
    }
    let wrong = ask(&store, &about_all("kind=notebook&limit=0&cursor=x"), None).await;
    assert_eq!((wrong.status().as_u16(), body(&wrong)["detail"].as_array().map(Vec::len)), (422, Some(3)));
}

#[tokio::test]
async fn another_projects_list_looks_like_an_empty_one() {
    let hidden = ask(&store(&["a"]).await, &about_all(""), Some(Uuid::from_u128(99))).await;
    let empty = ask(&Memory::new(), &about_all(""), None).await;
    assert_eq!((hidden.status(), body(&hidden)), (empty.status(), body(&empty)));
    let mut nowhere = about_all("");
    nowhere.path_parameters.insert("project_id".into(), "42".into());
    assert_eq!(ask(&store(&["a"]).await, &nowhere, None).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_entity_is_described_and_its_snapshot_given() {
    let store = store(&["GBM"]).await;
    let described = ask(&store, &about_one(""), None).await;
    assert_eq!(body(&described)["entity"]["name"], json!("GBM"));
    let etag = described.headers()[ETAG].to_str().expect("text").to_owned();
    let content = ask(&store, &about_one("content=true"), None).await;
    assert_eq!(body(&content), json!({ "name": "GBM" }));
    assert_eq!(content.headers()[ETAG].to_str().expect("text"), etag);
    let mut again = about_one("content=true");
    again.headers.insert(IF_NONE_MATCH, etag.parse().expect("a header"));
    assert_eq!(ask(&store, &again, None).await.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(ask(&store, &about_one("content=yes"), None).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    store.put_snapshot(&subject(Kind::Model, 2), " ".repeat(5_000_000));
    let large = ask(&store, &about_one("content=true"), None).await;
    assert_eq!(large.status(), StatusCode::FOUND);
    let url = large.headers()[LOCATION].to_str().expect("text").to_owned();
    assert!(url.contains(&subject(Kind::Model, 2).snapshot_key()) && url.contains("v2"), "{url}");
}

#[tokio::test]
async fn what_is_hidden_looks_like_what_is_not_there() {
    let hidden = ask(&store(&["a"]).await, &about_one(""), Some(Uuid::from_u128(99))).await;
    let absent = ask(&Memory::new(), &about_one(""), None).await;
    assert_eq!((hidden.status(), body(&hidden)), (StatusCode::NOT_FOUND, body(&absent)));
    for (part, text) in [("project_id", "42"), ("kind", "notebook"), ("entity_id", "%2e")] {
        let mut call = about_one("");
        call.path_parameters.insert(part.into(), text.into());
        assert_eq!(ask(&Memory::new(), &call, None).await.status(), StatusCode::NOT_FOUND, "{part}");
    }
}

#[tokio::test]
async fn an_upload_tells_what_became_of_it_until_its_time_is_over() {
    let store = Memory::new();
    let key = UploadKey { subject: subject(Kind::Model, 2), id: UploadId::new() };
    let until = Timestamp::now().after(Duration::from_secs(60));
    let upload = Upload { key, precondition: Precondition::None, until, outcome: None };
    store.begin(&upload).await.expect("stored");
    let mut call = about_one("");
    call.path_parameters.insert("upload_id".into(), key.id.to_string());
    let found = body(&ask(&store, &call, None).await);
    assert_eq!(found["upload"], json!({ "id": key.id, "status": "waiting", "problems": [], "entity": null }));
    let problems = vec![json!({ "loc": ["body"], "msg": "is cut off", "type": "snapshot" })];
    store.settle(&upload, &Outcome::Invalid(problems.clone())).await.expect("stored");
    let found = body(&ask(&store, &call, None).await);
    assert_eq!(
        (&found["upload"]["status"], &found["upload"]["problems"]),
        (&json!("invalid"), &json!(problems))
    );
    let hidden = ask(&store, &call, Some(Uuid::from_u128(99))).await;
    let mut elsewhere = call.clone();
    elsewhere.path_parameters.insert("entity_id".into(), Uuid::from_u128(3).to_string());
    let unknown = ask(&store, &elsewhere, None).await;
    assert_eq!((hidden.status(), body(&hidden)), (StatusCode::NOT_FOUND, body(&unknown)));
    store.advance_clock(Duration::from_secs(61));
    assert_eq!(body(&ask(&store, &call, None).await), body(&hidden), "its time is over");
}

#[test]
fn each_path_says_which_methods_it_serves() {
    let entities = Entities::new(Memory::new(), Memory::new());
    assert_eq!(entities.allow(&about_all("")), "GET, HEAD");
    assert_eq!(entities.allow(&about_one("")), "DELETE, GET, HEAD, PUT");
}
