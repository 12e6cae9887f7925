//! Finding reports that have been unfinished for too long.
//!
//! Unfinished reports carry `due`, the instant by which something should have happened to them, and are found by it
//! in a sparse index. The index lags behind the table by a moment, so what it says is looked up before it is acted on.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use report_domain::{Report, Timestamp};

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, key, names, s, values},
    reports::report_from,
};

/// The one partition of the index: there are never many unfinished reports.
pub(crate) const OPEN: &str = "1";
/// How long a report may be queued before its message is thought lost.
pub(crate) const QUEUED_PATIENCE: Duration = Duration::from_secs(120);
/// How long after the end of its lease an attempt is thought dead.
pub(crate) const GRACE: Duration = Duration::from_secs(5);
/// How long to wait after a fault that may pass.
pub(crate) const RETRY_PAUSE: Duration = Duration::from_secs(10);

/// A report that is overdue.
#[derive(Debug)]
pub struct Overdue {
    /// The report.
    pub report: Report,
    /// The `due` that it was found by, for [`Table::postpone`].
    pub seen: String,
    /// Whether an attempt holds its lease after all.
    pub leased: bool,
}

/// An instant as the index sorts it: text of as many digits as any instant up to the year 9999 has.
pub(crate) fn due_at(instant: Timestamp) -> AttributeValue {
    s(format_args!("{:015}", instant.unix_millis().max(0)))
}

/// The instant so long after another.
pub(crate) fn due(from: Timestamp, after: Duration) -> AttributeValue {
    let millis = i64::try_from(after.as_millis()).unwrap_or(i64::MAX);
    due_at(Timestamp::from_unix_millis(from.unix_millis().saturating_add(millis)))
}

impl Table {
    /// Up to `limit` overdue reports, longest overdue first.
    ///
    /// # Errors
    /// When the table or its index cannot be read.
    pub async fn overdue(&self, now: Timestamp, limit: i32) -> Result<Vec<Overdue>, StorageError> {
        let request = self
            .client
            .query()
            .table_name(&self.name)
            .index_name("unfinished")
            .key_condition_expression("#open = :open AND #due < :now")
            .set_expression_attribute_names(Some(names(&["#open #due"])))
            .set_expression_attribute_values(Some(values([(":open", s(OPEN)), (":now", due_at(now))])))
            .limit(limit);
        let answer = request.send().await.map_err(|e| StorageError::from_sdk("dynamodb:Query", e))?;
        // The index holds keys only; they are the keys of the reports' items.
        let keys =
            answer.items().iter().map(|item| Ok(key(Reader(item).text("pk")?, Reader(item).text("sk")?)));
        let items = self.get_many(keys.collect::<Result<_, StorageError>>()?).await?;
        let mut overdue = Vec::with_capacity(items.len());
        for item in &items {
            overdue.extend(overdue_from(item, now)?);
        }
        overdue.sort_by(|one, two| one.seen.cmp(&two.seen));
        Ok(overdue)
    }
}

/// The report in an item if it is still overdue.
fn overdue_from(item: &Attributes, now: Timestamp) -> Result<Option<Overdue>, StorageError> {
    let read = Reader(item);
    let report = report_from(item)?;
    let Some(seen) = read.optional_text("due")? else { return Ok(None) };
    if report.state.is_final() || due_at(now).as_s().is_ok_and(|now| seen >= now.as_str()) {
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
        assert!(overdue_from(&item, at(100)).expect("ours").is_none(), "finished reports have no due");
        item.insert("due".into(), due_at(at(99)));
        assert!(overdue_from(&item, at(100)).expect("ours").is_some_and(|overdue| !overdue.leased));
        assert!(overdue_from(&item, at(99)).expect("ours").is_none(), "somebody postponed it");
        item.insert("lease_until".into(), millis(at(100)));
        assert!(overdue_from(&item, at(100)).expect("ours").is_some_and(|overdue| overdue.leased));
    }
}
