use std::time::Duration;

use lambda_http::http::{
    Method, StatusCode,
    header::{ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, SET_COOKIE},
};
use report_domain::{ArtifactId, Format, LinkId, ReportId, ReportOptions, State, Timestamp};
use report_edge::{
    serve_open,
    testing::{ARTIFACT, REPORT, call, report, show, succeeded},
};
use report_storage::{DeleteReports, DocumentKey, Link, Memory};

use super::*;

const BROWSER: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// A report in a store, with the documents `html` and `pdf`.
async fn store(state: State) -> Memory {
    let store = Memory::new();
    store.insert(report(state), ReportOptions::default());
    for format in Format::ALL {
        let key = DocumentKey { report_id: REPORT.into(), artifact_id: ArtifactId::from(ARTIFACT), format };
        store.put(&key, format.as_str().into()).await.expect("stored");
    }
    store
}

/// A link to the report that lives for a day.
async fn link(store: &Memory, format: Option<Format>) -> LinkToken {
    let token = LinkToken::generate(ReportId::from(REPORT), LinkId::new()).expect("randomness");
    let (id, report_id, now) = (token.id(), token.report_id(), Timestamp::now());
    let until = now.after(Duration::from_secs(86_400));
    let link = Link { id, report_id, format, created_at: now, until, opened: 0, opened_at: None };
    store.create_link(&link, &token).await.expect("stored");
    token
}

async fn open(store: &Memory, token: &str, query: &str, accept: &str) -> Reply {
    let mut call = call(Method::GET, query, &[(ACCEPT, accept)]);
    call.path_parameters = [("token".to_owned(), token.to_owned())].into();
    serve(store, call).await
}

async fn serve(store: &Memory, call: Call) -> Reply {
    let settings = DeliverySettings { largest_inline: 100, frame_ancestors: "'self'".into() };
    serve_open(&OpenLink::new(store.clone(), store.clone(), settings), call, Duration::from_secs(10)).await
}

#[tokio::test]
async fn a_link_shows_the_formats_that_it_is_for() {
    let store = store(succeeded(10, 10)).await;
    let (any, pdf) = (link(&store, None).await, link(&store, Some(Format::Pdf)).await);
    for (token, query, accept, expected) in [
        (&any, "", BROWSER, "html"),
        (&any, "format=pdf", BROWSER, "pdf"),
        (&any, "", "application/pdf", "pdf"),
        (&pdf, "", BROWSER, "pdf"),
        (&pdf, "format=pdf", "*/*", "pdf"),
    ] {
        let reply = open(&store, &token.reveal(), query, accept).await;
        assert_eq!(reply.body().as_ref(), expected.as_bytes(), "{query} {accept}");
        assert_eq!(reply.headers()[ROBOTS], "noindex, nofollow");
        assert_eq!(reply.headers()[CACHE_CONTROL], "private, no-cache", "a revocation holds at once");
        assert!(!reply.headers().contains_key(SET_COOKIE));
    }
    assert_eq!(open(&store, &pdf.reveal(), "format=html", "*/*").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(
        open(&store, &any.reveal(), "format=docx", "*/*").await.status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let opened = |link: LinkToken| {
        let store = store.clone();
        async move { store.link(REPORT.into(), link.id()).await.expect("an answer").expect("a link").opened }
    };
    assert_eq!((opened(any).await, opened(pdf).await), (3, 3));
}

#[tokio::test]
async fn what_a_browser_has_it_asks_for_again() {
    let store = store(succeeded(10, 10)).await;
    let token = link(&store, None).await;
    let first = open(&store, &token.reveal(), "", BROWSER).await;
    let mut again = call(Method::GET, "", &[(IF_NONE_MATCH, first.headers()[ETAG].to_str().expect("text"))]);
    again.path_parameters = [("token".to_owned(), token.reveal())].into();
    assert_eq!(serve(&store, again.clone()).await.status(), StatusCode::NOT_MODIFIED);
    store.revoke_link(REPORT.into(), token.id()).await.expect("revoked");
    assert_eq!(serve(&store, again).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn links_that_open_nothing_look_alike() {
    let store = store(succeeded(10, 10)).await;
    let (good, revoked) = (link(&store, None).await, link(&store, None).await);
    store.revoke_link(REPORT.into(), revoked.id()).await.expect("revoked");
    let guessed = LinkToken::generate(REPORT.into(), good.id()).expect("randomness").reveal();
    let unknown = LinkToken::generate(ReportId::new(), LinkId::new()).expect("randomness").reveal();
    let mut shown = Vec::new();
    for token in [&revoked.reveal(), &guessed, &unknown] {
        let before = store.calls("dynamodb:UpdateItem");
        shown.push(show(open(&store, token, "", "*/*").await));
        let calls = (store.calls("dynamodb:UpdateItem") - before, store.calls("dynamodb:GetItem"));
        assert_eq!(calls, (1, 0), "so its time tells nothing, either");
    }
    for token in ["..", "", &good.reveal()[..85]] {
        shown.push(show(open(&store, token, "", "*/*").await));
    }
    store.advance_clock(Duration::from_secs(86_401));
    shown.push(show(open(&store, &good.reveal(), "", "*/*").await));
    let deleted = link(&store, None).await;
    store.delete_report(REPORT.into()).await.expect("deleted");
    shown.push(show(open(&store, &deleted.reveal(), "", "*/*").await));
    assert!(shown[0].starts_with("404") && shown.iter().all(|it| *it == shown[0]), "{shown:#?}");
}

#[tokio::test]
async fn people_get_a_page_that_says_what_to_do() {
    let failed = State::Failed { error: "The snapshot has <b> & no models.".into() };
    for (state, expected, refreshes) in
        [(State::Queued, "looks again by itself", true), (failed, "&lt;b&gt; &amp; no", false)]
    {
        let store = store(state).await;
        let token = link(&store, None).await.reveal();
        let page = open(&store, &token, "", BROWSER).await;
        assert_eq!(page.status(), StatusCode::CONFLICT);
        assert_eq!(page.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
        assert!(
            page.headers()[CONTENT_SECURITY_POLICY].to_str().expect("text").starts_with("default-src 'none'")
        );
        assert_eq!(page.headers().contains_key("refresh"), refreshes);
        assert!(String::from_utf8_lossy(page.body()).contains(expected), "{:?}", page.body());
        assert_eq!(open(&store, &token, "", "*/*").await.headers()[CONTENT_TYPE], "application/json");
    }
}

#[tokio::test]
async fn only_reading_is_offered() {
    let store = store(succeeded(10, 10)).await;
    let token = link(&store, None).await.reveal();
    let mut call = call(Method::POST, "", &[]);
    call.path_parameters = [("token".to_owned(), token)].into();
    assert_eq!(serve(&store, call).await.status(), StatusCode::METHOD_NOT_ALLOWED);
}
