//! Lists of reports. The cost of a page does not depend on the length of its list.
//!
//! Every report is an entry of four lists: its project's, and the same by kind, by entity, and by both. A list is
//! *dense*: its entries carry the positions 0, 1, 2… in order of creation without a gap, and an item `COUNT` holds how
//! many there are. Positions stay dense because an entry and the count that it takes its position from are written in
//! one transaction (see `create`), and because reports are never deleted.
//!
//! So the positions of a page follow from its offset: of `n` entries, newest first, `limit` from `offset` on are the
//! positions from `n - 1 - offset` downwards. A page costs one read of the count, one query for exactly its entries, and
//! the reading of its reports by key, whatever `n` and `offset`. The total is exact. A report created between two pages
//! changes no entry's position, only the offset at which an entry is found. In an ordinary index, a page would cost the
//! reading of all entries before it.
//!
//! In return, creations within one project take turns at its count, which limits them to some tens a second.

use std::{collections::HashMap, ops::RangeInclusive};

use report_domain::{EntityId, Kind, ProjectId, Report, ReportId, Subject};

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, key, s, unreadable},
    reports::{meta_key, report_from},
};

/// A list of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The four lists that a report about this subject is an entry of.
    pub(crate) fn of(subject: &Subject) -> [List; 4] {
        let Subject { project_id, kind, entity_id } = *subject;
        [(None, None), (Some(kind), None), (None, Some(entity_id)), (Some(kind), Some(entity_id))]
            .map(|(kind, entity_id)| List { project_id, kind, entity_id })
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

    /// The key of the list's count.
    pub(crate) fn count_key(&self) -> Attributes {
        key(self.partition(), "COUNT")
    }
}

/// The sort key of an entry. It has twenty digits, enough for any position, so keys sort in the order of their numbers.
pub(crate) fn position_key(position: u64) -> String {
    format!("POS#{position:020}")
}

/// The positions of a page in a list of `total` entries; `None` for an empty page.
fn positions(total: u64, range: PageRange) -> Option<RangeInclusive<u64>> {
    let newest = total.checked_sub(1)?.checked_sub(range.offset)?;
    let size = u64::from(range.limit).min(newest + 1);
    (size > 0).then(|| newest + 1 - size..=newest)
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

impl Lists for Table {
    async fn page(&self, list: &List, range: PageRange) -> Result<Page, StorageError> {
        let total = self.total(list).await?;
        let Some(positions) = positions(total, range) else { return Ok(Page { reports: Vec::new(), total }) };
        let ids = self.entries(list, positions).await?;
        let found = self.get_many(ids.iter().map(|id| meta_key(*id)).collect()).await?;
        let mut reports = HashMap::with_capacity(found.len());
        for item in &found {
            match report_from(item) {
                Ok(report) => _ = reports.insert(report.id, report),
                Err(error) => unreadable(&error),
            }
        }
        // One transaction writes an entry and its report, so a report that is not there is damage. The others are shown.
        Ok(Page { reports: ids.iter().filter_map(|id| reports.remove(id)).collect(), total })
    }

    async fn total(&self, list: &List) -> Result<u64, StorageError> {
        match self.get(list.count_key()).await? {
            Some(count) => Reader(&count).number("count"),
            None => Ok(0),
        }
    }
}

impl Table {
    /// The reports at some positions, highest first.
    async fn entries(
        &self,
        list: &List,
        positions: RangeInclusive<u64>,
    ) -> Result<Vec<ReportId>, StorageError> {
        // A page has at most 500 entries of about 200 bytes, which is within the megabyte of one query.
        let request = self
            .client
            .query()
            .table_name(&self.name)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND sk BETWEEN :oldest AND :newest")
            .expression_attribute_values(":pk", s(list.partition()))
            .expression_attribute_values(":oldest", s(position_key(*positions.start())))
            .expression_attribute_values(":newest", s(position_key(*positions.end())))
            .scan_index_forward(false);
        let answer = request.send().await.map_err(|e| StorageError::from_sdk("dynamodb:Query", e))?;
        answer.items().iter().map(|entry| Reader(entry).parsed("report_id")).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_page_is_what_skipping_and_taking_from_the_newest_would_give(
            total in 0_u64..40, offset in 0_u64..60, limit in 1_u16..20,
        ) {
            let naive: Vec<u64> = (0..total).rev().skip(offset as usize).take(limit.into()).collect();
            let page = positions(total, PageRange { offset, limit });
            let page: Vec<u64> = page.into_iter().flat_map(|positions| positions.rev()).collect();
            prop_assert_eq!(naive, page);
        }

        #[test]
        fn no_offset_overflows(total in any::<u64>(), offset in any::<u64>(), limit in 1_u16..=500) {
            if let Some(page) = positions(total, PageRange { offset, limit }) {
                prop_assert!(*page.end() < total && page.end() - page.start() < u64::from(limit));
            }
        }

        #[test]
        fn positions_sort_as_numbers(one in any::<u64>(), two in any::<u64>()) {
            prop_assert_eq!(one.cmp(&two), position_key(one).cmp(&position_key(two)));
        }
    }

    #[test]
    fn the_lists_of_a_report_are_four() {
        let mut lists =
            List::of(&crate::reports::tests::queued().subject).map(|list| list.partition()).to_vec();
        lists.sort();
        lists.dedup();
        assert_eq!(lists.len(), 4);
    }
}
