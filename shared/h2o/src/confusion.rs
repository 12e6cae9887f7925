//! Confusion matrices.

use report_snapshot::evaluation::ConfusionMatrix;
use serde_json::Value;

use crate::{table::Table, wire};

/// A metrics object's confusion matrix, without its column `Error`, its column `Rate` (`16 / 212`) and its row of totals.
/// `threshold` is the one that it was counted at, for binary tasks.
pub(crate) fn matrix(metrics: &Value, threshold: Option<f64>) -> Option<ConfusionMatrix> {
    let table = Table::read(&metrics["cm"]["table"])?;
    let names: Vec<&str> = table.names().collect();
    // By position, for a class may be called "Error", too.
    let labels = match names.as_slice() {
        [labels @ .., "Error", "Rate"] => labels,
        labels => labels,
    };
    let count = |actual: usize, predicted: usize| table.at(predicted).get(actual).and_then(wire::number);
    let counts = (0..labels.len())
        .map(|actual| {
            (0..labels.len()).map(|predicted| count(actual, predicted)).collect::<Option<Vec<f64>>>()
        })
        .collect::<Option<Vec<_>>>()?;
    let labels = labels.iter().map(|label| (*label).to_owned()).collect();
    Some(ConfusionMatrix { labels, counts, threshold })
}
