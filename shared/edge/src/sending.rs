//! Sending one document, for every call that shows one.

use std::{env, io::Write, time::Duration};

use flate2::{Compression, write::GzEncoder};
use lambda_http::{
    Body,
    http::{
        HeaderName, HeaderValue, Method, StatusCode,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_SECURITY_POLICY,
            CONTENT_TYPE, ETAG, LOCATION, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
        },
    },
};
use report_domain::{Artifact, Format, Report};
use report_storage::{DocumentKey, Documents};

use crate::{Accept, Call, Failure, Reply, attachment, etag, is_unchanged};

/// The largest document in bytes that is sent in an answer. As base64 it still fits Lambda's limit of 6,291,556 bytes.
pub const LARGEST_INLINE: u64 = 4_400_000;
/// How long a presigned URL can be used: long enough to follow a redirect.
pub const URL_LIFE: Duration = Duration::from_secs(90);
/// The largest page in bytes that is read to be sent packed. It bounds a function's memory.
const LARGEST_PACKED: u64 = 64_000_000;

/// The Content-Security-Policy that every HTML document carries, from the crate that writes them. The header repeats it
/// and adds `frame-ancestors`, which a page cannot set for itself.
const DOCUMENT_CSP: &str = include_str!("../../html/assets/content-security-policy.txt");

/// What a document is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be shown in a browser, perhaps in a frame of another page.
    View,
    /// The same, as PDF where nothing else is asked for.
    ViewAsPdf,
    /// To be saved as a file.
    Download,
}

impl Purpose {
    /// The format to send: the one wanted, else of the usual ones that which the client likes best. The others are sent to
    /// those only who take none of the usual: `application/json, */*`, which many clients send with every request, does not
    /// ask for the report as JSON.
    ///
    /// # Errors
    /// 406 when the client takes nothing that could be sent.
    pub fn choose(self, wanted: Option<Format>, accept: &Accept) -> Result<Format, Failure> {
        let usual = match self {
            Purpose::View => [Format::Html, Format::Pdf],
            Purpose::ViewAsPdf | Purpose::Download => [Format::Pdf, Format::Html],
        };
        let quality = |format: &Format| accept.quality(format.media_type());
        let liked = |formats: &[Format]| {
            let taken = formats.iter().copied().filter(|format| quality(format) > 0);
            // `max_by_key` finds the last of those that are liked as well, and the first is meant.
            taken.rev().max_by_key(quality)
        };
        let format = match wanted {
            Some(wanted) => liked(&[wanted]),
            None => liked(&usual).or_else(|| liked(&Format::ALL)),
        };
        format.ok_or_else(|| Failure::not_acceptable(wanted.unwrap_or(usual[0]).media_type()))
    }
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

    /// The policy with which a browser shows a document. Viewers of PDF run under none.
    fn content_security_policy(&self, format: Format) -> Option<String> {
        let sources = match format {
            Format::Html => DOCUMENT_CSP.trim_ascii_end(),
            Format::Pdf => return None,
            Format::Md | Format::Json => "default-src 'none'",
        };
        Some(format!("{sources}; frame-ancestors {}", self.frame_ancestors))
    }
}

/// Sends documents from the bucket.
#[derive(Debug)]
pub struct Sender<D> {
    pub(crate) documents: D,
    settings: DeliverySettings,
}

/// How a document comes to the client.
enum Way {
    /// In the answer.
    Inline,
    /// In the answer, as gzip: a page too large otherwise.
    Packed,
    /// By a redirect to the bucket.
    Elsewhere,
}

impl<D: Documents> Sender<D> {
    /// A sender of what is in the bucket.
    pub fn new(documents: D, settings: DeliverySettings) -> Self {
        Self { documents, settings }
    }

