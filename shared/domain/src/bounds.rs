//! How long what is stored may be.
//!
//! The table refuses an item of more than 400 KB and Lambda an answer of more than 6 MB, whoever wrote the text in it. So
//! texts are cut where they are stored, and summaries once more where they are listed: an older version may have stored
//! them whole.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// Most characters of the sentence that says why a report failed.
pub const LONGEST_ERROR: usize = 2000;
/// Most characters of a document's title that its report keeps. A title that a request gives has at most 200.
pub const LONGEST_TITLE: usize = 300;
/// Most characters of a headline where it is told outside of a summary.
pub const LONGEST_HEADLINE: usize = 500;
/// Most bytes of a summary as JSON. Five hundred of them fit one answer, in which each byte may become two once more.
pub const LARGEST_SUMMARY: usize = 5_000;
/// Most characters of a text in a summary that is too large.
const LONGEST_SUMMARY_TEXT: usize = 500;

/// A text whole, or its beginning and "…": at most `most` characters.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.chars().take(most.saturating_sub(1)).chain(['…']).collect()),
    }
}

/// A summary of at most [`LARGEST_SUMMARY`] bytes: whole, or with its texts cut, without the members that still do not fit.
pub fn bounded_summary(summary: &Map<String, Value>) -> Cow<'_, Map<String, Value>> {
    if size(summary) <= LARGEST_SUMMARY {
        return Cow::Borrowed(summary);
    }
    let mut left = LARGEST_SUMMARY - "{}".len();
    let mut kept = Map::new();
    for (name, value) in summary {
        let value = with_short_texts(value);
        // The member with its colon and its comma.
        let needed = size(name) + size(&value) + 2;
        if needed <= left {
            left -= needed;
            kept.insert(name.clone(), value);
        }
    }
    Cow::Owned(kept)
}

/// Length of a value as JSON, in bytes.
fn size(value: &impl serde::Serialize) -> usize {
    // Maps whose keys are strings are always JSON.
    serde_json::to_string(value).map_or(usize::MAX, |text| text.len())
}

fn with_short_texts(value: &Value) -> Value {
    match value {
        Value::String(text) => shortened(text, LONGEST_SUMMARY_TEXT).into(),
        Value::Array(values) => values.iter().map(with_short_texts).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), with_short_texts(value))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn bounded(summary: Value) -> Value {
        let summary = summary.as_object().expect("an object");
        let bounded = bounded_summary(summary);
        assert!(size(&bounded) <= LARGEST_SUMMARY, "{}", size(&bounded));
        json!(bounded)
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(shortened("Çay", 3), "Çay");
        assert_eq!(shortened("Çayır", 3), "Ça…");
        assert_eq!(shortened("", 3), "");
    }

    #[test]
    fn a_usual_summary_is_kept_as_it_is() {
        let summary = json!({ "headline": "GBM leads", "pages": 6, "figures": { "auc": 0.99 } });
        assert_eq!(bounded(summary.clone()), summary);
    }

    #[test]
    fn a_large_summary_keeps_what_fits() {
        let cut = bounded(json!({ "headline": "é".repeat(400_000), "pages": 6 }));
        assert_eq!(cut["pages"], 6);
        assert_eq!(cut["headline"].as_str().map(|text| text.chars().count()), Some(500));
        let many: Map<_, _> = (0..5000).map(|n| (format!("figure {n}"), json!(n))).collect();
        assert_eq!(bounded(json!({ "figures": many, "pages": 6 })), json!({ "pages": 6 }));
        bounded(Value::Object(many));
        bounded(json!({ "name ".repeat(100_000): 1, "control": "\u{1}".repeat(400_000) }));
    }
}
