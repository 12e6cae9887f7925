//! From what is asked for to a queued report.

use futures_util::future::join;
use report_domain::{JobId, ReportId, ReportOptions, SnapshotPin, Subject};
use report_storage::{
    Claim, ClaimOutcome, CreateError, CreateReports, IdempotencyKey, IdempotencyKeys, Message, NewReport,
    RenderQueue, RequestHash, Snapshots, StorageError,
};

/// What is asked for.
#[derive(Debug)]
pub struct Asked {
    /// What the report shall be about.
    pub subject: Subject,
    /// What it shall contain.
    pub options: ReportOptions,
    /// Under which it is created once, however often it is asked for.
    pub idempotency_key: Option<IdempotencyKey>,
}

/// A report that was created, now or when the same was asked for before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Created {
    /// The report.
    pub report_id: ReportId,
    /// Its job.
    pub job_id: JobId,
}

/// Why no report was created.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such entity, or who asks may not see it.
    NoSuchEntity,
    /// The same request is being worked on.
    InFlight,
    /// The idempotency key belongs to another request.
    KeyReused,
    /// The storage failed.
    Storage(StorageError),
}

impl From<StorageError> for Refusal {
    fn from(error: StorageError) -> Self {
        Refusal::Storage(error)
    }
}

/// Creates reports.
#[derive(Debug, Clone)]
pub struct Creation<R, S, Q> {
    reports: R,
    snapshots: S,
    queue: Q,
}

impl<R, S, Q> Creation<R, S, Q>
where
    R: CreateReports + IdempotencyKeys,
    S: Snapshots,
    Q: RenderQueue,
{
    /// Creates reports of the snapshots and sends their messages to the queue.
    pub fn new(reports: R, snapshots: S, queue: Q) -> Self {
        Self { reports, snapshots, queue }
    }

    /// The current version of an entity's snapshot, for [`Creation::create_from`].
    ///
    /// # Errors
    /// When the bucket does not answer.
    pub async fn pin(&self, subject: &Subject) -> Result<Option<SnapshotPin>, StorageError> {
        self.snapshots.pin(subject).await
    }

    /// Creates a report of the entity's current snapshot. An entity that is not visible to who asks is none.
    ///
    /// # Errors
    /// [`Refusal`]. Nothing was created, except in the cases that [`CreateReports::create_report`] names.
    pub async fn create(&self, asked: &Asked, is_visible: bool) -> Result<Created, Refusal> {
        // The snapshot is looked up whether or not it is visible, so the time of the answer does not tell whether the entity
        // exists.
        let (claimed, snapshot) = join(self.claim(asked), self.snapshots.pin(&asked.subject)).await;
        let snapshot = snapshot.map(|pin| pin.filter(|_| is_visible));
        self.create_claimed(asked, claimed?, snapshot).await
    }

    /// Creates a report of a version that was pinned before.
    ///
    /// # Errors
    /// As [`Creation::create`].
    pub async fn create_from(&self, asked: &Asked, snapshot: SnapshotPin) -> Result<Created, Refusal> {
        let claimed = self.claim(asked).await?;
        self.create_claimed(asked, claimed, Ok(Some(snapshot))).await
    }

    /// Claims the idempotency key, if there is one.
    async fn claim(&self, asked: &Asked) -> Result<Option<ClaimOutcome>, StorageError> {
        let Some(key) = &asked.idempotency_key else { return Ok(None) };
        self.reports.claim(key, &RequestHash::of(&asked.subject, &asked.options)).await.map(Some)
    }

    async fn create_claimed(
        &self,
        asked: &Asked,
        claimed: Option<ClaimOutcome>,
        snapshot: Result<Option<SnapshotPin>, StorageError>,
    ) -> Result<Created, Refusal> {
        let claim = match claimed {
            None => None,
            Some(ClaimOutcome::Taken(claim)) => Some(claim),
            Some(ClaimOutcome::Answered { report_id, job_id }) => return Ok(Created { report_id, job_id }),
            Some(ClaimOutcome::InFlight) => return Err(Refusal::InFlight),
            Some(ClaimOutcome::OtherRequest) => return Err(Refusal::KeyReused),
        };
        let created = match snapshot {
            Ok(Some(snapshot)) => self.store(asked, snapshot, claim.as_ref()).await,
            Ok(None) => Err(Refusal::NoSuchEntity),
            Err(error) => Err(error.into()),
        };
        if let (Err(_), Some(claim)) = (&created, claim) {
            self.reports.release(claim).await;
        }
        created
    }

    async fn store(
        &self,
        asked: &Asked,
        snapshot: SnapshotPin,
        claim: Option<&Claim>,
    ) -> Result<Created, Refusal> {
        let new = NewReport {
            id: ReportId::new(),
            job_id: JobId::new(),
            subject: asked.subject,
            snapshot,
            options: asked.options.clone(),
        };
        let report = self.reports.create_report(&new, claim).await.map_err(|error| match error {
            CreateError::Storage(error) => Refusal::Storage(error),
            CreateError::ClaimLost => Refusal::InFlight,
        })?;
        // The report exists now. If the message is not sent, the sweeper sends it later. An error here would make who asks
        // create a second report.
        if let Err(error) = self.queue.send(Message::new(report.id, report.job_id)).await {
            tracing::error!(%error, report_id = %report.id, "the report is queued without a message");
        }
        Ok(Created { report_id: report.id, job_id: report.job_id })
    }
}
