//! What a chart says in sentences: its alternative text, and what its caption says about parts that are left out.

use report_facts::{format::count, words};

/// At most this many parts are said one by one.
const MOST_PARTS: usize = 8;

/// `a; b; and 3 more`: parts that have commas of their own.
pub(crate) fn parts(all: impl IntoIterator<Item = String>) -> String {
    let mut all = all.into_iter();
    let said: Vec<String> = all.by_ref().take(MOST_PARTS).collect();
    let more = all.count();
    let mut text = said.join("; ");
    if more > 0 {
        text.push_str(&format!("; and {} more", count(more as u64)));
    }
    text
}

/// `1 model`, `3 models`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    words::counted(number as u64, one, many)
}

/// What is left out, for the caption.
pub(crate) fn left_out(shown: usize, all: usize, what: &str) -> Option<String> {
    (all > shown).then(|| format!("The first {shown} of {} {what} are shown.", count(all as u64)))
}
