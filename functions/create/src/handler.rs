//! Creating a report.

use futures_util::future::join;
use lambda_http::http::{HeaderValue, StatusCode, header::LOCATION};
use report_domain::{JobId, ReportId, RetainDays, SnapshotPin, Status};
use report_edge::{Call, CallMethod, Caller, Endpoint, Failure, Reply, json};
use report_storage::{
    Claim, ClaimOutcome, CreateError, CreateReports, IdempotencyKey, IdempotencyKeys, Message, NewReport,
    RenderQueue, RequestHash, Snapshots, StorageError,
};
use serde::Serialize;

use crate::request::{self, Request};

/// `POST /api/reports`.
pub struct Create<R, S, Q> {
    reports: R,
    snapshots: S,
    queue: Q,
    longest: RetainDays,
}

#[derive(Serialize)]
struct Answer {
    report_id: ReportId,
    job_id: JobId,
    status: Status,
}

/// The answer to a request for a report, the first time and every time it is repeated.
fn created(report_id: ReportId, job_id: JobId) -> Reply {
    let mut reply = json(StatusCode::CREATED, &Answer { report_id, job_id, status: Status::Queued });
    if let Ok(location) = HeaderValue::from_str(&format!("/api/reports/{report_id}")) {
        reply.headers_mut().insert(LOCATION, location);
    }
    reply
}

impl<R, S, Q> Create<R, S, Q>
where
    R: CreateReports + IdempotencyKeys,
    S: Snapshots,
    Q: RenderQueue,
{
    /// Creates reports of the snapshots and sends their messages to the queue. Documents may be kept for at most `longest`.
    pub fn new(reports: R, snapshots: S, queue: Q, longest: RetainDays) -> Self {
        Self { reports, snapshots, queue, longest }
    }

    /// Claims the request's idempotency key, if it has one.
    async fn claim(&self, request: &Request, caller: &Caller) -> Result<Option<ClaimOutcome>, StorageError> {
        let Some(key) = &request.idempotency_key else { return Ok(None) };
        let key = IdempotencyKey::new(caller.digest, key);
        self.reports.claim(&key, &RequestHash::of(&request.subject, &request.options)).await.map(Some)
    }

    /// Everything after the idempotency key has been claimed, if there is one.
    async fn create(
        &self,
        request: &Request,
        snapshot: Option<SnapshotPin>,
        claim: Option<&Claim>,
    ) -> Result<Reply, Failure> {
        let snapshot = snapshot.ok_or_else(|| Failure::no_such_entity(&request.subject))?;
        let new = NewReport {
            id: ReportId::new(),
            job_id: JobId::new(),
            subject: request.subject,
            snapshot,
            options: request.options.clone(),
        };
        let report = self.reports.create_report(&new, claim).await.map_err(|error| match error {
            CreateError::Storage(error) => error.into(),
            CreateError::ClaimLost => Failure::in_flight(),
        })?;
        // The report exists now. If the message is not sent, the sweeper sends it later. An error here would make the
        // client create a second report.
        if let Err(error) = self.queue.send(Message::new(report.id, report.job_id)).await {
            tracing::error!(%error, report_id = %report.id, "the report is queued without a message");
        }
        Ok(created(report.id, report.job_id))
    }
}

impl<R, S, Q> Endpoint for Create<R, S, Q>
where
    R: CreateReports + IdempotencyKeys,
    S: Snapshots,
    Q: RenderQueue,
{
    const METHODS: &'static [CallMethod] = &[CallMethod::Post];
    const ALLOW: &'static str = "GET, HEAD, POST";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let request = request::read(call, self.longest)?;
        // The snapshot is looked up whether or not the API key may see the project, so the time of the answer does not
        // tell whether the entity exists.
        let (claimed, snapshot) =
            join(self.claim(&request, caller), self.snapshots.pin(&request.subject)).await;
        let claim = match claimed? {
            None => None,
            Some(ClaimOutcome::Taken(claim)) => Some(claim),
            Some(ClaimOutcome::Answered { report_id, job_id }) => return Ok(created(report_id, job_id)),
            Some(ClaimOutcome::InFlight) => return Err(Failure::in_flight()),
            Some(ClaimOutcome::OtherRequest) => return Err(Failure::idempotency_key_reused()),
        };
        let answer = match snapshot {
            Ok(snapshot) => {
                let visible = snapshot.filter(|_| caller.key.may_access(request.subject.project_id));
                self.create(&request, visible, claim.as_ref()).await
            }
            Err(error) => Err(error.into()),
        };
        if let (Err(_), Some(claim)) = (&answer, claim) {
            self.reports.release(claim).await;
        }
        answer
    }
}

#[cfg(test)]
mod tests;
