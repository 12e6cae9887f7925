//! How well predicted probabilities agree with observed rates.

use report_snapshot::evaluation::{CalibrationBin, Evaluation};

use crate::stats;

/// By how much probabilities are off, on average over the rows, as shares from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Expected calibration error: Σ (rows of bin / rows) · |observed rate − mean prediction|. Guo, Pleiss, Sun & Weinberger
    /// (2017), "On calibration of modern neural networks".
    pub error: f64,
    /// The least that it is if each bin's observed rate is anywhere in its 95 % interval (Wilson 1927).
    pub least: f64,
    /// The most that it is by the same.
    pub most: f64,
    /// Rows in all bins.
    pub rows: u64,
}

impl Calibration {
    /// Of the bins that have rows. `None` if there are none, if a bin's size is not known, or if one of its rates is none: an
    /// average over the rest would not be that of the model.
    pub fn of(evaluation: &Evaluation) -> Option<Self> {
        Self::of_bins(&evaluation.calibration)
    }

    /// The same of bins of any rows, such as those of a group.
    pub fn of_bins(bins: &[CalibrationBin]) -> Option<Self> {
        let (mut error, mut least, mut most, mut rows) = (0.0, 0.0, 0.0, 0);
        for bin in bins {
            let count = bin.count?;
            let (predicted, observed) = (bin.mean_predicted, bin.observed_rate);
            if count == 0 {
                continue;
            }
            if !((0.0..=1.0).contains(&predicted) && (0.0..=1.0).contains(&observed)) {
                return None;
            }
            let weight = count as f64;
            let (low, high) = stats::wilson(observed * weight, weight)?;
            error += weight * (observed - predicted).abs();
            least += weight * (low - predicted).max(predicted - high).max(0.0);
            most += weight * (predicted - low).abs().max((predicted - high).abs());
            rows += count;
        }
        let all = rows as f64;
        (rows > 0).then(|| Self { error: error / all, least: least / all, most: most / all, rows })
    }
}
