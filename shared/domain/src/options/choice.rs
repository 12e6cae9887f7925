//! Options that take one word of a few.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::text::Fault;

/// A word that an option takes.
pub(super) trait Choice: Copy + Default + PartialEq + 'static {
    /// Every choice, in the order in which documentation shows them.
    const ALL: &'static [Self];

    /// The word.
    fn word(self) -> &'static str;

    /// `null` stands for the default, as if the option were not named.
    fn json_schema() -> Value {
        let words = Self::ALL.iter().map(|choice| json!(choice.word())).chain([Value::Null]);
        json!({ "type": ["string", "null"], "enum": words.collect::<Vec<_>>(), "default": Self::default().word() })
    }

    /// Reads a JSON value.
    fn from_json(value: &Value) -> Result<Self, Fault> {
        let named = |choice: &&Self| value.as_str() == Some(choice.word());
        Self::ALL.iter().find(named).copied().ok_or_else(|| {
            let words: Vec<String> =
                Self::ALL.iter().map(|choice| format!("\"{}\"", choice.word())).collect();
            (format!("expected {}", words.join(" or ")), "enum")
        })
    }
}

/// How much a document says. More detail adds sections; figures and findings are computed the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// One page: the verdict, what to know, the key figures, one picture and what to do next.
    Brief,
    /// What readers of the kind need.
    #[default]
    Standard,
    /// All that the snapshot says, settings at their defaults included.
    Full,
}

impl Choice for Detail {
    const ALL: &'static [Self] = &[Self::Brief, Self::Standard, Self::Full];

    fn word(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Standard => "standard",
            Self::Full => "full",
        }
    }
}

impl Detail {
    /// The word that stands for it in options.
    pub fn as_str(self) -> &'static str {
        self.word()
    }
}

/// How comments are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CommentsFormat {
    /// As they were typed.
    #[default]
    Plain,
    /// Emphasis, lists and links of Markdown; everything else as it was typed.
    Markdown,
}

impl Choice for CommentsFormat {
    const ALL: &'static [Self] = &[Self::Plain, Self::Markdown];

    fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
        }
    }
}

impl Serialize for Detail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl Serialize for CommentsFormat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_by_its_word_only() {
        for detail in Detail::ALL {
            assert_eq!(Detail::from_json(&json!(detail.word())), Ok(*detail));
        }
        for wrong in [json!("Full"), json!(""), json!(1), json!(true), json!(["full"])] {
            let (msg, code) = Detail::from_json(&wrong).expect_err("no choice");
            assert_eq!(
                (msg.as_str(), code),
                ("expected \"brief\" or \"standard\" or \"full\"", "enum"),
                "{wrong}"
            );
        }
    }
}
