//! Lists of reports. The cost of a page does not depend on the length of its list, nor on where in it the page is.
//!
//! A report is first in its project's marks (see `marks`) and a moment later in three sequences: its project's, and the same
//! by kind, and by kind and entity. What lists by entity alone show is the sequences of that entity by kind. There is one,
//! unless the same id names entities of two kinds; then they are merged, which costs as much as the pages before.
//!
//! Marks become places in a transaction, so a report is always in one of both. A list reads the marks first, then the heads of
//! its sequences, all at one moment, and then the marks again. If none is gone by then, those marks had no place at that moment.
//! The total is exact, and a report is listed as soon as its creation is answered.

use std::collections::HashMap;

use report_domain::{EntityId, Kind, ProjectId, Report, ReportId, Subject, Timestamp};

use crate::{
    StorageError, Table,
    backoff::jittered,
    item::{Attributes, Reader, s, unreadable},
    marks::Mark,
    reports::{meta_key, report_from},
    sequence::{Entry, Form, Items, Sequence, head_key},
};

/// How often a list is read anew that others change while it is read.
const MOST_TRIES: u32 = 10;
/// How often a page is read anew of which a report is missing, before that counts as damage.
const MOST_PAGES: u32 = 4;

/// A list of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct List {
    /// Whose reports.
    pub project_id: ProjectId,
    /// Only those of one kind.
    pub kind: Option<Kind>,
    /// Only those about one entity.
    pub entity_id: Option<EntityId>,
}

/// Which entries of a list, counted from the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRange {
    /// How many to skip.
    pub offset: u64,
    /// How many at most.
    pub limit: u16,
}

/// Some entries of a list, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The reports, without those that cannot be read.
    pub reports: Vec<Report>,
    /// How many the whole list has.
    pub total: u64,
}

impl List {
    /// The lists that have a sequence with the places of reports about this subject.
    pub(crate) fn of(subject: &Subject) -> [List; 3] {
        let Subject { project_id, kind, entity_id } = *subject;
        [(None, None), (Some(kind), None), (Some(kind), Some(entity_id))].map(|(kind, entity_id)| List {
            project_id,
            kind,
            entity_id,
        })
    }

    /// The lists of the former version that a report about this subject may be in.
    pub(crate) fn formerly_of(subject: &Subject) -> [List; 4] {
        let Subject { project_id, kind, entity_id } = *subject;
        [(None, None), (Some(kind), None), (None, Some(entity_id)), (Some(kind), Some(entity_id))]
            .map(|(kind, entity_id)| List { project_id, kind, entity_id })
    }

    /// The lists whose sequences together are this one.
    fn parts(self) -> Vec<List> {
        match self {
            List { kind: None, entity_id: Some(_), .. } => {
                Kind::ALL.iter().map(|kind| List { kind: Some(*kind), ..self }).collect()
            }
            _ => vec![self],
        }
    }

    /// Whether a report about that subject belongs into the list.
    pub(crate) fn has(&self, subject: &Subject) -> bool {
        self.project_id == subject.project_id
            && self.kind.is_none_or(|kind| kind == subject.kind)
            && self.entity_id.is_none_or(|entity_id| entity_id == subject.entity_id)
    }

    /// The partition that holds the list.
    pub(crate) fn partition(&self) -> String {
        let mut pk = format!("LIST#{}", self.project_id);
        if let Some(kind) = self.kind {
            pk.push_str(&format!("#KIND#{kind}"));
        }
        if let Some(entity) = self.entity_id {
            pk.push_str(&format!("#ENTITY#{entity}"));
        }
        pk
    }
}

/// Reads lists of reports.
pub trait Lists: Send + Sync {
    /// A page of a list.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn page(&self, list: &List, range: PageRange) -> impl Future<Output = Result<Page, StorageError>> + Send;

    /// How many entries a list has.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn total(&self, list: &List) -> impl Future<Output = Result<u64, StorageError>> + Send;
}

/// A list as it was at one moment.
struct Moment {
    /// The entries that had no place, newest first.
    marks: Vec<Entry>,
    /// The sequences with the places.
    sequences: Vec<Sequence>,
    /// What the former version listed, all of it older.
    former: Sequence,
}

impl Moment {
    fn placed(&self) -> u64 {
        self.sequences.iter().map(Sequence::total).sum()
    }

    fn total(&self) -> u64 {
        self.marks.len() as u64 + self.placed() + self.former.total()
    }

    /// All sequences that the list is read from.
    fn all(&self) -> impl Iterator<Item = &Sequence> {
        self.sequences.iter().chain([&self.former])
    }

