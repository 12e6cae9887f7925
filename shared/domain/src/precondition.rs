//! What a change demands of the thing as it is.

use serde::{Deserialize, Serialize};

/// What a request that changes something demands of the thing as it is (RFC 9110, section 13.1.1 and 13.1.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precondition {
    /// Nothing.
    None,
    /// `If-None-Match: *`: there must be no such thing yet.
    Absent,
    /// `If-Match: *`: there must be such a thing.
    Present,
    /// `If-Match` with entity tags: the thing must have one of them.
    OneOf(Vec<String>),
}

impl Precondition {
    /// Whether it holds for a thing with that entity tag, or for one that does not exist.
    pub fn holds(&self, etag: Option<&str>) -> bool {
        match self {
            Precondition::None => true,
            Precondition::Absent => etag.is_none(),
            Precondition::Present => etag.is_some(),
            Precondition::OneOf(tags) => etag.is_some_and(|etag| tags.iter().any(|tag| tag == etag)),
        }
    }

    /// The header that states it.
    pub fn header(&self) -> &'static str {
        if *self == Precondition::Absent { "If-None-Match" } else { "If-Match" }
    }

    /// What is said where it does not hold.
    pub fn unmet(&self) -> String {
        let header = self.header();
        format!("The entity's current snapshot is not the one that {header} demands; nothing was changed.")
    }
}
