//! Reading one job.

use lambda_http::http::StatusCode;
use report_edge::{Call, CallMethod, Caller, Endpoint, Failure, Job, Reply, job, json};
use report_storage::Reports;
use serde::Serialize;

/// `GET /api/jobs/{job_id}`.
pub struct GetJob<R>(pub R);

#[derive(Serialize)]
struct Answer<'a> {
    job: Job<'a>,
}

impl<R: Reports> Endpoint for GetJob<R> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Get];
    const ALLOW: &'static str = "GET, HEAD";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let id = call.path_id("job_id").ok_or_else(Failure::no_such_job)?;
        let found = self.0.report_of_job(id).await?;
        let visible = found.filter(|report| caller.key.may_access(report.subject.project_id));
        let report = visible.ok_or_else(Failure::no_such_job)?;
        Ok(json(StatusCode::OK, &Answer { job: job(&report) }))
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::http::Method;
    use report_domain::{ReportOptions, State};
    use report_edge::testing::{call, reader, report, show};
    use report_storage::Memory;
    use uuid::Uuid;

    use super::*;

    async fn get(projects: Option<Uuid>, job_id: &str) -> String {
        let store = Memory::new();
        store.insert(report(State::Queued), ReportOptions::default());
        let mut call = call(Method::GET, "", &[]);
        call.path_parameters.insert("job_id".into(), job_id.into());
        show(GetJob(store).answer(&call, &reader(projects)).await.unwrap_or_else(Failure::into_reply))
    }

    #[tokio::test]
    async fn a_job_is_found_by_its_own_id() {
        let report = report(State::Queued);
        let shown = get(None, &report.job_id.to_string()).await;
        assert!(shown.starts_with("200") && shown.contains(&report.id.to_string()), "{shown}");
        assert!(get(None, &report.id.to_string()).await.starts_with("404"), "a report's id is no job's id");
    }

    #[tokio::test]
    async fn another_projects_job_looks_like_none() {
        let hidden = get(Some(Uuid::from_u128(99)), &report(State::Queued).job_id.to_string()).await;
        assert_eq!(hidden, get(None, "00000000-0000-0000-0000-000000000063").await);
        assert!(hidden.starts_with("404"), "{hidden}");
    }
}
