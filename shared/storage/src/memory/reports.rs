//! Creating, reading and listing reports.

use report_domain::{JobId, Report, ReportId, ReportOptions};

use super::{
    Memory,
    state::{State, Stored},
};
use crate::{
    Claim, CreateError, CreateReports, List, Lists, NewReport, Page, PageRange, Reports, StorageError,
    unfinished::{QUEUED_TIMEOUT, due},
};

impl State {
    pub(super) fn find(&self, id: ReportId) -> Option<&Stored> {
        self.reports.iter().find(|stored| stored.report.id == id)
    }

    pub(super) fn find_mut(&mut self, id: ReportId) -> Option<&mut Stored> {
        self.reports.iter_mut().find(|stored| stored.report.id == id)
    }

    fn of_list<'a>(&'a self, list: &'a List) -> impl DoubleEndedIterator<Item = &'a Report> {
        let reports = self.reports.iter().map(|stored| &stored.report);
        reports.filter(|report| List::of(&report.subject).contains(list))
    }
}

impl CreateReports for Memory {
    async fn create_report(&self, new: &NewReport, claim: Option<&Claim>) -> Result<Report, CreateError> {
        self.call("dynamodb:TransactWriteItems", new.id).await?;
        let mut state = self.state();
        if state.busy.contains(&new.subject.project_id) {
            return Err(CreateError::Contended { tries: 1 });
        }
        if let Some(stored) = state.find(new.id) {
            return Ok(stored.report.clone());
        }
        if claim.is_some_and(|claim| !state.holds(claim)) {
            return Err(CreateError::ClaimLost);
        }
        let list = List { project_id: new.subject.project_id, kind: None, entity_id: None };
        let latest = state.of_list(&list).map(|report| report.created_at).max();
        let now = latest.map_or(state.now(), |latest| latest.max(state.now()));
        let report = new.queued(now);
        if let Some(claim) = claim {
            state.settle(claim, report.id, report.job_id);
        }
        state.reports.push(Stored {
            report: report.clone(),
            options: new.options.clone(),
            lease: None,
            lease_until: None,
            due: Some(due(now.after(QUEUED_TIMEOUT))),
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

impl Lists for Memory {
    async fn page(&self, list: &List, range: PageRange) -> Result<Page, StorageError> {
        let total = self.total(list).await?;
        let state = self.state();
        let offset = usize::try_from(range.offset).unwrap_or(usize::MAX);
        let page = state.of_list(list).rev().skip(offset).take(range.limit.into());
        Ok(Page { reports: page.cloned().collect(), total })
    }

    async fn total(&self, list: &List) -> Result<u64, StorageError> {
        self.call("dynamodb:GetItem", list.partition()).await?;
        Ok(self.state().of_list(list).count() as u64)
    }
}
