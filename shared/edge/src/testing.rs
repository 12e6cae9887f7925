//! What tests of calls have in common, here and in the functions.

use std::collections::{BTreeSet, HashMap};

use lambda_http::http::{HeaderMap, HeaderName, Method};
use report_domain::{
    ApiKey, Artifact, ArtifactId, Format, JobId, Kind, Report, ReportId, Scope, SnapshotPin, State, Subject,
    Timestamp, Written,
};
use report_storage::KeyDigest;
use serde_json::json;
use uuid::Uuid;

use crate::{Call, Caller, Query, Reply};

/// The project of every report in these tests.
pub const PROJECT: Uuid = Uuid::from_u128(1);
/// The report of these tests.
pub const REPORT: Uuid = Uuid::from_u128(2);
/// Its documents.
pub const ARTIFACT: Uuid = Uuid::from_u128(3);

/// A request for the report with this query and these headers.
pub fn call(method: Method, query: &str, headers: &[(HeaderName, &str)]) -> Call {
    let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().expect("a header value")));
    Call {
        method,
        host: Some("reports.example.com".into()),
        path: format!("/api/reports/{REPORT}"),
        path_parameters: HashMap::from([("report_id".to_owned(), REPORT.to_string())]),
        query: Query::parse(query),
        headers: HeaderMap::from_iter(headers),
        body: Vec::new(),
        request_id: "request-1".into(),
    }
}

/// A key with these scopes and projects.
pub fn api_key<const N: usize>(scopes: [Scope; N], projects: Option<Uuid>) -> ApiKey {
    ApiKey {
        name: "test".into(),
        scopes: BTreeSet::from(scopes),
        projects: projects.map(|project| BTreeSet::from([project.into()])),
        expires_at: None,
        revoked: false,
        created_at: Timestamp::from_unix_millis(0),
        limit: None,
    }
}

/// A caller that may read, everything or one project.
pub fn reader(projects: Option<Uuid>) -> Caller {
    Caller { digest: KeyDigest::of("k"), key: api_key([Scope::Read], projects) }
}

/// An HTML document and a PDF of this many bytes.
pub fn succeeded(html_bytes: u64, pdf_bytes: u64) -> State {
    succeeded_with([(Format::Html, html_bytes), (Format::Pdf, pdf_bytes)])
}

/// Documents of this many bytes.
pub fn succeeded_with(written: impl Into<Written>) -> State {
    let summary = json!({ "headline": "GBM leads with AUC 0.991", "pages": 6 });
    State::Succeeded {
        artifact: Artifact { id: ArtifactId::from(ARTIFACT), written: written.into() },
        summary: summary.as_object().cloned().unwrap_or_default(),
    }
}

/// The report in some state.
pub fn report(state: State) -> Report {
    let at = |second: i64| Timestamp::from_unix_millis(1_772_290_800_123 + second * 1000);
    Report {
        id: ReportId::from(REPORT),
        job_id: JobId::from(Uuid::from_u128(4)),
        subject: Subject {
            project_id: PROJECT.into(),
            kind: Kind::Model,
            entity_id: Uuid::from_u128(5).into(),
        },
        snapshot: SnapshotPin { version_id: None, etag: "e".into() },
        title: Some("Churn: Q3".into()),
        format: None,
        retain_days: None,
        attempts: u32::from(state.status() != report_domain::Status::Queued),
        started_at: (state.status() != report_domain::Status::Queued).then(|| at(1)),
        finished_at: state.is_final().then(|| at(3)),
        state,
        created_at: at(0),
        asked_at: at(0),
        updated_at: at(3),
    }
}

/// An answer as it goes out: status, headers by name, body.
pub fn show(reply: Reply) -> String {
    let (parts, body) = reply.into_parts();
    let mut lines: Vec<_> = parts
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().expect("text")))
        .collect();
    lines.sort();
    let body = String::from_utf8_lossy(&body).into_owned();
    format!("{}\n{}\n\n{body}", parts.status, lines.join("\n"))
}
