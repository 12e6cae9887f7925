//! What people see who follow a link that shows nothing, or not yet.

use lambda_http::{
    Body,
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{ACCEPT, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER, VARY, X_CONTENT_TYPE_OPTIONS},
    },
};
use report_edge::{Accept, Call, Failure, Reply};

const REFRESH: HeaderName = HeaderName::from_static("refresh");

/// A failure, as a page for browsers and as JSON for everything else.
pub fn failure(call: &Call, failure: Failure, frame_ancestors: &str) -> Reply {
    let accept = Accept::parse(call.header(ACCEPT));
    let is_browser = accept.quality("text/html") > accept.quality("application/json");
    let (status, sentence) = (failure.status(), failure.sentence().map(escaped));
    let mut reply = failure.into_reply();
    reply.headers_mut().insert(VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    let Some(sentence) = sentence.filter(|_| is_browser) else { return reply };
    let advice = match status {
        StatusCode::NOT_FOUND => "Whoever gave you this link can make a new one.",
        _ if reply.headers().contains_key(RETRY_AFTER) => "This page looks again by itself.",
        _ => "",
    };
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Report</title>\
         <style>:root{{color-scheme:light dark}}body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;\
         margin:20vh auto 0;padding:0 1.5rem}}</style></head>\
         <body><main><h1>No report to show</h1><p>{sentence}</p><p>{advice}</p></main></body></html>"
    );
    *reply.body_mut() = Body::Text(html);
    let policy = format!("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors {frame_ancestors}");
    let retry = reply.headers().get(RETRY_AFTER).cloned();
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    if let Some(seconds) = retry {
        headers.insert(REFRESH, seconds);
    }
    reply
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
