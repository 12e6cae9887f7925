//! Replays on the store in memory. With the real services: infra/tests/faults/test_dlq.py.

use report_storage::{LeaseOutcome, Leases, Memory, Unfinished};
use serde_json::json;

use super::*;
use crate::commands::dlq::found::Which;

fn letter(store: &Memory, report: &Report) -> String {
    store.put_letter(json!(Message::new(report.id, report.job_id)).to_string())
}

/// Replays every letter of jobs; what was done about each.
async fn replay_all(store: &Memory, failed: bool) -> Vec<serde_json::Value> {
    let mut done = Vec::new();
    for found in found::take(store, store, Which::Jobs, 99).await.expect("an answer") {
        let line = replay(&found, failed, store, store, store).await.expect("an answer");
        done.push(json!(line)["action"].clone());
    }
    done
}

async fn state(store: &Memory, id: ReportId) -> State {
    store.report(id).await.expect("an answer").expect("a report").state
}

#[tokio::test]
async fn a_report_that_waits_gets_a_message_and_the_letter_goes() {
    let store = Memory::new();
    let report = store.create().await;
    letter(&store, &report);
    assert_eq!(replay_all(&store, false).await, ["sent"]);
    assert_eq!(store.messages(), [Message::new(report.id, report.job_id)]);
    assert!(replay_all(&store, false).await.is_empty(), "twice is as once");
    assert_eq!(store.messages().len(), 1);
}

#[tokio::test]
async fn a_report_that_may_have_killed_a_renderer_is_rendered_alone_and_at_once() {
    let store = Memory::new();
    let report = store.create().await;
    let until = Timestamp::now().after(Duration::from_secs(60));
    assert!(matches!(store.take_lease(report.id, until).await, Ok(LeaseOutcome::Taken(_))));
    store.put_letter(json!(Message::new(report.id, report.job_id).put_off().put_off()).to_string());
    assert_eq!(replay_all(&store, true).await, ["sent"]);
    assert_eq!(store.messages(), [Message::new(report.id, report.job_id).alone()]);
    assert_eq!(state(&store, report.id).await, State::Running, "the attempt that runs is left alone");
}

#[tokio::test]
async fn a_failed_report_is_retried_only_if_that_is_asked_for() {
    let store = Memory::new();
    let report = store.create().await;
    assert!(store.abandon(report.id, "Too late.").await.expect("an answer"));
    letter(&store, &report);
    assert_eq!(replay_all(&store, false).await, ["kept"]);
    assert_eq!((store.letters().len(), store.messages().len()), (1, 0));
    assert_eq!(replay_all(&store, true).await, ["retried"]);
    assert_eq!(state(&store, report.id).await, State::Queued);
    assert_eq!((store.letters().len(), store.messages().len()), (0, 1));
}

#[tokio::test]
async fn a_report_that_ends_meanwhile_is_left_as_it_is() {
    let store = Memory::new();
    let report = store.create().await;
    assert!(store.abandon(report.id, "Too late.").await.expect("an answer"));
    letter(&store, &report);
    let other = store.clone();
    store.before("dynamodb:UpdateItem", async move {
        assert!(matches!(other.retry(report.id).await, Ok(Change::Made(_))));
    });
    assert_eq!(replay_all(&store, true).await, ["removed"], "somebody else has retried it");
    assert!(store.messages().is_empty());
}

#[tokio::test]
async fn letters_about_nothing_are_removed_or_kept_to_be_looked_at() {
    let store = Memory::new();
    let gone = store.create().await;
    store.put_letter("not ours");
    letter(&store, &gone);
    report_storage::DeleteReports::delete_report(&store, gone.id).await.expect("an answer");
    let mut done = replay_all(&store, true).await;
    done.sort_by_key(ToString::to_string);
    assert_eq!(done, ["kept", "removed"]);
    assert_eq!(store.letters().iter().map(|letter| letter.body.as_str()).collect::<Vec<_>>(), ["not ours"]);
}

#[tokio::test]
async fn a_letter_stays_until_its_work_is_done() {
    let store = Memory::new();
    let report = store.create().await;
    letter(&store, &report);
    store.fail("sqs:SendMessage", report.id);
    for found in found::take(&store, &store, Which::Jobs, 99).await.expect("an answer") {
        assert!(replay(&found, false, &store, &store, &store).await.is_err());
        store.put_back(&[found.letter]).await.expect("as after two minutes");
    }
    assert_eq!(store.letters().len(), 1);
    store.recover();
    assert_eq!(replay_all(&store, false).await, ["sent"]);
}

#[tokio::test]
async fn a_report_without_a_letter_is_replayed_by_its_id() {
    let store = Memory::new();
    let report = store.create().await;
    assert!(store.abandon(report.id, "Too late.").await.expect("an answer"));
    for (failed, dry_run, action, messages) in [
        (false, false, "nothing done", 0),
        (true, true, "retried", 0),
        (true, false, "retried", 1),
        (true, false, "sent", 2),
    ] {
        let line = replay_report(report.id, failed, dry_run, &store, &store).await.expect("an answer");
        assert_eq!((json!(line)["action"].as_str(), store.messages().len()), (Some(action), messages));
    }
    let line = replay_report(ReportId::new(), true, false, &store, &store).await.expect("an answer");
    assert_eq!(json!(line)["status"], "deleted");
}

#[tokio::test]
async fn letters_of_positions_have_every_report_placed() {
    let store = Memory::new();
    store.create().await;
    store.put_letter(json!({ "DDBStreamBatchInfo": { "batchSize": 1, "shardId": "s" } }).to_string());
    for found in found::take(&store, &store, Which::Positions, 99).await.expect("an answer") {
        let line = replay(&found, false, &store, &store, &store).await.expect("an answer");
        assert_eq!(json!(line)["action"], "placed");
    }
    assert!(store.letters().is_empty());
}
