use std::io::Read;

use lambda_http::http::{
    Method, StatusCode,
    header::{
        ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_SECURITY_POLICY,
        CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, X_CONTENT_TYPE_OPTIONS,
    },
};
use report_domain::{ArtifactId, ReportId, ReportOptions, RetainDays, Status};
use report_storage::{DocumentKey, Memory};
use uuid::Uuid;

use super::*;
use crate::testing::{ARTIFACT, REPORT, call, reader, report, show, succeeded, succeeded_with};

fn key(format: Format) -> DocumentKey {
    DocumentKey { report_id: ReportId::from(REPORT), artifact_id: ArtifactId::from(ARTIFACT), format }
}

/// Delivers one report, whose documents say what they are.
async fn delivery(purpose: Purpose, report: Report) -> Delivery<Memory, Memory> {
    let settings =
        DeliverySettings { largest_inline: 100, frame_ancestors: "'self' https://ml.example".into() };
    let store = Memory::new();
    store.insert(report, ReportOptions::default());
    for format in Format::ALL {
        store.put(&key(format), format.as_str().into()).await.expect("stored");
    }
    Delivery::new(store.clone(), store, purpose, settings)
}

async fn answer(delivery: &Delivery<Memory, Memory>, call: &Call) -> Result<Reply, Failure> {
    delivery.answer(call, &reader(None)).await
}

/// The media type of what is sent, or the status of what is said instead.
async fn sent(purpose: Purpose, preferred: Option<Format>, query: &str, accept: &str) -> String {
    let report = Report { format: preferred, ..report(all()) };
    match answer(&delivery(purpose, report).await, &call(Method::GET, query, &[(ACCEPT, accept)])).await {
        Ok(reply) => reply.headers()[CONTENT_TYPE].to_str().expect("text").to_owned(),
        Err(failure) => failure.status().as_u16().to_string(),
    }
}

const HTML: &str = "text/html; charset=utf-8";
const PDF: &str = "application/pdf";
const MARKDOWN: &str = "text/markdown; charset=utf-8";
const JSON: &str = "application/json";

/// Documents of ten bytes in every format.
fn all() -> State {
    succeeded_with(Format::ALL.map(|format| (format, 10)))
}

#[tokio::test]
async fn the_format_is_the_one_asked_for_or_preferred_or_accepted_or_usual() {
    use Purpose::{Download, View, ViewAsPdf};
    let pdf = Some(Format::Pdf);
    for (purpose, preferred, query, accept, expected) in [
        (View, None, "", "*/*", HTML),
        (Download, None, "", "*/*", PDF),
        (ViewAsPdf, None, "", "*/*", PDF),
        (ViewAsPdf, None, "", "text/html", HTML),
        (ViewAsPdf, None, "", "text/html, */*;q=0.8", HTML),
        (ViewAsPdf, None, "format=md", "*/*", MARKDOWN),
        (View, None, "", PDF, PDF),
        (Download, None, "", "text/html,application/xhtml+xml,*/*;q=0.8", HTML),
        (View, pdf, "", "text/html, */*;q=0.1", PDF),
        (View, pdf, "format=html", "*/*", HTML),
        (View, None, "format=pdf", "text/html", "406"),
        (View, pdf, "", "text/html", "406"),
        (View, None, "", "image/png", "406"),
        (View, None, "format=md", "*/*", MARKDOWN),
        (View, pdf, "format=json", "*/*", JSON),
        (View, None, "", JSON, JSON),
        (Download, None, "", "text/markdown;q=0.5, application/json;q=0.9", JSON),
        (View, None, "", "application/json, text/plain, */*", HTML),
        (Download, None, "", "application/json, */*;q=0.1", PDF),
        (Download, None, "", "text/markdown, text/html;q=0.1", HTML),
        (View, pdf, "", JSON, "406"),
        (View, None, "format=json", "text/html", "406"),
        (View, None, "format=docx", "*/*", "422"),
        (View, None, "format=html&format=pdf", "*/*", "422"),
    ] {
        let case = format!("{purpose:?} {preferred:?} {query} {accept}");
        assert_eq!(sent(purpose, preferred, query, accept).await, expected, "{case}");
    }
}

