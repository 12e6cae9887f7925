//! One sweep.

use std::time::Duration;

use report_domain::{Report, ReportId, Status, Timestamp};
use report_storage::{Message, Overdue, Queue, StorageError, Table};

/// How many overdue reports are seen to in one sweep. What is left is next minute's.
const MOST: i32 = 500;
/// How long a report may take, however often it is tried.
const TOO_OLD: Duration = Duration::from_secs(30 * 60);
/// How long a message that was sent again is given at least.
const SHORTEST_WAIT: Duration = Duration::from_secs(120);

/// Where reports are kept.
pub trait Reports {
    /// Up to `limit` overdue reports.
    async fn overdue(&self, now: Timestamp, limit: i32) -> Result<Vec<Overdue>, StorageError>;
    /// Looks at a report again at that instant, unless it has moved on.
    async fn postpone(&self, id: ReportId, seen: &str, to: Timestamp) -> Result<bool, StorageError>;
    /// Marks a report failed that no attempt will finish.
    async fn abandon(&self, id: ReportId, error: &str) -> Result<bool, StorageError>;
}

/// Who has reports rendered.
pub trait Jobs {
    /// Asks for a report to be rendered.
    async fn send(&self, message: Message) -> Result<(), StorageError>;
}

impl Reports for Table {
    async fn overdue(&self, now: Timestamp, limit: i32) -> Result<Vec<Overdue>, StorageError> {
        Table::overdue(self, now, limit).await
    }

    async fn postpone(&self, id: ReportId, seen: &str, to: Timestamp) -> Result<bool, StorageError> {
        Table::postpone(self, id, seen, to).await
    }

    async fn abandon(&self, id: ReportId, error: &str) -> Result<bool, StorageError> {
        Table::abandon(self, id, error).await
    }
}

impl Jobs for Queue {
    async fn send(&self, message: Message) -> Result<(), StorageError> {
        Queue::send(self, message).await
    }
}

/// Sweeps with what it is given.
pub struct Sweeper<R, J> {
    /// Where reports are kept.
    pub reports: R,
    /// Who has them rendered.
    pub jobs: J,
}

/// What is to be done about an overdue report.
#[derive(Debug, PartialEq)]
enum Action {
    /// Nothing: an attempt is at it.
    Wait,
    /// Have it rendered, and look again at that instant.
    Resend {
        /// When to look again.
        look_again: Timestamp,
    },
    /// Give it up, with this sentence.
    Abandon(String),
}

