//! Reading and writing DynamoDB's attribute values.

use std::{
    collections::{BTreeSet, HashMap},
    fmt::Display,
    str::FromStr,
};

use aws_sdk_dynamodb::types::AttributeValue;
use report_domain::Timestamp;

use crate::StorageError;

/// An item's attributes by name.
pub(crate) type Attributes = HashMap<String, AttributeValue>;

/// A string attribute.
pub(crate) fn s(value: impl Display) -> AttributeValue {
    AttributeValue::S(value.to_string())
}

/// A number attribute.
pub(crate) fn n(value: impl Display) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// An instant as a number attribute: milliseconds since 1970.
pub(crate) fn millis(instant: Timestamp) -> AttributeValue {
    n(instant.unix_millis())
}

/// The `expires_at` attribute, after which DynamoDB deletes an item: seconds since 1970.
pub(crate) fn ttl(instant: Timestamp) -> AttributeValue {
    n(instant.unix_millis().div_euclid(1000))
}

/// The primary key of an item.
pub(crate) fn key(pk: impl Display, sk: impl Display) -> Attributes {
    HashMap::from([("pk".to_owned(), s(pk)), ("sk".to_owned(), s(sk))])
}

/// The names of an expression: every `#name` stands for the attribute `name`. Written so, attributes may have names that
/// DynamoDB reserves.
pub(crate) fn names(expressions: &[&str]) -> HashMap<String, String> {
    let mut names = HashMap::new();
    for expression in expressions {
        for part in expression.split('#').skip(1) {
            let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(part.len());
            names.insert(format!("#{}", &part[..end]), part[..end].to_owned());
        }
    }
    names
}

/// The values of an expression.
pub(crate) fn values<const N: usize>(values: [(&str, AttributeValue); N]) -> Attributes {
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Says that an item is left out because it cannot be read: one that another version wrote, or damage. A metric counts these
/// lines by their text (`UnreadableItems` in `template.yaml`).
pub(crate) fn unreadable(error: &StorageError) {
    tracing::error!(%error, "unreadable item left out");
}

/// Reads the attributes of one item, with errors that name it.
pub(crate) struct Reader<'a>(pub(crate) &'a Attributes);

impl<'a> Reader<'a> {
    /// An error about this item.
    pub(crate) fn corrupt(&self, detail: impl Display) -> StorageError {
        let part = |name| self.0.get(name).and_then(|value| value.as_s().ok()).map_or("?", String::as_str);
        StorageError::Corrupt { item: format!("{}/{}", part("pk"), part("sk")), detail: detail.to_string() }
    }

    /// A string, if the item has it.
    pub(crate) fn optional_text(&self, name: &str) -> Result<Option<&'a str>, StorageError> {
        match self.0.get(name) {
            None => Ok(None),
            Some(AttributeValue::S(text)) => Ok(Some(text)),
            Some(_) => Err(self.corrupt(format_args!("{name} is not a string"))),
        }
    }

    /// A string.
    pub(crate) fn text(&self, name: &str) -> Result<&'a str, StorageError> {
        self.optional_text(name)?.ok_or_else(|| self.corrupt(format_args!("{name} is missing")))
    }

    /// A value that is written as a string.
    pub(crate) fn parsed<T: FromStr<Err: Display>>(&self, name: &str) -> Result<T, StorageError> {
        self.text(name)?.parse().map_err(|error| self.corrupt(format_args!("{name}: {error}")))
    }

    /// A value that is written as a string, if the item has it.
    pub(crate) fn optional_parsed<T: FromStr<Err: Display>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, StorageError> {
        let Some(text) = self.optional_text(name)? else { return Ok(None) };
        text.parse().map(Some).map_err(|error| self.corrupt(format_args!("{name}: {error}")))
    }

    /// A number, if the item has it.
    pub(crate) fn optional_number<T: FromStr>(&self, name: &str) -> Result<Option<T>, StorageError> {
        match self.0.get(name) {
            None => Ok(None),
            Some(AttributeValue::N(digits)) => match digits.parse() {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(self.corrupt(format_args!("{name} is out of range: {digits}"))),
            },
            Some(_) => Err(self.corrupt(format_args!("{name} is not a number"))),
        }
    }

    /// A number.
    pub(crate) fn number<T: FromStr>(&self, name: &str) -> Result<T, StorageError> {
        self.optional_number(name)?.ok_or_else(|| self.corrupt(format_args!("{name} is missing")))
    }

    /// A map, if the item has it.
    pub(crate) fn optional_map(&self, name: &str) -> Result<Option<&'a Attributes>, StorageError> {
        match self.0.get(name) {
            None => Ok(None),
            Some(AttributeValue::M(map)) => Ok(Some(map)),
            Some(_) => Err(self.corrupt(format_args!("{name} is not a map"))),
        }
    }

    /// An instant, if the item has it.
    pub(crate) fn optional_instant(&self, name: &str) -> Result<Option<Timestamp>, StorageError> {
        Ok(self.optional_number(name)?.map(Timestamp::from_unix_millis))
    }

    /// An instant.
    pub(crate) fn instant(&self, name: &str) -> Result<Timestamp, StorageError> {
        Ok(Timestamp::from_unix_millis(self.number(name)?))
    }

    /// A set of values that are written as strings, if the item has it.
    pub(crate) fn optional_set<T>(&self, name: &str) -> Result<Option<BTreeSet<T>>, StorageError>
    where
        T: FromStr<Err: Display> + Ord,
    {
        match self.0.get(name) {
            None => Ok(None),
            Some(AttributeValue::Ss(texts)) => texts
                .iter()
                .map(|text| text.parse().map_err(|error| self.corrupt(format_args!("{name}: {error}"))))
                .collect::<Result<_, _>>()
                .map(Some),
            Some(_) => Err(self.corrupt(format_args!("{name} is not a set of strings"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_an_expression_is_given() {
        let names =
            names(&["SET #status = :s, #lease_until=:l REMOVE #open", "attribute_not_exists(#status)"]);
        let mut given: Vec<_> = names.into_iter().collect();
        given.sort();
        let expected = [("#lease_until", "lease_until"), ("#open", "open"), ("#status", "status")];
        assert_eq!(given, expected.map(|(alias, name)| (alias.to_owned(), name.to_owned())));
    }

    #[test]
    fn an_item_that_is_not_ours_is_named() {
        let mut item = key("REPORT#1", "META");
        item.insert("attempts".into(), s("three"));
        let error = Reader(&item).number::<u32>("attempts").expect_err("not a number");
        assert_eq!(error.to_string(), "REPORT#1/META cannot be read: attempts is not a number");
    }
}
