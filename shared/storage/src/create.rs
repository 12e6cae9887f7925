//! Creates a report with all its items in one transaction.

use std::time::Duration;

use aws_sdk_dynamodb::types::TransactWriteItem;
use report_domain::{
    ComparisonPin, JobId, Report, ReportId, ReportOptions, SnapshotPin, State, Subject, Timestamp,
};
use tokio::time::Instant;

use crate::{
    Claim, StorageError, Table,
    backoff::jittered,
    comparing::put_pin,
    item::s,
    marks::mark_item,
    reports::{IDEMPOTENCY, Reports, job_item, meta_item, options_item},
    transactions::Cancelled,
    unfinished::{OPEN, QUEUED_TIMEOUT, due},
};

/// How long a creation is tried again. Creations share no item, so only the table itself can be in the way, or another
/// request with the same idempotency key.
const RETRY_DEADLINE: Duration = Duration::from_secs(5);

/// A report to be created.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// Its id.
    pub id: ReportId,
    /// Its job's id.
    pub job_id: JobId,
    /// What it is about.
    pub subject: Subject,
    /// What it is made from.
    pub snapshot: SnapshotPin,
    /// What it shall contain.
    pub options: ReportOptions,
    /// What it is compared with, if its options want that and there is something.
    pub compared: Option<ComparisonPin>,
}

impl NewReport {
    /// The report as it is when it has just been created.
    pub(crate) fn queued(&self, created_at: Timestamp) -> Report {
        Report {
            id: self.id,
            job_id: self.job_id,
            subject: self.subject,
            snapshot: self.snapshot.clone(),
            title: self.options.title.as_ref().map(|title| title.as_str().to_owned()),
            format: self.options.format,
            retain_days: self.options.retain_days,
            state: State::Queued,
            attempts: 0,
            created_at,
            asked_at: created_at,
            updated_at: created_at,
            started_at: None,
            finished_at: None,
        }
    }
}

/// Why a report was not created.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The claim on the idempotency key lapsed, and another request has taken the key over.
    #[error("another request has taken over the idempotency key")]
    ClaimLost,
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Why a transaction that creates a report was cancelled.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    /// The table was in the way. The next try may succeed.
    Passing,
    /// Another request has taken the idempotency key over.
    ClaimLost,
    /// An earlier try has stored the report.
    StoredBefore,
}

/// Creates reports.
pub trait CreateReports: Send + Sync {
    /// Stores a report as queued, with its job and its mark, by which lists know it at once. With a claim, it also stores the
    /// answer to a repeated request. Either all of it is stored or nothing.
    ///
    /// # Errors
    /// [`CreateError`]. After [`StorageError::Unavailable`] the report may exist in two cases: the table could not be read
    /// either, or the service was still working on the transaction. Such a report is complete, and the sweeper has it
    /// rendered.
    fn create_report(
        &self,
        new: &NewReport,
        claim: Option<&Claim>,
    ) -> impl Future<Output = Result<Report, CreateError>> + Send;
}

impl CreateReports for Table {
    async fn create_report(&self, new: &NewReport, claim: Option<&Claim>) -> Result<Report, CreateError> {
        let began = Instant::now();
        for tries in 0.. {
            if tries > 0 {
                tokio::time::sleep(jittered(tries)).await;
            }
            let report = new.queued(Timestamp::now());
            let writes = self.creation(&report, new, claim)?;
            let refusal = match self.transact(writes).await {
                Ok(Ok(())) => return Ok(report),
                Ok(Err(cancelled)) => refusal(&cancelled, claim.is_some()),
                Err(error) => {
                    // The transaction may have been applied and only its answer lost. A client that was told to try
                    // again would then create a second report.
                    let stored = if error.is_transient() { self.report(report.id).await } else { Ok(None) };
                    let Ok(Some(stored)) = stored else { return Err(error.into()) };
                    tracing::warn!(%error, report_id = %report.id, "the report was stored although the call failed");
                    return Ok(stored);
                }
            };
            match refusal {
                Refusal::Passing if began.elapsed() < RETRY_DEADLINE => {
                    tracing::debug!(tries, "cancelled, and tried again");
                }
                Refusal::Passing => {
                    let detail = format!("the creation was cancelled {tries} times");
                    return Err(StorageError::Unavailable {
                        operation: "dynamodb:TransactWriteItems",
                        detail,
                    }
                    .into());
                }
                Refusal::ClaimLost => return Err(CreateError::ClaimLost),
                Refusal::StoredBefore => {
                    // Only this request has the id, so an earlier try was applied and its answer was lost.
                    let stored = self.report(report.id).await?;
                    tracing::info!(report_id = %report.id, "an earlier try had stored the report");
                    return Ok(stored.unwrap_or(report));
                }
            }
        }
        unreachable!("the loop over all numbers ends by returning")
    }
}

impl Table {
    fn creation(
        &self,
        report: &Report,
        new: &NewReport,
        claim: Option<&Claim>,
    ) -> Result<Vec<TransactWriteItem>, StorageError> {
        let mut meta = meta_item(report);
        meta.insert("open".to_owned(), s(OPEN));
        meta.insert("due".to_owned(), s(due(report.created_at.after(QUEUED_TIMEOUT))));
        if let Some(claim) = claim {
            // So that the key is free again when the report is deleted.
            meta.insert(IDEMPOTENCY.to_owned(), s(&claim.key.0));
        }
        let mut options = options_item(report.id, &new.options);
        if let Some(pin) = &new.compared {
            put_pin(&mut options, pin);
        }
        // The report comes first and the claim last, where `refusal` looks for them.
        let mut writes = vec![
            self.put_new(meta)?,
            self.put_new(options)?,
            self.put_new(job_item(report.job_id, report.id))?,
            self.put_new(mark_item(report))?,
        ];
        if let Some(claim) = claim {
            let update = claim.settle(&self.name, report)?;
            writes.push(TransactWriteItem::builder().update(update).build());
        }
        Ok(writes)
    }
}

fn refusal(cancelled: &Cancelled, claimed: bool) -> Refusal {
    if cancelled.is_first_unmet() {
        Refusal::StoredBefore
    } else if claimed && cancelled.is_last_unmet() {
        Refusal::ClaimLost
    } else {
        Refusal::Passing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_is_tried_again_and_a_lost_claim_is_not() {
        let refusal = |codes: &[&str], claimed| refusal(&Cancelled::because(codes), claimed);
        assert_eq!(refusal(&["None", "TransactionConflict"], false), Refusal::Passing);
        assert_eq!(refusal(&["None", "ConditionalCheckFailed", "None"], true), Refusal::Passing);
        assert_eq!(refusal(&["None", "ConditionalCheckFailed"], true), Refusal::ClaimLost);
        // The transaction that stored the report settled its claim, too.
        let stored = ["ConditionalCheckFailed", "None", "ConditionalCheckFailed"];
        assert_eq!(refusal(&stored, true), Refusal::StoredBefore);
        assert_eq!(refusal(&stored, false), Refusal::StoredBefore);
        assert_eq!(refusal(&["None", "ConditionalCheckFailed"], false), Refusal::Passing);
        assert_eq!(refusal(&["None", "TransactionConflict"], true), Refusal::Passing);
    }
}
