//! Sequences: reports in the order of creation, found by their number counted from the newest.
//!
//! ```text
//! HEAD            how many blocks there are, and the newest entries themselves, the *tail*
//! BLOCK#{n}       the n-th block, from 0, of some sixteen entries
//! NODE#{l}#{n}    by how many entries more or fewer than that blocks have, added up; level 1 counts blocks, 256 a node,
//!                 level 2 counts nodes of level 1, and so on
//! ```
//!
//! A new entry goes into the tail, which is in the head: one write. When the tail is full, its older half becomes a block.
//! So each block begins with exactly sixteen entries, and the number of a page's first entry tells its block without
//! reading anything else. If a report is deleted, or placed so late that its place is in a block already, then that block
//! no longer has sixteen, and the nodes above it say so. A page then costs one more read for each level, which is one for up
//! to 4,096 entries, two for a million, and three for 268 million, at any offset.
//!
//! All changes of a sequence are conditional on the version of its head, so that they take turns.
//!
//! The former version kept each entry in an item of its own, `POS#{n}`, and their number in `COUNT`. Such a list is a
//! sequence whose blocks hold one entry, which gets no new ones. It is read, and entries are removed, in the same way.

mod edit;
mod entry;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use report_domain::{ReportId, Timestamp};

use crate::{
    StorageError,
    item::{Attributes, Reader, key},
};

pub(crate) use edit::{Edit, Write};
pub(crate) use entry::Entry;
use entry::unpacked;

/// How many children a node counts.
const FAN_OUT: u64 = 256;
/// How many levels of nodes there are.
const LEVELS: u32 = 3;

/// In which items a sequence is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// In blocks.
    Blocks,
    /// Each entry in an item of its own, as the former version wrote it.
    Singles,
}

impl Form {
    /// How many entries a block begins with.
    fn capacity(self) -> u64 {
        match self {
            Form::Blocks => 16,
            Form::Singles => 1,
        }
    }

    fn head_sk(self) -> &'static str {
        match self {
            Form::Blocks => "HEAD",
            Form::Singles => "COUNT",
        }
    }

    fn block_prefix(self) -> &'static str {
        match self {
            Form::Blocks => "BLOCK#",
            Form::Singles => "POS#",
        }
    }

    /// The sort key of a block. It has twenty digits, enough for any number, so keys sort in the order of their numbers.
    fn block_sk(self, block: u64) -> String {
        format!("{}{block:020}", self.block_prefix())
    }

    fn node_sk(self, level: u32, node: u64) -> String {
        let name = match self {
            Form::Blocks => "NODE",
            Form::Singles => "GONE",
        };
        format!("{name}#{level}#{node:020}")
    }
}

/// Where the items of sequences are read, as they are now.
pub(crate) trait Items: Sync {
    /// One item.
    fn item(&self, key: Attributes) -> impl Future<Output = Result<Option<Attributes>, StorageError>> + Send;

    /// The last `most` items of a partition with sort keys from `first` to `last`, the last one first.
    fn last_items(
        &self,
        pk: &str,
        first: &str,
        last: &str,
        most: u64,
    ) -> impl Future<Output = Result<Vec<Attributes>, StorageError>> + Send;

    /// When a report was created.
    fn created_at(
        &self,
        report_id: ReportId,
    ) -> impl Future<Output = Result<Option<Timestamp>, StorageError>> + Send;
}

/// The head of a sequence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Head {
    /// How often the sequence was changed.
    version: u64,
    /// How many blocks there have been, those that were emptied among them.
    blocks: u64,
    /// By how many entries more or fewer the blocks have than they began with, added up.
    surplus: i64,
    /// How often a block was changed after it had been made. Until then, no node needs to be read.
    edits: u64,
    /// The newest entries, oldest first.
    tail: Vec<Entry>,
}

/// A sequence as its head describes it.
#[derive(Debug, Clone)]
pub(crate) struct Sequence {
    partition: String,
    form: Form,
    head: Head,
}

/// The key of the head of a sequence.
pub(crate) fn head_key(partition: &str, form: Form) -> Attributes {
    key(partition, form.head_sk())
}

impl Sequence {
    /// A sequence with its head; `None` for a head that is not there: an empty sequence.
    pub(crate) fn new(
        partition: String,
        form: Form,
        head: Option<&Attributes>,
    ) -> Result<Self, StorageError> {
        let Some(item) = head else { return Ok(Self { partition, form, head: Head::default() }) };
        let read = Reader(item);
        let head = Head {
            version: read.optional_number("version")?.unwrap_or(0),
            blocks: match form {
                Form::Blocks => read.number("blocks")?,
                Form::Singles => read.number("count")?,
            },
            surplus: read.optional_number("surplus")?.unwrap_or(0),
            edits: read.optional_number("edits")?.unwrap_or(0),
            tail: unpacked(item, "tail")?,
        };
        Ok(Self { partition, form, head })
    }

    /// How many entries the sequence has.
    pub(crate) fn total(&self) -> u64 {
        self.in_blocks() + self.head.tail.len() as u64
    }

    /// How many entries are in blocks.
    fn in_blocks(&self) -> u64 {
        (self.head.blocks * self.form.capacity()).saturating_add_signed(self.head.surplus)
    }

    /// Whether, by a later reading of the head, a block was changed meanwhile, so that entries read from blocks may not be
    /// those that they were.
    pub(crate) fn is_edited_by(&self, head: Option<&Attributes>) -> Result<bool, StorageError> {
        let later = Self::new(self.partition.clone(), self.form, head)?;
        Ok(later.head.edits != self.head.edits)
    }

