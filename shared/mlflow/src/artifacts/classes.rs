//! The classes of a report by class.

use serde_json::Value;

use super::csv::Table;

/// Classes that are kept.
const MOST: usize = 1_000;

/// Rows of scikit-learn's report that are no classes.
const AVERAGES: [&str; 5] = ["accuracy", "macro avg", "weighted avg", "micro avg", "samples avg"];

/// From scikit-learn's `classification_report` as a dictionary, or from the table that `mlflow.evaluate` writes.
pub(super) fn read(bytes: &[u8]) -> Vec<String> {
    let mut classes = of_report(bytes).or_else(|| of_table(bytes)).unwrap_or_default();
    classes.truncate(MOST);
    if classes.len() < 2 { Vec::new() } else { classes }
}

fn of_report(bytes: &[u8]) -> Option<Vec<String>> {
    let json: Value = serde_json::from_slice(bytes).ok()?;
    let is_class = |(name, figures): &(&String, &Value)| {
        !AVERAGES.contains(&name.as_str()) && figures["support"].is_number()
    };
    Some(json.as_object()?.iter().filter(is_class).map(|(name, _)| name.clone()).collect())
}

fn of_table(bytes: &[u8]) -> Option<Vec<String>> {
    let table = Table::read(bytes)?;
    let column = table.column("positive_class")?;
    Some(table.rows.iter().filter_map(|row| row.get(column).cloned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_with_rows_of_their_own() {
        let report =
            br#"{"a": {"support": 5}, "b": {"support": 6}, "accuracy": 0.9, "macro avg": {"support": 11}}"#;
        assert_eq!(read(report), ["a", "b"]);
        assert_eq!(read(b"positive_class,recall\n0,0.5\n1,0.6\n2,0.7\n"), ["0", "1", "2"]);
        assert!(read(b"{}").is_empty() && read(b"").is_empty());
    }
}
