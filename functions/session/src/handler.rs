//! Answering with the report on a privacy session.

use std::time::Duration;

use lambda_http::http::{
    HeaderValue, StatusCode,
    header::{ACCEPT, LINK},
};
use report_domain::{EntityId, Format, Kind, ProjectId, Report, Scope, Subject};
use report_edge::{
    Accept, Call, CallMethod, Caller, DeliverySettings, Endpoint, Failure, Purpose, Reply, Sender,
    asked_format, revalidate,
};
use report_storage::{CreateReports, Documents, IdempotencyKeys, Lists, RenderQueue, Reports, Snapshots};

use crate::{current::Current, patience::Patience};

/// What the report is wanted for.
const PURPOSE: Purpose = Purpose::ViewAsPdf;

/// `GET /api/privacy/sessions/{session_id}/report`.
pub struct SessionReport<R, S, Q, D> {
    current: Current<R, S, Q>,
    sender: Sender<D>,
    longest_wait: Duration,
}

impl<R, S, Q, D: Documents> SessionReport<R, S, Q, D> {
    /// Shows documents from the bucket, and waits for a report that long at most.
    pub fn new(
        current: Current<R, S, Q>,
        documents: D,
        settings: DeliverySettings,
        longest_wait: Duration,
    ) -> Self {
        Self { current, sender: Sender::new(documents, settings), longest_wait }
    }
}

/// Reads the request: the session, and the format that it asks for.
///
/// # Errors
/// 422 with every problem of the query; 404 when the path names nothing that could be a session.
fn read(call: &Call) -> Result<(Subject, Option<Format>), Failure> {
    let project_id: Result<ProjectId, _> = call.query.required("project_id", "uuid_parsing");
    let format = asked_format(&call.query);
    match (project_id, format) {
        (Ok(project_id), Ok(format)) => {
            let entity_id: EntityId = call.path_id("session_id").ok_or_else(Failure::no_such_session)?;
            Ok((Subject { project_id, kind: Kind::Privacy, entity_id }, format))
        }
        (project_id, format) => {
            Err(Failure::invalid(project_id.err().into_iter().chain(format.err()).collect()))
        }
    }
}

/// The answer about a report, which names the report: who is told that it has failed can then have it retried.
fn about(report: &Report, answer: Result<Reply, Failure>) -> Reply {
    let mut reply = answer.unwrap_or_else(Failure::into_reply);
    if let Ok(link) = HeaderValue::from_str(&format!("</api/reports/{}>; rel=\"describedby\"", report.id)) {
        reply.headers_mut().insert(LINK, link);
    }
    // Another version of the snapshot will have another report at the same address.
    revalidate(&mut reply);
    reply
}

impl<R, S, Q, D> Endpoint for SessionReport<R, S, Q, D>
where
    R: CreateReports + IdempotencyKeys + Reports + Lists,
    S: Snapshots,
    Q: RenderQueue,
    D: Documents,
{
    const METHODS: &'static [CallMethod] = &[CallMethod::Get];
    const ALLOW: &'static str = "GET, HEAD";
    const JSON: bool = false;

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let (session, format) = read(call)?;
        // Nothing is made for who would not take it.
        PURPOSE.choose(format, &Accept::parse(call.header(ACCEPT)))?;
        let mut patience = Patience::new(self.longest_wait);
        // Looked up whether or not it is visible, so that the time of the answer does not tell whether the session exists.
        let version = self.current.version(session).await?;
        let version = version
            .filter(|_| caller.key.may_access(session.project_id))
            .ok_or_else(|| Failure::no_such_entity(&session))?;
        let may_make = caller.key.allows(Scope::Write);
        let mut gone = None;
        loop {
            let report = self.current.report(&version, gone, may_make, &mut patience).await?;
            let sent = self.sender.deliver(call, &report, format, PURPOSE).await;
            match sent {
                // Its documents are no longer kept. It is made anew once: a report that is new has its documents.
                Err(failure) if failure.status() == StatusCode::NOT_FOUND && gone.is_none() => {
                    tracing::info!(report_id = %report.id, "its documents are gone");
                    gone = Some(report.id);
                }
                sent => return Ok(about(&report, sent)),
            }
        }
    }
}

#[cfg(test)]
mod tests;
