//! Creating a report.

use lambda_http::http::{HeaderValue, StatusCode, header::LOCATION};
use report_creation::{Asked, Created, Creation, Refusal};
use report_domain::{JobId, ReportId, RetainDays, Status};
use report_edge::{Call, CallMethod, Caller, Endpoint, Failure, Reply, json};
use report_storage::{
    CreateReports, IdempotencyKey, IdempotencyKeys, Lists, RenderQueue, Reports, Snapshots,
};
use serde::Serialize;

use crate::request::{self, Request};

/// `POST /api/reports`.
pub struct Create<R, S, Q> {
    creation: Creation<R, S, Q>,
    longest: RetainDays,
}

#[derive(Serialize)]
struct Answer {
    report_id: ReportId,
    job_id: JobId,
    status: Status,
}

/// The answer to a request for a report, the first time and every time it is repeated.
fn created(Created { report_id, job_id }: Created) -> Reply {
    let mut reply = json(StatusCode::CREATED, &Answer { report_id, job_id, status: Status::Queued });
    if let Ok(location) = HeaderValue::from_str(&format!("/api/reports/{report_id}")) {
        reply.headers_mut().insert(LOCATION, location);
    }
    reply
}

impl<R, S, Q> Create<R, S, Q> {
    /// Creates reports whose documents may be kept for at most `longest`.
    pub fn new(creation: Creation<R, S, Q>, longest: RetainDays) -> Self {
        Self { creation, longest }
    }
}

impl<R, S, Q> Endpoint for Create<R, S, Q>
where
    R: CreateReports + IdempotencyKeys + Reports + Lists,
    S: Snapshots,
    Q: RenderQueue,
{
    const METHODS: &'static [CallMethod] = &[CallMethod::Post];
    const ALLOW: &'static str = "GET, HEAD, POST";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let Request { subject, options, idempotency_key } = request::read(call, self.longest)?;
        let idempotency_key = idempotency_key.map(|key| IdempotencyKey::new(caller.digest, &key));
        let asked = Asked { subject, options, idempotency_key };
        let is_visible = caller.key.may_access(subject.project_id);
        let made = self.creation.create(&asked, is_visible).await;
        made.map(created).map_err(|refusal| match refusal {
            Refusal::NoSuchEntity => Failure::no_such_entity(&subject),
            Refusal::Incomparable(problem) => Failure::invalid(vec![problem]),
            Refusal::InFlight => Failure::in_flight(),
            Refusal::KeyReused => Failure::idempotency_key_reused(),
            Refusal::Storage(error) => error.into(),
        })
    }
}

#[cfg(test)]
mod tests;
