//! What reports are compared with.
//!
//! Which report it is, and of which version of a snapshot, is fixed when a report is created, and stands in its `OPTIONS` item: a
//! retry compares with the same.

use report_domain::{ComparisonPin, ReportId, SnapshotPin};

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, millis, s},
    reports::options_key,
};

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