fn decide(overdue: &Overdue, now: Timestamp) -> Action {
    let report = &overdue.report;
    if overdue.leased {
        return Action::Wait;
    }
    let age = now.unix_millis().saturating_sub(report.created_at.unix_millis());
    if age > millis(TOO_OLD) {
        return Action::Abandon(too_old(report));
    }
    // Each message is given as long as the report is old, so that a queue that is merely long is not made much longer.
    let wait = age.max(millis(SHORTEST_WAIT));
    Action::Resend { look_again: Timestamp::from_unix_millis(now.unix_millis().saturating_add(wait)) }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

fn too_old(report: &Report) -> String {
    let minutes = TOO_OLD.as_secs() / 60;
    let why = match report.state.status() {
        Status::Queued => format!("The report was not rendered within {minutes} minutes"),
        _ => format!(
            "The report could not be finished in {} attempts within {minutes} minutes",
            report.attempts
        ),
    };
    format!("{why}; create it again, and if that fails too, report its id {}.", report.id)
}

impl<R: Reports, J: Jobs> Sweeper<R, J> {
    /// Sees to all reports that are overdue.
    ///
    /// # Errors
    /// When overdue reports cannot be found. What fails for one report is left to the next sweep.
    pub async fn sweep(&self, now: Timestamp) -> Result<(), StorageError> {
        let all = self.reports.overdue(now, MOST).await?;
        let found = all.len();
        let mut failed = 0_usize;
        for overdue in all {
            if let Err(error) = self.see_to(&overdue, now).await {
                failed += 1;
                tracing::error!(%error, report_id = %overdue.report.id, "left to the next sweep");
            }
        }
        tracing::info!(found, failed, "swept");
        Ok(())
    }

    async fn see_to(&self, overdue: &Overdue, now: Timestamp) -> Result<(), StorageError> {
        let report = &overdue.report;
        match decide(overdue, now) {
            Action::Wait => {}
            Action::Abandon(error) => {
                let done = self.reports.abandon(report.id, &error).await?;
                tracing::warn!(report_id = %report.id, done, "abandoned");
            }
            Action::Resend { look_again } => {
                // First the later look, then the message: two sweepers at once send one.
                if self.reports.postpone(report.id, &overdue.seen, look_again).await? {
                    self.jobs.send(Message::new(report.id, report.job_id)).await?;
                    tracing::warn!(report_id = %report.id, status = %report.state.status(), "sent again");
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use report_domain::{JobId, Kind, SnapshotPin, State, Subject};
    use uuid::Uuid;

    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_unix_millis(minutes * 60_000)
    }

    fn overdue(state: State, leased: bool) -> Overdue {
        let subject =
            Subject { project_id: Uuid::nil().into(), kind: Kind::Model, entity_id: Uuid::nil().into() };
        let report = Report {
            id: ReportId::new(),
            job_id: JobId::new(),
            subject,
            snapshot: SnapshotPin { version_id: None, etag: "e".into() },
            title: None,
            format: None,
            state,
            attempts: 2,
            created_at: at(100),
            updated_at: at(100),
            started_at: None,
            finished_at: None,
        };
        Overdue { report, seen: "1".into(), leased }
    }

    #[derive(Default)]
    struct World {
        overdue: RefCell<Vec<Overdue>>,
        moved_on: bool,
        sent: RefCell<Vec<ReportId>>,
        abandoned: RefCell<Vec<String>>,
        queue_down: bool,
    }

    impl Reports for &World {
        async fn overdue(&self, _: Timestamp, _: i32) -> Result<Vec<Overdue>, StorageError> {
            Ok(self.overdue.take())
        }
        async fn postpone(&self, _: ReportId, _: &str, _: Timestamp) -> Result<bool, StorageError> {
            Ok(!self.moved_on)
        }
        async fn abandon(&self, _: ReportId, error: &str) -> Result<bool, StorageError> {
            self.abandoned.borrow_mut().push(error.to_owned());
            Ok(true)
        }
    }

    impl Jobs for &World {
        async fn send(&self, message: Message) -> Result<(), StorageError> {
            self.sent.borrow_mut().push(message.report_id());
            match self.queue_down {
                true => {
                    Err(StorageError::Unavailable { operation: "sqs:SendMessage", detail: "test".into() })
                }
                false => Ok(()),
            }
        }
    }

    #[test]
    fn waits_double_so_that_a_long_queue_is_not_made_much_longer() {
        let decide = |minute| decide(&overdue(State::Queued, false), at(minute));
        assert_eq!(decide(101), Action::Resend { look_again: at(103) });
        assert_eq!(decide(104), Action::Resend { look_again: at(108) });
        assert_eq!(decide(110), Action::Resend { look_again: at(120) });
        assert!(matches!(decide(131), Action::Abandon(_)));
    }

    #[test]
    fn an_attempt_at_work_is_left_alone_however_old_the_report() {
        assert_eq!(decide(&overdue(State::Running, true), at(500)), Action::Wait);
    }

    #[tokio::test]
    async fn one_report_that_cannot_be_helped_does_not_keep_the_others_from_help() {
        let lost = [overdue(State::Queued, false), overdue(State::Running, false)];
        let ids: Vec<_> = lost.iter().map(|overdue| overdue.report.id).collect();
        let world = World { overdue: RefCell::new(lost.into()), queue_down: true, ..World::default() };
        Sweeper { reports: &world, jobs: &world }.sweep(at(105)).await.expect("found");
        assert_eq!(*world.sent.borrow(), ids);
    }

    #[tokio::test]
    async fn a_report_that_moved_on_gets_no_message() {
        let world = World {
            overdue: RefCell::new(vec![overdue(State::Queued, false)]),
            moved_on: true,
            ..World::default()
        };
        Sweeper { reports: &world, jobs: &world }.sweep(at(105)).await.expect("found");
        assert!(world.sent.borrow().is_empty());
    }

    #[tokio::test]
    async fn what_is_too_old_fails_with_a_sentence() {
        let world = World { overdue: RefCell::new(vec![overdue(State::Running, false)]), ..World::default() };
        Sweeper { reports: &world, jobs: &world }.sweep(at(131)).await.expect("found");
        assert!(world.abandoned.borrow()[0].starts_with("The report could not be finished in 2 attempts"));
    }
}
