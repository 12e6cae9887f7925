//! Errors as clients see them: JSON with `detail`, and nothing of what is inside.

use lambda_http::http::{
    HeaderName, HeaderValue, StatusCode,
    header::{ALLOW, RETRY_AFTER, WWW_AUTHENTICATE},
};
use report_domain::{Format, Precondition, Problem, RateLimit, RetainDays, Scope, Status, Subject};
use report_storage::StorageError;
use serde::Serialize;

use crate::{Reply, json};

/// Why a request is not answered as asked.
#[derive(Debug)]
pub struct Failure {
    status: StatusCode,
    detail: Detail,
    header: Option<(HeaderName, HeaderValue)>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Detail {
    Sentence(String),
    Problems(Vec<Problem>),
}

impl Failure {
    fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: Detail::Sentence(detail.into()), header: None }
    }

    fn with(self, name: HeaderName, value: HeaderValue) -> Self {
        Self { header: Some((name, value)), ..self }
    }

    fn retry_after(self, seconds: impl Into<HeaderValue>) -> Self {
        self.with(RETRY_AFTER, seconds.into())
    }

    /// 401, the same for no key, an unknown, a revoked and an expired one.
    pub fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "A valid API key is required, sent as \"Authorization: Bearer <API key>\".",
        )
        .with(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// 403: the key lacks a scope.
    pub fn forbidden(scope: Scope) -> Self {
        Self::new(StatusCode::FORBIDDEN, format!("This API key lacks the scope \"{scope}\"."))
    }

    /// 404, the same for a report that does not exist and for one that the key may not see.
    pub fn no_such_report() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no such report.")
    }

    /// 404, the same for a job that does not exist and for one that the key may not see.
    pub fn no_such_job() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no such job.")
    }

    /// 404, the same for an entity that does not exist and for one that the key may not see.
    pub fn no_such_entity(subject: &Subject) -> Self {
        Self::new(StatusCode::NOT_FOUND, subject.none_such())
    }

    /// 404: nobody who may has asked for the report on a session's present snapshot, or its documents are no longer kept.
    pub fn no_session_report() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "There is no report on the session's present snapshot; a key with the scope \"write\" has one made.",
        )
    }

    /// 404: the path names nothing that could be a privacy session.
    pub fn no_such_session() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no such privacy session.")
    }

    /// 404, the same for a link that does not exist, has expired or was revoked, and for one of a report that was deleted.
    pub fn no_such_link() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no such link. It may have expired or been revoked.")
    }

    /// 404, the same for an upload that does not exist, one that has expired, and one that the key may not see.
    pub fn no_such_upload() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no such upload.")
    }

    /// 404: the path names nothing that could be a project.
    pub fn no_such_project() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no such project.")
    }

    /// 404: the path names nothing that could be an entity.
    pub fn no_entity_at_path() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no such entity.")
    }

    /// 404: the bucket's lifecycle has removed the documents.
    pub fn documents_gone() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "The report's documents are no longer kept; create the report again.",
        )
    }

    /// 404: nothing says what the documents were made from.
    pub fn no_bundle() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "What the report was made from is no longer kept, or never was; create the report again.",
        )
    }

    /// 404: the report was made by a version that did not write this format.
    pub fn never_written(format: Format) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            format!(
                "This report was made before there were reports as {}; create it again to have one.",
                format.as_str()
            ),
        )
    }

    /// 404: the documents were to be kept for that long, and no longer.
    pub fn documents_expired(days: RetainDays) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            format!(
                "The report's documents were kept for {days}, as was asked for; create the report again."
            ),
        )
    }

    /// 405: the path does not serve the method.
    pub fn method_not_allowed(allow: &'static str) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, format!("This path serves {allow} only."))
            .with(ALLOW, HeaderValue::from_static(allow))
    }

    /// 406: the client rules out what it would get.
    pub fn not_acceptable(media_type: &str) -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, format!("The answer is {media_type}, which Accept rules out."))
    }

    /// 409: the report has no documents yet.
    pub fn not_ready(status: Status) -> Self {
        Self::new(StatusCode::CONFLICT, format!("The report is {status}; its document is not ready yet."))
            .retry_after(2_u16)
    }

    /// 409: the report has failed, for this reason.
    pub fn report_failed(error: &str) -> Self {
        Self::new(StatusCode::CONFLICT, error)
    }

    /// 409: only a failed report can be retried.
    pub fn not_failed(status: Status) -> Self {
        Self::new(StatusCode::CONFLICT, format!("The report is {status}; only a failed one can be retried."))
    }

    /// 409: only a queued report can be cancelled.
    pub fn not_queued(status: Status) -> Self {
        Self::new(
            StatusCode::CONFLICT,
            format!("The report is {status}; only a queued one can be cancelled."),
        )
    }

    /// 409: the same request is being worked on.
    pub fn in_flight() -> Self {
        Self::new(StatusCode::CONFLICT, "A request with this Idempotency-Key is still in flight.")
            .retry_after(1_u16)
    }

    /// 412: the entity is not as the request's precondition demands.
    pub fn precondition_failed(precondition: &Precondition) -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, precondition.unmet())
    }

    /// 413: what is announced would be too large.
    pub fn upload_too_large(most: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, format!("A snapshot may have at most {most} bytes."))
    }

    /// 413: the body is too large.
    pub fn body_too_large(most: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, format!("The body has more than {most} bytes."))
    }

    /// 415: the body is not declared as JSON.
    pub fn not_json() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "The body must be JSON, with Content-Type: application/json.",
        )
    }

    /// 413: a packed body is too large when it is unpacked.
    pub fn unpacked_too_large(most: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, format!("Unpacked, the body has more than {most} bytes."))
    }

    /// 415: the body is declared neither as JSON nor as gzip.
    pub fn neither_json_nor_gzip() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "The body must be JSON (Content-Type: application/json), plain or packed (application/gzip).",
        )
    }

    /// 422: all that is wrong with the request.
    pub fn invalid(problems: Vec<Problem>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, detail: Detail::Problems(problems), header: None }
    }

    /// 422: gzip cannot unpack the body.
    pub fn not_unpacked(msg: String) -> Self {
        Self::invalid(vec![Problem { loc: vec!["body".into()], msg, code: "gzip_invalid" }])
    }

    /// 422: the idempotency key was used for another request.
    pub fn idempotency_key_reused() -> Self {
        let msg = "this Idempotency-Key was used with a different body within the last 24 hours".into();
        let loc = vec!["header".into(), "Idempotency-Key".into()];
        Self::invalid(vec![Problem { loc, msg, code: "idempotency_key_reused" }])
    }

    /// 429: the key has used up its limit until so many seconds from now.
    pub fn too_many_requests(limit: RateLimit, seconds: u64) -> Self {
        let detail =
            format!("This API key's limit of requests ({limit}) is used up; try again after {seconds} s.");
        Self::new(StatusCode::TOO_MANY_REQUESTS, detail).retry_after(seconds)
    }

    /// 500. The caller logs what happened.
    pub fn internal() -> Self {
        let detail =
            "Something went wrong on our side. Quote the x-request-id of this answer when you report it.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }

    /// 503: a service that is needed does not answer. The caller logs which one. Clients are told to wait for different
    /// times, so that they do not all come back at once.
    pub fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "The service is busy; please try again in a moment.")
            .retry_after(fastrand::u16(1..=5))
    }

    /// What is wrong, where that is one sentence.
    pub fn sentence(&self) -> Option<&str> {
        match &self.detail {
            Detail::Sentence(sentence) => Some(sentence),
            Detail::Problems(_) => None,
        }
    }

    /// The status that it is answered with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The answer.
    pub fn into_reply(self) -> Reply {
        #[derive(Serialize)]
        struct Body {
            detail: Detail,
        }
        let mut reply = json(self.status, &Body { detail: self.detail });
        if let Some((name, value)) = self.header {
            reply.headers_mut().insert(name, value);
        }
        reply
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Failure::invalid(vec![problem])
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        tracing::error!(%error, "storage");
        if error.is_transient() { Failure::unavailable() } else { Failure::internal() }
    }
}
