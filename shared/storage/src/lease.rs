//! The states of a report from `queued` to its end.
//!
//! The queue delivers a message at least once; a report is rendered once in effect. An attempt begins by taking the report's
//! *lease* in a conditional write, and only the attempt that holds the lease can finish the report. A lease ends by itself,
//! so after a crash another attempt can render the report.
//!
//! A report counts its attempts, because one that kills its renderers must not do so for ever. An attempt that a fault of
//! another service has stopped gives its lease up, and with it the count.

use std::time::Duration;

use report_domain::{
    Artifact, ArtifactId, LONGEST_ERROR, LONGEST_TITLE, Report, ReportId, RetainDays, Status, Timestamp,
    bounded_summary, shortened,
};
use serde_json::{Map, Value};

use crate::{
    StorageError, Table,
    artifact::artifact_attributes,
    item::{Attributes, Reader, millis, n, s, values},
    reports::{meta_key, report_from},
    retention::RETAINED,
    status::StatusChange,
    table::Written,
    unfinished::{GRACE, OPEN, QUEUED_TIMEOUT, due},
};

/// How many attempts a report gets. All but the last were killed: nothing else is counted for long.
pub const MOST_ATTEMPTS: u32 = 2;

/// The right of one attempt to finish a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// The report.
    pub report_id: ReportId,
    /// The attempt, and the documents that it writes.
    pub artifact_id: ArtifactId,
}

impl Lease {
    /// A lease that nobody has taken yet.
    pub fn new(report_id: ReportId) -> Self {
        Self { report_id, artifact_id: ArtifactId::new() }
    }
}

/// A report whose lease was taken.
#[derive(Debug)]
pub struct Leased {
    /// The lease.
    pub lease: Lease,
    /// The report; its `attempts` count this one.
    pub report: Report,
}

/// The outcome of asking for a lease.
#[derive(Debug)]
pub enum LeaseOutcome {
    /// The lease was taken.
    Taken(Box<Leased>),
    /// Another attempt holds it.
    Held,
    /// The report has succeeded or failed.
    Finished,
    /// There is no such report.
    Unknown,
}

/// Takes leases of reports and finishes reports under them.
pub trait Leases: Send + Sync {
    /// Takes a new lease of a report; see [`Leases::take`].
    ///
    /// # Errors
    /// When the table cannot be written.
    fn take_lease(
        &self,
        id: ReportId,
        until: Timestamp,
    ) -> impl Future<Output = Result<LeaseOutcome, StorageError>> + Send {
        self.take(Lease::new(id), until)
    }

    /// Takes a lease until an instant at which the attempt is certain to have ended.
    ///
    /// # Errors
    /// When the table cannot be written. If only its answer was lost, the lease is taken all the same;
    /// [`Leases::give_up_lease`] puts that right.
    fn take(
        &self,
        lease: Lease,
        until: Timestamp,
    ) -> impl Future<Output = Result<LeaseOutcome, StorageError>> + Send;

