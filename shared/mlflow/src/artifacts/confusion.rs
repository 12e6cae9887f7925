//! Confusion matrices.

use report_snapshot::evaluation::ConfusionMatrix;
use serde_json::Value;

/// Classes of a matrix that is read.
const MOST_CLASSES: usize = 200;

/// From `{"labels": […], "matrix": [[…], …]}` or rows alone, whose classes are then counted from 0.
pub(super) fn read(bytes: &[u8]) -> Option<ConfusionMatrix> {
    let json: Value = serde_json::from_slice(bytes).ok()?;
    let member = |names: &[&str]| names.iter().map(|name| &json[*name]).find(|value| value.is_array());
    let rows = if json.is_array() {
        Some(&json)
    } else {
        member(&["matrix", "confusion_matrix", "counts", "values"])
    };
    let counts: Vec<Vec<f64>> = rows?.as_array()?.iter().map(numbers).collect::<Option<_>>()?;
    let classes = counts.len();
    let square = counts.iter().all(|row| row.len() == classes && row.iter().all(|count| *count >= 0.0));
    let rows: f64 = counts.iter().flatten().sum();
    // What is normalised to shares has no counts any more.
    if !(2..=MOST_CLASSES).contains(&classes) || !square || rows <= classes as f64 {
        return None;
    }
    let labels: Vec<String> = match member(&["labels", "classes", "class_names", "target_names"]) {
        Some(labels) => labels.as_array()?.iter().map(label).collect::<Option<_>>()?,
        None => (0..classes).map(|class| class.to_string()).collect(),
    };
    (labels.len() == classes).then_some(ConfusionMatrix { labels, counts, threshold: None })
}

fn numbers(row: &Value) -> Option<Vec<f64>> {
    row.as_array()?.iter().map(Value::as_f64).collect()
}

fn label(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| value.as_number().map(ToString::to_string))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_has_counts_and_as_many_labels() {
        let matrix = read(br#"{"labels": ["no", "yes"], "matrix": [[52, 1], [1, 89]]}"#).expect("a matrix");
        assert_eq!(
            (matrix.labels, matrix.counts),
            (vec!["no".into(), "yes".into()], vec![vec![52.0, 1.0], vec![1.0, 89.0]])
        );
        assert_eq!(read(b"[[5, 1], [2, 9]]").map(|matrix| matrix.labels), Some(vec!["0".into(), "1".into()]));
        for odd in [
            "{}",
            "[[1, 2]]",
            r#"[[0.9, 0.1], [0.2, 0.8]]"#,
            r#"{"labels": ["a"], "matrix": [[5, 1], [2, 9]]}"#,
            "[[-1, 9], [9, 9]]",
        ] {
            assert_eq!(read(odd.as_bytes()), None, "{odd}");
        }
    }
}
