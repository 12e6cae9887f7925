//! The items of Annex IV of Regulation (EU) 2024/1689, the AI Act: the technical documentation of a high-risk system.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The names of the items, in their order.
const NAMES: [&str; 23] = [
    "1(a)", "1(b)", "1(c)", "1(d)", "1(e)", "1(f)", "1(g)", "1(h)", "2(a)", "2(b)", "2(c)", "2(d)", "2(e)",
    "2(f)", "2(g)", "2(h)", "3", "4", "5", "6", "7", "8", "9",
];

/// An item of Annex IV: `2(d)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnnexItem(u8);

impl AnnexItem {
    /// Every item, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..NAMES.len() as u8).map(Self)
    }

    /// The item of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|item| item.as_str() == name)
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }
}

impl fmt::Display for AnnexItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for AnnexItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for AnnexItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| de::Error::custom("expected an item of Annex IV such as 2(d)"))
    }
}
