//! Reading a seal.

use futures_util::future::try_join;
use lambda_http::http::StatusCode;
use report_edge::{Call, CallMethod, Caller, Endpoint, Failure, Reply, artifact, json};
use report_storage::{Companion, CompanionKey, Companions, Reports};
use serde::Serialize;

/// `GET /api/reports/{report_id}/seal`.
pub struct Seal<R, B> {
    /// The table with the reports.
    pub reports: R,
    /// The bucket with what is kept beside their documents.
    pub bucket: B,
    /// Whether this service seals reports.
    pub is_sealing: bool,
}

#[derive(Serialize)]
struct Answer {
    seal: Sealed,
}

#[derive(Serialize)]
struct Sealed {
    status: Status,
    /// The seal.
    #[serde(skip_serializing_if = "Option::is_none")]
    jws: Option<String>,
    /// The bundle, byte for byte as it was sealed.
    bundle: String,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    /// There is a seal.
    Sealed,
    /// There will be one.
    Pending,
    /// The service seals nothing.
    Off,
}

impl<R: Reports, B: Companions> Endpoint for Seal<R, B> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Get];
    const ALLOW: &'static str = "GET, HEAD";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let id = call.path_id("report_id").ok_or_else(Failure::no_such_report)?;
        let report = self.reports.report(id).await?;
        let visible = report.filter(|report| caller.key.may_access(report.subject.project_id));
        let report = visible.ok_or_else(Failure::no_such_report)?;
        let artifact_id = artifact(&report)?.id;
        let key = |companion| CompanionKey { report_id: id, artifact_id, companion };
        let (bundle, seal) = (key(Companion::Bundle), key(Companion::Seal));
        let (bundle, jws) = try_join(self.bucket.companion(&bundle), self.bucket.companion(&seal)).await?;
        let bundle = bundle.and_then(text).ok_or_else(Failure::no_bundle)?;
        let jws = jws.and_then(text);
        let status = match (&jws, self.is_sealing) {
            (Some(_), _) => Status::Sealed,
            (None, true) => Status::Pending,
            (None, false) => Status::Off,
        };
        Ok(json(StatusCode::OK, &Answer { seal: Sealed { status, jws, bundle } }))
    }
}

/// Both are text by their nature.
fn text(bytes: Vec<u8>) -> Option<String> {
    String::from_utf8(bytes).inspect_err(|error| tracing::error!(%error, "not text")).ok()
}

#[cfg(test)]
mod tests;
