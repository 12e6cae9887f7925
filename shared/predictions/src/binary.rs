//! Metrics of two classes.

use report_snapshot::Measured;

use crate::{
    confusion::Confusion,
    loss::{self, Losses},
    ranked::Ranked,
    scored::Scored,
    weights::Weights,
};

/// Metrics of calls.
const OF_CALLS: [&str; 7] =
    ["accuracy", "balanced_accuracy", "precision", "recall", "specificity", "f1", "mcc"];
/// Metrics of scores.
const OF_SCORES: [&str; 2] = ["auc", "average_precision"];

/// Rows of two classes.
#[derive(Debug)]
pub(crate) struct BinaryRows {
    rows: usize,
    /// For each row its cell in the confusion matrix, `2 · actual + called`; positive is 1.
    cells: Option<Vec<u8>>,
    ranked: Option<Ranked>,
    losses: Option<Losses>,
}

impl BinaryRows {
    /// Of which rows are positive, which are called positive, their scores, and whether those are probabilities.
    pub(crate) fn new(
        actual: &[bool],
        called: Option<&[bool]>,
        scores: Option<&[f64]>,
        are_probabilities: bool,
    ) -> Self {
        let cell = |(actual, called): (&bool, &bool)| 2 * u8::from(*actual) + u8::from(*called);
        let cells = called.map(|called| actual.iter().zip(called).map(cell).collect());
        let ranked = scores.map(|scores| Ranked::new(scores, |row| actual[row]));
        let losses = scores.filter(|_| are_probabilities).map(|scores| {
            let of_actual = |(score, actual): (&f64, &bool)| if *actual { *score } else { 1.0 - *score };
            let outcome = |actual: bool| f64::from(u8::from(actual));
            Losses {
                log: scores.iter().zip(actual).map(of_actual).map(loss::log).collect(),
                squared: scores
                    .iter()
                    .zip(actual)
                    .map(|(score, actual)| (score - outcome(*actual)).powi(2))
                    .collect(),
            }
        });
        Self { rows: actual.len(), cells, ranked, losses }
    }

    /// The rows in the order of their scores.
    pub(crate) fn ranked(&self) -> Option<&Ranked> {
        self.ranked.as_ref()
    }

    /// Actual against called, the negative class first.
    pub(crate) fn confusion<W: Weights + ?Sized>(&self, weights: &W) -> Option<Confusion> {
        let mut sums = [0.0; 4];
        for (row, cell) in self.cells.as_ref()?.iter().enumerate() {
            sums[usize::from(*cell)] += weights.of(row);
        }
        Some(Confusion::new(2, sums.to_vec()))
    }
}

impl Scored for BinaryRows {
    fn rows(&self) -> usize {
        self.rows
    }

    fn names(&self) -> Vec<&'static str> {
        let of_calls = self.cells.iter().flat_map(|_| OF_CALLS);
        let of_scores = self.ranked.iter().flat_map(|_| OF_SCORES);
        let of_probabilities = self.losses.iter().flat_map(|_| loss::NAMES);
        of_calls.chain(of_scores).chain(of_probabilities).collect()
    }

    fn metrics<W: Weights + ?Sized>(&self, weights: &W) -> Vec<Measured> {
        let mut metrics = Vec::new();
        if let Some(confusion) = self.confusion(weights) {
            metrics.extend([
                confusion.accuracy(),
                confusion.balanced_accuracy(),
                confusion.precision(1),
                confusion.recall(1),
                confusion.recall(0),
                confusion.f1(1),
                confusion.mcc(),
            ]);
        }
        if let Some(ranked) = &self.ranked {
            let areas = ranked.areas(weights);
            metrics.extend([areas.roc, areas.average_precision]);
        }
        if let Some(losses) = &self.losses {
            metrics.extend(losses.means(weights));
        }
        metrics
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::Once;

    #[test]
    fn every_metric_by_hand() {
        let actual = [true, false, true, false];
        let called = [true, true, false, false];
        let rows = BinaryRows::new(&actual, Some(&called), Some(&[0.8, 0.6, 0.4, 0.1]), true);
        let found: std::collections::BTreeMap<_, _> =
            rows.names().into_iter().zip(rows.metrics(&Once)).collect();
        let logloss = -(0.8f64.ln() + 0.4f64.ln() + 0.4f64.ln() + 0.9f64.ln()) / 4.0;
        let brier = (0.04 + 0.36 + 0.36 + 0.01) / 4.0;
        for (name, expected) in [
            ("accuracy", 0.5),
            ("balanced_accuracy", 0.5),
            ("precision", 0.5),
            ("recall", 0.5),
            ("specificity", 0.5),
            ("f1", 0.5),
            ("mcc", 0.0),
            ("auc", 0.75),
            ("average_precision", 0.5 + 0.5 * (2.0 / 3.0)),
            ("logloss", logloss),
            ("brier", brier),
        ] {
            assert!(found[name].is_some_and(|value| (value - expected).abs() < 1e-12), "{name}: {found:?}");
        }
        assert_eq!(found.len(), 11);
    }

    #[test]
    fn what_is_not_there_is_not_measured() {
        let actual = [true, false];
        let calls_only = BinaryRows::new(&actual, Some(&actual), None, false);
        assert_eq!(calls_only.names(), OF_CALLS);
        let ranks_only = BinaryRows::new(&actual, None, Some(&[3.0, -1.0]), false);
        assert_eq!((ranks_only.names(), ranks_only.metrics(&Once)), (OF_SCORES.to_vec(), vec![Some(1.0); 2]));
    }
}
