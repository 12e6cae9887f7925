//! The states of a report from `queued` to its end.
//!
//! The queue delivers a message at least once; a report is rendered once in effect. An attempt begins by taking the report's
//! *lease* in a conditional write, and only the attempt that holds the lease can finish the report. A lease ends by itself,
//! so after a crash another attempt can render the report.

use report_domain::{Artifact, ArtifactId, Report, ReportId, Timestamp};
use serde_json::{Map, Value};

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, millis, n, s, values},
    reports::{meta_key, report_from},
    table::Written,
    unfinished::{GRACE, OPEN, RETRY_PAUSE, due},
};

/// The right of one attempt to finish a report.
#[derive(Debug, Clone, Copy)]
pub struct Lease {
    /// The report.
    pub report_id: ReportId,
    /// The attempt, and the documents that it writes.
    pub artifact_id: ArtifactId,
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
    /// Takes the lease of a report until an instant at which the attempt is certain to have ended.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn take_lease(
        &self,
        id: ReportId,
        until: Timestamp,
    ) -> impl Future<Output = Result<LeaseOutcome, StorageError>> + Send;

    /// Marks a report succeeded. Its documents must be stored before. `false` if the lease was lost.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn succeed(
        &self,
        lease: &Lease,
        artifact: &Artifact,
        summary: &Map<String, Value>,
        title: &str,
    ) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Marks a report failed for good. `false` if the lease was lost.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn fail(&self, lease: &Lease, error: &str) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Gives the lease up after a transient fault. The report stays `running`, and another attempt begins with the next message
    /// or, if none comes, by the sweeper.
    ///
    /// # Errors
    /// When the table cannot be written. The lease then ends by itself.
    fn give_up_lease(&self, lease: &Lease) -> impl Future<Output = Result<(), StorageError>> + Send;
}

impl Leases for Table {
    async fn take_lease(&self, id: ReportId, until: Timestamp) -> Result<LeaseOutcome, StorageError> {
        let now = Timestamp::now();
        let lease = Lease { report_id: id, artifact_id: ArtifactId::new() };
        let written = self
            .update_if(
                meta_key(id),
                "SET #status = :running, #lease = :lease, #lease_until = :until, #attempts = #attempts + :one, \
                 #started_at = if_not_exists(#started_at, :now), #updated_at = :now, #open = :open, #due = :due",
                // The SDK repeats a call whose answer was lost. The repeated call finds its own lease and succeeds.
                "#status = :queued OR (#status = :running AND (#lease_until < :now OR #lease = :lease))",
                values([
                    (":running", s("running")),
                    (":queued", s("queued")),
                    (":lease", s(lease.artifact_id)),
                    (":until", millis(until)),
                    (":one", n(1)),
                    (":now", millis(now)),
                    (":open", s(OPEN)),
                    (":due", s(due(until.after(GRACE)))),
                ]),
            )
            .await?;
        match written {
            Written::Done(item) => {
                Ok(LeaseOutcome::Taken(Box::new(Leased { lease, report: report_from(&item)? })))
            }
            Written::Unmet(None) => Ok(LeaseOutcome::Unknown),
            Written::Unmet(Some(item)) if report_from(&item)?.state.is_final() => Ok(LeaseOutcome::Finished),
            Written::Unmet(Some(_)) => Ok(LeaseOutcome::Held),
        }
    }

    async fn succeed(
        &self,
        lease: &Lease,
        artifact: &Artifact,
        summary: &Map<String, Value>,
        title: &str,
    ) -> Result<bool, StorageError> {
        const SET: &str = "#status = :succeeded, #artifact_id = :artifact, #html_bytes = :html, \
                           #pdf_bytes = :pdf, #summary = :summary, #title = :title";
        let given = values([
            (":succeeded", s("succeeded")),
            (":artifact", s(artifact.id)),
            (":html", n(artifact.html_bytes)),
            (":pdf", n(artifact.pdf_bytes)),
            (":summary", s(serde_json::json!(summary))),
            (":title", s(title)),
        ]);
        self.finish(lease, SET, given).await
    }

    async fn fail(&self, lease: &Lease, error: &str) -> Result<bool, StorageError> {
        let given = values([(":failed", s("failed")), (":error", s(error))]);
        self.finish(lease, "#status = :failed, #error = :error", given).await
    }

    async fn give_up_lease(&self, lease: &Lease) -> Result<(), StorageError> {
        let now = Timestamp::now();
        let given = values([
            (":past", millis(Timestamp::from_unix_millis(0))),
            (":due", s(due(now.after(RETRY_PAUSE)))),
            (":now", millis(now)),
            (":lease", s(lease.artifact_id)),
            (":running", s("running")),
        ]);
        self.update_if(
            meta_key(lease.report_id),
            "SET #lease_until = :past, #due = :due, #updated_at = :now",
            "#status = :running AND #lease = :lease",
            given,
        )
        .await?;
        Ok(())
    }
}

impl Table {
    async fn finish(&self, lease: &Lease, set: &str, mut given: Attributes) -> Result<bool, StorageError> {
        let update = format!(
            "SET {set}, #finished_at = :now, #updated_at = :now, #lease = :lease REMOVE #lease_until, #open, #due"
        );
        given.extend(values([
            (":now", millis(Timestamp::now())),
            (":lease", s(lease.artifact_id)),
            (":running", s("running")),
        ]));
        let key = meta_key(lease.report_id);
        let written = self.update_if(key, &update, "#status = :running AND #lease = :lease", given).await?;
        match written {
            Written::Done(_) => Ok(true),
            // The report was finished under this lease: the SDK has repeated a call whose answer was lost.
            Written::Unmet(Some(item)) => Ok(Reader(&item).optional_text("lease")?
                == Some(lease.artifact_id.to_string().as_str())
                && report_from(&item)?.state.is_final()),
            Written::Unmet(None) => Ok(false),
        }
    }
}
