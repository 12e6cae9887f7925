//! Finding reports that have been unfinished for too long.
//!
//! An unfinished report has the attribute `due`, the instant by which its state should have changed, and is found by it in a
//! sparse index. The index lags behind the table by a moment, so every report that it names is read from the table before
//! anything is done about it.

use std::time::Duration;

use report_domain::{LONGEST_ERROR, Report, ReportId, Status, Timestamp, shortened};

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, key, names, s, unreadable, values},
    reports::{meta_key, report_from},
    status::StatusChange,
    table::Written,
};

/// The only partition of the index. One is enough, for there are never many unfinished reports.
pub(crate) const OPEN: &str = "1";
/// How long a report may be queued before its message counts as lost.
pub(crate) const QUEUED_TIMEOUT: Duration = Duration::from_secs(120);
/// How long after the end of its lease an attempt counts as crashed.
pub(crate) const GRACE: Duration = Duration::from_secs(5);
/// How long the sweeper lets an item alone that this version cannot read. Another version may be able to.
const UNREADABLE_PAUSE: Duration = Duration::from_secs(3600);

/// Farther ahead than anything sets `due`. What is due after that was written by a machine whose clock is wrong, and a report
/// must not wait until that clock is right.
const FARTHEST: Duration = Duration::from_secs(2 * 3600);

/// On which side of an instant something is due.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When {
    /// Before it.
    Before(Timestamp),
    /// After it.
    After(Timestamp),
}

/// A report that is overdue.
#[derive(Debug)]
pub struct Overdue {
    /// The report.
    pub report: Report,
    /// The `due` that it was found by, for [`Unfinished::postpone`].
    pub seen: String,
    /// Whether an attempt holds its lease, although it is overdue.
    pub leased: bool,
}

/// An instant as the index sorts it: milliseconds since 1970 in 15 digits, enough for any instant up to the year 9999. After
/// [`Unfinished::postpone`] to that instant, the report is overdue at it.
pub fn due(instant: Timestamp) -> String {
    format!("{:015}", instant.unix_millis().max(0))
}

/// Whether a report with that `due` is overdue.
pub(crate) fn is_overdue(seen: &str, now: Timestamp) -> bool {
    seen < due(now).as_str() || seen > due(now.after(FARTHEST)).as_str()
}

/// Finds reports that have been unfinished for too long, and changes what happens to them next.
pub trait Unfinished: Send + Sync {
    /// Up to `limit` overdue reports, longest overdue first. One that cannot be read is left out, and put off so that it
    /// takes no other's place.
    ///
    /// # Errors
    /// When the table or its index cannot be read.
    fn overdue(
        &self,
        now: Timestamp,
        limit: i32,
    ) -> impl Future<Output = Result<Vec<Overdue>, StorageError>> + Send;

    /// Moves the instant at which the sweeper looks at an unfinished report again, unless the report has moved on since
    /// it was found overdue at `seen`. `false` if it has.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn postpone(
        &self,
        id: ReportId,
        seen: &str,
        to: Timestamp,
    ) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Marks a report failed that no attempt will finish. `false` if it is finished or unknown, or if an attempt holds its
    /// lease.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn abandon(&self, id: ReportId, error: &str) -> impl Future<Output = Result<bool, StorageError>> + Send;
}

impl Unfinished for Table {
    async fn overdue(&self, now: Timestamp, limit: i32) -> Result<Vec<Overdue>, StorageError> {
        let mut keys = self.in_index(OPEN, When::Before(now), limit).await?;
        keys.extend(self.in_index(OPEN, When::After(now.after(FARTHEST)), limit).await?);
        let items = self.get_many(keys).await?;
        let mut overdue = Vec::with_capacity(items.len());
        for item in &items {
            match overdue_from(item, now) {
                Ok(found) => overdue.extend(found),
                Err(error) => {
                    unreadable(&error);
                    self.put_off_unreadable(item, now).await;
                }
            }
        }
        overdue.sort_by(|one, two| one.seen.cmp(&two.seen));
        Ok(overdue)
    }

    async fn postpone(&self, id: ReportId, seen: &str, to: Timestamp) -> Result<bool, StorageError> {
        let given = values([(":seen", s(seen)), (":due", s(due(to)))]);
        let written = self.update_if(meta_key(id), "SET #due = :due", "#due = :seen", given).await?;
        Ok(matches!(written, Written::Done(_)))
    }