    /// The key of the head.
    pub(crate) fn head_key(&self) -> Attributes {
        head_key(&self.partition, self.form)
    }

    /// Partition and sort key of the head.
    pub(crate) fn head_place(&self) -> (String, String) {
        (self.partition.clone(), self.form.head_sk().to_owned())
    }

    /// Some entries, newest first. If the sequence is changed meanwhile, there may be fewer.
    pub(crate) async fn entries(
        &self,
        items: &impl Items,
        skip: u64,
        take: u64,
    ) -> Result<Vec<Entry>, StorageError> {
        let (skip, take) = (to_usize(skip), to_usize(take));
        let tail = &self.head.tail;
        let mut entries: Vec<_> = tail.iter().rev().skip(skip).take(take).copied().collect();
        let skip = skip.saturating_sub(tail.len()) as u64;
        let left = take - entries.len();
        if left == 0 || skip >= self.in_blocks() {
            return Ok(entries);
        }
        let Some((block, newer)) = self.locate(items, skip).await? else { return Ok(entries) };
        // Full blocks are expected at first. However empty they are, each has an entry.
        let wanted = left as u64 + newer;
        for most in [wanted.div_ceil(self.form.capacity()) + 1, wanted] {
            let blocks = self.blocks_down(items, 0, block, most).await?;
            let is_all = (blocks.len() as u64) < most;
            let found: Vec<_> = blocks.into_iter().flat_map(|(_, block)| block.into_iter().rev()).collect();
            if found.len() as u64 >= wanted || is_all || most == wanted {
                entries.extend(found.into_iter().skip(to_usize(newer)).take(left));
                break;
            }
        }
        Ok(entries)
    }

    /// The block with the entry of that number, counted from the newest of all blocks, and how many newer entries that
    /// block has. `None` if there is no such entry.
    async fn locate(&self, items: &impl Items, number: u64) -> Result<Option<(u64, u64)>, StorageError> {
        let (capacity, blocks) = (self.form.capacity(), self.head.blocks);
        let mut number = number;
        if self.head.edits == 0 {
            let block = blocks.checked_sub(1 + number / capacity);
            return Ok(block.map(|block| (block, number % capacity)));
        }
        // How many entries there are in the `child`-th part of that many blocks.
        let size = |child: u64, span: u64, surplus: i64| {
            let count = ((child + 1) * span).min(blocks) - child * span;
            (count * capacity).saturating_add_signed(surplus)
        };
        // From the lowest level of which one node has all blocks.
        let mut level = (1..LEVELS).find(|level| FAN_OUT.pow(*level) >= blocks).unwrap_or(LEVELS);
        let mut candidates = 0..blocks.div_ceil(FAN_OUT.pow(level));
        let mut surpluses = BTreeMap::new();
        let mut is_top = true;
        loop {
            let span = FAN_OUT.pow(level);
            let mut chosen = None;
            for child in candidates.rev() {
                if is_top && level > 0 {
                    surpluses = self.node(items, level, child).await?;
                }
                let surplus = match is_top {
                    true => surpluses.values().sum(),
                    false => surpluses.get(&(child % FAN_OUT)).copied().unwrap_or(0),
                };
                let size = size(child, span, surplus);
                if number < size {
                    chosen = Some(child);
                    break;
                }
                number -= size;
            }
            let Some(chosen) = chosen else { return Ok(None) };
            if level == 0 {
                return Ok(Some((chosen, number)));
            }
            if !is_top {
                surpluses = self.node(items, level, chosen).await?;
            }
            is_top = false;
            level -= 1;
            candidates = chosen * FAN_OUT..((chosen + 1) * FAN_OUT).min(blocks.div_ceil(FAN_OUT.pow(level)));
        }
    }

    /// By how many entries more or fewer each child of a node has.
    async fn node(
        &self,
        items: &impl Items,
        level: u32,
        node: u64,
    ) -> Result<BTreeMap<u64, i64>, StorageError> {
        let key = key(&self.partition, self.form.node_sk(level, node));
        let Some(item) = items.item(key).await? else { return Ok(BTreeMap::new()) };
        let read = Reader(&item);
        let children = item.keys().filter_map(|name| Some((name.strip_prefix('c')?.parse().ok()?, name)));
        children.map(|(child, name)| Ok((child, read.number(name)?))).collect()
    }

    /// The last `most` blocks that hold entries, of those from `first` to `last`, the last one first.
    async fn blocks_down(
        &self,
        items: &impl Items,
        first: u64,
        last: u64,
        most: u64,
    ) -> Result<Vec<(u64, Vec<Entry>)>, StorageError> {
        let (first, last) = (self.form.block_sk(first), self.form.block_sk(last));
        let found = items.last_items(&self.partition, &first, &last, most).await?;
        found.iter().map(|item| self.block_from(item)).collect()
    }

    fn block_from(&self, item: &Attributes) -> Result<(u64, Vec<Entry>), StorageError> {
        let read = Reader(item);
        let number = read.text("sk")?.strip_prefix(self.form.block_prefix()).and_then(|it| it.parse().ok());
        let number = number.ok_or_else(|| read.corrupt("no block has this key"))?;
        let entries = match self.form {
            Form::Blocks => unpacked(item, "entries")?,
            Form::Singles => vec![Entry::dated_by_id(read.parsed("report_id")?)],
        };
        Ok((number, entries))
    }
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
