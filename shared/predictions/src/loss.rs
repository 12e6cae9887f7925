//! Losses of probabilities.

use report_snapshot::Measured;

use crate::{confusion::share, weights::Weights};

/// Metrics of probabilities.
pub(crate) const NAMES: [&str; 2] = ["logloss", "brier"];

/// The losses of each row.
#[derive(Debug)]
pub(crate) struct Losses {
    /// −ln p of the actual class.
    pub(crate) log: Vec<f64>,
    /// Σ (p − 1)² of the actual class and p² of the others; of two classes, half of it.
    pub(crate) squared: Vec<f64>,
}

impl Losses {
    /// Their means: log loss and Brier score.
    pub(crate) fn means<W: Weights + ?Sized>(&self, weights: &W) -> [Measured; 2] {
        let (mut log, mut squared, mut total) = (0.0, 0.0, 0.0);
        for (row, (log_loss, square)) in self.log.iter().zip(&self.squared).enumerate() {
            let weight = weights.of(row);
            log += weight * log_loss;
            squared += weight * square;
            total += weight;
        }
        [share(log, total), share(squared, total)]
    }
}

/// The logarithmic loss of a row whose actual class had probability `probability`: −ln p, with p kept as far from 0 and 1 as
/// the precision of its type, as in scikit-learn.
pub(crate) fn log(probability: f64) -> f64 {
    -probability.clamp(f64::EPSILON, 1.0 - f64::EPSILON).ln()
}

#[cfg(test)]
mod tests {
    #[test]
    fn being_sure_and_wrong_costs_much_but_not_everything() {
        assert!((super::log(0.0) - 36.043_653_389_117_15).abs() < 1e-12);
        assert!(super::log(1.0) > 0.0 && super::log(1.0) < 1e-15);
    }
}
