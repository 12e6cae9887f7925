//! Changing a sequence: entries are put in and taken out in memory, and the writes that this comes to are made at the end.

use std::{collections::BTreeMap, mem};

use report_domain::ReportId;

use super::{Entry, FAN_OUT, Form, Head, Items, LEVELS, Sequence, entry::packed};
use crate::{
    StorageError,
    item::{Attributes, key, n},
};

/// How many entries the tail has at most. With them, the head is still smaller than a kilobyte.
const LONGEST_TAIL: usize = 32;

/// One write of a transaction that changes a sequence.
#[derive(Debug)]
pub(crate) enum Write {
    /// Puts the head if it still has that version; 0 is that of a head which is not there.
    Head {
        /// The head.
        item: Attributes,
        /// The version that was read.
        was: u64,
    },
    /// Puts a block.
    Put(Attributes),
    /// Deletes a block.
    Delete(Attributes),
    /// Deletes the item of an entry, if it still is that report's.
    DeleteSingle {
        /// The item's key.
        key: Attributes,
        /// The report.
        report_id: ReportId,
    },
    /// Adds to numbers of an item.
    Add {
        /// The item's key.
        key: Attributes,
        /// What is added, by attribute.
        numbers: BTreeMap<String, i64>,
    },
}

/// A change of a sequence that is being made.
pub(crate) struct Edit {
    sequence: Sequence,
    was: u64,
    /// The blocks that are new or changed.
    blocks: BTreeMap<u64, Vec<Entry>>,
    /// By how many entries each of them has become longer or shorter.
    surpluses: BTreeMap<u64, i64>,
    /// The entries with items of their own that are taken out.
    singles: Vec<(u64, ReportId)>,
}

impl Edit {
    /// Of a sequence as it is now.
    pub(crate) fn of(sequence: Sequence) -> Self {
        let was = sequence.head.version;
        Self { sequence, was, blocks: BTreeMap::new(), surpluses: BTreeMap::new(), singles: Vec::new() }
    }

    /// Puts an entry in its place.
    pub(crate) async fn insert(&mut self, items: &impl Items, entry: Entry) -> Result<(), StorageError> {
        let head = &self.sequence.head;
        let is_in_tail = match head.tail.first() {
            Some(oldest) => entry > *oldest,
            None => match head.blocks.checked_sub(1) {
                Some(last) => {
                    self.last_block(items, 0, last).await?.is_none_or(|(_, it)| Some(&entry) > it.last())
                }
                None => true,
            },
        };
        if is_in_tail || self.sequence.head.blocks == 0 {
            let tail = &mut self.sequence.head.tail;
            tail.insert(tail.partition_point(|it| *it < entry), entry);
            if tail.len() > LONGEST_TAIL {
                self.seal();
            }
            return Ok(());
        }
        // An entry older than all blocks goes into the first one.
        let (number, mut block) = match self.block_of(items, entry).await? {
            Some(found) => found,
            None => (0, self.block(items, 0).await?.unwrap_or_default()),
        };
        block.insert(block.partition_point(|it| *it < entry), entry);
        self.change(number, block, 1);
        Ok(())
    }

    /// Takes an entry out; `false` if it is not there.
    pub(crate) async fn remove(&mut self, items: &impl Items, entry: Entry) -> Result<bool, StorageError> {
        if self.sequence.form == Form::Singles {
            let found = self.single_of(items, entry).await?;
            if let Some(position) = found {
                self.singles.push((position, entry.report_id));
                self.count(position, -1);
            }
            return Ok(found.is_some());
        }
        let tail = &mut self.sequence.head.tail;
        if let Ok(at) = tail.binary_search(&entry) {
            tail.remove(at);
            return Ok(true);
        }
        let Some((number, mut block)) = self.block_of(items, entry).await? else { return Ok(false) };
        let Ok(at) = block.binary_search(&entry) else { return Ok(false) };
        block.remove(at);
        self.change(number, block, -1);
        Ok(true)
    }

    /// The older half of the tail becomes a block.
    fn seal(&mut self) {
        let Head { tail, blocks, .. } = &mut self.sequence.head;
        let newer = tail.split_off(super::to_usize(Form::Blocks.capacity()));
        self.blocks.insert(*blocks, mem::replace(tail, newer));
        *blocks += 1;
    }

    fn change(&mut self, number: u64, block: Vec<Entry>, by: i64) {
        self.blocks.insert(number, block);
        self.count(number, by);
    }

    fn count(&mut self, number: u64, by: i64) {
        *self.surpluses.entry(number).or_default() += by;
        self.sequence.head.surplus += by;
        self.sequence.head.edits += 1;
    }

