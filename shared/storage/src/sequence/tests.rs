use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::FutureExt;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::item::{n, s};

const LIST: &str = "LIST#1";

/// The items of a table with one sequence, and how much of them was read.
#[derive(Default)]
struct Kept {
    items: Mutex<BTreeMap<String, Attributes>>,
    created: Mutex<BTreeMap<ReportId, Timestamp>>,
    calls: AtomicU64,
    read: AtomicU64,
}

fn sk(item: &Attributes) -> String {
    item["sk"].as_s().expect("a string").clone()
}

impl Items for Kept {
    async fn item(&self, key: Attributes) -> Result<Option<Attributes>, StorageError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        Ok(self.items.lock().expect("whole").get(&sk(&key)).cloned())
    }

    async fn last_items(
        &self,
        _pk: &str,
        first: &str,
        last: &str,
        most: u64,
    ) -> Result<Vec<Attributes>, StorageError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let items = self.items.lock().expect("whole");
        let range = items.range(first.to_owned()..=last.to_owned()).rev();
        let found: Vec<_> = range.take(to_usize(most)).map(|(_, item)| item.clone()).collect();
        self.read.fetch_add(found.len() as u64, Ordering::Relaxed);
        Ok(found)
    }

    async fn created_at(&self, report_id: ReportId) -> Result<Option<Timestamp>, StorageError> {
        Ok(self.created.lock().expect("whole").get(&report_id).copied())
    }
}

/// No call of [`Kept`] waits for anything.
fn now<T>(future: impl Future<Output = Result<T, StorageError>>) -> T {
    future.now_or_never().expect("nothing to wait for").expect("items of ours")
}

impl Kept {
    fn sequence(&self, form: Form) -> Sequence {
        let items = self.items.lock().expect("whole");
        Sequence::new(LIST.to_owned(), form, items.get(form.head_sk())).expect("a head of ours")
    }

    /// Does what a transaction of those writes does.
    fn write(&self, writes: Vec<Write>) {
        let mut items = self.items.lock().expect("whole");
        let mut written = Vec::new();
        for write in writes {
            match write {
                Write::Head { item, was } => {
                    let version =
                        items.get(&sk(&item)).map_or(0, |it| Reader(it).number("version").expect("a number"));
                    assert_eq!(version, was, "the head that was read");
                    written.push(sk(&item));
                    items.insert(sk(&item), item);
                }
                Write::Put(item) => {
                    written.push(sk(&item));
                    items.insert(sk(&item), item);
                }
                Write::Delete(key) => {
                    written.push(sk(&key));
                    items.remove(&sk(&key));
                }
                Write::DeleteSingle { key, report_id } => {
                    written.push(sk(&key));
                    let gone = items.remove(&sk(&key)).expect("an entry");
                    assert_eq!(Reader(&gone).parsed::<ReportId>("report_id").expect("an id"), report_id);
                }
                Write::Add { key, numbers } => {
                    written.push(sk(&key));
                    let item = items.entry(sk(&key)).or_insert_with(|| key.clone());
                    for (name, by) in numbers {
                        let old: i64 = Reader(item).optional_number(&name).expect("a number").unwrap_or(0);
                        item.insert(name, n(old + by));
                    }
                }
            }
        }
        written.sort();
        let all = written.len();
        written.dedup();
        assert_eq!(written.len(), all, "a transaction writes an item once");
        assert!(all <= 100 - 40, "there is room for the marks");
    }

    fn insert(&self, entries: &[Entry]) {
        let mut edit = Edit::of(self.sequence(Form::Blocks));
        for entry in entries {
            now(edit.insert(self, *entry));
        }
        self.write(edit.into_writes());
    }

    fn remove(&self, form: Form, entry: Entry) -> bool {
        let mut edit = Edit::of(self.sequence(form));
        let removed = now(edit.remove(self, entry));
        if removed {
            self.write(edit.into_writes());
        }
        removed
    }

    fn page(&self, form: Form, skip: u64, take: u64) -> Vec<ReportId> {
        let entries = now(self.sequence(form).entries(self, skip, take));
        entries.into_iter().map(|entry| entry.report_id).collect()
    }

    /// Puts the items that the former version made of a list.
    fn former(&self, entries: &[Entry]) {
        let mut items = self.items.lock().expect("whole");
        for (position, entry) in entries.iter().enumerate() {
            let mut item = key(LIST, format_args!("POS#{position:020}"));
            item.insert("report_id".to_owned(), s(entry.report_id));
            items.insert(sk(&item), item);
            self.created.lock().expect("whole").insert(entry.report_id, entry.created_at);
        }
        let mut count = key(LIST, "COUNT");
        count.insert("count".to_owned(), n(entries.len()));
        count.insert("latest".to_owned(), n(0));
        items.insert("COUNT".to_owned(), count);
    }
}

fn entry(millis: u64, id: u64) -> Entry {
    Entry {
        created_at: Timestamp::from_unix_millis(1_790_000_000_000 + i64::try_from(millis).expect("small")),
        report_id: Uuid::from_u128(id.into()).into(),
    }
}

