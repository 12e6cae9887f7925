//! Leases, the ends of reports, and reports that are overdue.

use std::time::Duration;

use report_domain::{
    Artifact, LONGEST_ERROR, LONGEST_TITLE, Report, ReportId, RetainDays, State as ReportState, Timestamp,
    bounded_summary, shortened,
};
use serde_json::{Map, Value};

use super::{Memory, state::Stored};
use crate::{
    Lease, LeaseOutcome, Leased, Leases, Overdue, StorageError, Unfinished,
    unfinished::{GRACE, QUEUED_TIMEOUT, due, is_overdue},
};

impl Stored {
    fn is_leased(&self, now: Timestamp) -> bool {
        self.lease_until.is_some_and(|until| until >= now)
    }

    /// Whether an attempt with that lease may write to the report.
    fn is_running_under(&self, lease: &Lease) -> bool {
        self.report.state == ReportState::Running && self.lease == Some(lease.artifact_id)
    }

    fn end(&mut self, state: ReportState, now: Timestamp) {
        self.report.state = state;
        self.report.finished_at = Some(now);
        self.report.updated_at = now;
        (self.lease_until, self.due) = (None, None);
    }
}

fn failed(error: &str) -> ReportState {
    ReportState::Failed { error: shortened(error, LONGEST_ERROR).into_owned() }
}

impl Memory {
    async fn finish(
        &self,
        lease: &Lease,
        state: ReportState,
        title: Option<&str>,
        kept: Option<RetainDays>,
    ) -> Result<bool, StorageError> {
        self.call("dynamodb:UpdateItem", lease.report_id).await?;
        let mut all = self.state();
        let now = all.now();
        let Some(stored) = all.find_mut(lease.report_id) else { return Ok(false) };
        if !stored.is_running_under(lease) {
            // The report was finished under this lease: the call is a repetition.
            return Ok(stored.lease == Some(lease.artifact_id) && stored.report.state.is_final());
        }
        stored.end(state, now);
        stored.due = kept.map(|days| due(now.after(days.time())));
        if let Some(title) = title {
            stored.report.title = Some(title.to_owned());
        }
        Ok(true)
    }
}

impl Leases for Memory {
    async fn take(&self, lease: Lease, until: Timestamp) -> Result<LeaseOutcome, StorageError> {
        self.call("dynamodb:UpdateItem", lease.report_id).await?;
        let mut state = self.state();
        let now = state.now();
        let Some(stored) = state.find_mut(lease.report_id) else { return Ok(LeaseOutcome::Unknown) };
        if stored.report.state.is_final() {
            return Ok(LeaseOutcome::Finished);
        }
        if stored.is_running_under(&lease) && stored.is_leased(now) {
            // The lease is taken: the call is a repetition.
            return Ok(LeaseOutcome::Taken(Box::new(Leased { lease, report: stored.report.clone() })));
        }
        if stored.report.state == ReportState::Running && stored.is_leased(now) {
            return Ok(LeaseOutcome::Held);
        }
        (stored.lease, stored.lease_until) = (Some(lease.artifact_id), Some(until));
        stored.due = Some(due(until.after(GRACE)));
        let report = &mut stored.report;
        *report = Report {
            state: ReportState::Running,
            attempts: report.attempts + 1,
            started_at: report.started_at.or(Some(now)),
            updated_at: now,
            ..report.clone()
        };
        Ok(LeaseOutcome::Taken(Box::new(Leased { lease, report: report.clone() })))
    }

    async fn succeed(
        &self,
        lease: &Lease,
        artifact: &Artifact,
        summary: &Map<String, Value>,
        title: &str,
        kept: Option<RetainDays>,
    ) -> Result<bool, StorageError> {
        let summary = bounded_summary(summary).into_owned();
        let state = ReportState::Succeeded { artifact: artifact.clone(), summary };
        self.finish(lease, state, Some(&shortened(title, LONGEST_TITLE)), kept).await
    }

    async fn fail(&self, lease: &Lease, error: &str) -> Result<bool, StorageError> {
        self.finish(lease, failed(error), None, None).await
    }

    async fn give_up_lease(&self, lease: &Lease, pause: Duration) -> Result<(), StorageError> {
        self.call("dynamodb:UpdateItem", lease.report_id).await?;
        let mut state = self.state();
        let now = state.now();
        if let Some(stored) = state.find_mut(lease.report_id)
            && stored.is_running_under(lease)
        {
            (stored.lease, stored.lease_until) = (None, Some(Timestamp::from_unix_millis(0)));
            stored.due = Some(due(now.after(pause + QUEUED_TIMEOUT)));
            stored.report.attempts -= 1;
            stored.report.updated_at = now;
        }
        Ok(())
    }
}

impl Unfinished for Memory {
    async fn overdue(&self, now: Timestamp, limit: i32) -> Result<Vec<Overdue>, StorageError> {
        self.call("dynamodb:Query", "unfinished").await?;
        let state = self.state();
        let overdue = |stored: &Stored| {
            let seen = stored.due.clone().filter(|seen| is_overdue(seen, now) && !stored.is_retained())?;
            Some(Overdue { report: stored.report.clone(), seen, leased: stored.is_leased(now) })
        };
        let mut found: Vec<_> = state.reports.iter().filter_map(overdue).collect();
        found.sort_by(|one, two| one.seen.cmp(&two.seen));
        found.truncate(usize::try_from(limit).unwrap_or(0));
        Ok(found)
    }

    async fn postpone(&self, id: ReportId, seen: &str, to: Timestamp) -> Result<bool, StorageError> {
        self.call("dynamodb:UpdateItem", id).await?;
        let mut state = self.state();
        let stored = state.find_mut(id).filter(|stored| stored.due.as_deref() == Some(seen));
        Ok(stored.map(|stored| stored.due = Some(due(to))).is_some())
    }

    async fn abandon(&self, id: ReportId, error: &str) -> Result<bool, StorageError> {
        self.call("dynamodb:UpdateItem", id).await?;
        let mut state = self.state();
        let now = state.now();
        let stored = state.find_mut(id).filter(|stored| match stored.report.state {
            ReportState::Queued => true,
            ReportState::Running => !stored.is_leased(now),
            _ => false,
        });
        Ok(stored
            .map(|stored| {
                stored.end(failed(error), now);
                stored.lease = None;
            })
            .is_some())
    }
}