    /// The last block, of those from `first` to `last`, that holds entries.
    async fn last_block(
        &self,
        items: &impl Items,
        first: u64,
        mut last: u64,
    ) -> Result<Option<(u64, Vec<Entry>)>, StorageError> {
        loop {
            let stored = self.sequence.blocks_down(items, first, last, 1).await?.pop();
            let here = self.blocks.range(first..=last).next_back();
            let (number, block) = match (stored, here) {
                (Some((stored, block)), here) if here.is_none_or(|(here, _)| stored > *here) => {
                    (stored, block)
                }
                (_, Some((number, block))) => (*number, block.clone()),
                (None, None) => return Ok(None),
                (Some(found), None) => found,
            };
            if !block.is_empty() {
                return Ok(Some((number, block)));
            }
            match number.checked_sub(1) {
                Some(before) if before >= first => last = before,
                _ => return Ok(None),
            }
        }
    }

    /// A block, if it holds entries.
    async fn block(&self, items: &impl Items, number: u64) -> Result<Option<Vec<Entry>>, StorageError> {
        Ok(self.last_block(items, number, number).await?.map(|(_, block)| block))
    }

    /// The last block that begins with that entry or an older one: where the entry is or belongs. By bisection.
    async fn block_of(
        &self,
        items: &impl Items,
        entry: Entry,
    ) -> Result<Option<(u64, Vec<Entry>)>, StorageError> {
        let (mut low, mut high) = (0, self.sequence.head.blocks);
        let mut found = None;
        while low < high {
            let middle = low + (high - low) / 2;
            match self.last_block(items, low, middle).await? {
                Some((number, block)) if block.first() <= Some(&entry) => {
                    let is_inside = block.last() >= Some(&entry);
                    found = Some((number, block));
                    if is_inside {
                        break;
                    }
                    low = middle + 1;
                }
                Some((number, _)) => high = number,
                None => low = middle + 1,
            }
        }
        Ok(found)
    }

    /// The position of an entry that has an item of its own. Such an item does not say when its report was created, which the
    /// order of positions follows; the reports do. Many may have been created at the same instant.
    async fn single_of(&self, items: &impl Items, entry: Entry) -> Result<Option<u64>, StorageError> {
        let blocks = self.sequence.head.blocks;
        let (mut low, mut high) = (0, blocks);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.last_single(items, low, middle).await? {
                Some((position, it)) if it.created_at >= entry.created_at => high = position,
                _ => low = middle + 1,
            }
        }
        for position in low..blocks {
            match self.last_single(items, position, position).await? {
                Some((_, it)) if it.report_id == entry.report_id => return Ok(Some(position)),
                Some((_, it)) if it.created_at > entry.created_at => break,
                _ => {}
            }
        }
        Ok(None)
    }

    /// The last entry with an item of its own, of those from position `first` to `last`, with its report's time.
    async fn last_single(
        &self,
        items: &impl Items,
        first: u64,
        last: u64,
    ) -> Result<Option<(u64, Entry)>, StorageError> {
        let Some((position, block)) = self.last_block(items, first, last).await? else { return Ok(None) };
        let Some(entry) = block.first() else { return Ok(None) };
        let created_at = items.created_at(entry.report_id).await?.unwrap_or(entry.created_at);
        Ok(Some((position, Entry { created_at, ..*entry })))
    }

    /// The writes that make the change, to be done in one transaction.
    pub(crate) fn into_writes(self) -> Vec<Write> {
        let Self { sequence: Sequence { partition, form, head }, was, blocks, surpluses, singles } = self;
        let mut writes = Vec::new();
        let edits = singles.len() as i64;
        for (position, report_id) in singles {
            writes.push(Write::DeleteSingle { key: key(&partition, form.block_sk(position)), report_id });
        }
        for (number, block) in blocks {
            let mut item = key(&partition, form.block_sk(number));
            writes.push(if block.is_empty() {
                Write::Delete(item)
            } else {
                item.insert("entries".to_owned(), packed(&block));
                Write::Put(item)
            });
        }
        for level in 1..=LEVELS {
            let mut nodes = BTreeMap::<u64, BTreeMap<String, i64>>::new();
            for (number, surplus) in surpluses.iter().filter(|(_, surplus)| **surplus != 0) {
                let child = number / FAN_OUT.pow(level - 1);
                let node = nodes.entry(child / FAN_OUT).or_default();
                *node.entry(format!("c{}", child % FAN_OUT)).or_default() += surplus;
            }
            for (node, numbers) in nodes {
                writes.push(Write::Add { key: key(&partition, form.node_sk(level, node)), numbers });
            }
        }
        match form {
            Form::Blocks => {
                let mut item = key(&partition, form.head_sk());
                item.insert("version".to_owned(), n(was + 1));
                item.insert("blocks".to_owned(), n(head.blocks));
                item.insert("surplus".to_owned(), n(head.surplus));
                item.insert("edits".to_owned(), n(head.edits));
                item.insert("tail".to_owned(), packed(&head.tail));
                writes.push(Write::Head { item, was });
            }
            // The former version may be adding to its count at the same time.
            Form::Singles if edits > 0 => {
                let numbers = BTreeMap::from([("surplus".to_owned(), -edits), ("edits".to_owned(), edits)]);
                writes.push(Write::Add { key: key(&partition, form.head_sk()), numbers });
            }
            Form::Singles => {}
        }
        writes
    }
}
