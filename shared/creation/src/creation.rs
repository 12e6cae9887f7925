//! From what is asked for to a queued report.

use futures_util::future::join;
use report_domain::{
    CompareTo, ComparisonPin, JobId, Problem, Report, ReportId, ReportOptions, SnapshotPin, State, Subject,
};
use report_storage::{
    Claim, ClaimOutcome, CreateError, CreateReports, IdempotencyKey, IdempotencyKeys, Lists, Message,
    NewReport, RenderQueue, Reports, RequestHash, Snapshots, StorageError, last_succeeded,
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
    /// The report that it shall be compared with is none that it can be compared with.
    Incomparable(Problem),
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
    R: CreateReports + IdempotencyKeys + Reports + Lists,
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
        let compared = self.compared(asked).await?;
        let new = NewReport {
            id: ReportId::new(),
            job_id: JobId::new(),
            subject: asked.subject,
            snapshot,
            options: asked.options.clone(),
            compared,
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

    /// What the report is compared with, by now: whoever asks for the same again under the same key gets the report that was
    /// created then.
    async fn compared(&self, asked: &Asked) -> Result<Option<ComparisonPin>, Refusal> {
        match asked.options.compare_to {
            None => Ok(None),
            Some(CompareTo::Previous) => {
                let previous = last_succeeded(&self.reports, &asked.subject).await?;
                Ok(previous.as_ref().map(ComparisonPin::from))
            }
            Some(CompareTo::Report(id)) => {
                let report = self.reports.report(id).await?;
                comparable(report, id, &asked.subject).map(Some).map_err(Refusal::Incomparable)
            }
        }
    }
}

/// Whether a report about that subject can be compared with that one. Who asks may see the subject's project, and one of another
/// project is to them as none.
fn comparable(report: Option<Report>, id: ReportId, subject: &Subject) -> Result<ComparisonPin, Problem> {
    let problem = |msg: String, code| Problem {
        loc: ["body", "options", "compare_to"].map(str::to_owned).into(),
        msg,
        code,
    };
    let Some(report) = report.filter(|report| report.subject.project_id == subject.project_id) else {
        let project = subject.project_id;
        return Err(problem(format!("there is no report {id} in project {project}"), "no_such_report"));
    };
    let kind = report.subject.kind;
    if kind != subject.kind {
        let msg = format!(
            "report {id} is about a {kind}, and cannot be compared with one about a {}",
            subject.kind
        );
        return Err(problem(msg, "other_kind"));
    }
    match report.state {
        State::Succeeded { .. } => Ok(ComparisonPin::from(&report)),
        state => Err(problem(
            format!("report {id} is {}; only one that has succeeded can be compared with", state.status()),
            "report_not_succeeded",
        )),
    }
}
