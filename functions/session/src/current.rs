//! The report on the present version of a session's snapshot.

use report_creation::{Asked, Created, Creation, Refusal};
use report_domain::{Report, ReportId, SnapshotPin, Status, Subject};
use report_edge::Failure;
use report_storage::{
    CreateReports, IdempotencyKeys, Lists, RenderQueue, Reports, Snapshots, StorageError, last_made_from,
};

use crate::patience::Patience;

/// A session, and the version of its snapshot that a request found. Whatever is published meanwhile, the answer is about this one.
#[derive(Debug)]
pub struct Version {
    /// The session, as an entity.
    pub session: Subject,
    /// The version.
    pub snapshot: SnapshotPin,
}

/// Finds reports on versions, and makes those that there are not.
pub struct Current<R, S, Q> {
    reports: R,
    creation: Creation<R, S, Q>,
}

impl<R, S, Q> Current<R, S, Q>
where
    R: CreateReports + IdempotencyKeys + Reports + Lists,
    S: Snapshots,
    Q: RenderQueue,
{
    /// Finds reports in the table, and makes them the ordinary way.
    pub fn new(reports: R, creation: Creation<R, S, Q>) -> Self {
        Self { reports, creation }
    }

    /// The present version of a session's snapshot.
    ///
    /// # Errors
    /// When the bucket does not answer.
    pub async fn version(&self, session: Subject) -> Result<Option<Version>, StorageError> {
        let snapshot = self.creation.pin(&session).await?;
        Ok(snapshot.map(|snapshot| Version { session, snapshot }))
    }

    /// The newest report on the version, but not the one that is `gone`: one whose documents are no longer kept counts as none. It
    /// is made if it may be. It has ended, unless that has taken too long.
    ///
    /// # Errors
    /// 404 when there is none and it may not be made; 409 when others still are about making it; when a service does not answer.
    pub async fn report(
        &self,
        version: &Version,
        gone: Option<ReportId>,
        may_make: bool,
        patience: &mut Patience,
    ) -> Result<Report, Failure> {
        loop {
            let newest = last_made_from(&self.reports, &version.session, &version.snapshot).await?;
            let report = match newest.filter(|report| Some(report.id) != gone) {
                Some(report) => Some(report),
                None if may_make => self.make(version, gone).await?,
                None => return Err(Failure::no_session_report()),
            };
            if let Some(report) = report
                && let Some(report) = self.ended(report, patience).await?
            {
                return Ok(report);
            }
            // Another request is about to make it, or somebody has deleted it just now.
            if !patience.pause().await {
                return Err(Failure::not_ready(Status::Queued));
            }
        }
    }

    /// Makes the report; `None` if another request is about to, or if it has been deleted already.
    async fn make(&self, version: &Version, gone: Option<ReportId>) -> Result<Option<Report>, Failure> {
        let asked = Asked::of_version(version.session, &version.snapshot, gone);
        match self.creation.create_from(&asked, version.snapshot.clone()).await {
            Ok(Created { report_id, .. }) => {
                tracing::info!(%report_id, "made because it was asked for");
                Ok(self.reports.report(report_id).await?)
            }
            Err(Refusal::InFlight) => Ok(None),
            Err(Refusal::Storage(error)) => Err(error.into()),
            // The key names session and version, the options are the usual ones, and nothing is compared or looked up.
            Err(refusal @ (Refusal::NoSuchEntity | Refusal::KeyReused | Refusal::Incomparable(_))) => {
                tracing::error!(?refusal, "refused, although nothing of the request can be");
                Err(Failure::internal())
            }
        }
    }

    /// The report when it has ended, or as it is when the time is used up; `None` if it has been deleted.
    async fn ended(
        &self,
        mut report: Report,
        patience: &mut Patience,
    ) -> Result<Option<Report>, StorageError> {
        while !report.state.is_final() && patience.pause().await {
            match self.reports.report(report.id).await? {
                Some(now) => report = now,
                None => return Ok(None),
            }
        }
        Ok(Some(report))
    }
}
