//! Sending a report's documents, for `view` and `download`.

use std::{env, time::Duration};

use lambda_http::{
    Body,
    http::{
        HeaderName, HeaderValue, Method, StatusCode,
        header::{
            ACCEPT, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
            LOCATION, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
        },
    },
};
use report_domain::{Artifact, Format, Report, State, Timestamp};
use report_storage::{DocumentKey, Documents, Reports};

use crate::{Accept, Call, CallMethod, Caller, Endpoint, Failure, Reply, attachment, etag, is_unchanged};

/// The largest document in bytes that is sent in an answer. As base64 it still fits Lambda's limit of 6,291,556 bytes.
pub const LARGEST_INLINE: u64 = 4_400_000;
/// How long a presigned URL can be used: long enough to follow a redirect.
pub const URL_LIFE: Duration = Duration::from_secs(90);

/// The Content-Security-Policy that every HTML document carries, from the crate that writes them. The header repeats it
/// and adds `frame-ancestors`, which a page cannot set for itself.
const DOCUMENT_CSP: &str = include_str!("../../html/assets/content-security-policy.txt");

/// What a document is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be shown in a browser, perhaps in a frame of another page.
    View,
    /// To be saved as a file.
    Download,
}

/// What can be configured about sending documents.
#[derive(Debug, Clone)]
pub struct DeliverySettings {
    /// Most bytes of a document that go into an answer; larger ones are fetched from the bucket.
    pub largest_inline: u64,
    /// Which pages may show a document in a frame: the sources of CSP's `frame-ancestors`.
    pub frame_ancestors: String,
}

impl DeliverySettings {
    /// From `MAX_INLINE_BYTES` and `FRAME_ANCESTORS`.
    pub fn from_env() -> Self {
        let largest_inline = env::var("MAX_INLINE_BYTES").ok().and_then(|bytes| bytes.parse().ok());
        // A semicolon would begin another directive, so a value with one is not a list of sources.
        let usable = |sources: &String| {
            !sources.trim().is_empty() && !sources.contains(';') && HeaderValue::from_str(sources).is_ok()
        };
        Self {
            largest_inline: largest_inline.unwrap_or(LARGEST_INLINE).min(LARGEST_INLINE),
            frame_ancestors: env::var("FRAME_ANCESTORS")
                .ok()
                .filter(usable)
                .unwrap_or_else(|| "'self'".to_owned()),
        }
    }
}

/// The calls `view` and `download`.
#[derive(Debug)]
pub struct Delivery<R, D> {
    reports: R,
    documents: D,
    purpose: Purpose,
    settings: DeliverySettings,
}

impl<R: Reports, D: Documents> Delivery<R, D> {
    /// Sends documents for one purpose.
    pub fn new(reports: R, documents: D, purpose: Purpose, settings: DeliverySettings) -> Self {
        Self { reports, documents, purpose, settings }
    }

    /// Which format to send.
    fn choose(&self, asked: Option<Format>, report: &Report, accept: &Accept) -> Result<Format, Failure> {
        let quality = |format: Format| accept.quality(format.media_type());
        let format = asked.or(report.format).unwrap_or_else(|| {
            let (default, other) = match self.purpose {
                Purpose::View => (Format::Html, Format::Pdf),
                Purpose::Download => (Format::Pdf, Format::Html),
            };
            if quality(other) > quality(default) { other } else { default }
        });
        if quality(format) == 0 { Err(Failure::not_acceptable(format.media_type())) } else { Ok(format) }
    }

    fn disposition(&self, report: &Report, format: Format) -> String {
        match self.purpose {
            Purpose::View => "inline".to_owned(),
            Purpose::Download => {
                let made = || format!("{} report", report.subject.kind.label());
                attachment(&report.title.clone().unwrap_or_else(made), format.as_str())
            }
        }
    }

