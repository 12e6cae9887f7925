//! The call itself.

use lambda_http::http::StatusCode;
use report_domain::{JobId, Report};
use report_edge::{Call, Caller, Endpoint, Failure, Job, Reply, Serves, job, json};
use report_storage::{StorageError, Table};
use serde::Serialize;

/// Where jobs are found.
pub trait Jobs: Send + Sync {
    /// The report that the job with that id renders.
    fn report(&self, id: JobId) -> impl Future<Output = Result<Option<Report>, StorageError>> + Send;
}

impl Jobs for Table {
    async fn report(&self, id: JobId) -> Result<Option<Report>, StorageError> {
        self.report_of_job(id).await
    }
}

/// `GET /api/jobs/{job_id}`.
pub struct GetJob<J>(pub J);

#[derive(Serialize)]
struct Answer<'a> {
    job: Job<'a>,
}

impl<J: Jobs> Endpoint for GetJob<J> {
    const SERVES: Serves = Serves::Get;
    const ALLOW: &'static str = "GET, HEAD";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let id = call.path_id("job_id").ok_or_else(Failure::no_such_job)?;
        let found = self.0.report(id).await?;
        let visible = found.filter(|report| caller.key.sees(report.subject.project_id));
        let report = visible.ok_or_else(Failure::no_such_job)?;
        Ok(json(StatusCode::OK, &Answer { job: job(&report) }))
    }
}
