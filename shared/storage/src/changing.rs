//! Changes of a report that a client asks for: to be rendered once more, or not at all.

use report_domain::{Report, ReportId, Status, Timestamp};

use crate::{
    Message, RenderQueue, StorageError, Table,
    item::{n, s, values},
    reports::report_from,
    status::StatusChange,
    table::Written,
    unfinished::{OPEN, QUEUED_TIMEOUT, due},
};

/// What a cancelled report says of itself.
pub(crate) const CANCELLED: &str = "Cancelled.";

/// The outcome of asking for a change.
#[derive(Debug)]
pub enum Change {
    /// The report was changed; this is how it is now.
    Made(Box<Report>),
    /// The report's state does not allow the change.
    Impossible(Box<Report>),
    /// There is no such report.
    Unknown,
}

/// Changes reports as clients ask for.
pub trait ChangeReports: Send + Sync {
    /// Queues a failed report again, with all its attempts before it. It keeps its id and is made from the same snapshot.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn retry(&self, id: ReportId) -> impl Future<Output = Result<Change, StorageError>> + Send;

    /// Marks a queued report failed, so that it is not rendered.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn cancel(&self, id: ReportId) -> impl Future<Output = Result<Change, StorageError>> + Send;
}

impl ChangeReports for Table {
    async fn retry(&self, id: ReportId) -> Result<Change, StorageError> {
        let now = Timestamp::now();
        let written = self
            .change_status(
                id,
                StatusChange {
                    to: Status::Queued,
                    now,
                    set: "#attempts = :none, #asked_at = :now, #open = :open, #due = :due",
                    remove: "#error, #started_at, #finished_at, #lease, #lease_until",
                    condition: "#status = :failed",
                    values: values([
                        (":failed", s(Status::Failed)),
                        (":none", n(0)),
                        (":open", s(OPEN)),
                        (":due", s(due(now.after(QUEUED_TIMEOUT)))),
                    ]),
                },
            )
            .await?;
        outcome(written, Status::Queued, now)
    }

    async fn cancel(&self, id: ReportId) -> Result<Change, StorageError> {
        let now = Timestamp::now();
        let written = self
            .change_status(
                id,
                StatusChange {
                    to: Status::Failed,
                    now,
                    set: "#error = :error, #finished_at = :now",
                    remove: "#lease, #lease_until, #open, #due",
                    condition: "#status = :queued",
                    values: values([(":error", s(CANCELLED)), (":queued", s(Status::Queued))]),
                },
            )
            .await?;
        outcome(written, Status::Failed, now)
    }
}

/// Queues a failed report again and sends its message. If that is not sent, the sweeper sends it later.
///
/// # Errors
/// When the table cannot be written.
pub async fn retry_and_send(
    reports: &impl ChangeReports,
    queue: &impl RenderQueue,
    id: ReportId,
) -> Result<Change, StorageError> {
    let change = reports.retry(id).await?;
    if let Change::Made(report) = &change
        && let Err(error) = queue.send(Message::new(report.id, report.job_id)).await
    {
        tracing::error!(%error, report_id = %id, "the report is queued without a message");
    }
    Ok(change)
}

/// What a change to that status, made at that instant, came to.
fn outcome(written: Written, to: Status, at: Timestamp) -> Result<Change, StorageError> {
    let item = match written {
        Written::Done(item) => return Ok(Change::Made(Box::new(report_from(&item)?))),
        Written::Unmet(None) => return Ok(Change::Unknown),
        Written::Unmet(Some(item)) => item,
    };
    let report = Box::new(report_from(&item)?);
    // The SDK repeats a call whose answer was lost. The repeated call finds what the first one has changed.
    let is_repeated = report.state.status() == to && report.updated_at == at;
    Ok(if is_repeated { Change::Made(report) } else { Change::Impossible(report) })
}
