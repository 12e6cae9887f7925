//! What texts of a tool mean, and how much of them is kept.

use report_snapshot::Value;

/// At most that many characters of a text, marked where it is cut.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A setting as its text means it, where a tool writes all of them as text.
pub fn value(text: &str) -> Value {
    let trimmed = text.trim();
    match trimmed {
        "" | "None" | "null" => return Value::Null,
        "True" | "true" => return Value::Bool(true),
        "False" | "false" => return Value::Bool(false),
        _ => {}
    }
    if let Ok(integer) = trimmed.parse() {
        return Value::Integer(integer);
    }
    // Not `inf`, `nan` and `infinity`, which Rust reads as numbers and JSON does not have.
    match trimmed.parse::<f64>() {
        Ok(number) if number.is_finite() => Value::Number(number),
        _ => Value::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_what_its_text_means() {
        assert_eq!(value("300"), Value::Integer(300));
        assert_eq!(value(" 1e-3 "), Value::Number(0.001));
        assert_eq!(value("True"), Value::Bool(true));
        assert_eq!(value("None"), Value::Null);
        assert_eq!(value("inf"), Value::Text("inf".into()));
        assert_eq!(value("lbfgs"), Value::Text("lbfgs".into()));
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!((shortened("解約予測", 2), shortened("解約", 2)), ("解約…".into(), "解約".into()));
    }
}
