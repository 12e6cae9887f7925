//! The ids of a page, and where links lead.

use std::collections::HashMap;

/// Where things are linked to.
pub(crate) struct Anchors {
    /// Ids that are handed out.
    pub(crate) ids: Ids,
    /// Anchor by a section's own id.
    pub(crate) sections: HashMap<String, String>,
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
    fn an_id_is_given_once() {
        let mut ids = Ids::default();
        assert_eq!(ids.take("roc"), "roc");
        assert_eq!(ids.take("roc"), "roc-2");
        assert_eq!(ids.take("roc-2"), "roc-2-2");
        assert_eq!(ids.take("\"><x"), "x----x");
        assert_eq!(ids.take(""), "x-");
    }
}