#[tokio::test]
async fn a_view_is_fit_for_a_frame_of_the_pages_that_may_show_it() {
    let view = delivery(Purpose::View, report(succeeded(10, 10))).await;
    let reply = answer(&view, &call(Method::GET, "", &[])).await.expect("a document");
    let policy = reply.headers()[CONTENT_SECURITY_POLICY].to_str().expect("text").to_owned();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(policy.ends_with("; frame-ancestors 'self' https://ml.example"), "{policy}");
    assert_eq!(reply.headers()[CONTENT_DISPOSITION], "inline");
    assert_eq!(reply.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(reply.body().as_ref(), b"html");
}

#[tokio::test]
async fn what_a_browser_shows_as_text_loads_nothing_and_is_what_it_says() {
    for (format, name) in [("md", "Churn- Q3.md"), ("json", "Churn- Q3.json")] {
        let query = format!("format={format}");
        let view = delivery(Purpose::View, report(all())).await;
        let reply = answer(&view, &call(Method::GET, &query, &[])).await.expect("a document");
        let policy = reply.headers()[CONTENT_SECURITY_POLICY].to_str().expect("text").to_owned();
        assert_eq!(policy, "default-src 'none'; frame-ancestors 'self' https://ml.example");
        assert_eq!(reply.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
        let download = delivery(Purpose::Download, report(all())).await;
        let reply = answer(&download, &call(Method::GET, &query, &[])).await.expect("a document");
        let disposition = reply.headers()[CONTENT_DISPOSITION].to_str().expect("text").to_owned();
        assert!(disposition.contains(&format!("\"{name}\"")), "{disposition}");
    }
}

#[tokio::test]
async fn a_format_that_was_never_written_is_not_there() {
    let view = delivery(Purpose::View, report(succeeded(10, 10))).await;
    for (query, headers) in [("format=md", &[][..]), ("", &[(ACCEPT, "text/markdown")])] {
        for method in [Method::GET, Method::HEAD] {
            let failure = answer(&view, &call(method, query, headers)).await.expect_err("none");
            assert_eq!(show(failure.into_reply()), show(Failure::never_written(Format::Md).into_reply()));
        }
    }
    assert_eq!(view.sender.documents.calls("s3:GetObject"), 0);
}

#[tokio::test]
async fn a_download_is_named_after_the_title() {
    let download = delivery(Purpose::Download, report(succeeded(10, 10))).await;
    let reply = answer(&download, &call(Method::GET, "", &[])).await.expect("a document");
    insta::assert_snapshot!("download", show(reply));
    let unnamed = Report { title: None, ..report(succeeded(10, 10)) };
    let reply =
        answer(&delivery(Purpose::Download, unnamed).await, &call(Method::GET, "", &[])).await.expect("one");
    let name = reply.headers()[CONTENT_DISPOSITION].to_str().expect("text").to_owned();
    assert!(name.contains("\"Model report.pdf\""), "{name}");
}

#[tokio::test]
async fn what_the_client_has_is_not_sent_again() {
    let view = delivery(Purpose::View, report(succeeded(10, 1000))).await;
    let first = answer(&view, &call(Method::GET, "", &[])).await.expect("a document");
    let tag = first.headers()[ETAG].to_str().expect("text").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let again =
            answer(&view, &call(Method::GET, "", &[(IF_NONE_MATCH, &known)])).await.expect("an answer");
        assert_eq!((again.status(), again.body().is_empty()), (StatusCode::NOT_MODIFIED, true), "{known}");
        assert_eq!(again.headers()[ETAG].to_str().expect("text"), tag);
    }
    for other in ["\"other\"", tag.trim_matches('"')] {
        let reply =
            answer(&view, &call(Method::GET, "", &[(IF_NONE_MATCH, other)])).await.expect("a document");
        assert_eq!(reply.status(), StatusCode::OK, "{other}");
    }
    let pdf =
        answer(&view, &call(Method::GET, "format=pdf", &[(IF_NONE_MATCH, &tag)])).await.expect("a redirect");
    assert_eq!(pdf.status(), StatusCode::FOUND, "each format has its own tag");
}

#[tokio::test]
async fn a_document_too_large_for_an_answer_is_fetched_elsewhere() {
    let view = delivery(Purpose::View, report(succeeded(100, 101))).await;
    let reply = |query| {
        let call = call(Method::GET, query, &[]);
        let view = &view;
        async move { answer(view, &call).await.expect("an answer") }
    };
    assert_eq!(reply("format=html").await.status(), StatusCode::OK);
    let redirect = reply("format=pdf").await;
    assert_eq!(redirect.status(), StatusCode::FOUND);
    assert_eq!(
        redirect.headers()[LOCATION],
        format!("https://bucket/{}?disposition=6&seconds=90", key(Format::Pdf))
    );
    assert_eq!(redirect.headers()[CACHE_CONTROL], "private, no-store", "the URL ends soon");
}

#[tokio::test]
async fn a_large_page_is_packed_for_clients_that_unpack_it_and_otherwise_saved_as_a_file() {
    let view = delivery(Purpose::View, report(succeeded(101, 10))).await;
    let reply = |encodings: &'static str| {
        let call = call(Method::GET, "format=html", &[(ACCEPT_ENCODING, encodings)]);
        let view = &view;
        async move { answer(view, &call).await.expect("an answer") }
    };
    for browser in ["gzip", "br, GZIP;q=0.5", "gzip, deflate, br, zstd"] {
        let packed = reply(browser).await;
        assert_eq!(
            (packed.status(), &packed.headers()[CONTENT_ENCODING]),
            (StatusCode::OK, &"gzip".parse().expect("text"))
        );
        assert!(packed.headers()[ETAG].to_str().expect("text").starts_with("W/"), "other bytes");
        assert!(packed.headers().contains_key(CONTENT_SECURITY_POLICY));
        let mut page = String::new();
        flate2::read::GzDecoder::new(packed.body().as_ref()).read_to_string(&mut page).expect("gzip");
        assert_eq!(page, "html");
    }
    for other in ["", "identity", "gzip;q=0", "x-gzip"] {
        let redirect = reply(other).await;
        assert_eq!(redirect.status(), StatusCode::FOUND, "{other}");
        let disposition = "attachment; filename=\"Churn- Q3.html\"; filename*=UTF-8''Churn-%20Q3.html".len();
        let expected = format!("https://bucket/{}?disposition={disposition}&seconds=90", key(Format::Html));
        assert_eq!(redirect.headers()[LOCATION], expected, "the bucket sends no policy with a page");
    }
}

