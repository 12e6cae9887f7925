//! Deletes reports.
//!
//! One transaction takes all items of a report: the report, its options, its job, its mark or its places, and its idempotency
//! key, so that no list and no total has it any more. What is left is a line that says which report it was and when it was
//! deleted. The documents in the bucket are removed afterwards. The line stays in the index `unfinished` until the sweeper
//! has removed documents as well, after the end of any attempt that was running, which may have stored some meanwhile.

use aws_sdk_dynamodb::types::TransactWriteItem;
use report_domain::{Report, ReportId, Subject, Timestamp};

use crate::{
    List, StorageError, Table,
    backoff::jittered,
    item::{Attributes, Reader, key, millis, s, values},
    marks::mark_key,
    reports::{IDEMPOTENCY, job_key, meta_key, options_key, report_from},
    sequence::{Edit, Entry, Form, Sequence, head_key},
    unfinished::{GRACE, When, due},
};

/// The partition of the index that holds deleted reports whose documents may still be there.
const DELETED: &str = "deleted";
/// How often a deletion is tried while others change the report or its lists.
const MOST_TRIES: u32 = 12;

/// Deletes reports.
pub trait DeleteReports: Send + Sync {
    /// Deletes a report, but not its documents; `false` if there is none.
    ///
    /// # Errors
    /// When the table cannot be read or written. The report is then there as a whole or deleted as a whole.
    fn delete_report(&self, id: ReportId) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Deleted reports whose documents may still be there, and can be removed for good.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn deleted(
        &self,
        now: Timestamp,
        limit: i32,
    ) -> impl Future<Output = Result<Vec<ReportId>, StorageError>> + Send;

    /// Notes that a deleted report has no documents any more.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn documents_removed(&self, id: ReportId) -> impl Future<Output = Result<(), StorageError>> + Send;
}

fn line_key(id: ReportId) -> Attributes {
    key(format_args!("DELETED#{id}"), "DELETED")
}

/// What is kept of a deleted report: ids and times.
fn line(report: &Report, now: Timestamp, look_again: Timestamp) -> Attributes {
    let Subject { project_id, kind, entity_id } = report.subject;
    let mut item = line_key(report.id);
    let mut put = |name: &str, value| item.insert(name.to_owned(), value);
    put("report_id", s(report.id));
    put("job_id", s(report.job_id));
    put("project_id", s(project_id));
    put("kind", s(kind));
    put("entity_id", s(entity_id));
    put("created_at", millis(report.created_at));
    put("deleted_at", millis(now));
    put("open", s(DELETED));
    put("due", s(due(look_again)));
    item
}

impl DeleteReports for Table {
    async fn delete_report(&self, id: ReportId) -> Result<bool, StorageError> {
        for round in 0..MOST_TRIES {
            // If it was there a moment ago, somebody has deleted it meanwhile, and this request has asked for that: most likely
            // an earlier round, whose answer was lost before the SDK's own repetition met a conflict.
            let Some(meta) = self.get(meta_key(id)).await? else { return Ok(round > 0) };
            let writes = self.deletion(&meta).await?;
            match self.transact(writes).await? {
                Ok(()) => return Ok(true),
                Err(cancelled) => tracing::debug!(?cancelled, "the report or a list of it was changed"),
            }
            tokio::time::sleep(jittered(round)).await;
        }
        let detail = format!("REPORT#{id} or a list of it was changed each time");
        Err(StorageError::Unavailable { operation: "dynamodb:TransactWriteItems", detail })
    }

    async fn deleted(&self, now: Timestamp, limit: i32) -> Result<Vec<ReportId>, StorageError> {
        let keys = self.in_index(DELETED, When::Before(now), limit).await?;
        let id = |item| Reader(item).text("pk").ok()?.strip_prefix("DELETED#")?.parse().ok();
        Ok(keys.iter().filter_map(id).collect())
    }

    async fn documents_removed(&self, id: ReportId) -> Result<(), StorageError> {
        let given = values([(":deleted", s(DELETED))]);
        self.update_if(line_key(id), "REMOVE #open, #due", "#open = :deleted", given).await?;
        Ok(())
    }
}

impl Table {
    /// The writes that delete a report as it was read.
    async fn deletion(&self, meta: &Attributes) -> Result<Vec<TransactWriteItem>, StorageError> {
        let (read, report, now) = (Reader(meta), report_from(meta)?, Timestamp::now());
        let lease_until = read.optional_instant("lease_until")?;
        let look_again = lease_until.map_or(now, |until| until.max(now).after(GRACE));
        let mut writes = vec![
            // An attempt that begins meanwhile changes this time, and then the line has to be due later.
            self.delete_if(meta_key(report.id), "updated_at", millis(report.updated_at))?,
            self.delete_any(options_key(report.id))?,
            self.delete_any(job_key(report.job_id))?,
            self.put_new(line(&report, now, look_again))?,
        ];
        if let Some(digest) = read.optional_text(IDEMPOTENCY)? {
            // A key is free after a day, and then it may be that of another report.
            let settled = key(format_args!("IDEM#{digest}"), "IDEM");
            if let Some(item) = self.get(settled.clone()).await?
                && Reader(&item).optional_parsed("report_id")? == Some(report.id)
            {
                writes.push(self.delete_if(settled, "report_id", s(report.id))?);
            }
        }
        let entry = Entry::of(&report);
        let mark = mark_key(report.subject.project_id, entry);
        if self.get(mark.clone()).await?.is_some() {
            writes.push(self.delete_present(mark)?);
        } else {
            self.take_out(&report.subject, entry, &mut writes).await?;
        }
        Ok(writes)
    }

    /// The writes that take a report out of its lists, or out of those of the former version.
    async fn take_out(
        &self,
        subject: &Subject,
        entry: Entry,
        writes: &mut Vec<TransactWriteItem>,
    ) -> Result<(), StorageError> {
        let present = List::of(subject).map(|list| (list, Form::Blocks));
        let former = List::formerly_of(subject).map(|list| (list, Form::Singles));
        for (list, form) in present.into_iter().chain(former) {
            let head = self.get(head_key(&list.partition(), form)).await?;
            let mut edit = Edit::of(Sequence::new(list.partition(), form, head.as_ref())?);
            if !edit.remove(self, entry).await? {
                continue;
            }
            for write in edit.into_writes() {
                writes.push(self.write(write)?);
            }
            // A report is in the lists of one version only.
            if form == Form::Blocks && list.entity_id.is_some() {
                break;
            }
        }
        Ok(())
    }
}
