use std::collections::HashMap;

use report_domain::{JobId, Report, ReportId, State, Status};
use report_render::Rendered;
use report_storage::{DocumentKey, Memory, Message, Unfinished};
use serde_json::{Map, Value, json};

use super::*;
use crate::{attempt::MOST_ATTEMPTS, engine::RenderTask};

/// What happens while a report is rendered.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rendering {
    Works,
    FindsABadSnapshot,
    Panics,
    /// From then on, the table does not answer about the report.
    LosesTheTable,
    /// Another attempt takes the lease, which must have ended.
    LosesTheLease,
}

/// Renders reports as a test says.
struct Engine {
    store: Memory,
    renderings: HashMap<ReportId, Rendering>,
}

impl Render for Engine {
    async fn render(&self, task: RenderTask) -> Result<Rendered, String> {
        let id = task.report.id;
        match self.renderings.get(&id).copied().unwrap_or(Rendering::Works) {
            Rendering::Works => {}
            Rendering::FindsABadSnapshot => {
                return Err(format!("The snapshot {} is not JSON.", task.report.subject.snapshot_key()));
            }
            Rendering::Panics => panic!("a fault in a chart"),
            Rendering::LosesTheTable => self.store.fail("dynamodb:UpdateItem", id),
            Rendering::LosesTheLease => begin_attempt(&self.store, id, in_a_minute()).await,
        }
        let summary = Map::from_iter([("pages".to_owned(), json!(6))]);
        Ok(Rendered { html: vec![1; 3], pdf: vec![2; 5], summary, title: "Q3".into() })
    }
}

fn in_a_minute() -> Timestamp {
    Timestamp::now().after(Duration::from_secs(60))
}

/// A lease until then has ended for ever.
fn long_ago() -> Timestamp {
    Timestamp::from_unix_millis(0)
}

async fn begin_attempt(store: &Memory, id: ReportId, until: Timestamp) {
    let lease = store.take_lease(id, until).await.expect("an answer");
    assert!(matches!(lease, LeaseOutcome::Taken(_)), "{lease:?}");
}

fn message(report: &Report) -> String {
    json!(Message::new(report.id, report.job_id)).to_string()
}

/// Handles a batch of messages, each named by its place; the places of those that are delivered again.
async fn handle(
    store: &Memory,
    renderings: impl IntoIterator<Item = (ReportId, Rendering)>,
    messages: impl IntoIterator<Item = String>,
    deadline: Timestamp,
) -> Vec<usize> {
    let records = messages.into_iter().enumerate();
    let records: Vec<Value> =
        records.map(|(place, body)| json!({ "messageId": place.to_string(), "body": body })).collect();
    let batch = serde_json::from_value(json!({ "Records": records })).expect("a batch");
    let engine = Engine { store: store.clone(), renderings: renderings.into_iter().collect() };
    let renderer = Renderer { reports: store.clone(), bucket: store.clone(), engine };
    let deadline = u64::try_from(deadline.unix_millis()).expect("after 1970");
    let failures = json!(renderer.handle(batch, deadline).await);
    let failures = failures["batchItemFailures"].as_array().expect("a list").iter();
    failures
        .map(|failure| failure["itemIdentifier"].as_str().expect("a name").parse().expect("a place"))
        .collect()
}

/// Creates a report for each rendering and handles the batch of their messages.
async fn render<const N: usize>(store: &Memory, renderings: [Rendering; N]) -> ([Report; N], Vec<usize>) {
    let mut reports = Vec::new();
    for _ in 0..N {
        reports.push(store.create().await);
    }
    let ids = reports.iter().map(|report| report.id).zip(renderings).collect::<Vec<_>>();
    let again = handle(store, ids, reports.iter().map(message), in_a_minute()).await;
    (reports.try_into().expect("as many"), again)
}

async fn state(store: &Memory, report: &Report) -> State {
    store.report(report.id).await.expect("an answer").expect("a report").state
}

async fn error(store: &Memory, report: &Report) -> String {
    match state(store, report).await {
        State::Failed { error } => error,
        other => panic!("did not fail: {other:?}"),
    }
}

#[tokio::test]
async fn a_fault_in_one_report_of_a_batch_does_not_touch_the_others() {
    use Rendering::{FindsABadSnapshot, LosesTheTable, Panics, Works};
    let store = Memory::new();
    let (reports, again) = render(&store, [Works, FindsABadSnapshot, Panics, LosesTheTable, Works]).await;
    let mut found = Vec::new();
    for report in &reports {
        found.push(state(&store, report).await.status());
    }
    use Status::{Failed, Running, Succeeded};
    assert_eq!(found, [Succeeded, Failed, Failed, Running, Succeeded]);
    assert_eq!(again, [3]);
}

