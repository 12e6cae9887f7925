//! Changing one report.

use lambda_http::http::StatusCode;
use report_domain::{JobId, Report, ReportId, Status};
use report_edge::{Call, CallMethod, Caller, Endpoint, Failure, Reply, json};
use report_storage::{Change, ChangeReports, RenderQueue, Reports, retry_and_send};
use serde::Serialize;

/// `POST /api/reports/{report_id}/retry` and `POST …/cancel`.
pub struct ChangeReport<R, Q> {
    reports: R,
    queue: Q,
}

#[derive(Serialize)]
struct Answer {
    report_id: ReportId,
    job_id: JobId,
    status: Status,
}

impl<R: Reports + ChangeReports, Q: RenderQueue> ChangeReport<R, Q> {
    /// Changes reports, and sends messages to the queue for those to be rendered once more.
    pub fn new(reports: R, queue: Q) -> Self {
        Self { reports, queue }
    }

    async fn retry(&self, id: ReportId) -> Result<Report, Failure> {
        match retry_and_send(&self.reports, &self.queue, id).await? {
            Change::Made(report) => Ok(*report),
            Change::Impossible(report) => Err(Failure::not_failed(report.state.status())),
            Change::Unknown => Err(Failure::no_such_report()),
        }
    }

    async fn cancel(&self, id: ReportId) -> Result<Report, Failure> {
        match self.reports.cancel(id).await? {
            Change::Made(report) => Ok(*report),
            Change::Impossible(report) => Err(Failure::not_queued(report.state.status())),
            Change::Unknown => Err(Failure::no_such_report()),
        }
    }
}

impl<R: Reports + ChangeReports, Q: RenderQueue> Endpoint for ChangeReport<R, Q> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Post];
    const ALLOW: &'static str = "POST";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let id = call.path_id("report_id").ok_or_else(Failure::no_such_report)?;
        let found = self.reports.report(id).await?;
        let visible = found.filter(|report| caller.key.may_access(report.subject.project_id));
        let id = visible.ok_or_else(Failure::no_such_report)?.id;
        let report = match call.path.rsplit('/').next() {
            Some("retry") => self.retry(id).await?,
            _ => self.cancel(id).await?,
        };
        let answer = Answer { report_id: report.id, job_id: report.job_id, status: report.state.status() };
        Ok(json(StatusCode::ACCEPTED, &answer))
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::http::Method;
    use report_domain::{ReportOptions, Scope, State};
    use report_edge::testing::{REPORT, api_key, call, report, show};
    use report_storage::{KeyDigest, Memory};
    use uuid::Uuid;

    use super::*;

    /// A change of the report in a store, asked for with a key for these projects.
    async fn ask(store: &Memory, projects: Option<Uuid>, what: &str) -> String {
        let caller = Caller { digest: KeyDigest::of("k"), key: api_key([Scope::Write], projects) };
        let mut call = call(Method::POST, "", &[]);
        call.path = format!("/api/reports/{REPORT}/{what}");
        call.path_parameters.insert("report_id".into(), REPORT.to_string());
        let change = ChangeReport::new(store.clone(), store.clone());
        show(change.answer(&call, &caller).await.unwrap_or_else(Failure::into_reply))
    }

    fn store(state: State) -> Memory {
        let store = Memory::new();
        store.insert(report(state), ReportOptions::default());
        store
    }

    fn failed() -> State {
        State::Failed { error: "The snapshot is not JSON.".into() }
    }

    async fn state(store: &Memory) -> State {
        store.report(REPORT.into()).await.expect("an answer").expect("a report").state
    }

    #[tokio::test]
    async fn a_failed_report_is_queued_again_and_no_other() {
        let store = store(failed());
        let shown = ask(&store, None, "retry").await;
        assert!(shown.starts_with("202") && shown.contains("\"status\":\"queued\""), "{shown}");
        assert_eq!((state(&store).await, store.messages().len()), (State::Queued, 1));
        let shown = ask(&store, None, "retry").await;
        assert!(shown.starts_with("409") && shown.contains("queued"), "{shown}");
        assert_eq!(store.messages().len(), 1);
    }

    #[tokio::test]
    async fn a_retry_without_a_message_is_left_to_the_sweeper() {
        let store = store(failed());
        store.fail("sqs:SendMessage", "");
        assert!(ask(&store, None, "retry").await.starts_with("202"));
        assert_eq!(state(&store).await, State::Queued);
    }

    #[tokio::test]
    async fn a_queued_report_is_cancelled_and_no_other() {
        let store = store(State::Queued);
        let shown = ask(&store, None, "cancel").await;
        assert!(shown.starts_with("202") && shown.contains("\"status\":\"failed\""), "{shown}");
        assert_eq!(state(&store).await, State::Failed { error: "Cancelled.".into() });
        assert!(ask(&store, None, "cancel").await.starts_with("409"));
        assert!(ask(&store, None, "retry").await.starts_with("202"), "it can be asked for again");
        let running = self::store(State::Running);
        assert!(ask(&running, None, "cancel").await.starts_with("409"));
        assert!(ask(&running, None, "retry").await.starts_with("409"));
    }

    #[tokio::test]
    async fn another_projects_report_looks_like_none() {
        let hidden = ask(&store(failed()), Some(Uuid::from_u128(99)), "retry").await;
        assert!(hidden.starts_with("404"), "{hidden}");
        assert_eq!(ask(&Memory::new(), None, "retry").await, hidden);
        let store = store(State::Queued);
        assert_eq!(ask(&store, Some(Uuid::from_u128(99)), "cancel").await, hidden);
        assert_eq!(state(&store).await, State::Queued);
    }
}
