use lambda_http::http::{
    HeaderName, Method,
    header::{CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH},
};
use report_domain::{Kind, Scope};
use report_edge::testing::{self, api_key};
use report_storage::{KeyDigest, Memory, Snapshots};
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;

const PROJECT: Uuid = Uuid::from_u128(1);
const MODEL: Uuid = Uuid::from_u128(2);

fn subject() -> Subject {
    Subject { project_id: PROJECT.into(), kind: Kind::Model, entity_id: MODEL.into() }
}

fn snapshot(name: &str) -> Value {
    json!({
        "schema_version": 1, "kind": "model", "id": MODEL, "project_id": PROJECT, "name": name,
        "taken_at": "2026-02-28T15:00:00Z", "content": { "task": "regression" },
    })
}

fn call(body: impl ToString, headers: &[(HeaderName, &str)]) -> Call {
    let mut call = testing::call(Method::PUT, "", &[(CONTENT_TYPE, "application/json")]);
    for (name, value) in headers {
        call.headers.insert(name, value.parse().expect("a header"));
    }
    let Subject { project_id, kind, entity_id } = subject();
    call.path = format!("/api/projects/{project_id}/entities/{kind}/{entity_id}");
    call.path_parameters = [
        ("project_id".to_owned(), project_id.to_string()),
        ("kind".to_owned(), kind.to_string()),
        ("entity_id".to_owned(), entity_id.to_string()),
    ]
    .into();
    Call { body: body.to_string().into_bytes(), ..call }
}

fn writer(projects: Option<Uuid>) -> Caller {
    Caller { digest: KeyDigest::of("k"), key: api_key([Scope::Write], projects) }
}

struct Answered {
    status: u16,
    etag: String,
    body: Value,
}

async fn put(store: &Memory, call: &Call) -> Answered {
    let publish = Publish::new(store.clone(), store.clone());
    let reply = publish.answer(call, &writer(None)).await.unwrap_or_else(Failure::into_reply);
    Answered {
        status: reply.status().as_u16(),
        etag: reply.headers().get(ETAG).map(|it| it.to_str().expect("text").to_owned()).unwrap_or_default(),
        body: serde_json::from_slice(reply.body()).expect("JSON"),
    }
}

async fn names(store: &Memory) -> Vec<String> {
    let page = store.entities(PROJECT.into(), None, None, 9).await.expect("a page");
    page.entities.into_iter().map(|entity| entity.label.name).collect()
}

#[tokio::test]
async fn a_snapshot_is_stored_as_it_was_sent_and_listed() {
    let store = Memory::new();
    let text = serde_json::to_string_pretty(&snapshot("GBM 1")).expect("JSON");
    let first = put(&store, &call(&text, &[])).await;
    let entity = &first.body["entity"];
    assert_eq!((first.status, &entity["name"], &entity["version"]), (201, &json!("GBM 1"), &json!("v1")));
    assert_eq!(entity["bytes"], json!(text.len()));
    assert_eq!(entity["sha256"], json!(report_storage::sha256(text.as_bytes())));
    assert_eq!(entity["taken_at"], json!("2026-02-28T15:00:00Z"));
    let pin = store.pin(&subject()).await.expect("an answer").expect("a snapshot");
    assert_eq!(pin.etag, first.etag);
    assert_eq!(store.snapshot(&subject(), &pin).await.expect("an answer"), Some(text.into_bytes()));
    assert_eq!(names(&store).await, ["GBM 1"]);
    let second = put(&store, &call(snapshot("GBM 2"), &[])).await;
    assert_eq!((second.status, &second.body["entity"]["version"]), (200, &json!("v2")));
    assert_eq!(names(&store).await, ["GBM 2"]);
}

#[tokio::test]
async fn the_same_snapshot_again_is_no_new_version() {
    let store = Memory::new();
    let first = put(&store, &call(snapshot("GBM"), &[])).await;
    let again = put(&store, &call(snapshot("GBM"), &[])).await;
    assert_eq!((again.status, again.etag), (200, first.etag));
    assert_eq!(again.body, first.body);
    assert_eq!(store.calls("s3:PutObject"), 1);
    // Without a label nobody knows what it was.
    store.put_snapshot(&subject(), snapshot("GBM").to_string());
    assert_eq!(put(&store, &call(snapshot("GBM"), &[])).await.body["entity"]["version"], json!("v3"));
}

