use std::collections::HashMap;

use report_domain::{ArtifactId, Format, JobId, LARGEST_SNAPSHOT, Report, ReportId, State, Status};
use report_render::{Bundle, Rendered};
use report_storage::{
    Companion, CompanionKey, DocumentKey, MOST_ATTEMPTS, Memory, Message, TimeLimit, Unfinished,
};
use serde_json::{Map, Value, json};

use super::*;
use crate::engine::RenderTask;

/// What happens while a report is rendered.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rendering {
    Works,
    FindsABadSnapshot,
    Panics,
    /// From then on, the table does not answer about the report.
    LosesTheTable,
    /// No other report of the test may be running.
    IsAlone,
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
            Rendering::IsAlone => {
                for other in self.renderings.keys().filter(|other| **other != id) {
                    let report = self.store.report(*other).await.expect("an answer").expect("a report");
                    assert_ne!(report.state, State::Running, "{id} began while {other} was running");
                }
                tokio::task::yield_now().await; // Others could begin now.
            }
            Rendering::LosesTheLease => begin_attempt(&self.store, id, in_a_minute()).await,
        }
        let summary = Map::from_iter([("pages".to_owned(), json!(6))]);
        let documents = Format::ALL.map(|format| (format, document(format))).into();
        Ok(Rendered { documents, summary, title: "Q3".into(), bundle: bundle(&task) })
    }
}

/// A bundle of the engine.
fn bundle(task: &RenderTask) -> Bundle {
    let Report { id, subject, created_at, .. } = &task.report;
    let bundle = json!({
        "version": 1, "engine": "0.0.0", "options": {}, "documents": {}, "commentary": { "status": "not_requested" },
        "report": {
            "id": id, "artifact_id": task.artifact_id, "project_id": subject.project_id, "kind": subject.kind,
            "entity_id": subject.entity_id, "created_at": created_at,
        },
        "snapshot": { "key": "k", "version": "v", "schema_version": 1, "bytes": 0, "sha256": "" },
        "page": { "paper": "a4", "has_fallback_fonts": false },
    });
    Bundle::read(bundle.to_string().as_bytes()).expect("a bundle")
}

/// A document of the engine.
fn document(format: Format) -> Vec<u8> {
    format.as_str().into()
}

fn in_a_minute() -> Timestamp {
    Timestamp::now().after(Duration::from_secs(60))
}