#[tokio::test]
async fn head_reads_no_document() {
    let view = delivery(Purpose::View, report(succeeded(10, 10))).await;
    let reply = answer(&view, &call(Method::HEAD, "", &[])).await.expect("an answer");
    assert_eq!((reply.status(), reply.headers()[CONTENT_TYPE].to_str().ok()), (StatusCode::OK, Some(HTML)));
    assert_eq!(view.sender.documents.calls("s3:GetObject"), 0);
}

#[tokio::test]
async fn there_is_nothing_to_see_until_the_report_has_succeeded() {
    for (state, expected) in [
        (State::Queued, Failure::not_ready(Status::Queued)),
        (State::Running, Failure::not_ready(Status::Running)),
        (
            State::Failed { error: "The snapshot is not JSON.".into() },
            Failure::report_failed("The snapshot is not JSON."),
        ),
    ] {
        let failure =
            answer(&delivery(Purpose::View, report(state)).await, &call(Method::GET, "", &[])).await;
        assert_eq!(show(failure.expect_err("no document").into_reply()), show(expected.into_reply()));
    }
}

#[tokio::test]
async fn another_projects_report_looks_like_none() {
    let view = delivery(Purpose::View, report(succeeded(10, 10))).await;
    let hidden = view.answer(&call(Method::GET, "", &[]), &reader(Some(Uuid::from_u128(99)))).await;
    let mut other = call(Method::GET, "", &[]);
    other.path_parameters.insert("report_id".into(), Uuid::from_u128(98).to_string());
    let unknown = answer(&view, &other).await;
    other.path_parameters.insert("report_id".into(), "%2e%2e".into());
    let malformed = answer(&view, &other).await;
    let shown = [hidden, unknown, malformed].map(|it| show(it.expect_err("nothing").into_reply()));
    assert!(shown[0].starts_with("404") && shown[0] == shown[1] && shown[1] == shown[2], "{shown:#?}");
}

#[tokio::test]
async fn documents_that_are_no_longer_kept_are_not_our_fault() {
    for (method, format, header) in [
        (Method::GET, Format::Html, None),
        (Method::HEAD, Format::Html, None),
        (Method::GET, Format::Html, Some((IF_NONE_MATCH, "*"))),
        (Method::GET, Format::Pdf, None),
    ] {
        let case = format!("{method} {format:?} {header:?}");
        let view = delivery(Purpose::View, report(succeeded(10, 1000))).await;
        let call = call(method, &format!("format={}", format.as_str()), header.as_slice());
        assert!(answer(&view, &call).await.is_ok(), "{case}");
        view.sender.documents.remove_document(key(format));
        let failure = answer(&view, &call).await.expect_err("no document");
        assert_eq!(failure.status(), StatusCode::NOT_FOUND, "{case}");
    }
}

#[tokio::test]
async fn documents_whose_days_are_over_are_shown_to_nobody_although_they_are_still_there() {
    // The report of these tests has ended in February 2026.
    for (days, expected) in [(1, None), (36_500, Some(StatusCode::OK))] {
        let report = Report { retain_days: RetainDays::new(days), ..report(succeeded(10, 10)) };
        let view = delivery(Purpose::View, report).await;
        for (method, header) in
            [(Method::GET, None), (Method::HEAD, None), (Method::GET, Some((IF_NONE_MATCH, "\"other\"")))]
        {
            let answered = answer(&view, &call(method, "", header.as_slice())).await;
            assert_eq!(answered.as_ref().ok().map(Reply::status), expected);
            if let Err(failure) = answered {
                let shown = show(failure.into_reply());
                assert!(
                    shown.starts_with("404") && shown.contains("were kept for 1 day, as was asked"),
                    "{shown}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_document_that_may_not_be_read_is_not_gone() {
    let view = delivery(Purpose::View, report(succeeded(10, 10))).await;
    view.sender.documents.deny("s3:GetObject", "");
    view.sender.documents.deny("s3:HeadObject", "");
    for method in [Method::GET, Method::HEAD] {
        let failure = answer(&view, &call(method, "", &[])).await.expect_err("no document");
        assert_eq!(failure.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