#[tokio::test]
async fn preconditions_hold_even_between_look_and_write() {
    let store = Memory::new();
    let if_match = |tag: &str| put_with(&store, IF_MATCH, tag.to_owned());
    assert_eq!(if_match("\"e\"").await.status, 412);
    assert_eq!(if_match("*").await.status, 412);
    assert_eq!(put_with(&store, IF_NONE_MATCH, "*".into()).await.status, 201);
    assert_eq!(put_with(&store, IF_NONE_MATCH, "*".into()).await.status, 412);
    let etag = store.pin(&subject()).await.expect("an answer").expect("a snapshot").etag;
    assert_eq!(if_match(&etag).await.status, 200);
    assert_eq!(if_match("nonsense").await.status, 422);
    for (header, value) in [(IF_MATCH, "*"), (IF_MATCH, &*etag)] {
        let store = Memory::new();
        store.put_snapshot(&subject(), "{}");
        let value = if value == "*" {
            value.to_owned()
        } else {
            store.pin(&subject()).await.expect("ok").expect("one").etag
        };
        let other = store.clone();
        store.before("s3:PutObject", async move {
            other.put_snapshot(&subject(), "{\"another\":1}");
        });
        assert_eq!(put_with(&store, header, value).await.status, 412, "somebody else was quicker");
    }
    let store = Memory::new();
    let other = store.clone();
    store.before("s3:PutObject", async move {
        other.put_snapshot(&subject(), "{}");
    });
    assert_eq!(put_with(&store, IF_NONE_MATCH, "*".into()).await.status, 412, "somebody else was quicker");
}

async fn put_with(store: &Memory, header: HeaderName, value: String) -> Answered {
    put(store, &call(snapshot(&Uuid::new_v4().to_string()), &[(header, &value)])).await
}

#[tokio::test]
async fn every_problem_of_a_snapshot_is_said_at_once_and_nothing_is_stored() {
    let store = Memory::new();
    let mut wrong = snapshot("GBM");
    wrong["nmae"] = json!("GBM");
    wrong["taken_at"] = json!("yesterday");
    wrong["content"]["task"] = json!("regresion");
    wrong["content"]["hyperparameters"] = json!([{ "name": "depth" }, { "name": 7, "value": 3 }]);
    let answer = put(&store, &call(&wrong, &[])).await;
    let problem = |entry: &Value| {
        let loc: Vec<_> = entry["loc"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        loc.join(".")
    };
    let mut found: Vec<_> = answer.body["detail"].as_array().expect("a list").iter().map(problem).collect();
    found.sort();
    let expected = [
        "body.content.hyperparameters.0",
        "body.content.hyperparameters.1.name",
        "body.content.task",
        "body.nmae",
        "body.taken_at",
    ];
    assert_eq!((answer.status, found), (422, expected.map(str::to_owned).to_vec()), "{}", answer.body);
    assert_eq!(store.pin(&subject()).await.expect("an answer"), None);
}

#[tokio::test]
async fn path_and_body_must_be_about_the_same() {
    let store = Memory::new();
    let mut other = snapshot("GBM");
    (other["id"], other["project_id"]) = (json!(Uuid::nil()), json!(Uuid::nil()));
    let answer = put(&store, &call(&other, &[])).await;
    let at = |index: usize| &answer.body["detail"][index]["loc"];
    assert_eq!((answer.status, at(0), at(1)), (422, &json!(["body", "id"]), &json!(["body", "project_id"])));
    let mut nowhere = call(snapshot("GBM"), &[]);
    nowhere.path_parameters.insert("kind".into(), "notebook".into());
    nowhere.path_parameters.insert("entity_id".into(), "42".into());
    let answer = put(&store, &nowhere).await;
    let at = |index: usize| &answer.body["detail"][index]["loc"];
    assert_eq!((answer.status, at(0), at(1)), (422, &json!(["path", "kind"]), &json!(["path", "entity_id"])));
}

#[tokio::test]
async fn a_project_that_the_key_may_not_see_takes_nothing() {
    let store = Memory::new();
    let publish = Publish::new(store.clone(), store.clone());
    let answer = publish.answer(&call(snapshot("GBM"), &[]), &writer(Some(Uuid::from_u128(99)))).await;
    assert_eq!(answer.expect_err("hidden").status(), StatusCode::NOT_FOUND);
    assert_eq!(store.calls("s3:HeadObject") + store.calls("s3:PutObject"), 0);
}

#[tokio::test]
async fn a_catalog_out_of_order_loses_no_snapshot() {
    let store = Memory::new();
    store.fail("dynamodb:TransactWriteItems", "");
    assert_eq!(put(&store, &call(snapshot("GBM"), &[])).await.status, 201);
    assert_eq!(names(&store).await, Vec::<String>::new());
    store.fail("s3:PutObject", "");
    assert_eq!(put(&store, &call(snapshot("GBM 2"), &[])).await.status, 503);
}