/// When an invocation that has just begun ends.
fn in_two_minutes() -> Timestamp {
    Timestamp::now().after(Duration::from_secs(120))
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

/// A message as the queue delivers it, named by its place, for the so-many-th time.
fn record((place, body): (usize, String), times: u32) -> Value {
    let attributes = json!({ "ApproximateReceiveCount": times.to_string() });
    json!({ "messageId": place.to_string(), "body": body, "attributes": attributes })
}

/// Handles a batch of messages, each named by its place; the places of those that are delivered again.
async fn handle(
    store: &Memory,
    renderings: impl IntoIterator<Item = (ReportId, Rendering)>,
    messages: impl IntoIterator<Item = String>,
    deadline: Timestamp,
) -> Vec<usize> {
    let records = messages.into_iter().enumerate().map(|message| record(message, 1)).collect();
    handle_records(store, renderings, records, deadline).await
}

/// The same with records as the queue delivers them.
async fn handle_records(
    store: &Memory,
    renderings: impl IntoIterator<Item = (ReportId, Rendering)>,
    records: Vec<Value>,
    deadline: Timestamp,
) -> Vec<usize> {
    let batch = serde_json::from_value(json!({ "Records": records })).expect("a batch");
    let engine = Engine { store: store.clone(), renderings: renderings.into_iter().collect() };
    let renderer = Renderer {
        reports: store.clone(),
        bucket: store.clone(),
        queue: store.clone(),
        engine,
        limit: TimeLimit::new(Duration::from_secs(3600)),
    };
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

async fn read(store: &Memory, report: &Report) -> Report {
    store.report(report.id).await.expect("an answer").expect("a report")
}

async fn state(store: &Memory, report: &Report) -> State {
    read(store, report).await.state
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
    assert!(again.is_empty(), "{again:?}");
    let put_off: Vec<_> = store.messages().iter().map(Message::report_id).collect();
    assert_eq!(put_off, [reports[3].id]);
}

#[tokio::test]
async fn a_succeeded_report_has_its_documents_its_summary_and_its_title() {
    let store = Memory::new();
    let ([report], _) = render(&store, [Rendering::Works]).await;
    let report = store.report(report.id).await.expect("an answer").expect("a report");
    let State::Succeeded { artifact, summary } = report.state else { panic!("{report:?}") };
    assert_eq!(summary["pages"], json!(6));
    assert_eq!((report.title.as_deref(), report.attempts), (Some("Q3"), 1));
    for format in Format::ALL {
        let key = DocumentKey { report_id: report.id, artifact_id: artifact.id, format };
        assert_eq!(artifact.written.bytes(format), Some(document(format).len() as u64));
        assert_eq!(store.document(&key).await.expect("an answer"), Some(document(format)));
    }
    let key = CompanionKey { report_id: report.id, artifact_id: artifact.id, companion: Companion::Bundle };
    let kept = store.companion(&key).await.expect("an answer").expect("a bundle");
    assert_eq!(Bundle::read(&kept).expect("a bundle").report.artifact_id, artifact.id);
}

#[tokio::test]
async fn no_report_succeeds_before_all_documents_and_what_goes_with_them_are_stored() {
    let documents = Format::ALL.map(|format| format!("report.{}", format.as_str()));
    for format in documents.into_iter().chain(["bundle.json".to_owned(), "snapshot.json".to_owned()]) {
        let store = Memory::new();
        store.fail("s3:PutObject", &format);
        let ([report], again) = render(&store, [Rendering::Works]).await;
        assert_eq!((state(&store, &report).await, again), (State::Running, vec![]), "{format}");
        assert_eq!(store.messages(), [Message::new(report.id, report.job_id).put_off()], "{format}");
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
async fn a_report_fails_when_its_snapshot_is_larger_than_one_may_be() {
    let store = Memory::new();
    let mut large = store.create().await;
    large.id = ReportId::new();
    large.snapshot = store.put_snapshot(&large.subject, vec![b' '; LARGEST_SNAPSHOT + 1]);
    store.insert(large.clone(), report_domain::ReportOptions::default());
    assert!(handle(&store, [], [message(&large)], in_a_minute()).await.is_empty());
    let error = error(&store, &large).await;
    assert!(error.contains("is 33554433 bytes long") && error.contains("at most 33554432 bytes"), "{error}");
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
async fn a_report_that_kills_its_renderers_gets_two_attempts() {
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
    assert!(error.starts_with("The report could not be rendered in 2 attempts,"), "{error}");
    assert_eq!(read(&store, &exhausted).await.attempts, 2, "as the sentence says");
}

/// Delivers the message of a report, and then those that are sent instead, so many times.
async fn deliver_again_and_again(store: &Memory, report: &Report, times: usize) {
    let mut next = message(report);
    for _ in 0..times {
        let sent = store.messages().len();
        assert!(handle(store, [], [next.clone()], in_two_minutes()).await.is_empty());
        match store.messages().get(sent..) {
            Some([one]) => next = json!(one).to_string(),
            Some([]) => return,
            more => panic!("one message takes the place of another: {more:?}"),
        }
    }
}

#[tokio::test]
async fn an_outage_uses_up_no_attempt_however_long_it_lasts() {
    for operation in ["s3:GetObject", "s3:PutObject", "dynamodb:GetItem", "dynamodb:UpdateItem"] {
        for denied in [false, true] {
            let (store, case) = (Memory::new(), format!("{operation}, denied: {denied}"));
            let report = store.create().await;
            if denied {
                store.deny(operation, "")
            } else {
                store.fail(operation, "")
            }
            deliver_again_and_again(&store, &report, 20).await;
            let messages = store.messages();
            assert_eq!(messages.len(), 20, "{case}");
            assert!(messages.is_sorted_by_key(Message::longest_pause), "{case}: {messages:?}");
            assert_eq!(messages[19].longest_pause(), Duration::from_secs(900), "{case}");
            store.recover();
            assert!(!state(&store, &report).await.is_final(), "{case}");
            assert!(handle(&store, [], [json!(messages[19]).to_string()], in_two_minutes()).await.is_empty());
            let report = read(&store, &report).await;
            assert_eq!((report.state.status(), report.attempts), (Status::Succeeded, 1), "{case}");
        }
    }
}

#[tokio::test]
async fn an_attempt_that_could_not_say_that_it_ended_does_not_count_either() {
    let store = Memory::new();
    let ([report], _) = render(&store, [Rendering::LosesTheTable]).await;
    store.recover();
    assert_eq!(read(&store, &report).await.attempts, 1, "the table did not take it back");
    let [message] = store.messages()[..] else { panic!("one message") };
    assert!(handle(&store, [], [json!(message).to_string()], in_two_minutes()).await.is_empty());
    let report = read(&store, &report).await;
    assert_eq!((report.state.status(), report.attempts), (Status::Succeeded, 1));
}

#[tokio::test]
async fn documents_that_a_killed_attempt_has_left_are_removed() {
    let store = Memory::new();
    let report = store.create().await;
    let left = DocumentKey {
        report_id: report.id,
        artifact_id: report_domain::ArtifactId::new(),
        format: Format::Pdf,
    };
    store.put(&left, vec![1]).await.expect("stored");
    let message = json!(Message::new(report.id, report.job_id).alone()).to_string();
    assert!(handle(&store, [], [message], in_two_minutes()).await.is_empty());
    let State::Succeeded { artifact, .. } = state(&store, &report).await else { panic!("it succeeded") };
    assert!(!store.is_kept(&left).await.expect("an answer"));
    let kept = DocumentKey { artifact_id: artifact.id, ..left };
    assert!(store.is_kept(&kept).await.expect("an answer"));
    let (first, _) = render(&store, [Rendering::Works]).await;
    assert_eq!(state(&store, &first[0]).await.status(), Status::Succeeded);
    assert_eq!(store.calls("s3:ListObjectsV2"), 1, "usually there is nothing to remove");
}

#[tokio::test]
async fn an_outage_that_outlasts_the_time_limit_fails_the_report() {
    let store = Memory::new();
    let mut report = store.create().await;
    report.id = ReportId::new();
    report.asked_at = Timestamp::from_unix_millis(report.created_at.unix_millis() - 3_601_000);
    store.insert(report.clone(), report_domain::ReportOptions::default());
    store.fail("s3:GetObject", "");
    assert!(handle(&store, [], [message(&report)], in_a_minute()).await.is_empty());
    let error = error(&store, &report).await;
    assert!(error.starts_with("The report could not be finished within 1 hour;"), "{error}");
    assert!(store.messages().is_empty());
}

#[tokio::test]
async fn the_queue_redelivers_a_message_only_if_it_takes_no_other() {
    let store = Memory::new();
    let report = store.create().await;
    store.fail("s3:GetObject", "");
    store.fail("sqs:SendMessage", "");
    assert_eq!(handle(&store, [], [message(&report)], in_a_minute()).await, [0]);
    let report = read(&store, &report).await;
    assert_eq!((report.state, report.attempts), (State::Running, 0));
    begin_attempt(&store, report.id, in_a_minute()).await; // the lease is free
}

#[tokio::test]
async fn what_no_repetition_helps_fails_at_once() {
    let store = Memory::new();
    store.refuse("s3:PutObject", "");
    let ([report], again) = render(&store, [Rendering::Works]).await;
    assert!(again.is_empty() && store.messages().is_empty());
    assert!(error(&store, &report).await.contains(&report.id.to_string()), "an id to quote");
}

#[tokio::test]
async fn after_a_kill_reports_are_rendered_one_by_one() {
    for times in [1, 2] {
        let store = Memory::new();
        let (mut records, mut renderings) = (Vec::new(), Vec::new());
        for place in 0..3 {
            let report = store.create().await;
            // Delivered again by the queue, or sent by the sweeper.
            let message = Message::new(report.id, report.job_id);
            let message = if times > 1 { message } else { message.alone() };
            records.push(record((place, json!(message).to_string()), times));
            renderings.push((report.id, Rendering::IsAlone));
        }
        let ids: Vec<_> = renderings.iter().map(|(id, _)| *id).collect();
        assert!(handle_records(&store, renderings, records, in_two_minutes()).await.is_empty());
        for id in ids {
            let report = store.report(id).await.expect("an answer").expect("a report");
            assert_eq!(report.state.status(), Status::Succeeded, "{:?}", report.state);
        }
    }
}

#[tokio::test]
async fn no_attempt_is_begun_alone_that_could_not_end() {
    let store = Memory::new();
    let report = store.create().await;
    let alone = Message::new(report.id, report.job_id).alone();
    let soon = Timestamp::now().after(Duration::from_secs(50));
    assert!(handle(&store, [], [json!(alone).to_string()], soon).await.is_empty());
    assert_eq!(store.messages(), [alone], "at once, for the next invocation");
    assert_eq!(state(&store, &report).await, State::Queued);
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

/// Two first messages, because the answer to the first `SendMessage` was lost: the second one succeeds while the first one's
/// attempt has stored its documents and waits to be tried again.
#[tokio::test]
async fn a_message_about_a_finished_report_clears_what_its_attempt_has_left() {
    let store = Memory::new();
    let report = store.create().await;
    let left = DocumentKey { report_id: report.id, artifact_id: ArtifactId::new(), format: Format::Html };
    store.put(&left, b"of the stopped attempt".to_vec()).await.expect("stored");
    assert!(handle(&store, [], [message(&report)], in_two_minutes()).await.is_empty());
    // The documents of an attempt, its bundle, and its copy of the snapshot.
    let of_an_attempt = Format::ALL.len() + 2;
    assert_eq!(
        store.documents().len(),
        1 + of_an_attempt,
        "it was the first message, and looked for nothing"
    );
    let put_off = json!(Message::new(report.id, report.job_id).put_off()).to_string();
    assert!(handle(&store, [], [put_off], in_two_minutes()).await.is_empty());
    let State::Succeeded { artifact, .. } =
        store.report(report.id).await.expect("an answer").expect("a report").state
    else {
        panic!("it has succeeded before")
    };
    let kept = store.documents();
    assert!(
        kept.len() == of_an_attempt && kept.iter().all(|key| key.contains(&artifact.id.to_string())),
        "{kept:?}"
    );
}

#[tokio::test]
async fn what_cannot_be_removed_now_is_removed_later() {
    let store = Memory::new();
    let report = store.create().await;
    let left = DocumentKey { report_id: report.id, artifact_id: ArtifactId::new(), format: Format::Pdf };
    store.put(&left, vec![1]).await.expect("stored");
    store.fail("s3:ListObjectsV2", report.id);
    let mut message = Message::new(report.id, report.job_id).alone();
    // First the attempt cannot clear, then who finds the report finished.
    for _ in 0..2 {
        assert!(handle(&store, [], [json!(message).to_string()], in_two_minutes()).await.is_empty());
        assert_eq!(state(&store, &report).await.status(), Status::Succeeded);
        assert!(store.documents().contains(&left.to_string()));
        message = *store.messages().last().expect("it comes back");
    }
    assert_eq!(message.pauses(), 2);
    store.recover();
    assert!(handle(&store, [], [json!(message).to_string()], in_two_minutes()).await.is_empty());
    assert!(!store.documents().contains(&left.to_string()));
    assert_eq!(store.messages().len(), 2, "nothing is left to do");
}

#[tokio::test]
async fn what_a_failed_report_has_is_left_for_whoever_may_be_rendering_it_anew() {
    let store = Memory::new();
    let report = store.create().await;
    assert!(store.abandon(report.id, "A fault.").await.expect("an answer"));
    let new = DocumentKey { report_id: report.id, artifact_id: ArtifactId::new(), format: Format::Html };
    store.put(&new, b"of a retry".to_vec()).await.expect("stored");
    assert!(handle(&store, [], [message(&report)], in_two_minutes()).await.is_empty());
    assert_eq!(store.documents().len(), 1);
}
