//! Creating, reading and listing reports.

use std::cmp::Reverse;

use report_domain::{ComparisonPin, JobId, Report, ReportId, ReportOptions};

use super::{
    Memory,
    state::{State, Stored},
};
use crate::{
    Claim, Comparisons, CreateError, CreateReports, List, Lists, NewReport, Page, PageRange, Reports,
    StorageError,
    unfinished::{QUEUED_TIMEOUT, due},
};

impl State {
    pub(super) fn find(&self, id: ReportId) -> Option<&Stored> {
        self.reports.iter().find(|stored| stored.report.id == id)
    }

    pub(super) fn find_mut(&mut self, id: ReportId) -> Option<&mut Stored> {
        self.reports.iter_mut().find(|stored| stored.report.id == id)
    }

    /// The reports of a list, newest first.
    fn of_list(&self, list: &List) -> Vec<&Report> {
        let all = self.reports.iter().map(|stored| &stored.report);
        let mut reports: Vec<_> = all.filter(|report| list.has(&report.subject)).collect();
        reports.sort_by_key(|report| Reverse((report.created_at, report.id)));
        reports
    }
}

impl CreateReports for Memory {
    async fn create_report(&self, new: &NewReport, claim: Option<&Claim>) -> Result<Report, CreateError> {
        self.call("dynamodb:TransactWriteItems", new.id).await?;
        let mut state = self.state();
        if let Some(stored) = state.find(new.id) {
            return Ok(stored.report.clone());
        }
        if claim.is_some_and(|claim| !state.holds(claim)) {
            return Err(CreateError::ClaimLost);
        }
        let now = state.now();
        let report = new.queued(now);
        if let Some(claim) = claim {
            state.settle(claim, report.id, report.job_id);
        }
        state.marks.insert(report.id);
        state.reports.push(Stored {
            report: report.clone(),
            options: new.options.clone(),
            compared: new.compared.clone(),
            lease: None,
            lease_until: None,
            due: Some(due(now.after(QUEUED_TIMEOUT))),
            idempotency: claim.map(|claim| claim.key.0.clone()),
        });
        Ok(report)
    }
}

impl Reports for Memory {
    async fn report(&self, id: ReportId) -> Result<Option<Report>, StorageError> {
        self.call("dynamodb:GetItem", id).await?;
        Ok(self.state().find(id).map(|stored| stored.report.clone()))
    }

    async fn report_with_options(
        &self,
        id: ReportId,
    ) -> Result<Option<(Report, ReportOptions)>, StorageError> {
        self.call("dynamodb:Query", id).await?;
        Ok(self.state().find(id).map(|stored| (stored.report.clone(), stored.options.clone())))
    }

    async fn options(&self, id: ReportId) -> Result<ReportOptions, StorageError> {
        self.call("dynamodb:GetItem", id).await?;
        let options = self.state().find(id).map(|stored| stored.options.clone());
        options.ok_or_else(|| crate::reports::options_missing(id))
    }

    async fn report_of_job(&self, id: JobId) -> Result<Option<Report>, StorageError> {
        self.call("dynamodb:GetItem", id).await?;
        let state = self.state();
        let stored = state.reports.iter().find(|stored| stored.report.job_id == id);
        Ok(stored.map(|stored| stored.report.clone()))
    }
}

impl Comparisons for Memory {
    async fn comparison(&self, id: ReportId) -> Result<Option<ComparisonPin>, StorageError> {
        self.call("dynamodb:GetItem", id).await?;
        Ok(self.state().find(id).and_then(|stored| stored.compared.clone()))
    }
}

impl Lists for Memory {
    async fn page(&self, list: &List, range: PageRange) -> Result<Page, StorageError> {
        let total = self.total(list).await?;
        let state = self.state();
        let offset = usize::try_from(range.offset).unwrap_or(usize::MAX);
        let page = state.of_list(list).into_iter().skip(offset).take(range.limit.into());
        Ok(Page { reports: page.cloned().collect(), total })
    }

    async fn total(&self, list: &List) -> Result<u64, StorageError> {
        self.call("dynamodb:TransactGetItems", list.partition()).await?;
        Ok(self.state().of_list(list).len() as u64)
    }
}
