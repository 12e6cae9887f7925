//! Dead letters.

use futures_util::future::join_all;
use report_domain::{Report, ReportId};
use report_storage::{Batch, BatchFailures, Record, StorageError, Table};

/// Where reports are kept.
pub trait Reports {
    /// The report with that id.
    async fn report(&self, id: ReportId) -> Result<Option<Report>, StorageError>;
    /// Marks a report failed that no attempt will finish; `false` if an attempt is at it.
    async fn abandon(&self, id: ReportId, error: &str) -> Result<bool, StorageError>;
}

impl Reports for Table {
    async fn report(&self, id: ReportId) -> Result<Option<Report>, StorageError> {
        Table::report(self, id).await
    }

    async fn abandon(&self, id: ReportId, error: &str) -> Result<bool, StorageError> {
        Table::abandon(self, id, error).await
    }
}

/// Marks the reports of a batch of dead letters failed. The answer names the letters that shall come again.
pub async fn bury(reports: &impl Reports, batch: Batch) -> BatchFailures {
    let letters = batch.records.into_iter().map(|record| async move {
        let again = match bury_one(reports, &record).await {
            Ok(done) => !done,
            Err(error) => {
                tracing::error!(%error, message_id = record.message_id, "to be tried again");
                true
            }
        };
        again.then_some(record.message_id)
    });
    join_all(letters).await.into_iter().flatten().collect()
}

/// Whether the letter has done its work.
async fn bury_one(reports: &impl Reports, record: &Record) -> Result<bool, StorageError> {
    let id = match record.message() {
        Ok(message) => message.report_id(),
        Err(error) => {
            tracing::error!(%error, message_id = record.message_id, "not a message of ours");
            return Ok(true);
        }
    };
    let Some(report) = reports.report(id).await? else {
        tracing::error!(report_id = %id, "there is no such report");
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
    let buried = reports.abandon(id, &error).await?;
    // Not buried: an attempt brought about by another message is at it, or has just finished. The letter comes again
    // and finds out.
    tracing::warn!(report_id = %id, buried, "dead letter");
    Ok(buried)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use report_domain::{JobId, Kind, SnapshotPin, State, Subject, Timestamp};
    use report_storage::Message;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    struct World {
        state: State,
        leased: bool,
        errors: RefCell<Vec<String>>,
    }

    impl Reports for World {
        async fn report(&self, id: ReportId) -> Result<Option<Report>, StorageError> {
            let subject =
                Subject { project_id: Uuid::nil().into(), kind: Kind::Model, entity_id: Uuid::nil().into() };
            Ok(Some(Report {
                id,
                job_id: JobId::new(),
                subject,
                snapshot: SnapshotPin { version_id: None, etag: "e".into() },
                title: None,
                format: None,
                state: self.state.clone(),
                attempts: 4,
                created_at: Timestamp::now(),
                updated_at: Timestamp::now(),
                started_at: None,
                finished_at: None,
            }))
        }

        async fn abandon(&self, _: ReportId, error: &str) -> Result<bool, StorageError> {
            if !self.leased {
                self.errors.borrow_mut().push(error.to_owned());
            }
            Ok(!self.leased)
        }
    }

    /// The errors written and the number of letters that come again.
    async fn bury_letter(state: State, leased: bool, body: String) -> (Vec<String>, usize) {
        let world = World { state, leased, errors: RefCell::default() };
        let batch = json!({ "Records": [{ "messageId": "m", "body": body }] });
        let failures = json!(bury(&world, serde_json::from_value(batch).expect("a batch")).await);
        let again = failures["batchItemFailures"].as_array().expect("a list").len();
        (world.errors.into_inner(), again)
    }

    fn letter() -> String {
        json!(Message::new(ReportId::new(), JobId::new())).to_string()
    }

    #[tokio::test]
    async fn an_unfinished_report_fails_and_says_how_often_it_was_tried() {
        let (errors, again) = bury_letter(State::Running, false, letter()).await;
        assert!(errors[0].starts_with("The report could not be rendered in 4 attempts;"), "{errors:?}");
        assert_eq!(again, 0);
    }

    #[tokio::test]
    async fn a_finished_report_stays_as_it_is() {
        let failed = State::Failed { error: "the first reason".into() };
        assert_eq!(bury_letter(failed, false, letter()).await, (vec![], 0));
    }

    #[tokio::test]
    async fn a_report_that_an_attempt_is_at_is_looked_at_again() {
        assert_eq!(bury_letter(State::Running, true, letter()).await, (vec![], 1));
    }

    #[tokio::test]
    async fn a_letter_of_others_is_dropped() {
        assert_eq!(bury_letter(State::Running, false, "hello".into()).await, (vec![], 0));
    }
}
