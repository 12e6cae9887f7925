use report_domain::{ReportOptions, Scope, State};
use report_edge::testing::{PROJECT, REPORT, api_key, call, report, succeeded};
use report_storage::{KeyDigest, Memory};
use serde_json::Value;
use uuid::Uuid;

use super::*;

/// The answer to a request about the report's links, with a key for these projects.
async fn ask(
    store: &Memory,
    method: Method,
    link: Option<&str>,
    projects: Option<Uuid>,
) -> (StatusCode, Value) {
    let caller = Caller { digest: KeyDigest::of("k"), key: api_key([Scope::Read, Scope::Write], projects) };
    let mut call = call(method, "", &[]);
    call.path = format!("/api/reports/{REPORT}/links");
    if let Some(link) = link {
        call.path_parameters.insert("link_id".into(), link.to_owned());
    }
    let links = ReportLinks::new(store.clone(), Addresses::default());
    let reply = links.answer(&call, &caller).await.unwrap_or_else(Failure::into_reply);
    let body = if reply.body().is_empty() {
        Value::Null
    } else {
        serde_json::from_slice(reply.body()).expect("JSON")
    };
    (reply.status(), body)
}

fn store() -> Memory {
    let store = Memory::new();
    store.insert(report(succeeded(10, 10)), ReportOptions::default());
    store
}

#[tokio::test]
async fn a_link_is_made_listed_shown_opened_and_revoked() {
    let store = store();
    let (status, made) = ask(&store, Method::POST, None, None).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let id = made["link"]["id"].as_str().expect("an id").to_owned();
    let url = made["url"].as_str().expect("a URL");
    let token = url.rsplit('/').next().and_then(LinkToken::parse).expect("a token");
    assert!(store.open_link(&token).await.expect("an answer").is_some());
    let (_, listed) = ask(&store, Method::GET, None, None).await;
    let (_, shown) = ask(&store, Method::GET, Some(&id), None).await;
    assert_eq!((&listed["links"][0], &shown["link"]["opened"]), (&shown["link"], &1.into()));
    let secret = &url[url.len() - 43..];
    assert!(!listed.to_string().contains(secret), "only its maker learns what opens it");
    assert_eq!(ask(&store, Method::DELETE, Some(&id), None).await.0, StatusCode::NO_CONTENT);
    assert_eq!(store.open_link(&token).await.expect("an answer"), None);
    for method in [Method::GET, Method::DELETE] {
        assert_eq!(ask(&store, method, Some(&id), None).await.0, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn reports_that_the_key_may_not_see_have_no_links() {
    let store = store();
    let (_, made) = ask(&store, Method::POST, None, Some(PROJECT)).await;
    let id = made["link"]["id"].as_str();
    for (method, link) in [(Method::POST, None), (Method::GET, None), (Method::GET, id), (Method::DELETE, id)]
    {
        let (status, body) = ask(&store, method, link, Some(Uuid::from_u128(99))).await;
        assert_eq!((status, &body["detail"]), (StatusCode::NOT_FOUND, &"There is no such report.".into()));
    }
    assert_eq!(ask(&store, Method::GET, Some("%2e"), Some(PROJECT)).await.0, StatusCode::NOT_FOUND);
    assert_eq!(ask(&store, Method::GET, id, Some(PROJECT)).await.0, StatusCode::OK, "nothing was revoked");
}

#[tokio::test]
async fn a_report_that_is_not_ready_can_have_links() {
    let store = Memory::new();
    store.insert(report(State::Queued), ReportOptions::default());
    assert_eq!(ask(&store, Method::POST, None, None).await.0, StatusCode::CREATED);
}
