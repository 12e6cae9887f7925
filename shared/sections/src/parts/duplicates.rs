//! Metrics that are the same under two names, such as the mean squared error and the mean residual deviance.

use std::collections::HashMap;

use report_facts::{Direction, metric, words};
use report_snapshot::MetricDefinition;

/// The indices of the metrics to be shown, and a sentence that names those left out because another has the same values
/// everywhere. Whole numbers prove nothing: a perfect model has an accuracy and an F1 of 1.
pub(super) fn without_duplicates(
    definitions: &[MetricDefinition],
    names: &[&str],
    values: &[Vec<Option<f64>>],
) -> (Vec<usize>, Option<String>) {
    let conclusive = |index: usize| values[index].iter().flatten().any(|value| value.fract() != 0.0);
    let direction = |index: usize| metric::defined_direction(definitions, names[index]);
    let mut kept: Vec<usize> = Vec::with_capacity(names.len());
    let mut pairs = Vec::new();
    // By the bits of the values, so that each is looked up once: there may be tens of thousands.
    let mut first_with: HashMap<(Vec<Option<u64>>, Option<Direction>), usize> = HashMap::new();
    for (index, figures) in values.iter().enumerate() {
        let bits = figures.iter().map(|value| value.map(f64::to_bits)).collect();
        let first = *first_with.entry((bits, direction(index))).or_insert(index);
        if first == index || !conclusive(index) {
            kept.push(index);
        } else {
            let label = |index: usize| metric::defined_label(definitions, names[index]);
            pairs.push(format!("{} as {}", words::in_sentence(&label(index)), label(first)));
        }
    }
    let note = (!pairs.is_empty()).then(|| {
        format!("Shown once, because the values are the same everywhere: {}.", words::listed(pairs, 10))
    });
    (kept, note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_with_the_same_values_everywhere_are_shown_once() {
        let names = ["mse", "mean_residual_deviance", "accuracy", "f1", "auc"];
        let values = [
            [Some(2.5), None],
            [Some(2.5), None],
            [Some(1.0), None],
            [Some(1.0), None],
            [Some(2.5), Some(0.1)],
        ];
        let values: Vec<Vec<Option<f64>>> = values.iter().map(|pair| pair.to_vec()).collect();
        let (kept, note) = without_duplicates(&[], &names, &values);
        assert_eq!(kept, [0, 2, 3, 4]);
        let said = "Shown once, because the values are the same everywhere: mean residual deviance as MSE.";
        assert_eq!(note.as_deref(), Some(said));
    }
}