    async fn abandon(&self, id: ReportId, error: &str) -> Result<bool, StorageError> {
        let written = self
            .change_status(
                id,
                StatusChange {
                    to: Status::Failed,
                    now: Timestamp::now(),
                    set: "#error = :error, #finished_at = :now",
                    remove: "#lease, #lease_until, #open, #due",
                    condition: "#status = :queued OR (#status = :running AND #lease_until < :now)",
                    values: values([
                        (":error", s(shortened(error, LONGEST_ERROR))),
                        (":queued", s(Status::Queued)),
                        (":running", s(Status::Running)),
                    ]),
                },
            )
            .await?;
        Ok(matches!(written, Written::Done(_)))
    }
}

impl Table {
    /// The keys of up to `limit` items of one partition of the index that are due then, the first to become due first. The index
    /// lags behind the table by a moment.
    pub(crate) async fn in_index(
        &self,
        partition: &str,
        when: When,
        limit: i32,
    ) -> Result<Vec<Attributes>, StorageError> {
        let (condition, bound) = match when {
            When::Before(bound) => ("#open = :open AND #due < :bound", bound),
            When::After(bound) => ("#open = :open AND #due > :bound", bound),
        };
        let request = self
            .client
            .query()
            .table_name(&self.name)
            .index_name("unfinished")
            .key_condition_expression(condition)
            .set_expression_attribute_names(Some(names(&[condition])))
            .set_expression_attribute_values(Some(values([
                (":open", s(partition)),
                (":bound", s(due(bound))),
            ])))
            .limit(limit);
        let answer = request.send().await.map_err(|e| StorageError::from_sdk("dynamodb:Query", e))?;
        let found = answer.items().iter();
        found.map(|item| Ok(key(Reader(item).text("pk")?, Reader(item).text("sk")?))).collect()
    }

    /// Lets the sweeper find an item later, unless something else has happened to it.
    async fn put_off_unreadable(&self, item: &Attributes, now: Timestamp) {
        let read = Reader(item);
        // The index has found the item by these three, so they are there.
        let (Ok(pk), Ok(sk), Ok(seen)) = (read.text("pk"), read.text("sk"), read.text("due")) else { return };
        let given = values([(":seen", s(seen)), (":due", s(due(now.after(UNREADABLE_PAUSE))))]);
        if let Err(error) = self.update_if(key(pk, sk), "SET #due = :due", "#due = :seen", given).await {
            tracing::error!(%error, "the unreadable item comes again with the next sweep");
        }
    }
}

/// The report in an item if it is still overdue.
fn overdue_from(item: &Attributes, now: Timestamp) -> Result<Option<Overdue>, StorageError> {
    let read = Reader(item);
    let report = report_from(item)?;
    let Some(seen) = read.optional_text("due")? else { return Ok(None) };
    if report.state.is_final() || !is_overdue(seen, now) {
        return Ok(None);
    }
    let leased = read.optional_instant("lease_until")?.is_some_and(|until| until >= now);
    Ok(Some(Overdue { report, seen: seen.to_owned(), leased }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        item::millis,
        reports::{meta_item, tests::queued},
    };

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_millis(seconds * 1000)
    }

    #[test]
    fn a_report_that_moved_on_since_the_index_knew_it_is_left_alone() {
        let mut item = meta_item(&queued());
        assert!(
            overdue_from(&item, at(100)).expect("a valid item").is_none(),
            "finished reports have no due"
        );
        item.insert("due".into(), s(due(at(99))));
        assert!(overdue_from(&item, at(100)).expect("a valid item").is_some_and(|overdue| !overdue.leased));
        assert!(overdue_from(&item, at(99)).expect("a valid item").is_none(), "somebody postponed it");
        item.insert("due".into(), s(due(at(100 + 86_400))));
        assert!(overdue_from(&item, at(100)).expect("a valid item").is_some(), "no clock is a day ahead");
        item.insert("due".into(), s(due(at(99))));
        item.insert("lease_until".into(), millis(at(100)));
        assert!(overdue_from(&item, at(100)).expect("a valid item").is_some_and(|overdue| overdue.leased));
    }
}
