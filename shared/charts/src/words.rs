//! Alternative text: what a chart says, in words.

/// At most this many items are named one by one.
const NAMED: usize = 8;

/// `a, b and 3 more`.
pub(crate) fn listed(items: impl IntoIterator<Item = String>) -> String {
    let mut items = items.into_iter();
    let named: Vec<String> = items.by_ref().take(NAMED).collect();
    let more = items.count();
    let mut text = named.join("; ");
    if more > 0 {
        text.push_str(&format!("; and {more} more"));
    }
    text
}

/// `1 model`, `3 models`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// What is left out, for the caption.
pub(crate) fn left_out(shown: usize, all: usize, what: &str) -> Option<String> {
    (all > shown).then(|| format!("The first {shown} of {all} {what} are shown."))
}
