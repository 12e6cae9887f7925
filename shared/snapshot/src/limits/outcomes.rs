//! Outcomes that cannot be: of one metric twice, out of order, or of more rows than were predicted.

use std::collections::HashSet;

use crate::outcomes::Outcomes;

/// The faults, each with its place within the list.
pub(super) fn faults(all: &[Outcomes]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for (index, outcomes) in all.iter().enumerate() {
        let path = format!("[{index}].metric");
        if outcomes.metric.trim().is_empty() {
            found.push((path, "expected at least one character that is not a space".to_owned()));
        } else if !seen.insert(outcomes.metric.as_str()) {
            found.push((path, "expected each metric once".to_owned()));
        }
        for (n, pair) in outcomes.intervals.windows(2).enumerate() {
            if pair[0].start >= pair[1].start {
                let next = n + 1;
                found.push((
                    format!("[{index}].intervals[{next}].start"),
                    "expected intervals in ascending order, each once".to_owned(),
                ));
            }
        }
        for (n, interval) in outcomes.intervals.iter().enumerate() {
            if let Some(predicted) = interval.predicted.filter(|predicted| *predicted < interval.labelled) {
                found.push((
                    format!("[{index}].intervals[{n}].labelled"),
                    format!(
                        "expected at most as many rows as were predicted, {predicted}; found {}",
                        interval.labelled
                    ),
                ));
            }
        }
    }
    found
}
