//! Settings as people read them.

use report_document::{Cell, Field};
use report_facts::format;
use report_snapshot::{Setting, Value};

/// Entries of a list that are written out.
const MOST_ENTRIES: usize = 20;

/// A value as given; a list with commas, nothing as a dash.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Bool(truth) => truth.to_string(),
        // Without grouping: seeds and ports are names rather than amounts.
        Value::Integer(whole) => whole.to_string(),
        // Plain digits, so that a value can be copied into code.
        Value::Number(number) => format::number(*number).replace('\u{2212}', "-").replace(',', ""),
        Value::Text(text) if text.is_empty() => Cell::MISSING.into(),
        Value::Text(text) => text.clone(),
        Value::Null => Cell::MISSING.into(),
        Value::List(entries) => {
            let listed: Vec<String> = entries.iter().take(MOST_ENTRIES).map(shown).collect();
            match entries.len().saturating_sub(MOST_ENTRIES) {
                _ if entries.is_empty() => Cell::MISSING.into(),
                0 => listed.join(", "),
                more => format!("{} and {more} more", listed.join(", ")),
            }
        }
    }
}

/// Settings shown.
const MOST_SETTINGS: usize = 200;

/// Settings as label and value pairs, the first 200 of them.
pub(crate) fn fields(settings: &[Setting]) -> Vec<Field> {
    settings
        .iter()
        .take(MOST_SETTINGS)
        .map(|setting| Field::new(setting.name.clone(), shown(&setting.value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_as_given() {
        for (value, expected) in [
            (Value::Integer(20_261_123), "20261123"),
            (Value::Bool(true), "true"),
            (Value::Number(0.1), "0.1"),
            (Value::Number(-12_345.5), "-12345.5"),
            (Value::Null, "–"),
            (Value::List(vec![]), "–"),
            (Value::List(vec![Value::Integer(1), Value::Text("a".into())]), "1, a"),
        ] {
            assert_eq!(shown(&value), expected);
        }
    }
}
