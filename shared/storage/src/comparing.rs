//! What reports are compared with.
//!
//! Which report it is, and of which version of a snapshot, is fixed when a report is created, and stands in its `OPTIONS` item: a
//! retry compares with the same. The last report on an entity is found in the entity's own list, whatever else there is.

use report_domain::{ComparisonPin, Report, ReportId, SnapshotPin, State, Subject};

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, millis, s},
    listing::{List, Lists, PageRange},
    reports::options_key,
};

/// Reports of the entity that are looked at, newest first, in two reads: mostly, the newest has succeeded.
const LOOKED_AT: [PageRange; 2] = [PageRange { offset: 0, limit: 5 }, PageRange { offset: 5, limit: 95 }];

/// The newest report on the subject that has succeeded, among its newest 100.
///
/// # Errors
/// When the table cannot be read.
pub async fn last_succeeded(lists: &impl Lists, subject: &Subject) -> Result<Option<Report>, StorageError> {
    let Subject { project_id, kind, entity_id } = *subject;
    let list = List { project_id, kind: Some(kind), entity_id: Some(entity_id) };
    for range in LOOKED_AT {
        let page = lists.page(&list, range).await?;
        let is_last = page.total <= range.offset + u64::from(range.limit);
        let found = page.reports.into_iter().find(|report| matches!(report.state, State::Succeeded { .. }));
        if found.is_some() || is_last {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Says what reports are compared with.
pub trait Comparisons: Send + Sync {
    /// What was pinned when the report was created; `None` of a report that is compared with nothing, or with the previous one
    /// where there was none.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn comparison(
        &self,
        id: ReportId,
    ) -> impl Future<Output = Result<Option<ComparisonPin>, StorageError>> + Send;
}

/// Adds the pin to a report's `OPTIONS` item.
pub(crate) fn put_pin(item: &mut Attributes, pin: &ComparisonPin) {
    let mut put = |name: &str, value| item.insert(name.to_owned(), value);
    put("compared_report", s(pin.report_id));
    put("compared_created_at", millis(pin.created_at));
    put("compared_entity", s(pin.entity_id));
    put("compared_etag", s(&pin.snapshot.etag));
    if let Some(version) = &pin.snapshot.version_id {
        put("compared_version", s(version));
    }
}

fn pin_from(item: &Attributes) -> Result<Option<ComparisonPin>, StorageError> {
    let read = Reader(item);
    let Some(report_id) = read.optional_parsed("compared_report")? else { return Ok(None) };
    Ok(Some(ComparisonPin {
        report_id,
        created_at: read.instant("compared_created_at")?,
        entity_id: read.parsed("compared_entity")?,
        snapshot: SnapshotPin {
            version_id: read.optional_text("compared_version")?.map(str::to_owned),
            etag: read.text("compared_etag")?.to_owned(),
        },
    }))
}

impl Comparisons for Table {
    async fn comparison(&self, id: ReportId) -> Result<Option<ComparisonPin>, StorageError> {
        match self.get(options_key(id)).await? {
            Some(item) => pin_from(&item),
            None => Ok(None),
        }
    }
}
