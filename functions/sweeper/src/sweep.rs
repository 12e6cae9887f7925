//! One sweep over the overdue reports.

use std::time::Duration;

use report_domain::{Report, Timestamp};
use report_storage::{Message, Overdue, RenderQueue, StorageError, TimeLimit, Unfinished, due};

/// How many overdue reports one sweep takes. The next sweep, a minute later, takes those that are left.
const MOST: i32 = 500;
/// How many reports in a row cannot be helped before a sweep ends: the service that it needs does not work, and each try takes
/// some of the sweep's time.
const MOST_FAILURES: usize = 5;
/// The shortest wait after a message was sent again.
const SHORTEST_WAIT: Duration = Duration::from_secs(120);
/// The longest one.
const LONGEST_WAIT: Duration = Duration::from_secs(30 * 60);

/// Finds overdue reports and does something about each.
pub struct Sweeper<R, Q> {
    /// The table with the reports.
    pub reports: R,
    /// The queue of reports to render.
    pub queue: Q,
    /// How long a report may take, however often it is tried.
    pub limit: TimeLimit,
}

/// What is to be done about an overdue report.
#[derive(Debug, PartialEq)]
enum Action {
    /// Nothing: an attempt is running.
    Wait,
    /// Have it rendered, and look again at that instant.
    Resend {
        /// When to look again.
        look_again: Timestamp,
    },
    /// Mark it failed, with this sentence for the user.
    Abandon(String),
}

fn decide(overdue: &Overdue, limit: TimeLimit, now: Timestamp) -> Action {
    let report = &overdue.report;
    if overdue.leased {
        return Action::Wait;
    }
    if limit.is_over(report, now) {
        return Action::Abandon(limit.sentence(report));
    }
    // The wait is as long as the report is old. It doubles from message to message, so the messages that are sent again
    // do not make a long queue much longer.
    let age = now.since(report.asked_at);
    Action::Resend { look_again: now.after(age.clamp(SHORTEST_WAIT, LONGEST_WAIT)) }
}

/// The message for a report that is overdue. If an attempt had begun, it may have been killed, by this report or another.
fn message(report: &Report) -> Message {
    let message = Message::new(report.id, report.job_id);
    if report.attempts > 0 { message.alone() } else { message }
}

impl<R: Unfinished, Q: RenderQueue> Sweeper<R, Q> {
    /// Decides about every overdue report and acts.
    ///
    /// # Errors
    /// When overdue reports cannot be found. If an action fails for one report, the next sweep tries again.
    pub async fn sweep(&self, now: Timestamp) -> Result<(), StorageError> {
        let all = self.reports.overdue(now, MOST).await?;
        let found = all.len();
        let (mut failed, mut in_a_row) = (0_usize, 0);
        for overdue in all {
            match self.act(&overdue, now).await {
                Ok(()) => in_a_row = 0,
                Err(error) => {
                    tracing::error!(%error, report_id = %overdue.report.id, "the next sweep tries again");
                    failed += 1;
                    // One that is refused for good says nothing about the others.
                    in_a_row += usize::from(error.is_transient());
                }
            }
            if in_a_row == MOST_FAILURES {
                tracing::error!("the others are left to the next sweep");
                break;
            }
        }
        tracing::info!(found, failed, "swept");
        Ok(())
    }