fn naive(all: &[Entry], skip: u64, take: u64) -> Vec<ReportId> {
    all.iter().rev().skip(to_usize(skip)).take(to_usize(take)).map(|entry| entry.report_id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Entries come in batches, some of them late, and go in any order.
    #[test]
    fn pages_are_those_of_a_sorted_list(
        batches in prop::collection::vec(prop::collection::vec((0_u64..40, 0_u64..60), 0..30), 1..14),
        gone in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..40), 0..12),
        skip in 0_u64..200, take in 1_u64..90,
    ) {
        let (kept, mut all) = (Kept::default(), Vec::new());
        let mut gone = gone.into_iter();
        for (round, batch) in batches.iter().enumerate() {
            let batch: Vec<_> = batch.iter().enumerate().map(|(index, (millis, late))| {
                let millis = (1_000 + round as u64 * 40 + millis).saturating_sub(if *late > 50 { late * 9 } else { 0 });
                entry(millis, (round * 100 + index) as u64)
            }).collect();
            // Some of a batch may be late, which takes many writes; then the batch is taken in parts.
            for part in batch.chunks(8) {
                kept.insert(part);
            }
            all.extend(batch);
            all.sort();
            if let Some((at, many)) = gone.next() && !all.is_empty() {
                let at = at.index(all.len());
                for entry in all.drain(at..(at + many).min(all.len())) {
                    prop_assert!(kept.remove(Form::Blocks, entry));
                    prop_assert!(!kept.remove(Form::Blocks, entry), "once");
                }
            }
            prop_assert_eq!(kept.sequence(Form::Blocks).total(), all.len() as u64);
            prop_assert_eq!(kept.page(Form::Blocks, skip, take), naive(&all, skip, take));
        }
        for skip in 0..all.len() as u64 {
            prop_assert_eq!(kept.page(Form::Blocks, skip, 3), naive(&all, skip, 3));
        }
    }

    #[test]
    fn what_the_former_version_stored_is_read_and_removed(
        instants in prop::collection::vec(0_u64..30, 1..90),
        gone in prop::collection::vec(any::<prop::sample::Index>(), 0..60),
        skip in 0_u64..90, take in 1_u64..60,
    ) {
        let kept = Kept::default();
        // In the order of their times. Of the same time, the ids are in no order.
        let mut all: Vec<_> = instants.iter().enumerate().map(|(index, millis)| entry(*millis, (index * 7 % 90) as u64)).collect();
        all.sort_by_key(|entry| entry.created_at);
        kept.former(&all);
        for at in gone {
            if !all.is_empty() {
                let entry = all.remove(at.index(all.len()));
                prop_assert!(kept.remove(Form::Singles, entry));
                prop_assert!(!kept.remove(Form::Singles, entry), "once");
            }
        }
        prop_assert_eq!(kept.sequence(Form::Singles).total(), all.len() as u64);
        prop_assert_eq!(kept.page(Form::Singles, skip, take), naive(&all, skip, take));
    }
}

/// A list of 100,000, of which 1,000 are deleted at random and 10,000 at one end.
#[test]
fn pages_of_a_long_list_are_exact_and_cost_the_same_at_any_offset() {
    let (kept, former) = (Kept::default(), Kept::default());
    let mut all: Vec<_> = (0..100_000).map(|number| entry(number * 3, number)).collect();
    for batch in all.chunks(40) {
        kept.insert(batch);
    }
    former.former(&all);
    let mut random = fastrand::Rng::with_seed(7);
    let mut gone: Vec<_> = (0..1_000).map(|_| all.remove(random.usize(..all.len()))).collect();
    gone.extend(if random.bool() { all.drain(..10_000) } else { all.drain(all.len() - 10_000..) });
    for entry in gone {
        assert!(kept.remove(Form::Blocks, entry) && former.remove(Form::Singles, entry));
    }
    for (kept, form, most_calls, most_items) in
        [(&kept, Form::Blocks, 5, 12), (&former, Form::Singles, 5, 51)]
    {
        assert_eq!(kept.sequence(form).total(), all.len() as u64);
        for skip in (0..all.len() as u64 + 100).step_by(199) {
            kept.calls.store(0, Ordering::Relaxed);
            kept.read.store(0, Ordering::Relaxed);
            assert_eq!(kept.page(form, skip, 50), naive(&all, skip, 50), "{form:?} {skip}");
            let (calls, items) = (kept.calls.load(Ordering::Relaxed), kept.read.load(Ordering::Relaxed));
            assert!(
                calls <= most_calls && items <= most_items,
                "{form:?} {skip}: {calls} calls, {items} items"
            );
        }
    }
}

#[test]
fn a_head_with_a_full_tail_and_the_longest_key_is_smaller_than_a_kilobyte() {
    let kept = Kept::default();
    kept.insert(&(0..20).map(|number| entry(number, number)).collect::<Vec<_>>());
    kept.insert(&(20..32).map(|number| entry(number, number)).collect::<Vec<_>>());
    let items = kept.items.lock().expect("whole");
    let head = &items["HEAD"];
    let size: usize = head
        .iter()
        .filter(|(name, _)| *name != "pk")
        .map(|(name, value)| {
            name.len()
                + match value {
                    AttributeValue::S(text) => text.len(),
                    AttributeValue::B(bytes) => bytes.as_ref().len(),
                    // A number has up to 38 digits, two in a byte.
                    _ => 8,
                }
        })
        .sum();
    let longest = format!("pkLIST#{}#KIND#experiment#ENTITY#{}", Uuid::nil(), Uuid::nil());
    assert!(size + longest.len() <= 1024, "{size} + {}", longest.len());
}
