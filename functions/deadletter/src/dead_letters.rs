//! Decides about the reports of dead letters.
//!
//! The queue gives a message up after some deliveries, whatever the reason: renderers were killed, or throttled, or could
//! reach nothing. So a dead letter fails a report only if the report itself says that nothing more is to be tried. Otherwise
//! the report is still overdue, and the sweeper sends it a new message.

use futures_util::future::join_all;
use report_domain::Timestamp;
use report_storage::{
    Batch, BatchFailures, MOST_ATTEMPTS, Record, Reports, StorageError, TimeLimit, Unfinished,
};

/// Decides about the reports of a batch of dead letters. The answer names the letters that must be delivered again.
pub async fn decide(store: &(impl Reports + Unfinished), limit: TimeLimit, batch: Batch) -> BatchFailures {
    let letters = batch.records.into_iter().map(|record| async move {
        let again = match decide_about(store, limit, &record).await {
            Ok(done) => !done,
            Err(error) => {
                tracing::error!(%error, message_id = record.message_id, "the letter is delivered again");
                true
            }
        };
        again.then_some(record.message_id)
    });
    join_all(letters).await.into_iter().flatten().collect()
}

/// Decides about the report of one letter. `false` if the letter must be delivered again.
async fn decide_about(
    store: &(impl Reports + Unfinished),
    limit: TimeLimit,
    record: &Record,
) -> Result<bool, StorageError> {
    let id = match record.message() {
        Ok(message) => message.report_id(),
        Err(error) => {
            tracing::error!(%error, message_id = record.message_id, "the message does not name a report");
            return Ok(true);
        }
    };
    let Some(report) = store.report(id).await? else {
        tracing::info!(report_id = %id, "there is no such report; it was deleted");
        return Ok(true);
    };
    if report.state.is_final() {
        return Ok(true);
    }
    let error = if limit.is_over(&report, Timestamp::now()) {
        limit.sentence(&report)
    } else if report.attempts >= MOST_ATTEMPTS {
        format!(
            "The report could not be rendered in {MOST_ATTEMPTS} attempts; create it again, and if that fails too, \
             report its id {id}."
        )
    } else {
        tracing::warn!(report_id = %id, "dead letter; the sweeper sends the report anew");
        return Ok(true);
    };
    let failed = store.abandon(id, &error).await?;
    // If the report was not marked, another message has led to an attempt that is running or has just finished. The next
    // delivery of this letter finds out which.
    if failed {
        tracing::warn!(report_id = %id, error, "report failed");
    }
    Ok(failed)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use report_domain::{JobId, Report, ReportId, State, Timestamp};
    use report_storage::{LeaseOutcome, Leases, Memory, Message};
    use serde_json::json;

    use super::*;

    /// A store with one queued report.
    async fn stored() -> (Memory, Report) {
        let store = Memory::new();
        let report = store.create().await;
        (store, report)
    }

    /// Begins an attempt whose lease ends at this instant.
    async fn begin_attempt(store: &Memory, id: ReportId, until: Timestamp) {
        let lease = store.take_lease(id, until).await.expect("an answer");
        assert!(matches!(lease, LeaseOutcome::Taken(_)), "{lease:?}");
    }

    /// Delivers a letter with this body. `true` if it is delivered again.
    async fn deliver(store: &Memory, body: &str) -> bool {
        let batch = json!({ "Records": [{ "messageId": "m", "body": body }] });
        let batch = serde_json::from_value(batch).expect("a batch");
        let failures = decide(store, TimeLimit::new(Duration::from_secs(3600)), batch).await;
        json!(failures) == json!({ "batchItemFailures": [{ "itemIdentifier": "m" }] })
    }

    fn letter(report: &Report) -> String {
        json!(Message::new(report.id, report.job_id)).to_string()
    }

    async fn error(store: &Memory, report: &Report) -> Option<String> {
        match store.report(report.id).await.expect("an answer").expect("a report").state {
            State::Failed { error } => Some(error),
            _ => None,
        }
    }

    #[tokio::test]
    async fn a_report_whose_attempts_are_used_up_fails_and_says_so() {
        let (store, report) = stored().await;
        for _ in 0..MOST_ATTEMPTS {
            begin_attempt(&store, report.id, Timestamp::from_unix_millis(0)).await;
        }
        assert!(!deliver(&store, &letter(&report)).await);
        let error = error(&store, &report).await.expect("failed");
        assert!(error.starts_with("The report could not be rendered in 2 attempts;"), "{error}");
        assert!(error.contains(&report.id.to_string()), "an id to quote: {error}");
    }

    #[tokio::test]
    async fn a_report_that_was_never_begun_is_left_to_the_sweeper() {
        let (store, report) = stored().await;
        assert!(!deliver(&store, &letter(&report)).await);
        assert_eq!(error(&store, &report).await, None);
        let now = Timestamp::now().after(Duration::from_secs(180));
        let overdue = store.overdue(now, 1).await.expect("an answer");
        assert_eq!(overdue.first().map(|overdue| overdue.report.id), Some(report.id), "which finds it");
    }

    #[tokio::test]
    async fn a_report_that_has_taken_too_long_fails() {
        let store = Memory::new();
        let mut report = store.create().await;
        report.id = ReportId::new();
        report.asked_at = Timestamp::from_unix_millis(report.created_at.unix_millis() - 3_601_000);
        store.insert(report.clone(), report_domain::ReportOptions::default());
        assert!(!deliver(&store, &letter(&report)).await);
        let error = error(&store, &report).await.expect("failed");
        assert!(error.starts_with("The report was not rendered within 1 hour;"), "{error}");
    }

    #[tokio::test]
    async fn a_finished_report_stays_as_it_is() {
        let (store, report) = stored().await;
        assert!(store.abandon(report.id, "the first reason").await.expect("an answer"));
        assert!(!deliver(&store, &letter(&report)).await);
        assert_eq!(error(&store, &report).await.as_deref(), Some("the first reason"));
    }

    #[tokio::test]
    async fn a_letter_comes_again_while_the_last_attempt_is_running() {
        let (store, report) = stored().await;
        begin_attempt(&store, report.id, Timestamp::from_unix_millis(0)).await;
        begin_attempt(&store, report.id, Timestamp::now().after(Duration::from_secs(60))).await;
        assert!(deliver(&store, &letter(&report)).await);
        assert_eq!(error(&store, &report).await, None);
    }

    #[tokio::test]
    async fn a_letter_comes_again_when_the_table_does_not_answer() {
        let (store, report) = stored().await;
        store.fail("dynamodb:GetItem", report.id);
        assert!(deliver(&store, &letter(&report)).await);
    }

    #[tokio::test]
    async fn letters_that_name_no_report_of_ours_are_dropped() {
        let stray = json!(Message::new(ReportId::new(), JobId::new())).to_string();
        for body in ["hello", "{}", &stray] {
            assert!(!deliver(&Memory::new(), body).await, "{body}");
        }
    }
}
