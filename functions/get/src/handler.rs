//! Reading one report.

use lambda_http::http::StatusCode;
use report_edge::{Call, CallMethod, Caller, Detail, Endpoint, Failure, Reply, detail, json};
use report_storage::Reports;
use serde::Serialize;

/// `GET /api/reports/{report_id}`.
pub struct Get<R>(pub R);

#[derive(Serialize)]
struct Answer<'a> {
    report: Detail<'a>,
}

impl<R: Reports> Endpoint for Get<R> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Get];
    const ALLOW: &'static str = "DELETE, GET, HEAD";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let id = call.path_id("report_id").ok_or_else(Failure::no_such_report)?;
        let found = self.0.report_with_options(id).await?;
        let visible = found.filter(|(report, _)| caller.key.may_access(report.subject.project_id));
        let (report, options) = visible.ok_or_else(Failure::no_such_report)?;
        Ok(json(StatusCode::OK, &Answer { report: detail(&report, &options) }))
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

    async fn get(projects: Option<Uuid>, report_id: &str) -> String {
        let store = Memory::new();
        store.insert(report(State::Queued), ReportOptions::default());
        let mut call = call(Method::GET, "", &[]);
        call.path_parameters.insert("report_id".into(), report_id.into());
        show(Get(store).answer(&call, &reader(projects)).await.unwrap_or_else(Failure::into_reply))
    }

    #[tokio::test]
    async fn a_report_comes_with_its_options() {
        let id = report(State::Queued).id.to_string();
        let shown = get(None, &id).await;
        assert!(shown.starts_with("200"), "{shown}");
        assert!(shown.contains(&id) && shown.contains("\"include_charts\":true"), "{shown}");
    }

    #[tokio::test]
    async fn another_projects_report_looks_like_none() {
        let hidden = get(Some(Uuid::from_u128(99)), &report(State::Queued).id.to_string()).await;
        assert!(hidden.starts_with("404"), "{hidden}");
        for unknown in ["00000000-0000-0000-0000-000000000063", "%2e%2e"] {
            assert_eq!(get(None, unknown).await, hidden);
        }
    }
}
