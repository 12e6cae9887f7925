//! Creates a report with all its items in one transaction.

use std::time::Duration;

use aws_sdk_dynamodb::{
    error::SdkError,
    operation::transact_write_items::TransactWriteItemsError,
    types::{Put, TransactWriteItem, Update},
};
use report_domain::{JobId, Report, ReportId, ReportOptions, SnapshotPin, State, Subject, Timestamp};
use tokio::time::Instant;

use crate::{
    Claim, List, StorageError, Table,
    backoff::jittered,
    item::{Attributes, Reader, key, millis, n, names, s, values},
    listing::position_key,
    reports::{Reports, job_item, meta_item, options_item},
    unfinished::{OPEN, QUEUED_TIMEOUT, due},
};

const OPERATION: &str = "dynamodb:TransactWriteItems";

/// How long a creation is tried again while others in the same project are stored before it. Of fifty at once, with tries of
/// about 20 ms, the last one succeeds after some three seconds.
const RETRY_DEADLINE: Duration = Duration::from_secs(7);

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
            state: State::Queued,
            attempts: 0,
            created_at,
            updated_at: created_at,
            started_at: None,
            finished_at: None,
        }
    }
}

/// Why a report was not created.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// Too many other reports were created in the same project at the same time.
    #[error("other creations in the project came first in each of {tries} tries")]
    Contended {
        /// How often the creation was tried.
        tries: u32,
    },
    /// The claim on the idempotency key lapsed, and another request has taken the key over.
    #[error("another request has taken over the idempotency key")]
    ClaimLost,
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The counts, which give the positions of the new entries, and the latest creation in the project.
struct Counts {
    of_lists: [Option<u64>; 4],
    latest: Option<Timestamp>,
}

/// Why a transaction was cancelled.
#[derive(Debug, PartialEq, Eq)]
enum Cancelled {
    /// Another creation was stored first. The next try may succeed, with fresh counts.
    Overtaken,
    /// Another request has taken the idempotency key over.
    ClaimLost,
    /// An earlier try has stored the report.
    StoredBefore,
}

/// Creates reports.
pub trait CreateReports: Send + Sync {
    /// Stores a report as queued, with its job and its entries in the four lists. With a claim, it also stores the answer to
    /// a repeated request. Either all of it is stored or nothing.
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
        let lists = List::of(&new.subject);
        let began = Instant::now();
        for tries in 0.. {
            if tries > 0 {
                if began.elapsed() > RETRY_DEADLINE {
                    return Err(CreateError::Contended { tries });
                }
                tokio::time::sleep(jittered(tries)).await;
            }
            let counts = self.counts(&lists).await?;
            // A report is never created before the project's latest one, even if this machine's clock is behind. So a
            // list is in the order of the times that it shows.
            let now = counts.latest.map_or_else(Timestamp::now, |latest| latest.max(Timestamp::now()));
            let report = new.queued(now);
            let writes = self.writes(&report, &new.options, &lists, &counts, claim)?;
            match self.transact(writes, claim.is_some()).await {
                Ok(Ok(())) => return Ok(report),
                Ok(Err(Cancelled::Overtaken)) => tracing::debug!(tries, "overtaken by another creation"),
                Ok(Err(Cancelled::ClaimLost)) => return Err(CreateError::ClaimLost),
                Ok(Err(Cancelled::StoredBefore)) => {
                    // Only this request has the id, so an earlier try was applied and its answer was lost.
                    let stored = self.report(report.id).await?;
                    tracing::info!(report_id = %report.id, "an earlier try had stored the report");
                    return Ok(stored.unwrap_or(report));
                }
                Err(error) => {
                    // The transaction may have been applied and only its answer lost. A client that was told to try
                    // again would then create a second report.
                    let stored = if error.is_transient() { self.report(report.id).await } else { Ok(None) };
                    let Ok(Some(stored)) = stored else { return Err(error.into()) };
                    tracing::warn!(%error, report_id = %report.id, "the report was stored although the call failed");
                    return Ok(stored);
                }
            }
        }
        unreachable!("the loop over all numbers ends by returning")
    }
}

impl Table {
    async fn counts(&self, lists: &[List; 4]) -> Result<Counts, StorageError> {
        let items = self.get_many(lists.iter().map(List::count_key).collect()).await?;
        let mut counts = Counts { of_lists: [None; 4], latest: None };
        for item in &items {
            let read = Reader(item);
            let pk = read.text("pk")?;
            if let Some(index) = lists.iter().position(|list| list.partition() == pk) {
                counts.of_lists[index] = Some(read.number("count")?);
                counts.latest = counts.latest.max(read.optional_instant("latest")?);
            }
        }
        Ok(counts)
    }

