//! What becomes of reports besides being rendered: places in lists, retries, cancellations, deletions.

use std::collections::BTreeSet;

use report_domain::{ProjectId, Report, ReportId, State as ReportState, Timestamp};

use super::{
    Memory,
    state::{KeptKey, KeyState},
};
use crate::{
    Change, ChangeReports, DeleteReports, Places, StorageError,
    changing::CANCELLED,
    unfinished::{GRACE, QUEUED_TIMEOUT, due},
};

impl Places for Memory {
    async fn place(&self, project_id: ProjectId) -> Result<usize, StorageError> {
        self.call("dynamodb:TransactWriteItems", project_id).await?;
        let mut state = self.state();
        let of_project = |report: &&Report| report.subject.project_id == project_id;
        let ids: Vec<_> =
            state.reports.iter().map(|it| &it.report).filter(of_project).map(|it| it.id).collect();
        Ok(ids.into_iter().filter(|id| state.marks.remove(id)).count())
    }

    async fn unplaced(&self, before: Timestamp, limit: i32) -> Result<Vec<ProjectId>, StorageError> {
        self.call("dynamodb:Query", "unplaced").await?;
        let state = self.state();
        let reports = state.reports.iter().map(|stored| &stored.report);
        let old = reports.filter(|report| state.marks.contains(&report.id) && report.created_at < before);
        let projects: BTreeSet<_> =
            old.take(usize::try_from(limit).unwrap_or(0)).map(|report| report.subject.project_id).collect();
        Ok(projects.into_iter().collect())
    }
}

impl Memory {
    /// Changes a report if it is in the state that the change is for.
    async fn change(
        &self,
        id: ReportId,
        change: impl FnOnce(&mut Report, Timestamp) -> Option<Option<Timestamp>> + Send,
    ) -> Result<Change, StorageError> {
        self.call("dynamodb:UpdateItem", id).await?;
        let mut state = self.state();
        let now = state.now();
        let Some(stored) = state.find_mut(id) else { return Ok(Change::Unknown) };
        let Some(look_again) = change(&mut stored.report, now) else {
            return Ok(Change::Impossible(Box::new(stored.report.clone())));
        };
        stored.report.updated_at = now;
        stored.due = look_again.map(due);
        (stored.lease, stored.lease_until) = (None, None);
        Ok(Change::Made(Box::new(stored.report.clone())))
    }
}

impl ChangeReports for Memory {
    async fn retry(&self, id: ReportId) -> Result<Change, StorageError> {
        let queue_again = |report: &mut Report, now: Timestamp| {
            matches!(report.state, ReportState::Failed { .. }).then(|| {
                (report.state, report.attempts, report.asked_at) = (ReportState::Queued, 0, now);
                (report.started_at, report.finished_at) = (None, None);
                Some(now.after(QUEUED_TIMEOUT))
            })
        };
        self.change(id, queue_again).await
    }

    async fn cancel(&self, id: ReportId) -> Result<Change, StorageError> {
        let fail = |report: &mut Report, now: Timestamp| {
            (report.state == ReportState::Queued).then(|| {
                report.state = ReportState::Failed { error: CANCELLED.to_owned() };
                report.finished_at = Some(now);
                None
            })
        };
        self.change(id, fail).await
    }
}

impl DeleteReports for Memory {
    async fn delete_report(&self, id: ReportId) -> Result<bool, StorageError> {
        self.call("dynamodb:TransactWriteItems", id).await?;
        let mut state = self.state();
        let now = state.now();
        let Some(at) = state.reports.iter().position(|stored| stored.report.id == id) else {
            return Ok(false);
        };
        let stored = state.reports.remove(at);
        state.marks.remove(&id);
        if let Some(key) = &stored.idempotency {
            let is_its =
                |kept: &KeptKey| matches!(kept.state, KeyState::Settled { report_id, .. } if report_id == id);
            if state.idempotency.get(key).is_some_and(is_its) {
                state.idempotency.remove(key);
            }
        }
        let look_again = stored.lease_until.map_or(now, |until| until.max(now).after(GRACE));
        state.deleted.insert(id, Some(look_again));
        Ok(true)
    }

    async fn deleted(&self, now: Timestamp, limit: i32) -> Result<Vec<ReportId>, StorageError> {
        self.call("dynamodb:Query", "deleted").await?;
        let state = self.state();
        let due = state.deleted.iter().filter(|(_, look_again)| look_again.is_some_and(|it| it < now));
        Ok(due.take(usize::try_from(limit).unwrap_or(0)).map(|(id, _)| *id).collect())
    }

    async fn documents_removed(&self, id: ReportId) -> Result<(), StorageError> {
        self.call("dynamodb:UpdateItem", id).await?;
        if let Some(look_again) = self.state().deleted.get_mut(&id) {
            *look_again = None;
        }
        Ok(())
    }
}