    /// Marks a report succeeded. Its documents must be stored before; they are kept for that number of days, or as long as any.
    /// `false` if the lease was lost.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn succeed(
        &self,
        lease: &Lease,
        artifact: &Artifact,
        summary: &Map<String, Value>,
        title: &str,
        kept: Option<RetainDays>,
    ) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Marks a report failed for good. `false` if the lease was lost.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn fail(&self, lease: &Lease, error: &str) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Gives the lease up, so that the attempt does not count. The report stays `running`. Another attempt is to begin with a
    /// message that comes within `pause`; if none does, the sweeper sends one. If the lease is no longer held, nothing changes.
    ///
    /// # Errors
    /// When the table cannot be written. The lease then ends by itself, and the attempt counts until this is repeated.
    fn give_up_lease(
        &self,
        lease: &Lease,
        pause: Duration,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

impl Leases for Table {
    async fn take(&self, lease: Lease, until: Timestamp) -> Result<LeaseOutcome, StorageError> {
        let now = Timestamp::now();
        let written = self
            .change_status(
                lease.report_id,
                StatusChange {
                    to: Status::Running,
                    now,
                    set: "#lease = :lease, #lease_until = :until, #attempts = #attempts + :one, \
                          #started_at = if_not_exists(#started_at, :now), #open = :open, #due = :due",
                    remove: "",
                    condition: "#status = :queued OR (#status = :to AND #lease_until < :now)",
                    values: values([
                        (":queued", s(Status::Queued)),
                        (":lease", s(lease.artifact_id)),
                        (":until", millis(until)),
                        (":one", n(1)),
                        (":open", s(OPEN)),
                        (":due", s(due(until.after(GRACE)))),
                    ]),
                },
            )
            .await?;
        match written {
            Written::Done(item) => {
                Ok(LeaseOutcome::Taken(Box::new(Leased { lease, report: report_from(&item)? })))
            }
            Written::Unmet(None) => Ok(LeaseOutcome::Unknown),
            // The SDK has repeated a call whose answer was lost. The lease was taken, and the attempt counted, once.
            Written::Unmet(Some(item)) if is_running(&item)? && names_lease(&item, &lease)? => {
                Ok(LeaseOutcome::Taken(Box::new(Leased { lease, report: report_from(&item)? })))
            }
            Written::Unmet(Some(item)) => match Reader(&item).parsed("status")? {
                Status::Succeeded | Status::Failed => Ok(LeaseOutcome::Finished),
                Status::Queued | Status::Running => Ok(LeaseOutcome::Held),
            },
        }
    }

    async fn succeed(
        &self,
        lease: &Lease,
        artifact: &Artifact,
        summary: &Map<String, Value>,
        title: &str,
        kept: Option<RetainDays>,
    ) -> Result<bool, StorageError> {
        let mut set = "#summary = :summary, #title = :title".to_owned();
        let mut given = values([
            (":summary", s(serde_json::json!(bounded_summary(summary)))),
            (":title", s(shortened(title, LONGEST_TITLE))),
        ]);
        for (name, value) in artifact_attributes(artifact) {
            set.push_str(&format!(", #{name} = :{name}"));
            given.insert(format!(":{name}"), value);
        }
        self.finish(lease, Status::Succeeded, &set, given, kept).await
    }

    async fn fail(&self, lease: &Lease, error: &str) -> Result<bool, StorageError> {
        let given = values([(":error", s(shortened(error, LONGEST_ERROR)))]);
        self.finish(lease, Status::Failed, "#error = :error", given, None).await
    }

    async fn give_up_lease(&self, lease: &Lease, pause: Duration) -> Result<(), StorageError> {
        let now = Timestamp::now();
        let given = values([
            (":past", millis(Timestamp::from_unix_millis(0))),
            (":due", s(due(now.after(pause + QUEUED_TIMEOUT)))),
            (":one", n(1)),
            (":now", millis(now)),
            (":lease", s(lease.artifact_id)),
            (":running", s("running")),
        ]);
        self.update_if(
            meta_key(lease.report_id),
            // Without the lease the condition does not hold again, so a repeated call takes back no other attempt.
            "SET #lease_until = :past, #due = :due, #updated_at = :now, #attempts = #attempts - :one REMOVE #lease",
            "#status = :running AND #lease = :lease",
            given,
        )
        .await?;
        Ok(())
    }
}

impl Table {
    async fn finish(
        &self,
        lease: &Lease,
        to: Status,
        set: &str,
        mut given: Attributes,
        kept: Option<RetainDays>,
    ) -> Result<bool, StorageError> {
        let now = Timestamp::now();
        given.extend(values([(":lease", s(lease.artifact_id)), (":running", s(Status::Running))]));
        let (index, remove) = match kept {
            None => ("", "#lease_until, #open, #due"),
            Some(days) => {
                given.extend(values([(":retained", s(RETAINED)), (":over", s(due(now.after(days.time()))))]));
                (", #open = :retained, #due = :over", "#lease_until")
            }
        };
        let change = StatusChange {
            to,
            now,
            set: &format!("{set}, #finished_at = :now, #lease = :lease{index}"),
            remove,
            condition: "#status = :running AND #lease = :lease",
            values: given,
        };
        let written = self.change_status(lease.report_id, change).await?;
        match written {
            Written::Done(_) => Ok(true),
            // The report was finished under this lease: the SDK has repeated a call whose answer was lost.
            Written::Unmet(Some(item)) => Ok(names_lease(&item, lease)? && !is_running(&item)?),
            Written::Unmet(None) => Ok(false),
        }
    }
}

fn is_running(item: &Attributes) -> Result<bool, StorageError> {
    Ok(Reader(item).parsed::<Status>("status")? == Status::Running)
}

fn names_lease(item: &Attributes, lease: &Lease) -> Result<bool, StorageError> {
    Ok(Reader(item).optional_text("lease")? == Some(lease.artifact_id.to_string().as_str()))
}