    async fn act(&self, overdue: &Overdue, now: Timestamp) -> Result<(), StorageError> {
        let report = &overdue.report;
        match decide(overdue, self.limit, now) {
            Action::Wait => {}
            Action::Abandon(error) => {
                if self.reports.abandon(report.id, &error).await? {
                    tracing::warn!(report_id = %report.id, error, "report failed");
                }
            }
            Action::Resend { look_again } => {
                // The look is postponed before the message is sent, so that of two sweepers at once only one sends it.
                if self.reports.postpone(report.id, &overdue.seen, look_again).await? {
                    if let Err(error) = self.queue.send(message(report)).await {
                        // The next sweep is to find it again, and not one half an hour later.
                        self.reports.postpone(report.id, &due(look_again), now).await?;
                        return Err(error);
                    }
                    tracing::warn!(report_id = %report.id, status = %report.state.status(), "sent again");
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use report_domain::{ReportId, State};
    use report_storage::{LeaseOutcome, Leases, Memory, Reports};

    use super::*;

    fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(minutes * 60)
    }

    fn limit() -> TimeLimit {
        TimeLimit::new(minutes(360))
    }

    /// A sweep so many minutes after the reports were created.
    async fn sweep(store: &Memory, after: u64) {
        let sweeper = Sweeper { reports: store.clone(), queue: store.clone(), limit: limit() };
        sweeper.sweep(Timestamp::now().after(minutes(after))).await.expect("a sweep");
    }

    fn sent(store: &Memory) -> Vec<ReportId> {
        store.messages().iter().map(Message::report_id).collect()
    }

    /// Begins an attempt whose lease ends at this instant.
    async fn begin_attempt(store: &Memory, id: ReportId, until: Timestamp) {
        let lease = store.take_lease(id, until).await.expect("an answer");
        assert!(matches!(lease, LeaseOutcome::Taken(_)), "{lease:?}");
    }

    async fn state(store: &Memory, id: ReportId) -> State {
        store.report(id).await.expect("an answer").expect("a report").state
    }

    #[tokio::test]
    async fn waits_double_so_that_a_long_queue_is_not_made_much_longer() {
        let report = Memory::new().create().await;
        let decide = |after| {
            let overdue = Overdue { report: report.clone(), seen: "1".into(), leased: false };
            decide(&overdue, limit(), report.created_at.after(minutes(after)))
        };
        let look_again = |after| Action::Resend { look_again: report.created_at.after(minutes(after)) };
        assert_eq!(decide(1), look_again(3));
        assert_eq!(decide(4), look_again(8));
        assert_eq!(decide(10), look_again(20));
        assert_eq!(decide(30), look_again(60));
        assert_eq!(decide(200), look_again(230), "an outage that ends is noticed within half an hour");
        assert_eq!(decide(360), look_again(390));
        assert!(matches!(decide(361), Action::Abandon(_)));
    }

    #[tokio::test]
    async fn a_running_attempt_is_left_alone_however_old_the_report() {
        let report = Memory::new().create().await;
        let now = report.created_at.after(minutes(500));
        assert_eq!(decide(&Overdue { report, seen: "1".into(), leased: true }, limit(), now), Action::Wait);
    }

    #[tokio::test]
    async fn an_overdue_report_gets_one_message_however_often_it_is_swept() {
        let store = Memory::new();
        let report = store.create().await;
        sweep(&store, 1).await;
        assert!(sent(&store).is_empty(), "it is not overdue yet");
        sweep(&store, 5).await;
        sweep(&store, 5).await;
        assert_eq!(store.messages(), [Message::new(report.id, report.job_id)]);
        sweep(&store, 11).await;
        assert_eq!(sent(&store), [report.id, report.id], "after as long again");
    }

    #[tokio::test]
    async fn a_report_that_is_retried_is_as_old_as_its_retry() {
        let mut report = Memory::new().create().await;
        let now = report.created_at.after(minutes(500));
        report.asked_at = report.created_at.after(minutes(495));
        let decided = decide(&Overdue { report, seen: "1".into(), leased: false }, limit(), now);
        assert_eq!(decided, Action::Resend { look_again: now.after(minutes(5)) });
    }

    #[tokio::test]
    async fn one_report_that_cannot_be_helped_does_not_keep_the_others_from_help() {
        let store = Memory::new();
        let (one, two) = (store.create().await, store.create().await);
        store.fail("sqs:SendMessage", one.id);
        sweep(&store, 5).await;
        assert_eq!(sent(&store), [two.id]);
    }

    #[tokio::test]
    async fn a_message_that_was_not_sent_is_sent_by_the_next_sweep() {
        let store = Memory::new();
        let report = store.create().await;
        store.fail("sqs:SendMessage", report.id);
        sweep(&store, 60).await;
        assert!(sent(&store).is_empty());
        store.mend();
        sweep(&store, 61).await;
        assert_eq!(sent(&store), [report.id], "and not half an hour later");
    }

    #[tokio::test]
    async fn a_sweep_ends_when_nobody_can_be_helped() {
        let store = Memory::new();
        for _ in 0..MOST_FAILURES + 3 {
            let report = store.create().await;
            store.fail("sqs:SendMessage", report.id);
        }
        sweep(&store, 5).await;
        assert_eq!(store.calls("sqs:SendMessage"), MOST_FAILURES);
    }

    #[tokio::test]
    async fn a_report_that_moved_on_gets_no_message() {
        let store = Memory::new();
        let report = store.create().await;
        let other = store.clone();
        store.before("dynamodb:UpdateItem", async move {
            begin_attempt(&other, report.id, Timestamp::now().after(minutes(1))).await
        });
        sweep(&store, 5).await;
        assert!(sent(&store).is_empty());
    }

    #[tokio::test]
    async fn a_report_whose_attempt_was_killed_is_rendered_alone() {
        let store = Memory::new();
        let report = store.create().await;
        begin_attempt(&store, report.id, Timestamp::from_unix_millis(0)).await;
        sweep(&store, 1).await;
        assert_eq!(store.messages(), [Message::new(report.id, report.job_id).alone()]);
    }

    #[tokio::test]
    async fn a_report_that_is_too_old_fails_with_a_sentence() {
        let store = Memory::new();
        let (queued, tried) = (store.create().await, store.create().await);
        for _ in 0..2 {
            begin_attempt(&store, tried.id, Timestamp::from_unix_millis(0)).await;
        }
        sweep(&store, 361).await;
        for (id, beginning) in [
            (queued.id, "The report was not rendered within 6 hours;"),
            (tried.id, "The report could not be finished within 6 hours;"),
        ] {
            let State::Failed { error } = state(&store, id).await else { panic!("{id} has not failed") };
            assert!(error.starts_with(beginning), "{error}");
        }
        assert!(sent(&store).is_empty());
    }
}