    async fn document(
        &self,
        call: &Call,
        report: &Report,
        artifact: &Artifact,
        format: Format,
    ) -> Result<Reply, Failure> {
        let etag = etag(artifact.id, format);
        let document = DocumentKey { report_id: report.id, artifact_id: artifact.id, format };
        let is_unchanged = is_unchanged(call, &etag);
        let is_elsewhere = artifact.bytes(format) > self.settings.largest_inline;
        // An answer without the document says just as well that it is gone.
        let is_read = !is_unchanged && !is_elsewhere && call.method != Method::HEAD;
        if !is_read && !self.documents.is_kept(&document).await? {
            return Err(Failure::documents_gone());
        }
        if is_unchanged {
            return self.reply(StatusCode::NOT_MODIFIED, Body::Empty, &[(ETAG, &etag)]);
        }
        let disposition = self.disposition(report, format);
        if is_elsewhere {
            let url = self.documents.presigned_url(&document, &disposition, URL_LIFE).await?;
            let mut reply = self.reply(StatusCode::FOUND, Body::Empty, &[(LOCATION, &url)])?;
            // Caches would keep the redirect for longer than the URL can be used.
            reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
            return Ok(reply);
        }
        let body = if is_read {
            // As bytes, not as text: in JSON, escaped quotes and line breaks can double a document's size.
            Body::Binary(self.documents.document(&document).await?.ok_or_else(Failure::documents_gone)?)
        } else {
            Body::Empty
        };
        let mut reply = self.reply(
            StatusCode::OK,
            body,
            &[(CONTENT_TYPE, format.content_type()), (CONTENT_DISPOSITION, &disposition), (ETAG, &etag)],
        )?;
        if format == Format::Html {
            let ancestors = &self.settings.frame_ancestors;
            let policy = format!("{}; frame-ancestors {ancestors}", DOCUMENT_CSP.trim_ascii_end());
            insert(&mut reply, CONTENT_SECURITY_POLICY, &policy)?;
        }
        Ok(reply)
    }

    /// An answer with what all answers about documents have.
    fn reply(
        &self,
        status: StatusCode,
        body: Body,
        headers: &[(HeaderName, &str)],
    ) -> Result<Reply, Failure> {
        let mut reply = Reply::new(body);
        *reply.status_mut() = status;
        let always = reply.headers_mut();
        always.insert(CACHE_CONTROL, HeaderValue::from_static("private"));
        always.insert(VARY, HeaderValue::from_static("Accept"));
        always.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        always.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        for (name, value) in headers {
            insert(&mut reply, name.clone(), value)?;
        }
        Ok(reply)
    }
}

fn insert(reply: &mut Reply, name: HeaderName, value: &str) -> Result<(), Failure> {
    match HeaderValue::from_str(value) {
        Ok(value) => {
            reply.headers_mut().insert(name, value);
            Ok(())
        }
        Err(error) => {
            tracing::error!(%error, %name, "not a header");
            Err(Failure::internal())
        }
    }
}

impl<R: Reports, D: Documents> Endpoint for Delivery<R, D> {
    const METHOD: CallMethod = CallMethod::Get;
    const ALLOW: &'static str = "GET, HEAD";
    const JSON: bool = false;

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let asked = call.query.parsed("format", "enum", |text| text.parse().map_err(|e| format!("{e}")));
        let asked = asked.map_err(|problem| Failure::invalid(vec![problem]))?;
        let Some(id) = call.path_id("report_id") else { return Err(Failure::no_such_report()) };
        let report = self.reports.report(id).await?;
        let report = report
            .filter(|report| caller.key.may_access(report.subject.project_id))
            .ok_or_else(Failure::no_such_report)?;
        match &report.state {
            State::Queued | State::Running => Err(Failure::not_ready(report.state.status())),
            State::Failed { error } => Err(Failure::report_failed(error)),
            State::Succeeded { artifact, .. } => {
                // To the minute. Their bytes are removed by the sweeper, a little later.
                if let Some(days) = report.retain_days
                    && report.kept_until().is_some_and(|until| until <= Timestamp::now())
                {
                    return Err(Failure::documents_expired(days));
                }
                let format = self.choose(asked, &report, &Accept::parse(call.header(ACCEPT)))?;
                self.document(call, &report, artifact, format).await
            }
        }
    }
}

#[cfg(test)]
mod tests;
