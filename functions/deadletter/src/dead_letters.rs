//! Marks the reports of dead letters failed.

use futures_util::future::join_all;
use report_storage::{Batch, BatchFailures, Record, Reports, StorageError, Unfinished};

/// Marks the reports of a batch of dead letters failed. The answer names the letters that must be delivered again.
pub async fn fail_reports(store: &(impl Reports + Unfinished), batch: Batch) -> BatchFailures {
    let letters = batch.records.into_iter().map(|record| async move {
        let again = match fail_report(store, &record).await {
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

/// Marks the report of one letter failed. `false` if the letter must be delivered again.
async fn fail_report(store: &(impl Reports + Unfinished), record: &Record) -> Result<bool, StorageError> {
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
    let times = match report.attempts {
        0 => "could not be begun".to_owned(),
        1 => "could not be rendered in 1 attempt".to_owned(),
        attempts => format!("could not be rendered in {attempts} attempts"),
    };
    let error = format!("The report {times}; create it again, and if that fails too, report its id {id}.");
    let failed = store.abandon(id, &error).await?;
    // If the report was not marked, another message has led to an attempt that is running or has just finished. The next
    // delivery of this letter finds out which.
    tracing::warn!(report_id = %id, failed, "dead letter");
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
        let failures = fail_reports(store, serde_json::from_value(batch).expect("a batch")).await;
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
    async fn an_unfinished_report_fails_and_says_how_often_it_was_tried() {
        let (store, report) = stored().await;
        for _ in 0..4 {
            begin_attempt(&store, report.id, Timestamp::from_unix_millis(0)).await;
        }
        assert!(!deliver(&store, &letter(&report)).await);
        let error = error(&store, &report).await.expect("failed");
        assert!(error.starts_with("The report could not be rendered in 4 attempts;"), "{error}");
        assert!(error.contains(&report.id.to_string()), "an id to quote: {error}");
    }

    #[tokio::test]
    async fn a_report_that_was_never_begun_fails_as_well() {
        let (store, report) = stored().await;
        assert!(!deliver(&store, &letter(&report)).await);
        let error = error(&store, &report).await.expect("failed");
        assert!(error.starts_with("The report could not be begun;"), "{error}");
    }

    #[tokio::test]
    async fn a_finished_report_stays_as_it_is() {
        let (store, report) = stored().await;
        assert!(store.abandon(report.id, "the first reason").await.expect("an answer"));
        assert!(!deliver(&store, &letter(&report)).await);
        assert_eq!(error(&store, &report).await.as_deref(), Some("the first reason"));
    }

    #[tokio::test]
    async fn a_letter_comes_again_while_an_attempt_is_running() {
        let (store, report) = stored().await;
        begin_attempt(&store, report.id, Timestamp::now().after(Duration::from_secs(60))).await;
        assert!(deliver(&store, &letter(&report)).await);
        assert_eq!(error(&store, &report).await, None);
    }

    #[tokio::test]
    async fn a_letter_comes_again_when_the_table_does_not_answer() {
        let (store, report) = stored().await;
        store.fail("dynamodb:UpdateItem", report.id);
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