    /// Some entries, newest first.
    async fn entries(&self, items: &impl Items, range: PageRange) -> Result<Vec<Entry>, StorageError> {
        let PageRange { offset, limit } = range;
        if offset >= self.total() {
            return Ok(Vec::new());
        }
        // Of the places before this one, all come before the page, whatever marks there are between them.
        let skipped = offset.saturating_sub(self.marks.len() as u64);
        let places = self.places(items, skipped, offset - skipped + u64::from(limit)).await?;
        // The marks that are newer than the first of these places come before it, like the places that were skipped.
        let newer = match places.first() {
            Some(first) if skipped > 0 => self.marks.partition_point(|mark| mark > first),
            _ => 0,
        };
        let merged = merge(&self.marks[newer..], &places);
        let before = offset - skipped - newer as u64;
        Ok(merged.into_iter().skip(to_usize(before)).take(limit.into()).collect())
    }

    /// Some of the places, newest first.
    async fn places(&self, items: &impl Items, skip: u64, take: u64) -> Result<Vec<Entry>, StorageError> {
        let filled: Vec<_> = self.sequences.iter().filter(|sequence| sequence.total() > 0).collect();
        let mut entries = match filled.as_slice() {
            [] => Vec::new(),
            [one] => one.entries(items, skip, take).await?,
            several => {
                let mut merged = Vec::new();
                for sequence in several {
                    merged = merge(&merged, &sequence.entries(items, 0, skip + take).await?);
                }
                merged.into_iter().skip(to_usize(skip)).take(to_usize(take)).collect()
            }
        };
        let left = take - entries.len() as u64;
        if left > 0 {
            let skip = skip.saturating_sub(self.placed());
            entries.extend(self.former.entries(items, skip, left).await?);
        }
        Ok(entries)
    }
}

/// Merges two runs of entries, each newest first. What comes first in a run stays first, even if the run is not in order.
fn merge(one: &[Entry], two: &[Entry]) -> Vec<Entry> {
    let mut merged = Vec::with_capacity(one.len() + two.len());
    let (mut one, mut two) = (one.iter().copied().peekable(), two.iter().copied().peekable());
    while let (Some(first), Some(second)) = (one.peek(), two.peek()) {
        merged.extend(if first > second { one.next() } else { two.next() });
    }
    merged.extend(one.chain(two));
    merged
}

impl Lists for Table {
    async fn page(&self, list: &List, range: PageRange) -> Result<Page, StorageError> {
        for round in 0..MOST_PAGES {
            let moment = self.moment(list).await?;
            let entries = moment.entries(self, range).await?;
            let is_last = round + 1 == MOST_PAGES;
            if let Some(reports) = self.reports_of(&moment, &entries, is_last).await? {
                return Ok(Page { reports, total: moment.total() });
            }
            tokio::time::sleep(jittered(round)).await;
        }
        Err(changing())
    }

    async fn total(&self, list: &List) -> Result<u64, StorageError> {
        Ok(self.moment(list).await?.total())
    }
}

fn changing() -> StorageError {
    let detail = "the list was changed each time it was read".into();
    StorageError::Unavailable { operation: "dynamodb:Query", detail }
}

impl Table {
    /// A list as it is at one moment.
    async fn moment(&self, list: &List) -> Result<Moment, StorageError> {
        let parts = list.parts();
        let mut keys: Vec<_> = parts.iter().map(|part| head_key(&part.partition(), Form::Blocks)).collect();
        keys.push(head_key(&list.partition(), Form::Singles));
        let mut before = self.marks(list.project_id, None).await?;
        for round in 0..MOST_TRIES {
            let heads = self.get_together(&keys).await?;
            // Without marks, nothing can have got its place since.
            let after =
                if before.is_empty() { Vec::new() } else { self.marks(list.project_id, None).await? };
            if is_contained(&before, &after) {
                let sequence = |part: &List, form, head: &Option<Attributes>| {
                    Sequence::new(part.partition(), form, head.as_ref())
                };
                let sequences =
                    parts.iter().zip(&heads).map(|(part, head)| sequence(part, Form::Blocks, head));
                let marks = before
                    .iter()
                    .rev()
                    .filter(|mark| list.has(&mark.subject(list.project_id)))
                    .map(|mark| mark.entry);
                return Ok(Moment {
                    marks: marks.collect(),
                    sequences: sequences.collect::<Result<_, _>>()?,
                    former: sequence(list, Form::Singles, heads.last().unwrap_or(&None))?,
                });
            }
            before = after;
            tokio::time::sleep(jittered(round)).await;
        }
        Err(changing())
    }