    /// One of the documents of a report.
    ///
    /// # Errors
    /// 404 when it was never written or is no longer kept; when the bucket does not answer.
    pub async fn send(
        &self,
        call: &Call,
        report: &Report,
        artifact: &Artifact,
        format: Format,
        purpose: Purpose,
    ) -> Result<Reply, Failure> {
        let bytes = artifact.written.bytes(format).ok_or_else(|| Failure::never_written(format))?;
        let etag = etag(artifact.id, format);
        let document = DocumentKey { report_id: report.id, artifact_id: artifact.id, format };
        if is_unchanged(call, &etag) {
            self.check_kept(&document).await?;
            return plain(StatusCode::NOT_MODIFIED, &[(ETAG, &etag)]);
        }
        let disposition = match purpose {
            Purpose::View | Purpose::ViewAsPdf => "inline".to_owned(),
            Purpose::Download => file(report, format),
        };
        let way = self.way(call, bytes, format);
        if let Way::Elsewhere = way {
            self.check_kept(&document).await?;
            return self.redirect(report, &document, &disposition).await;
        }
        // An answer without the document says just as well that it is gone.
        let body = if call.method == Method::HEAD {
            self.check_kept(&document).await?;
            Vec::new()
        } else {
            self.documents.document(&document).await?.ok_or_else(Failure::documents_gone)?
        };
        let headers =
            [(CONTENT_TYPE, format.content_type()), (CONTENT_DISPOSITION, &disposition), (ETAG, &etag)];
        let mut reply = plain(StatusCode::OK, &headers)?;
        if let Some(policy) = self.settings.content_security_policy(format) {
            insert(&mut reply, CONTENT_SECURITY_POLICY, &policy)?;
        }
        let body = match way {
            Way::Packed => {
                insert(&mut reply, CONTENT_ENCODING, "gzip")?;
                // Other bytes under the same strong tag would be a lie.
                insert(&mut reply, ETAG, &format!("W/{etag}"))?;
                let packed = pack(&body);
                if packed.len() as u64 > LARGEST_INLINE {
                    return self.redirect(report, &document, &disposition).await;
                }
                packed
            }
            Way::Inline | Way::Elsewhere => body,
        };
        // As bytes, not as text: in JSON, escaped quotes and line breaks can double a document's size.
        *reply.body_mut() = if call.method == Method::HEAD { Body::Empty } else { Body::Binary(body) };
        Ok(reply)
    }

    fn way(&self, call: &Call, bytes: u64, format: Format) -> Way {
        if bytes <= self.settings.largest_inline {
            Way::Inline
        } else if format == Format::Html && bytes <= LARGEST_PACKED && takes_gzip(call) {
            Way::Packed
        } else {
            Way::Elsewhere
        }
    }

    async fn check_kept(&self, document: &DocumentKey) -> Result<(), Failure> {
        if self.documents.is_kept(document).await? { Ok(()) } else { Err(Failure::documents_gone()) }
    }

    async fn redirect(
        &self,
        report: &Report,
        document: &DocumentKey,
        disposition: &str,
    ) -> Result<Reply, Failure> {
        // The bucket sends neither a policy nor `nosniff`, so a browser shall save its pages and not show them.
        let saved = (document.format == Format::Html).then(|| file(report, document.format));
        let disposition = saved.as_deref().unwrap_or(disposition);
        let url = self.documents.presigned_url(document, disposition, URL_LIFE).await?;
        let mut reply = plain(StatusCode::FOUND, &[(LOCATION, &url)])?;
        // Caches would keep the redirect for longer than the URL can be used.
        reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        Ok(reply)
    }
}

/// Whether the client says that it unpacks gzip, as every browser does.
fn takes_gzip(call: &Call) -> bool {
    let codings = call.header(ACCEPT_ENCODING).unwrap_or_default().split(',');
    let mut named = codings.map(|coding| coding.split_once(';').unwrap_or((coding, "")));
    named.any(|(name, weight)| {
        let is_refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
        name.trim().eq_ignore_ascii_case("gzip") && !is_refused
    })
}

/// The `Content-Disposition` of a document that is saved as a file.
fn file(report: &Report, format: Format) -> String {
    let made = || format!("{} report", report.subject.kind.label());
    attachment(&report.title.clone().unwrap_or_else(made), format.as_str())
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory does not fail.
    let _ = packer.write_all(bytes);
    packer.finish().unwrap_or_default()
}

/// Has browsers ask each time whether they may still show what they have, where an address does not always show the same.
pub fn revalidate(reply: &mut Reply) {
    // What is not stored at all needs no asking.
    if reply.headers().get(CACHE_CONTROL).is_none_or(|value| value == "private") {
        reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
}

/// An answer with what all answers about documents have.
fn plain(status: StatusCode, headers: &[(HeaderName, &str)]) -> Result<Reply, Failure> {
    let mut reply = Reply::new(Body::Empty);
    *reply.status_mut() = status;
    let always = reply.headers_mut();
    always.insert(CACHE_CONTROL, HeaderValue::from_static("private"));
    always.insert(VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    always.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    always.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    for (name, value) in headers {
        insert(&mut reply, name.clone(), value)?;
    }
    Ok(reply)
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
