//! Quoting a document's own text in an error.

/// Characters of a document's own text that an error quotes: names in a hostile document have megabytes.
pub(crate) const LONGEST_QUOTE: usize = 1_000;

/// A text whole, or the beginning of it that an error quotes.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
