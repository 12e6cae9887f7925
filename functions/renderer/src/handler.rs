//! A batch of messages from the queue.

use futures_util::future::join_all;
use report_domain::Timestamp;
use report_storage::{Batch, BatchFailures, LeaseOutcome, Record};
use tracing::Instrument;

use crate::attempt::{self, Engine, Files, Outcome, Reports};

/// How long after the end of an invocation, in milliseconds, an attempt made in it counts as dead. Lambda ends the
/// process at the deadline, so nothing of it can be alive then; the rest is for the clocks.
const CLOCK_SKEW: i64 = 2_000;

/// Renders reports with what it is given.
pub struct Renderer<R, F, E> {
    /// Where reports are kept.
    pub reports: R,
    /// Where snapshots are and documents go.
    pub files: F,
    /// What makes documents.
    pub engine: E,
}

/// Whether a message has done its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Delivered {
    /// It shall not come again.
    Done,
    /// It shall come again.
    Again,
}

impl<R: Reports, F: Files, E: Engine> Renderer<R, F, E> {
    /// Works through a batch, all messages at the same time. `deadline` is when Lambda ends the process, in milliseconds
    /// since 1970. The answer names the messages that shall come again.
    pub async fn handle(&self, batch: Batch, deadline: u64) -> BatchFailures {
        let deadline = i64::try_from(deadline).unwrap_or(i64::MAX);
        let until = Timestamp::from_unix_millis(deadline.saturating_add(CLOCK_SKEW));
        let deliveries = batch.records.into_iter().map(|record| async move {
            let delivered = self.deliver(&record, until).await;
            (delivered == Delivered::Again).then_some(record.message_id)
        });
        join_all(deliveries).await.into_iter().flatten().collect()
    }

    async fn deliver(&self, record: &Record, until: Timestamp) -> Delivered {
        let message = match record.message() {
            Ok(message) => message,
            Err(error) => {
                // It would not be ours the next time either.
                tracing::error!(%error, message_id = record.message_id, "not a message of ours");
                return Delivered::Done;
            }
        };
        let (report_id, job_id) = (message.report_id(), message.job_id());
        let span = tracing::info_span!("render", %report_id, %job_id);
        async {
            match self.reports.take_lease(report_id, until).await {
                Ok(LeaseOutcome::Taken(leased)) => match attempt::run(self, *leased).await {
                    Outcome::Finished => Delivered::Done,
                    Outcome::TryAgain => Delivered::Again,
                },
                Ok(LeaseOutcome::Finished) => {
                    tracing::info!("finished before; the message came twice");
                    Delivered::Done
                }
                Ok(LeaseOutcome::Held) => {
                    // Should that attempt die, the sweeper sends another message.
                    tracing::info!("another attempt is at it");
                    Delivered::Done
                }
                Ok(LeaseOutcome::Unknown) => {
                    tracing::error!("there is no such report");
                    Delivered::Done
                }
                Err(error) => {
                    tracing::error!(%error, "no lease");
                    Delivered::Again
                }
            }
        }
        .instrument(span)
        .await
    }
}

#[cfg(test)]
mod tests;
