//! What a list holds of each report.

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use report_domain::{ReportId, Timestamp};
use uuid::Uuid;

use crate::{
    StorageError,
    item::{Attributes, Reader},
};

/// How many bytes a packed entry has: an instant and a UUID.
const PACKED: usize = 8 + 16;

/// A report in a list. Lists are in the order of these members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// When the report was created.
    pub(crate) created_at: Timestamp,
    /// The report.
    pub(crate) report_id: ReportId,
}

impl Entry {
    /// The entry of a report of which no more than the id is known. The id tells about when it was made.
    pub(crate) fn dated_by_id(report_id: ReportId) -> Self {
        let made = report_id.uuid().get_timestamp().map_or(0, |made| {
            let (seconds, nanoseconds) = made.to_unix();
            i64::try_from(seconds).unwrap_or(0).saturating_mul(1_000) + i64::from(nanoseconds / 1_000_000)
        });
        Self { created_at: Timestamp::from_unix_millis(made), report_id }
    }
}

/// Entries as an attribute: 24 bytes for each, where an item of its own would cost a kilobyte's writing.
pub(crate) fn packed(entries: &[Entry]) -> AttributeValue {
    let mut bytes = Vec::with_capacity(entries.len() * PACKED);
    for Entry { created_at, report_id } in entries {
        bytes.extend(created_at.unix_millis().to_be_bytes());
        bytes.extend(report_id.uuid().as_bytes());
    }
    AttributeValue::B(Blob::new(bytes))
}

/// The entries of an attribute; none if the item does not have it.
pub(crate) fn unpacked(item: &Attributes, name: &str) -> Result<Vec<Entry>, StorageError> {
    let wrong = || Reader(item).corrupt(format_args!("{name} does not hold entries"));
    let Some(value) = item.get(name) else { return Ok(Vec::new()) };
    let AttributeValue::B(bytes) = value else { return Err(wrong()) };
    let (entries, rest) = bytes.as_ref().as_chunks::<PACKED>();
    if !rest.is_empty() {
        return Err(wrong());
    }
    entries
        .iter()
        .map(|entry| {
            let (instant, id) = entry.split_first_chunk::<8>().ok_or_else(wrong)?;
            Ok(Entry {
                created_at: Timestamp::from_unix_millis(i64::from_be_bytes(*instant)),
                report_id: Uuid::from_slice(id).map_err(|_| wrong())?.into(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_back_as_they_were_packed() {
        let at = |millis, id| Entry {
            created_at: Timestamp::from_unix_millis(millis),
            report_id: Uuid::from_u128(id).into(),
        };
        let entries = vec![at(0, u128::MAX), at(1_790_000_000_123, 1), at(253_402_300_799_999, 0)];
        let item = Attributes::from([("tail".to_owned(), packed(&entries))]);
        assert_eq!(unpacked(&item, "tail").expect("entries"), entries);
        assert_eq!(unpacked(&item, "entries").expect("none"), []);
        let cut = Attributes::from([("tail".to_owned(), AttributeValue::B(Blob::new(vec![0; 25])))]);
        assert!(unpacked(&cut, "tail").is_err());
    }

    #[test]
    fn an_id_tells_when_it_was_made() {
        let id = ReportId::new();
        let age = Timestamp::now().since(Entry::dated_by_id(id).created_at);
        assert!(age < std::time::Duration::from_secs(10), "{age:?}");
        assert_eq!(Entry::dated_by_id(Uuid::nil().into()).created_at.unix_millis(), 0);
    }
}
