//! H2O's JSON, read leniently.
//!
//! A number can be a JSON number, its text (`"10"`, `".45E4"`, `" 1.034 sec"` is none), or the text `"NaN"`; the type that a
//! table declares for a column is not the type that its cells have.

use report_snapshot::Measured;
use serde_json::Value;

/// A finite number, given as a number or as text.
pub(crate) fn number(value: &Value) -> Measured {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        // Rust's parser takes ".45E4" and "NaN" alike; what is not finite is dropped below.
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// A count: a whole number of at least 0.
pub(crate) fn count(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| {
        let number = number(value)?;
        (number >= 0.0 && number.fract() == 0.0 && number < 9e15).then_some(number as u64)
    })
}

/// A text that is not empty.
pub(crate) fn text(value: &Value) -> Option<&str> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// The name of an object reference: `{"name": "GBM_1", "type": "Key<Model>"}` and its likes.
pub(crate) fn name(value: &Value) -> Option<&str> {
    text(value).or_else(|| text(&value["name"])).or_else(|| text(&value["column_name"]))
}

/// The entries of a list; none of anything else.
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_come_as_numbers_and_as_text() {
        assert_eq!(number(&json!(1.5)), Some(1.5));
        assert_eq!(number(&json!("10")), Some(10.0));
        assert_eq!(number(&json!(".45E4")), Some(4500.0));
        assert_eq!(number(&json!("NaN")), None);
        assert_eq!(number(&json!("Infinity")), None);
        assert_eq!(number(&json!(" 1.034 sec")), None);
        assert_eq!(number(&json!(null)), None);
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        assert_eq!(count(&json!("569")), Some(569));
        assert_eq!(count(&json!(-1)), None);
        assert_eq!(count(&json!(1.5)), None);
    }
}
