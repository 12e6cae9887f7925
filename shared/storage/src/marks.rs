//! Marks: the newest reports of a project, which have no place in its lists yet.
//!
//! The transaction that creates a report puts its mark. No two marks are the same item and no counter is shared, so
//! creations do not get in each other's way, however many there are. A mark is turned into the report's places in the lists
//! a moment later (see `placing`), and until then lists read marks as well.
//!
//! Marks are in the index `unfinished`, by which the sweeper finds those that nobody has turned into places.

use report_domain::{EntityId, Kind, ProjectId, Report, Subject, Timestamp};

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, key, s},
    sequence::Entry,
    unfinished::due,
};

/// The partition of the index that holds marks.
pub(crate) const UNPLACED: &str = "unplaced";
/// What the partitions of marks begin with.
const PARTITION: &str = "NEWEST#";

/// A report without places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The report's entry.
    pub(crate) entry: Entry,
    kind: Kind,
    entity_id: EntityId,
}

fn partition(project_id: ProjectId) -> String {
    format!("{PARTITION}{project_id}")
}

/// The project whose marks are in that partition.
pub fn project_of(partition: &str) -> Option<ProjectId> {
    partition.strip_prefix(PARTITION)?.parse().ok()
}

/// The key of the mark of an entry. Marks sort like entries.
pub(crate) fn mark_key(project_id: ProjectId, Entry { created_at, report_id }: Entry) -> Attributes {
    key(partition(project_id), format_args!("{}#{report_id}", due(created_at)))
}

/// The mark of a report that is being created.
pub(crate) fn mark_item(report: &Report) -> Attributes {
    let Subject { project_id, kind, entity_id } = report.subject;
    let mut item = mark_key(project_id, Entry::of(report));
    item.insert("kind".to_owned(), s(kind));
    item.insert("entity_id".to_owned(), s(entity_id));
    item.insert("open".to_owned(), s(UNPLACED));
    item.insert("due".to_owned(), s(due(report.created_at)));
    item
}

impl Entry {
    /// The entry of a report.
    pub(crate) fn of(report: &Report) -> Self {
        Self { created_at: report.created_at, report_id: report.id }
    }
}

impl Mark {
    fn from(item: &Attributes) -> Result<Self, StorageError> {
        let read = Reader(item);
        let (millis, report_id) =
            read.text("sk")?.split_once('#').ok_or_else(|| read.corrupt("no mark has this key"))?;
        let millis = millis.parse().map_err(|error| read.corrupt(error))?;
        let report_id = report_id.parse().map_err(|error| read.corrupt(error))?;
        Ok(Self {
            entry: Entry { created_at: Timestamp::from_unix_millis(millis), report_id },
            kind: read.parsed("kind")?,
            entity_id: read.parsed("entity_id")?,
        })
    }

    /// What the report is about.
    pub(crate) fn subject(&self, project_id: ProjectId) -> Subject {
        Subject { project_id, kind: self.kind, entity_id: self.entity_id }
    }
}

impl Table {
    /// The oldest marks of a project, oldest first; all of them without a limit. A mark that cannot be read stays where it
    /// is and keeps no other from its place.
    pub(crate) async fn marks(
        &self,
        project_id: ProjectId,
        limit: Option<i32>,
    ) -> Result<Vec<Mark>, StorageError> {
        let (mut marks, mut next) = (Vec::new(), None);
        loop {
            let request = self
                .client
                .query()
                .table_name(&self.name)
                .consistent_read(true)
                .key_condition_expression("pk = :pk")
                .expression_attribute_values(":pk", s(partition(project_id)))
                .set_limit(limit)
                .set_exclusive_start_key(next);
            let answer = request.send().await.map_err(|e| StorageError::from_sdk("dynamodb:Query", e))?;
            for item in answer.items() {
                match Mark::from(item) {
                    Ok(mark) => marks.push(mark),
                    Err(error) => tracing::error!(%error, "a mark is left alone"),
                }
            }
            next = answer.last_evaluated_key;
            let is_enough = limit.is_some_and(|limit| marks.len() >= usize::try_from(limit).unwrap_or(0));
            if next.is_none() || is_enough {
                return Ok(marks);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::tests::queued;

    #[test]
    fn a_mark_is_read_back_as_it_was_put() {
        let report = queued();
        let item = mark_item(&report);
        let mark = Mark::from(&item).expect("a mark");
        let project_id = report.subject.project_id;
        assert_eq!((mark.entry, mark.subject(project_id)), (Entry::of(&report), report.subject));
        assert_eq!(project_of(Reader(&item).text("pk").expect("a key")), Some(project_id));
        for other in ["REPORT#1", "NEWEST#", "NEWEST#1"] {
            assert_eq!(project_of(other), None);
        }
    }
}
