//! Text on its way into markup: what is dropped, and which ids are handed out.

use std::{borrow::Cow, collections::HashMap};

/// `text` without what no reader can see and what would reach beyond it: control characters other than tab and newline,
/// and the characters that embed, override or isolate directions, for which the markup's own isolation stands in.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(unwanted) {
        Cow::Owned(text.chars().filter(|character| !unwanted(*character)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn unwanted(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}')
        || u32::from(character) & 0xfffe == 0xfffe
}

/// Escapes text for element content and quoted attributes.
pub(crate) fn escape_into(text: &str, out: &mut String) {
    tinytemplate::escape(&clean(text), out);
}

/// The ids of a page: each is handed out once.
#[derive(Default)]
pub(crate) struct Ids {
    taken: HashMap<String, u32>,
}

impl Ids {
    /// `wanted`, made of letters, digits and hyphens, or with a number after it if it was taken.
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        let mut id: String = wanted
            .chars()
            .take(80)
            .map(
                |character| {
                    if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '-' }
                },
            )
            .collect();
        if !id.starts_with(|character: char| character.is_ascii_alphabetic()) {
            id.insert_str(0, "x-");
        }
        loop {
            let number = self.taken.entry(id.clone()).or_insert(0);
            *number += 1;
            if *number == 1 {
                return id;
            }
            id = format!("{id}-{number}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_overrides_vanish_and_scripts_stay() {
        assert_eq!(clean("a\u{0}b\u{202e}c\n\u{2067}العربية\u{feff}"), "abc\nالعربية");
    }

    #[test]
    fn an_id_is_given_once() {
        let mut ids = Ids::default();
        assert_eq!(ids.take("roc"), "roc");
        assert_eq!(ids.take("roc"), "roc-2");
        assert_eq!(ids.take("roc-2"), "roc-2-2");
        assert_eq!(ids.take("\"><x"), "x----x");
        assert_eq!(ids.take(""), "x-");
    }
}
