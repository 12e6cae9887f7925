//! A batch of messages from the queue.

use std::time::Duration;

use futures_util::future::join_all;
use report_domain::Timestamp;
use report_storage::{Batch, BatchFailures, Documents, LeaseOutcome, Leases, Record, Reports, Snapshots};
use tracing::Instrument;

use crate::{
    attempt::{Outcome, Renderer},
    engine::Render,
};

/// How long after the deadline of an invocation its attempts count as ended. Lambda ends the process at the deadline; the rest
/// allows for clocks that differ.
const CLOCK_SKEW: Duration = Duration::from_secs(2);

/// What the queue is to do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Delivery {
    /// The queue deletes it.
    Delete,
    /// The queue delivers it again.
    Redeliver,
}

impl<R, B, E> Renderer<R, B, E>
where
    R: Reports + Leases,
    B: Snapshots + Documents,
    E: Render,
{
    /// Renders the reports of a batch, all at the same time. `deadline` is when Lambda ends the process, in milliseconds
    /// since 1970. The answer names the messages that the queue delivers again.
    pub async fn handle(&self, batch: Batch, deadline: u64) -> BatchFailures {
        let deadline = i64::try_from(deadline).unwrap_or(i64::MAX);
        let until = Timestamp::from_unix_millis(deadline).after(CLOCK_SKEW);
        let deliveries = batch.records.into_iter().map(|record| async move {
            let delivered = self.deliver(&record, until).await;
            (delivered == Delivery::Redeliver).then_some(record.message_id)
        });
        join_all(deliveries).await.into_iter().flatten().collect()
    }

    async fn deliver(&self, record: &Record, until: Timestamp) -> Delivery {
        let message = match record.message() {
            Ok(message) => message,
            Err(error) => {
                // The next delivery would have the same body.
                tracing::error!(%error, message_id = record.message_id, "the message does not name a report");
                return Delivery::Delete;
            }
        };
        let (report_id, job_id) = (message.report_id(), message.job_id());
        let span = tracing::info_span!("render", %report_id, %job_id);
        async {
            match self.reports.take_lease(report_id, until).await {
                Ok(LeaseOutcome::Taken(leased)) => match self.attempt(*leased).await {
                    Outcome::Finished => Delivery::Delete,
                    Outcome::TryAgain => Delivery::Redeliver,
                },
                Ok(LeaseOutcome::Finished) => {
                    tracing::info!("the report is finished; the message came twice");
                    Delivery::Delete
                }
                Ok(LeaseOutcome::Held) => {
                    // If that attempt crashes, the sweeper sends another message.
                    tracing::info!("another attempt is running");
                    Delivery::Delete
                }
                Ok(LeaseOutcome::Unknown) => {
                    tracing::info!("there is no such report; it was deleted");
                    Delivery::Delete
                }
                Err(error) => {
                    tracing::error!(%error, "the lease could not be taken");
                    Delivery::Redeliver
                }
            }
        }
        .instrument(span)
        .await
    }
}

#[cfg(test)]
mod tests;