    fn writes(
        &self,
        report: &Report,
        options: &ReportOptions,
        lists: &[List; 4],
        counts: &Counts,
        claim: Option<&Claim>,
    ) -> Result<Vec<TransactWriteItem>, StorageError> {
        let mut meta = meta_item(report);
        meta.insert("open".to_owned(), s(OPEN));
        meta.insert("due".to_owned(), s(due(report.created_at.after(QUEUED_TIMEOUT))));
        let mut writes = Vec::with_capacity(12);
        // The report comes first and the claim last, where `cancellation` looks for them.
        writes.push(self.put_new(meta)?);
        writes.push(self.put_new(options_item(report.id, options))?);
        writes.push(self.put_new(job_item(report.job_id, report.id))?);
        for (list, count) in lists.iter().zip(counts.of_lists) {
            let mut entry = key(list.partition(), position_key(count.unwrap_or(0)));
            entry.insert("report_id".to_owned(), s(report.id));
            writes.push(self.put_new(entry)?);
            writes.push(self.count_up(list, count, report.created_at)?);
        }
        if let Some(claim) = claim {
            let update = claim.settle(&self.name, report)?;
            writes.push(TransactWriteItem::builder().update(update).build());
        }
        Ok(writes)
    }

    fn put_new(&self, item: Attributes) -> Result<TransactWriteItem, StorageError> {
        let put = Put::builder()
            .table_name(&self.name)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .map_err(|error| StorageError::unbuilt(OPERATION, error))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    fn count_up(
        &self,
        list: &List,
        read: Option<u64>,
        latest: Timestamp,
    ) -> Result<TransactWriteItem, StorageError> {
        const UPDATE: &str = "SET #count = :next, #latest = :latest";
        let mut given = values([(":next", n(read.unwrap_or(0) + 1)), (":latest", millis(latest))]);
        let condition = match read {
            Some(read) => {
                given.insert(":read".to_owned(), n(read));
                "#count = :read"
            }
            None => "attribute_not_exists(#count)",
        };
        let update = Update::builder()
            .table_name(&self.name)
            .set_key(Some(list.count_key()))
            .update_expression(UPDATE)
            .condition_expression(condition)
            .set_expression_attribute_names(Some(names(&[UPDATE, condition])))
            .set_expression_attribute_values(Some(given))
            .build()
            .map_err(|error| StorageError::unbuilt(OPERATION, error))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    async fn transact(
        &self,
        writes: Vec<TransactWriteItem>,
        claimed: bool,
    ) -> Result<Result<(), Cancelled>, StorageError> {
        // The SDK adds a client token, so a try that it repeats after a lost answer is applied once.
        let Err(error) = self.client.transact_write_items().set_transact_items(Some(writes)).send().await
        else {
            return Ok(Ok(()));
        };
        if let SdkError::ServiceError(context) = &error
            && let TransactWriteItemsError::TransactionCanceledException(cancelled) = context.err()
        {
            let reasons =
                cancelled.cancellation_reasons().iter().map(|reason| reason.code().unwrap_or("None"));
            if let Some(reason) = cancellation(&reasons.collect::<Vec<_>>(), claimed) {
                return Ok(Err(reason));
            }
        }
        Err(StorageError::from_sdk(OPERATION, error))
    }
}

/// Why a transaction was cancelled, by the reasons that DynamoDB gives for its writes, in their order. `None` if a write has
/// another fault.
fn cancellation(reasons: &[&str], claimed: bool) -> Option<Cancelled> {
    const TRANSIENT: [&str; 5] = [
        "ConditionalCheckFailed",
        "TransactionConflict",
        "ThrottlingError",
        "ProvisionedThroughputExceeded",
        "RequestLimitExceeded",
    ];
    if reasons.first() == Some(&"ConditionalCheckFailed") {
        return Some(Cancelled::StoredBefore);
    }
    if claimed && reasons.last() == Some(&"ConditionalCheckFailed") {
        return Some(Cancelled::ClaimLost);
    }
    let given: Vec<_> = reasons.iter().filter(|code| **code != "None").collect();
    let transient = !given.is_empty() && given.iter().all(|code| TRANSIENT.contains(code));
    transient.then_some(Cancelled::Overtaken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_is_tried_again_a_lost_claim_is_not_and_the_rest_is_an_error() {
        assert_eq!(cancellation(&["None", "TransactionConflict"], false), Some(Cancelled::Overtaken));
        assert_eq!(
            cancellation(&["None", "ConditionalCheckFailed", "None"], true),
            Some(Cancelled::Overtaken)
        );
        assert_eq!(cancellation(&["None", "ConditionalCheckFailed"], true), Some(Cancelled::ClaimLost));
        // The transaction that stored the report settled its claim, too.
        let stored = ["ConditionalCheckFailed", "None", "ConditionalCheckFailed"];
        assert_eq!(cancellation(&stored, true), Some(Cancelled::StoredBefore));
        assert_eq!(cancellation(&stored, false), Some(Cancelled::StoredBefore));
        assert_eq!(cancellation(&["None", "ConditionalCheckFailed"], false), Some(Cancelled::Overtaken));
        assert_eq!(cancellation(&["None", "TransactionConflict"], true), Some(Cancelled::Overtaken));
        assert_eq!(cancellation(&["TransactionConflict", "ItemCollectionSizeLimitExceeded"], false), None);
        assert_eq!(cancellation(&["None", "ValidationError"], false), None);
        assert_eq!(cancellation(&[], false), None);
    }
}
