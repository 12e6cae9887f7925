//! What a cell holds.

/// How missing values are written, as pandas reads them, and infinities.
const MISSING: [&str; 19] = [
    "",
    "NA",
    "N/A",
    "n/a",
    "#N/A",
    "<NA>",
    "NaN",
    "nan",
    "-NaN",
    "-nan",
    "NULL",
    "null",
    "None",
    "inf",
    "-inf",
    "+inf",
    "Infinity",
    "-Infinity",
    "Inf",
];

/// Whether a cell holds no value.
pub fn is_missing(text: &str) -> bool {
    MISSING.contains(&text)
}

/// A number; `None` for text, and for what is too large for one.
pub fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_what_pandas_calls_missing() {
        assert!(["", "NaN", "None", "inf"].into_iter().all(is_missing));
        assert!(!["0", "none", "-", "no"].into_iter().any(is_missing));
        assert_eq!((number("1e3"), number("1e999"), number("x")), (Some(1_000.0), None, None));
    }
}
