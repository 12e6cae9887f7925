//! Reports whose documents are kept for a number of days only.
//!
//! When such a report succeeds, the same write puts it into the index `unfinished` again, due when its days are over. The sweeper
//! finds it there, removes its documents and takes it out. Reports that are kept as long as any cost nothing: the bucket's own
//! lifecycle removes their documents.

use report_domain::{ReportId, Timestamp};

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, s, values},
    reports::meta_key,
    unfinished::{When, due},
};

/// The partition of the index that holds reports whose documents are kept for a number of days.
pub(crate) const RETAINED: &str = "retained";

/// A report whose documents are no longer to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expired {
    /// The report.
    pub report_id: ReportId,
    /// The `due` that it was found by, for [`crate::Unfinished::postpone`].
    pub seen: String,
}

/// Finds reports whose documents are no longer to be kept.
pub trait Retention: Send + Sync {
    /// Up to `limit` of them, those whose days have been over for longest first.
    ///
    /// # Errors
    /// When the table or its index cannot be read.
    fn expired(
        &self,
        now: Timestamp,
        limit: i32,
    ) -> impl Future<Output = Result<Vec<Expired>, StorageError>> + Send;

    /// Notes that a report's documents are removed. The report itself stays as it is.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn expired_removed(&self, id: ReportId) -> impl Future<Output = Result<(), StorageError>> + Send;
}

impl Retention for Table {
    async fn expired(&self, now: Timestamp, limit: i32) -> Result<Vec<Expired>, StorageError> {
        let keys = self.in_index(RETAINED, When::Before(now), limit).await?;
        // The index lags behind, and what is removed cannot be brought back: the items themselves decide.
        let items = self.get_many(keys).await?;
        let mut expired: Vec<_> = items.iter().filter_map(|item| expired_from(item, now)).collect();
        expired.sort_by(|one, two| one.seen.cmp(&two.seen));
        Ok(expired)
    }

    async fn expired_removed(&self, id: ReportId) -> Result<(), StorageError> {
        let given = values([(":retained", s(RETAINED))]);
        self.update_if(meta_key(id), "REMOVE #open, #due", "#open = :retained", given).await?;
        Ok(())
    }
}

/// The report in an item if its days are over.
fn expired_from(item: &Attributes, now: Timestamp) -> Option<Expired> {
    let read = Reader(item);
    let is_retained = read.text("open").ok()? == RETAINED;
    let seen = read.text("due").ok()?;
    let report_id = read.text("pk").ok()?.strip_prefix("REPORT#")?.parse().ok()?;
    (is_retained && seen < due(now).as_str()).then(|| Expired { report_id, seen: seen.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{meta_item, tests::queued};

    #[test]
    fn what_the_index_says_is_checked_on_the_item_itself() {
        let (report, at) = (queued(), Timestamp::from_unix_millis);
        let mut item = meta_item(&report);
        assert_eq!(expired_from(&item, at(100)), None, "its documents are removed");
        item.insert("open".into(), s(RETAINED));
        item.insert("due".into(), s(due(at(99))));
        let expired = Expired { report_id: report.id, seen: due(at(99)) };
        assert_eq!(expired_from(&item, at(100)), Some(expired));
        assert_eq!(expired_from(&item, at(99)), None, "its days are not over");
        item.insert("open".into(), s(crate::unfinished::OPEN));
        assert_eq!(expired_from(&item, at(100)), None, "it is being rendered");
    }
}
