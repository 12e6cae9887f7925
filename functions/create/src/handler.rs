//! The call itself.

use futures_util::future::join;
use lambda_http::http::{HeaderValue, StatusCode, header::LOCATION};
use report_domain::{JobId, Report, ReportId, SnapshotPin, Status, Subject};
use report_edge::{Call, Caller, Endpoint, Failure, Reply, Serves, json};
use report_storage::{
    Begun, Bucket, Claim, CreateError, IdempotencyKey, Message, NewReport, Queue, RequestHash, StorageError,
    Table,
};
use serde::Serialize;

use crate::request::{self, Request};

/// Where reports are stored.
pub trait Reports: Send + Sync {
    /// Claims an idempotency key for a request, or says what became of the request before.
    fn begin(
        &self,
        key: &IdempotencyKey,
        request: &RequestHash,
    ) -> impl Future<Output = Result<Begun, StorageError>> + Send;
    /// Gives a claim back.
    fn release(&self, claim: Claim) -> impl Future<Output = ()> + Send;
    /// Stores a report as queued and settles the claim.
    fn create(
        &self,
        new: &NewReport,
        claim: Option<&Claim>,
    ) -> impl Future<Output = Result<Report, CreateError>> + Send;
}

/// Where entities' snapshots are.
pub trait Entities: Send + Sync {
    /// The current version of an entity's snapshot.
    fn pin(
        &self,
        subject: &Subject,
    ) -> impl Future<Output = Result<Option<SnapshotPin>, StorageError>> + Send;
}

/// Who has reports rendered.
pub trait Jobs: Send + Sync {
    /// Asks for a report to be rendered.
    fn send(&self, message: Message) -> impl Future<Output = Result<(), StorageError>> + Send;
}

impl Reports for Table {
    async fn begin(&self, key: &IdempotencyKey, request: &RequestHash) -> Result<Begun, StorageError> {
        Table::begin(self, key, request).await
    }

    async fn release(&self, claim: Claim) {
        Table::release(self, claim).await;
    }

    async fn create(&self, new: &NewReport, claim: Option<&Claim>) -> Result<Report, CreateError> {
        self.create_report(new, claim).await
    }
}

impl Entities for Bucket {
    async fn pin(&self, subject: &Subject) -> Result<Option<SnapshotPin>, StorageError> {
        Bucket::pin(self, subject).await
    }
}

impl Jobs for Queue {
    async fn send(&self, message: Message) -> Result<(), StorageError> {
        Queue::send(self, message).await
    }
}

/// `POST /api/reports`.
pub struct Create<R, E, J> {
    reports: R,
    entities: E,
    jobs: J,
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

impl<R: Reports, E: Entities, J: Jobs> Create<R, E, J> {
    /// Creates reports with what it is given.
    pub fn new(reports: R, entities: E, jobs: J) -> Self {
        Self { reports, entities, jobs }
    }

    async fn begin(&self, request: &Request, caller: &Caller) -> Result<Option<Begun>, StorageError> {
        let Some(key) = &request.idempotency_key else { return Ok(None) };
        let key = IdempotencyKey::new(caller.digest, key);
        self.reports.begin(&key, &RequestHash::of(&request.subject, &request.options)).await.map(Some)
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
        let report = self.reports.create(&new, claim).await.map_err(|error| match error {
            CreateError::Storage(error) => error.into(),
            CreateError::ClaimLost => Failure::in_flight(),
            CreateError::Contended { tries } => {
                tracing::error!(tries, project_id = %request.subject.project_id, "too many creations at once");
                Failure::unavailable()
            }
        })?;
        // The report exists now, whatever becomes of the message: without one, the sweeper has it rendered a little
        // later. An error here would only make the client create a second one.
        if let Err(error) = self.jobs.send(Message::new(report.id, report.job_id)).await {
            tracing::error!(%error, report_id = %report.id, "queued without a message");
        }
        Ok(created(report.id, report.job_id))
    }
}

impl<R: Reports, E: Entities, J: Jobs> Endpoint for Create<R, E, J> {
    const SERVES: Serves = Serves::Post;
    const ALLOW: &'static str = "GET, HEAD, POST";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let request = request::read(call)?;
        // Looked up for every project alike: a key that may not see it learns nothing from the time that it takes.
        let (begun, snapshot) = join(self.begin(&request, caller), self.entities.pin(&request.subject)).await;
        let claim = match begun? {
            None => None,
            Some(Begun::Claimed(claim)) => Some(claim),
            Some(Begun::Answered { report_id, job_id }) => return Ok(created(report_id, job_id)),
            Some(Begun::InFlight) => return Err(Failure::in_flight()),
            Some(Begun::OtherRequest) => return Err(Failure::idempotency_key_reused()),
        };
        let answer = match snapshot {
            Ok(snapshot) => {
                let visible = snapshot.filter(|_| caller.key.sees(request.subject.project_id));
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
