//! A batch of messages from the queue.
//!
//! What a renderer cannot help says nothing about a report. So when another service does not work, the message is sent anew
//! with a growing pause, and the attempt does not count: an outage fails no report, unless it outlasts the report's time
//! limit. What counts is an attempt that was begun and never ended: it killed the renderer. The messages of a batch that was
//! killed are handled one at a time, so that each report answers for itself.

use std::time::Duration;

use futures_util::future::join_all;
use report_domain::Timestamp;
use report_storage::{
    Batch, BatchFailures, Companions, Comparisons, Documents, Lease, LeaseOutcome, Leases, Message,
    RenderQueue, Reports, Snapshots, Unfinished,
};
use tracing::Instrument;

use crate::{
    attempt::{Outcome, Renderer, broken},
    engine::Render,
};

/// How long after the deadline of an invocation its attempts count as ended. Lambda ends the process at the deadline; the rest
/// allows for clocks that differ.
const CLOCK_SKEW: Duration = Duration::from_secs(2);
/// How much time must be left to begin the attempt of a report that is rendered alone. It covers a render and calls that hang
/// before and after it.
const ENOUGH: Duration = Duration::from_secs(60);
/// How often a message may have been put off for another pause to be worth it where only leftovers are to be removed: some four hours.
const MOST_PAUSES_TO_CLEAR: u32 = 20;

/// What the queue is to do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Delivery {
    /// The queue deletes it.
    Delete,
    /// The queue delivers it again.
    Redeliver,
}

/// A message and the id under which the queue delivers it.
struct Delivered {
    message_id: String,
    message: Message,
}

impl<R, B, Q, E> Renderer<R, B, Q, E>
where
    R: Reports + Comparisons + Leases + Unfinished,
    B: Snapshots + Documents + Companions,
    Q: RenderQueue,
    E: Render,
{
    /// Renders the reports of a batch: first those that nothing has happened to, all at the same time, then the others, one
    /// after the other. `deadline` is when Lambda ends the process, in milliseconds since 1970. The answer names the messages
    /// that the queue delivers again.
    pub async fn handle(&self, batch: Batch, deadline: u64) -> BatchFailures {
        let deadline = Timestamp::from_unix_millis(i64::try_from(deadline).unwrap_or(i64::MAX));
        let until = deadline.after(CLOCK_SKEW);
        let (mut together, mut alone) = (Vec::new(), Vec::new());
        for record in batch.records {
            let message_id = record.message_id.clone();
            match record.message() {
                Ok(message) if message.is_alone() || record.is_redelivered() => {
                    alone.push(Delivered { message_id, message: message.alone() });
                }
                Ok(message) => together.push(Delivered { message_id, message }),
                // The next delivery would have the same body.
                Err(error) => tracing::error!(%error, message_id, "the message does not name a report"),
            }
        }
        let together = together.into_iter().map(|Delivered { message_id, message }| async move {
            (self.deliver(message, until).await == Delivery::Redeliver).then_some(message_id)
        });
        let mut again: Vec<_> = join_all(together).await.into_iter().flatten().collect();
        for Delivered { message_id, message } in alone {
            let delivery = if deadline.since(Timestamp::now()) < ENOUGH {
                self.send_instead(message).await
            } else {
                self.deliver(message, until).await
            };
            again.extend((delivery == Delivery::Redeliver).then_some(message_id));
        }
        again.into_iter().collect()
    }

    async fn deliver(&self, message: Message, until: Timestamp) -> Delivery {
        let span =
            tracing::info_span!("render", report_id = %message.report_id(), job_id = %message.job_id());
        self.render_report(message, until).instrument(span).await
    }

    async fn render_report(&self, message: Message, until: Timestamp) -> Delivery {
        if let Some(lease) = message.unreleased()
            && let Err(error) = self.reports.give_up_lease(&lease, Duration::ZERO).await
        {
            tracing::error!(%error, "an earlier attempt still holds its lease");
            return self.put_off(message, lease).await;
        }
        let lease = Lease::new(message.report_id());
        match self.reports.take(lease, until).await {
            Ok(LeaseOutcome::Taken(leased)) => {
                let outcome = self.attempt(*leased, message.is_first()).await;
                self.after(outcome, message, lease).await
            }
            Ok(LeaseOutcome::Finished) => {
                tracing::info!(
                    "the report is finished; the message came twice, or an attempt before did not end"
                );
                match self.clear(message.report_id()).await {
                    true => Delivery::Delete,
                    false => self.clear_later(message).await,
                }
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
            Err(error) if error.is_transient() => {
                tracing::error!(%error, "the lease could not be taken");
                self.put_off(message, lease).await
            }
            Err(error) => {
                tracing::error!(%error, "the report cannot be read");
                let outcome = self.fail(&lease, &broken(message.report_id())).await;
                self.after(outcome, message, lease).await
            }
        }
    }

    async fn after(&self, outcome: Outcome, message: Message, lease: Lease) -> Delivery {
        match outcome {
            Outcome::Succeeded | Outcome::Failed | Outcome::Lost => Delivery::Delete,
            Outcome::Stopped => self.put_off(message, lease).await,
            Outcome::Uncleared => self.clear_later(message).await,
        }
    }

    /// Has the message of a finished report come back, to remove then what other attempts have left. Not for ever: in the end the
    /// bucket's lifecycle removes it.
    async fn clear_later(&self, message: Message) -> Delivery {
        if message.pauses() < MOST_PAUSES_TO_CLEAR {
            self.send_instead(message.with_unreleased(None).put_off()).await
        } else {
            Delivery::Delete
        }
    }

    /// Has a report rendered later, because a service that is needed did not work, and makes the attempt not count. If that
    /// cannot be written either, the message remembers it.
    async fn put_off(&self, message: Message, lease: Lease) -> Delivery {
        let later = message.put_off();
        let given_up = self.reports.give_up_lease(&lease, later.longest_pause()).await;
        let unreleased = given_up.err().map(|error| {
            tracing::error!(%error, "the next attempt gives the lease up");
            lease
        });
        self.send_instead(later.with_unreleased(unreleased)).await
    }

    /// Sends a message in the place of the one that was delivered. Should both be delivered, the lease lets one of them
    /// render the report.
    async fn send_instead(&self, message: Message) -> Delivery {
        match self.queue.send(message).await {
            Ok(()) => Delivery::Delete,
            Err(error) => {
                tracing::error!(%error, "the queue delivers the message again");
                Delivery::Redeliver
            }
        }
    }
}

#[cfg(test)]
mod tests;
