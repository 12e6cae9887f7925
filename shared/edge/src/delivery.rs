//! Which of a report's documents `view` and `download` send.

use lambda_http::http::header::ACCEPT;
use report_domain::{Artifact, Format, Problem, Report, State, Timestamp};
use report_storage::{Documents, Reports};

use crate::{
    Accept, Call, CallMethod, Caller, DeliverySettings, Endpoint, Failure, Purpose, Query, Reply, Sender,
};

/// The calls `view` and `download`.
#[derive(Debug)]
pub struct Delivery<R, D> {
    reports: R,
    sender: Sender<D>,
    purpose: Purpose,
}

impl<R: Reports, D: Documents> Delivery<R, D> {
    /// Sends documents for one purpose.
    pub fn new(reports: R, documents: D, purpose: Purpose, settings: DeliverySettings) -> Self {
        Self { reports, sender: Sender::new(documents, settings), purpose }
    }
}

/// The format that the query asks for, if it does.
///
/// # Errors
/// When there is no such format.
pub fn asked_format(query: &Query) -> Result<Option<Format>, Problem> {
    query.parsed("format", "enum", |text| text.parse().map_err(|e| format!("{e}")))
}

impl<D: Documents> Sender<D> {
    /// A document of a report, if it has any.
    ///
    /// # Errors
    /// 409 when the report has not succeeded; 406; 404 when the document is no longer kept; when the bucket does not answer.
    pub async fn deliver(
        &self,
        call: &Call,
        report: &Report,
        asked: Option<Format>,
        purpose: Purpose,
    ) -> Result<Reply, Failure> {
        let artifact = artifact(report)?;
        let accept = Accept::parse(call.header(ACCEPT));
        let format = purpose.choose(asked.or(report.format), &accept)?;
        Box::pin(self.send(call, report, artifact, format, purpose)).await
    }
}

/// What was made of a report.
///
/// # Errors
/// 409 when the report has not succeeded; 404 when the time is over for which it was to be kept.
pub fn artifact(report: &Report) -> Result<&Artifact, Failure> {
    match &report.state {
        State::Queued | State::Running => Err(Failure::not_ready(report.state.status())),
        State::Failed { error } => Err(Failure::report_failed(error)),
        State::Succeeded { artifact, .. } => {
            // To the minute. Its bytes are removed by the sweeper, a little later.
            if let Some(days) = report.retain_days
                && report.kept_until().is_some_and(|until| until <= Timestamp::now())
            {
                return Err(Failure::documents_expired(days));
            }
            Ok(artifact)
        }
    }
}

impl<R: Reports, D: Documents> Endpoint for Delivery<R, D> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Get];
    const ALLOW: &'static str = "GET, HEAD";
    const JSON: bool = false;

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let asked = asked_format(&call.query)?;
        let Some(id) = call.path_id("report_id") else { return Err(Failure::no_such_report()) };
        let report = self.reports.report(id).await?;
        let report = report
            .filter(|report| caller.key.may_access(report.subject.project_id))
            .ok_or_else(Failure::no_such_report)?;
        self.sender.deliver(call, &report, asked, self.purpose).await
    }
}

#[cfg(test)]
mod tests;
