//! Reports whose documents are kept for a number of days only.

use report_domain::{ReportId, State as ReportState, Timestamp};

use super::{Memory, state::Stored};
use crate::{Expired, Retention, StorageError, unfinished::due};

impl Stored {
    /// Whether it is due because its documents are kept for a number of days only.
    pub(super) fn is_retained(&self) -> bool {
        self.due.is_some() && matches!(self.report.state, ReportState::Succeeded { .. })
    }
}

impl Retention for Memory {
    async fn expired(&self, now: Timestamp, limit: i32) -> Result<Vec<Expired>, StorageError> {
        self.call("dynamodb:Query", "retained").await?;
        let state = self.state();
        let expired = |stored: &Stored| {
            let seen = stored.due.clone().filter(|seen| *seen < due(now))?;
            Some(Expired { report_id: stored.report.id, seen })
        };
        let mut found: Vec<_> =
            state.reports.iter().filter(|stored| stored.is_retained()).filter_map(expired).collect();
        found.sort_by(|one, two| one.seen.cmp(&two.seen));
        found.truncate(usize::try_from(limit).unwrap_or(0));
        Ok(found)
    }

    async fn expired_removed(&self, id: ReportId) -> Result<(), StorageError> {
        self.call("dynamodb:UpdateItem", id).await?;
        if let Some(stored) = self.state().find_mut(id).filter(|stored| stored.is_retained()) {
            stored.due = None;
        }
        Ok(())
    }
}
