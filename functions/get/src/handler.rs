//! The call itself.

use lambda_http::http::StatusCode;
use report_domain::{Report, ReportId, ReportOptions};
use report_edge::{Call, Caller, Detail, Endpoint, Failure, Reply, Serves, detail, json};
use report_storage::{StorageError, Table};
use serde::Serialize;

/// Where reports are found.
pub trait Reports: Send + Sync {
    /// The report with that id, and its options.
    fn find(
        &self,
        id: ReportId,
    ) -> impl Future<Output = Result<Option<(Report, ReportOptions)>, StorageError>> + Send;
}

impl Reports for Table {
    async fn find(&self, id: ReportId) -> Result<Option<(Report, ReportOptions)>, StorageError> {
        self.report_with_options(id).await
    }
}

/// `GET /api/reports/{report_id}`.
pub struct Get<R>(pub R);

#[derive(Serialize)]
struct Answer<'a> {
    report: Detail<'a>,
}

impl<R: Reports> Endpoint for Get<R> {
    const SERVES: Serves = Serves::Get;
    const ALLOW: &'static str = "GET, HEAD";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let id = call.path_id("report_id").ok_or_else(Failure::no_such_report)?;
        let found = self.0.find(id).await?;
        let visible = found.filter(|(report, _)| caller.key.sees(report.subject.project_id));
        let (report, options) = visible.ok_or_else(Failure::no_such_report)?;
        Ok(json(StatusCode::OK, &Answer { report: detail(&report, &options) }))
    }
}
