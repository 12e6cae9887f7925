//! Places: turns the marks of reports into their places in lists, many at once.
//!
//! One transaction deletes marks and puts their entries into the sequences. It holds only if the marks are there and the
//! sequences are as they were read, so it does not matter how often, in which order, or by how many at once this is asked for.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::TransactWriteItem;
use report_domain::{ProjectId, Timestamp};

use crate::{
    List, StorageError, Table,
    backoff::jittered,
    item::{Attributes, Reader},
    marks::{Mark, UNPLACED, mark_key, project_of},
    sequence::{Edit, Form, Sequence, head_key},
    transactions::MOST_WRITES,
    unfinished::When,
};

/// How many marks one transaction takes at most. Each has a write of its own and one for its entity's list; what is left is for
/// the lists of the project and its kinds.
const MOST_MARKS: usize = 40;
/// How often a transaction is tried before which others came.
const MOST_TRIES: u32 = 10;

/// Gives newly created reports their places in lists.
pub trait Places: Send + Sync {
    /// Gives all reports of a project their places; how many there were without.
    ///
    /// # Errors
    /// When the table cannot be read or written. What is left has its place in the lists nevertheless, as a mark.
    fn place(&self, project_id: ProjectId) -> impl Future<Output = Result<usize, StorageError>> + Send;

    /// Projects with reports that were created before that instant and have no places yet.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn unplaced(
        &self,
        before: Timestamp,
        limit: i32,
    ) -> impl Future<Output = Result<Vec<ProjectId>, StorageError>> + Send;
}

impl Places for Table {
    async fn place(&self, project_id: ProjectId) -> Result<usize, StorageError> {
        let mut placed = 0;
        let mut tries = 0;
        loop {
            let marks = self.marks(project_id, Some(MOST_MARKS as i32)).await?;
            if marks.is_empty() {
                return Ok(placed);
            }
            match self.place_some(project_id, &marks).await? {
                Some(done) => {
                    placed += done;
                    tries = 0;
                }
                None if tries < MOST_TRIES => {
                    tracing::debug!(tries, "others have changed the lists first");
                    tokio::time::sleep(jittered(tries)).await;
                    tries += 1;
                }
                None => {
                    let detail = "others changed the lists first, each time".into();
                    return Err(StorageError::Unavailable {
                        operation: "dynamodb:TransactWriteItems",
                        detail,
                    });
                }
            }
        }
    }

    async fn unplaced(&self, before: Timestamp, limit: i32) -> Result<Vec<ProjectId>, StorageError> {
        let keys = self.in_index(UNPLACED, When::Before(before), limit).await?;
        let project = |item| Ok(project_of(Reader(item).text("pk")?));
        let projects = keys.iter().filter_map(|item| project(item).transpose());
        let mut projects: Vec<_> = projects.collect::<Result<_, StorageError>>()?;
        projects.sort();
        projects.dedup();
        Ok(projects)
    }
}

impl Table {
    /// Gives the first of those marks their places, as many as one transaction can; how many, or `None` if others came first.
    async fn place_some(&self, project_id: ProjectId, marks: &[Mark]) -> Result<Option<usize>, StorageError> {
        let mut marks = marks;
        loop {
            let writes = self.placement(project_id, marks).await?;
            // Reports that come late go into blocks and take more writes. One alone always fits.
            if writes.len() > MOST_WRITES {
                marks = &marks[..marks.len() / 2];
                continue;
            }
            return Ok(self.transact(writes).await?.ok().map(|()| marks.len()));
        }
    }

    /// The writes that give marks their places.
    async fn placement(
        &self,
        project_id: ProjectId,
        marks: &[Mark],
    ) -> Result<Vec<TransactWriteItem>, StorageError> {
        let mut lists = BTreeMap::<List, Vec<_>>::new();
        for mark in marks {
            for list in List::of(&mark.subject(project_id)) {
                lists.entry(list).or_default().push(mark.entry);
            }
        }
        let keys: Vec<_> = lists.keys().map(|list| head_key(&list.partition(), Form::Blocks)).collect();
        let heads = self.get_many(keys).await?;
        let mut by_partition = BTreeMap::<&str, &Attributes>::new();
        for head in &heads {
            by_partition.insert(Reader(head).text("pk")?, head);
        }
        let deletions = marks.iter().map(|mark| self.delete_present(mark_key(project_id, mark.entry)));
        let mut writes = deletions.collect::<Result<Vec<_>, _>>()?;
        for (list, entries) in lists {
            let partition = list.partition();
            let head = by_partition.get(partition.as_str()).copied();
            let mut edit = Edit::of(Sequence::new(partition, Form::Blocks, head)?);
            for entry in entries {
                edit.insert(self, entry).await?;
            }
            for write in edit.into_writes() {
                writes.push(self.write(write)?);
            }
        }
        Ok(writes)
    }
}