#[tokio::test]
async fn a_succeeded_report_has_its_documents_its_summary_and_its_title() {
    let store = Memory::new();
    let ([report], _) = render(&store, [Rendering::Works]).await;
    let report = store.report(report.id).await.expect("an answer").expect("a report");
    let State::Succeeded { artifact, summary } = report.state else { panic!("{report:?}") };
    assert_eq!((artifact.html_bytes, artifact.pdf_bytes, &summary["pages"]), (3, 5, &json!(6)));
    assert_eq!((report.title.as_deref(), report.attempts), (Some("Q3"), 1));
    for (format, bytes) in
        [(report_domain::Format::Html, vec![1; 3]), (report_domain::Format::Pdf, vec![2; 5])]
    {
        let key = DocumentKey { report_id: report.id, artifact_id: artifact.id, format };
        assert_eq!(store.document(&key).await.expect("an answer"), Some(bytes));
    }
}

#[tokio::test]
async fn no_report_succeeds_before_both_documents_are_stored() {
    for format in ["html", "pdf"] {
        let store = Memory::new();
        store.fail("s3:PutObject", format!("report.{format}"));
        let ([report], again) = render(&store, [Rendering::Works]).await;
        assert_eq!((state(&store, &report).await, again), (State::Running, vec![0]), "{format}");
    }
}

#[tokio::test]
async fn permanent_faults_fail_at_once_with_a_sentence_for_the_user() {
    let store = Memory::new();
    let ([bad, panicked], again) = render(&store, [Rendering::FindsABadSnapshot, Rendering::Panics]).await;
    assert!(again.is_empty());
    let key = bad.subject.snapshot_key();
    assert_eq!(error(&store, &bad).await, format!("The snapshot {key} is not JSON."));
    assert!(error(&store, &panicked).await.contains(&panicked.id.to_string()), "an id to quote");
}

#[tokio::test]
async fn a_report_fails_when_its_snapshot_is_gone() {
    let store = Memory::new();
    let mut gone = store.create().await;
    gone.id = ReportId::new();
    gone.snapshot.version_id = Some("removed".into());
    store.insert(gone.clone(), report_domain::ReportOptions::default());
    assert!(handle(&store, [], [message(&gone)], in_a_minute()).await.is_empty());
    let error = error(&store, &gone).await;
    assert!(error.contains(&gone.subject.snapshot_key()) && error.contains("publish it again"), "{error}");
}

#[tokio::test]
async fn a_report_gets_four_attempts() {
    let store = Memory::new();
    let (last, exhausted) = (store.create().await, store.create().await);
    for (report, before) in [(&last, MOST_ATTEMPTS - 1), (&exhausted, MOST_ATTEMPTS)] {
        for _ in 0..before {
            begin_attempt(&store, report.id, long_ago()).await;
        }
    }
    let messages = [message(&last), message(&exhausted)];
    assert!(handle(&store, [], messages, in_a_minute()).await.is_empty());
    assert_eq!(state(&store, &last).await.status(), Status::Succeeded);
    let error = error(&store, &exhausted).await;
    assert!(error.starts_with("The report could not be rendered in 4 attempts;"), "{error}");
}

#[tokio::test]
async fn passing_faults_give_the_lease_up_and_bring_the_message_back() {
    let store = Memory::new();
    let report = store.create().await;
    store.fail("s3:GetObject", report.subject.snapshot_key());
    assert_eq!(handle(&store, [], [message(&report)], in_a_minute()).await, [0]);
    assert_eq!(state(&store, &report).await, State::Running);
    begin_attempt(&store, report.id, in_a_minute()).await; // the lease is free
}

#[tokio::test]
async fn messages_that_come_too_often_change_nothing() {
    let store = Memory::new();
    let (held, finished) = (store.create().await, store.create().await);
    begin_attempt(&store, held.id, in_a_minute()).await;
    assert!(store.abandon(finished.id, "the first reason").await.expect("an answer"));
    let messages = [message(&held), message(&finished)];
    assert!(handle(&store, [], messages, in_a_minute()).await.is_empty());
    assert_eq!(state(&store, &held).await, State::Running);
    assert_eq!(error(&store, &finished).await, "the first reason");
    assert_eq!(store.calls("s3:GetObject"), 0, "nothing was rendered");
}

#[tokio::test]
async fn an_attempt_that_lost_its_lease_leaves_the_report_to_the_next_one() {
    let store = Memory::new();
    let report = store.create().await;
    let renderings = [(report.id, Rendering::LosesTheLease)];
    assert!(handle(&store, renderings, [message(&report)], long_ago()).await.is_empty());
    let report = store.report(report.id).await.expect("an answer").expect("a report");
    assert_eq!((report.state, report.attempts), (State::Running, 2));
}

#[tokio::test]
async fn messages_that_name_no_report_of_ours_are_dropped() {
    let stray = json!(Message::new(ReportId::new(), JobId::new())).to_string();
    let messages = ["hello".to_owned(), "{}".to_owned(), stray];
    assert!(handle(&Memory::new(), [], messages, in_a_minute()).await.is_empty());
}
