//! Deleting one report.

use report_edge::{Call, Caller, Failure, Reply, no_content};
use report_storage::{DeleteReports, Documents, Reports};

/// `DELETE /api/reports/{report_id}`.
pub async fn answer(
    reports: &(impl Reports + DeleteReports),
    documents: &impl Documents,
    call: &Call,
    caller: &Caller,
) -> Result<Reply, Failure> {
    let id = call.path_id("report_id").ok_or_else(Failure::no_such_report)?;
    let found = reports.report(id).await?;
    let visible = found.filter(|report| caller.key.may_access(report.subject.project_id));
    let report = visible.ok_or_else(Failure::no_such_report)?;
    if !reports.delete_report(id).await? {
        return Err(Failure::no_such_report());
    }
    // The report is gone for everybody now. The sweeper removes what is left of its documents.
    if let Err(error) = documents.remove_all(id).await {
        tracing::error!(%error, report_id = %id, "the documents are left to the sweeper");
    }
    tracing::info!(report_id = %id, job_id = %report.job_id, project_id = %report.subject.project_id, "deleted");
    Ok(no_content())
}
