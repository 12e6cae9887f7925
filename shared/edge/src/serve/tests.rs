use lambda_http::http::{HeaderName, StatusCode, header::AUTHORIZATION};
use report_domain::State;
use report_storage::{KeyDigest, Memory};
use serde::Serialize;

use super::*;
use crate::testing::{api_key, call, report, show, succeeded};

/// The keys "reader" and "writer". The table does not answer about "down", and it refuses to answer about "refused".
async fn authenticator() -> Authenticator<Memory> {
    let store = Memory::new();
    for (text, scope) in [("reader", Scope::Read), ("writer", Scope::Write)] {
        store.create_api_key(KeyDigest::of(text), &api_key([scope], None)).await.expect("a new key");
    }
    store.fail("dynamodb:GetItem", KeyDigest::of("down"));
    store.refuse("dynamodb:GetItem", KeyDigest::of("refused"));
    Authenticator::new(store)
}

/// Answers with a report, or panics if the query says so.
struct Reports;

impl Endpoint for Reports {
    const METHODS: &'static [CallMethod] = &[CallMethod::Get];
    const ALLOW: &'static str = "GET, HEAD, POST";

    async fn answer(&self, call: &Call, _: &Caller) -> Result<Reply, Failure> {
        assert!(call.query.one("panic").is_ok_and(|panic| panic.is_none()), "as asked");
        let state = match call.query.one("state") {
            Ok(Some("failed")) => State::Failed { error: "The snapshot is not JSON.".into() },
            Ok(Some("queued")) => State::Queued,
            _ => succeeded(10, 20),
        };
        let (report, options) = (report(state), report_domain::ReportOptions::default());
        let (report, item, job) =
            (crate::detail(&report, &options), crate::list_item(&report), crate::job(&report));
        Ok(crate::json(StatusCode::OK, &Shapes { report, item, job }))
    }
}

/// All shapes of the contract at once.
#[derive(Serialize)]
struct Shapes<'a> {
    report: crate::Detail<'a>,
    item: crate::ListItem<'a>,
    job: crate::Job<'a>,
}

async fn ask(method: Method, query: &str, key: &str, headers: &[(HeaderName, &str)]) -> Reply {
    let authorization = format!("Bearer {key}");
    let mut all = vec![(AUTHORIZATION, authorization.as_str())];
    all.extend_from_slice(headers);
    serve(&authenticator().await, &Reports, call(method, query, &all), DEFAULT_BUDGET).await
}

#[tokio::test]
async fn errors_are_json_with_a_detail_and_a_request_id() {
    let get = |key: &'static str, query: &'static str| ask(Method::GET, query, key, &[]);
    insta::assert_snapshot!("unauthorized", show(get("stranger", "").await));
    insta::assert_snapshot!("forbidden", show(get("writer", "").await));
    insta::assert_snapshot!("internal", show(get("reader", "panic").await));
    let unavailable = show(get("down", "").await);
    let waits = unavailable.lines().find_map(|line| line.strip_prefix("retry-after: ")).expect("a header");
    assert!((1..=5).contains(&waits.parse().expect("seconds")), "{waits}");
    insta::assert_snapshot!(
        "unavailable",
        unavailable.replace(&format!("retry-after: {waits}"), "retry-after: {1 to 5}")
    );
    let refused = show(get("refused", "").await);
    assert!(refused.starts_with("500") && !refused.contains("GetItem"), "no internals: {refused}");
    insta::assert_snapshot!("method_not_allowed", show(ask(Method::DELETE, "", "reader", &[]).await));
    insta::assert_snapshot!(
        "not_acceptable",
        show(ask(Method::GET, "", "reader", &[(ACCEPT, "text/html")]).await)
    );
}

/// Never answers.
struct Hangs;

impl Endpoint for Hangs {
    const METHODS: &'static [CallMethod] = &[CallMethod::Get];
    const ALLOW: &'static str = "GET";

    async fn answer(&self, _: &Call, _: &Caller) -> Result<Reply, Failure> {
        std::future::pending().await
    }
}

#[tokio::test]
async fn a_request_that_hangs_is_answered_within_its_budget() {
    let call = call(Method::GET, "", &[(AUTHORIZATION, "Bearer reader")]);
    let began = Instant::now();
    let reply = serve(&authenticator().await, &Hangs, call, Duration::from_millis(50)).await;
    assert_eq!(reply.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.headers().contains_key("retry-after") && reply.headers().contains_key(REQUEST_ID));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[tokio::test]
async fn clients_are_told_to_come_back_at_different_times() {
    let mut waits = std::collections::BTreeSet::new();
    for _ in 0..100 {
        waits.insert(show(Failure::unavailable().into_reply()));
    }
    assert!(waits.len() > 1, "{waits:?}");
}

#[tokio::test]
async fn a_denied_call_is_not_the_client_s_last_word() {
    let store = Memory::new();
    store.deny("dynamodb:GetItem", "");
    let call = call(Method::GET, "", &[(AUTHORIZATION, "Bearer reader")]);
    let reply = serve(&Authenticator::new(store), &Reports, call, DEFAULT_BUDGET).await;
    assert_eq!(reply.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn reports_and_jobs_have_the_shapes_of_the_contract() {
    let text = |query: &'static str| async move {
        String::from_utf8(ask(Method::GET, query, "reader", &[]).await.body().to_vec()).expect("text")
    };
    let body = |query: &'static str| async move {
        serde_json::from_str::<serde_json::Value>(&text(query).await).expect("JSON")
    };
    insta::assert_snapshot!("shapes", text("").await.replace(",\"", ",\n\""));
    let failed = body("state=failed").await;
    for part in ["report", "job"] {
        assert_eq!(failed[part]["error"], "The snapshot is not JSON.");
    }
    let queued = body("state=queued").await;
    assert_eq!(queued["item"]["summary"], serde_json::json!({}));
    assert!(queued["item"]["artifact_id"].is_null() && queued["job"]["started_at"].is_null());
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let (get, head) = (ask(Method::GET, "", "reader", &[]).await, ask(Method::HEAD, "", "reader", &[]).await);
    assert_eq!(get.headers(), head.headers());
    assert!(head.body().is_empty() && !get.body().is_empty());
}
