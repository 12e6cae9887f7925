//! The newest reports on an entity. They are found in the entity's own list, whatever else there is.

use report_domain::{Report, SnapshotPin, State, Subject};

use crate::{
    StorageError,
    listing::{List, Lists, PageRange},
};

/// Reports of the entity that are looked at, newest first, in two reads: mostly, the first of them is the one.
const LOOKED_AT: [PageRange; 2] = [PageRange { offset: 0, limit: 5 }, PageRange { offset: 5, limit: 95 }];

/// The newest report on the subject that has succeeded, among its newest 100.
///
/// # Errors
/// When the table cannot be read.
pub async fn last_succeeded(lists: &impl Lists, subject: &Subject) -> Result<Option<Report>, StorageError> {
    newest(lists, subject, |report| matches!(report.state, State::Succeeded { .. })).await
}

/// The newest report on the subject that was made from that version of its snapshot, whatever has become of the report, among
/// its newest 100.
///
/// # Errors
/// When the table cannot be read.
pub async fn last_made_from(
    lists: &impl Lists,
    subject: &Subject,
    snapshot: &SnapshotPin,
) -> Result<Option<Report>, StorageError> {
    newest(lists, subject, |report| report.snapshot == *snapshot).await
}

async fn newest(
    lists: &impl Lists,
    subject: &Subject,
    is_wanted: impl Fn(&Report) -> bool,
) -> Result<Option<Report>, StorageError> {
    let Subject { project_id, kind, entity_id } = *subject;
    let list = List { project_id, kind: Some(kind), entity_id: Some(entity_id) };
    for range in LOOKED_AT {
        let page = lists.page(&list, range).await?;
        let is_last = page.total <= range.offset + u64::from(range.limit);
        let found = page.reports.into_iter().find(|report| is_wanted(report));
        if found.is_some() || is_last {
            return Ok(found);
        }
    }
    Ok(None)
}
