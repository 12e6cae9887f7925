//! Reading a page of a list.

use lambda_http::http::StatusCode;
use report_domain::Problem;
use report_edge::{Call, CallMethod, Caller, Endpoint, Failure, ListItem, Query, Reply, json, list_item};
use report_storage::{List, Lists, Page, PageRange};
use serde::Serialize;

/// How many reports a page has where the request does not say.
const DEFAULT_LIMIT: u16 = 50;
/// How many reports a page has at most.
const LARGEST_LIMIT: u16 = 500;
/// The largest offset: the largest whole number that every JSON parser reads exactly.
const LARGEST_OFFSET: u64 = (1 << 53) - 1;

/// `GET /api/reports`.
pub struct ListReports<L>(pub L);

#[derive(Serialize)]
struct Answer<'a> {
    items: Vec<ListItem<'a>>,
    total: u64,
    limit: u16,
    offset: u64,
}

/// Reads the query.
fn read(query: &Query) -> Result<(List, PageRange), Vec<Problem>> {
    let mut problems = Vec::new();
    let mut note = |problem| problems.push(problem);
    let project_id = query.required("project_id", "uuid_parsing").map_err(&mut note);
    let kind = query.parsed("kind", "enum", |text| text.parse().map_err(|error| format!("{error}")));
    let kind = kind.map_err(&mut note);
    let entity_id = query.parsed("entity_id", "uuid_parsing", id).map_err(&mut note);
    let limit = query.number("limit", 1..=LARGEST_LIMIT.into()).map_err(&mut note);
    let offset = query.number("offset", 0..=LARGEST_OFFSET).map_err(&mut note);
    match (project_id, kind, entity_id, limit, offset) {
        (Ok(project_id), Ok(kind), Ok(entity_id), Ok(limit), Ok(offset)) => {
            // `number` has checked that it fits.
            let limit = limit.and_then(|limit| u16::try_from(limit).ok()).unwrap_or(DEFAULT_LIMIT);
            Ok((List { project_id, kind, entity_id }, PageRange { offset: offset.unwrap_or(0), limit }))
        }
        _ => Err(problems),
    }
}

fn id<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

impl<L: Lists> Endpoint for ListReports<L> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Get];
    const ALLOW: &'static str = "GET, HEAD, POST";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let (list, range) = read(&call.query).map_err(Failure::invalid)?;
        let page = if caller.key.may_access(list.project_id) {
            self.0.page(&list, range).await?
        } else {
            // The same answer as for a project without reports. The read is made so that it takes the same time, too.
            self.0.total(&list).await?;
            Page { reports: Vec::new(), total: 0 }
        };
        let items = page.reports.iter().map(list_item).collect();
        let answer = Answer { items, total: page.total, limit: range.limit, offset: range.offset };
        Ok(json(StatusCode::OK, &answer))
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

    const PROJECT: &str = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece";

    fn codes(query: &str) -> Vec<(String, &'static str)> {
        let problems = read(&Query::parse(query)).expect_err("the query is wrong");
        problems.into_iter().map(|problem| (problem.loc.join("."), problem.code)).collect()
    }

    #[test]
    fn a_page_has_fifty_reports_from_the_newest_unless_asked_otherwise() {
        let (list, range) = read(&Query::parse(&format!("project_id={PROJECT}"))).expect("valid");
        assert_eq!((list.project_id.to_string().as_str(), list.kind, list.entity_id), (PROJECT, None, None));
        assert_eq!(range, PageRange { offset: 0, limit: 50 });
    }

    #[test]
    fn everything_wrong_with_the_query_is_said_at_once() {
        let found = codes("kind=notebook&entity_id=42&limit=501&offset=-1");
        let expected = [
            ("query.project_id", "missing"),
            ("query.kind", "enum"),
            ("query.entity_id", "uuid_parsing"),
            ("query.limit", "less_than_equal"),
            ("query.offset", "greater_than_equal"),
        ];
        assert_eq!(found, expected.map(|(loc, code)| (loc.to_owned(), code)));
        let twice = format!("project_id={PROJECT},{PROJECT}");
        assert_eq!(codes(&twice), [("query.project_id".to_owned(), "uuid_parsing")]);
    }

    /// A page of the list of a project, in which there is one report if it is the project of [`report`].
    async fn shown(projects: Option<Uuid>, project_id: Uuid) -> String {
        let store = Memory::new();
        store.insert(report(State::Queued), ReportOptions::default());
        let call = call(Method::GET, &format!("project_id={project_id}"), &[]);
        let answer = ListReports(store).answer(&call, &reader(projects)).await;
        show(answer.unwrap_or_else(Failure::into_reply))
    }

    #[tokio::test]
    async fn another_projects_list_looks_like_an_empty_one() {
        let report = report(State::Queued);
        let project = report.subject.project_id.uuid();
        let visible = shown(None, project).await;
        assert!(visible.contains(&report.id.to_string()) && visible.contains("\"total\":1,"), "{visible}");
        let hidden = shown(Some(Uuid::from_u128(99)), project).await;
        assert_eq!(hidden, shown(None, Uuid::from_u128(98)).await);
        assert!(hidden.starts_with("200") && hidden.contains("\"total\":0,"), "{hidden}");
    }

    #[tokio::test]
    async fn the_largest_page_fits_an_answer_whatever_older_versions_have_stored() {
        let store = Memory::new();
        let State::Succeeded { artifact, mut summary } = report_edge::testing::succeeded(10, 20) else {
            panic!("it succeeded")
        };
        summary.insert("headline".into(), serde_json::json!("\u{7f}é\"".repeat(5000)));
        for _ in 0..LARGEST_LIMIT {
            let state = State::Succeeded { artifact: artifact.clone(), summary: summary.clone() };
            let report = report_domain::Report { id: report_domain::ReportId::new(), ..report(state) };
            store.insert(report, ReportOptions::default());
        }
        let project = report(State::Queued).subject.project_id;
        let call = call(Method::GET, &format!("project_id={project}&limit={LARGEST_LIMIT}"), &[]);
        let answer = ListReports(store).answer(&call, &reader(None)).await.expect("a page");
        // Lambda's limit is 6,291,556 bytes of an event, in which the body is a text with escaped quotes.
        let event = serde_json::json!(String::from_utf8_lossy(answer.body())).to_string();
        assert!(event.len() < 6_000_000, "{}", event.len());
        let page: serde_json::Value = serde_json::from_slice(answer.body()).expect("JSON");
        assert_eq!(page["items"].as_array().map(Vec::len), Some(LARGEST_LIMIT.into()));
    }
}