    /// The reports of some entries; `None` if a report or a place has gone since the moment. At the last try, reports that
    /// are missing are left out: that is damage then. One that cannot be read is left out in any case, and keeps no other
    /// from being listed.
    async fn reports_of(
        &self,
        moment: &Moment,
        entries: &[Entry],
        is_last: bool,
    ) -> Result<Option<Vec<Report>>, StorageError> {
        if entries.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let keys = entries.iter().map(|entry| meta_key(entry.report_id));
        let found = self.get_many(keys.chain(moment.all().map(Sequence::head_key)).collect()).await?;
        let (mut reports, mut heads) = (HashMap::with_capacity(found.len()), HashMap::new());
        let mut left_out = 0;
        for item in &found {
            match Reader(item).text("sk")? {
                "META" => match report_from(item) {
                    Ok(report) => {
                        reports.insert(report.id, report);
                    }
                    Err(error) => {
                        unreadable(&error);
                        left_out += 1;
                    }
                },
                sk => {
                    heads.insert((Reader(item).text("pk")?.to_owned(), sk.to_owned()), item);
                }
            }
        }
        for earlier in moment.all() {
            let head = heads.get(&earlier.head_place()).copied();
            if earlier.is_edited_by(head)? && !is_last {
                return Ok(None);
            }
        }
        let found: Vec<_> = entries.iter().filter_map(|entry| reports.remove(&entry.report_id)).collect();
        let missing = entries.len() - found.len() - left_out;
        if missing > 0 {
            if !is_last {
                return Ok(None);
            }
            tracing::error!(missing, "a list names reports that are not there");
        }
        Ok(Some(found))
    }
}

impl Items for Table {
    async fn item(&self, key: Attributes) -> Result<Option<Attributes>, StorageError> {
        self.get(key).await
    }

    async fn last_items(
        &self,
        pk: &str,
        first: &str,
        last: &str,
        most: u64,
    ) -> Result<Vec<Attributes>, StorageError> {
        let (mut found, mut next) = (Vec::new(), None);
        loop {
            let left = most - found.len() as u64;
            let request = self
                .client
                .query()
                .table_name(&self.name)
                .consistent_read(true)
                .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
                .expression_attribute_values(":pk", s(pk))
                .expression_attribute_values(":first", s(first))
                .expression_attribute_values(":last", s(last))
                .scan_index_forward(false)
                .limit(i32::try_from(left).unwrap_or(i32::MAX))
                .set_exclusive_start_key(next);
            let answer = request.send().await.map_err(|e| StorageError::from_sdk("dynamodb:Query", e))?;
            found.extend(answer.items.unwrap_or_default());
            next = answer.last_evaluated_key;
            if next.is_none() || found.len() as u64 >= most {
                return Ok(found);
            }
        }
    }

    async fn created_at(&self, report_id: ReportId) -> Result<Option<Timestamp>, StorageError> {
        let Some(meta) = self.get(meta_key(report_id)).await? else { return Ok(None) };
        Reader(&meta).instant("created_at").map(Some)
    }
}

/// Whether all of `some` are among `all`. Both are sorted.
fn is_contained(some: &[Mark], all: &[Mark]) -> bool {
    let mut all = all.iter();
    some.iter().all(|mark| all.any(|it| it == mark))
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_report_is_in_the_lists_of_its_subject_and_no_others() {
        let subject =
            Subject { project_id: Uuid::nil().into(), kind: Kind::Model, entity_id: Uuid::max().into() };
        let other = List { project_id: Uuid::nil().into(), kind: Some(Kind::Project), entity_id: None };
        for list in List::of(&subject).into_iter().chain(List::formerly_of(&subject)) {
            assert!(list.has(&subject), "{list:?}");
        }
        for list in [
            other,
            List { kind: None, entity_id: Some(Uuid::nil().into()), ..other },
            List { kind: None, project_id: Uuid::max().into(), ..other },
        ] {
            assert!(!list.has(&subject), "{list:?}");
        }
        let partitions = List::formerly_of(&subject).map(|list| list.partition());
        assert_eq!(partitions.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
    }

    #[test]
    fn runs_are_merged_newest_first() {
        let entry =
            |millis| Entry { created_at: Timestamp::from_unix_millis(millis), report_id: Uuid::nil().into() };
        let run = |millis: &[i64]| millis.iter().copied().map(entry).collect::<Vec<_>>();
        assert_eq!(merge(&run(&[9, 4, 1]), &run(&[8, 5])), run(&[9, 8, 5, 4, 1]));
        assert_eq!(merge(&run(&[]), &run(&[3, 7])), run(&[3, 7]), "what is not in order stays as it is");
    }
}
