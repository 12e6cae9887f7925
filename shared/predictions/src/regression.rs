//! Metrics of predicted numbers.

use report_snapshot::{Measured, evaluation::PredictedActual};

use crate::{confusion::share, scored::Scored, splitmix::SplitMix64, weights::Weights};

/// Metrics that every regression has.
const ALWAYS: [&str; 5] = ["rmse", "mae", "median_absolute_error", "r2", "mean_error"];
/// Points of the sample of predictions.
pub(crate) const MOST_POINTS: usize = 2_000;

/// Rows with an actual and a predicted number.
#[derive(Debug)]
pub(crate) struct RegressionRows {
    actual: Vec<f64>,
    predicted: Vec<f64>,
    /// Mean of the actual numbers, which they are held against so that squares of large numbers do not lose their digits.
    centre: f64,
    /// Rows by their absolute error, ascending.
    by_error: Vec<u32>,
    /// |error| / |actual|, where no actual number is 0.
    relative: Option<Vec<f64>>,
    /// (ln(1 + predicted) − ln(1 + actual))², where all are above −1.
    squared_logs: Option<Vec<f64>>,
}

impl RegressionRows {
    pub(crate) fn new(actual: Vec<f64>, predicted: Vec<f64>) -> Self {
        let rows = || actual.iter().zip(&predicted);
        let error = |row: u32| (predicted[row as usize] - actual[row as usize]).abs();
        let mut by_error: Vec<u32> = (0..actual.len() as u32).collect();
        by_error.sort_unstable_by(|a, b| error(*a).total_cmp(&error(*b)).then(a.cmp(b)));
        let relative = actual
            .iter()
            .all(|actual| *actual != 0.0)
            .then(|| rows().map(|(actual, predicted)| (predicted - actual).abs() / actual.abs()).collect());
        let squared_logs = rows().all(|(actual, predicted)| *actual > -1.0 && *predicted > -1.0).then(|| {
            rows().map(|(actual, predicted)| (predicted.ln_1p() - actual.ln_1p()).powi(2)).collect()
        });
        let centre = actual.iter().sum::<f64>() / actual.len().max(1) as f64;
        Self { actual, predicted, centre, by_error, relative, squared_logs }
    }

    /// The absolute error with half of the weight below it and half above; the mean of two where the half falls between them
    /// (the averaged inverted distribution function, Hyndman & Fan's definition 2).
    fn median_absolute_error<W: Weights + ?Sized>(&self, weights: &W) -> Measured {
        // Summed up in the same order as below, so that rounding does not decide where the half falls.
        let half = self.by_error.iter().map(|row| weights.of(*row as usize)).sum::<f64>() / 2.0;
        let mut below = 0.0;
        let mut lower = None;
        for row in self.by_error.iter().map(|row| *row as usize) {
            let weight = weights.of(row);
            if weight == 0.0 {
                continue;
            }
            let error = (self.predicted[row] - self.actual[row]).abs();
            match lower {
                Some(lower) => return Some((lower + error) / 2.0),
                None => {
                    below += weight;
                    if below - half > f64::EPSILON {
                        return Some(error);
                    }
                    if below >= half {
                        lower = Some(error);
                    }
                }
            }
        }
        lower
    }

    /// A sample of the rows, all where there are few: each row as likely as any other, in their order (Knuth, The art of
    /// computer programming, volume 2, algorithm 3.4.2 S).
    pub(crate) fn sample(&self, seed: u64) -> Vec<PredictedActual> {
        let mut generator = SplitMix64::new(seed);
        let rows = self.actual.len();
        let mut wanted = MOST_POINTS.min(rows);
        let mut points = Vec::with_capacity(wanted);
        for (row, (actual, predicted)) in self.actual.iter().zip(&self.predicted).enumerate() {
            if generator.below((rows - row) as u64) < wanted as u64 {
                wanted -= 1;
                points.push(PredictedActual { actual: *actual, predicted: *predicted });
            }
        }
        points
    }
}

impl Scored for RegressionRows {
    fn rows(&self) -> usize {
        self.actual.len()
    }

    fn names(&self) -> Vec<&'static str> {
        let mape = self.relative.iter().map(|_| "mape");
        let rmsle = self.squared_logs.iter().map(|_| "rmsle");
        ALWAYS.into_iter().chain(mape).chain(rmsle).collect()
    }

    fn metrics<W: Weights + ?Sized>(&self, weights: &W) -> Vec<Measured> {
        let (mut total, mut errors, mut absolute, mut squared) = (0.0, 0.0, 0.0, 0.0);
        let (mut offset, mut offset_squared) = (0.0, 0.0);
        for (row, (actual, predicted)) in self.actual.iter().zip(&self.predicted).enumerate() {
            let weight = weights.of(row);
            let (error, from_centre) = (predicted - actual, actual - self.centre);
            total += weight;
            errors += weight * error;
            absolute += weight * error.abs();
            squared += weight * error * error;
            offset += weight * from_centre;
            offset_squared += weight * from_centre * from_centre;
        }
        // Σ w (y − ȳ)²
        let spread = offset_squared - offset * share(offset, total).unwrap_or(0.0);
        // Where all actual numbers are the same, only their rounding spreads.
        let spreads = spread > f64::EPSILON * total * self.centre * self.centre;
        let mean = |values: &Option<Vec<f64>>| {
            let values = values.as_ref()?;
            let sum: f64 = values.iter().enumerate().map(|(row, value)| weights.of(row) * value).sum();
            Some(share(sum, total))
        };
        let mut metrics = vec![
            share(squared, total).map(f64::sqrt),
            share(absolute, total),
            self.median_absolute_error(weights),
            spreads.then(|| 1.0 - squared / spread),
            share(errors, total),
        ];
        metrics.extend(mean(&self.relative));
        metrics.extend(mean(&self.squared_logs).map(|mean| mean.map(f64::sqrt)));
        metrics
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::weights::Once;

    fn found(actual: &[f64], predicted: &[f64]) -> Vec<(&'static str, Measured)> {
        let rows = RegressionRows::new(actual.to_vec(), predicted.to_vec());
        rows.names().into_iter().zip(rows.metrics(&Once)).collect()
    }

    #[test]
    fn every_metric_by_hand() {
        let expected = [
            ("rmse", ((1.0 + 0.0 + 4.0 + 1.0) / 4.0f64).sqrt()),
            ("mae", 1.0),
            ("median_absolute_error", 1.0),
            ("r2", 1.0 - 6.0 / 5.0),
            ("mean_error", 0.5),
            ("mape", (1.0 + 0.0 + 2.0 / 3.0 + 0.25) / 4.0),
            (
                "rmsle",
                (((3.0f64 / 2.0).ln().powi(2) + (6.0f64 / 4.0).ln().powi(2) + (4.0f64 / 5.0).ln().powi(2))
                    / 4.0)
                    .sqrt(),
            ),
        ];
        let found = found(&[1.0, 2.0, 3.0, 4.0], &[2.0, 2.0, 5.0, 3.0]);
        for ((name, expected), (found_name, found)) in expected.into_iter().zip(&found) {
            assert_eq!(name, *found_name);
            assert!((found.unwrap() - expected).abs() < 1e-12, "{name}: {found:?}, not {expected}");
        }
        assert_eq!(found.len(), expected.len());
    }

    #[test]
    fn what_is_undefined_is_not_there() {
        let names: Vec<&str> = found(&[0.0, -2.0], &[1.0, 1.0]).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ALWAYS, "no MAPE of an actual 0, no RMSLE of −2");
        let constant = found(&[0.1 + 0.2; 3], &[1.0, 2.0, 3.0]);
        assert_eq!(constant[3], ("r2", None));
    }

    #[test]
    fn the_median_lies_between_two_errors_only_where_the_half_does() {
        let rows = RegressionRows::new(vec![0.0; 4], vec![1.0, 2.0, 4.0, 8.0]);
        let median = |weights: [f64; 4]| rows.median_absolute_error(&weights[..]);
        assert_eq!(median([1.0; 4]), Some(3.0));
        assert_eq!(median([1.0, 1.0, 0.0, 0.0]), Some(1.5));
        assert_eq!(median([1.0, 1.0, 1.0, 0.0]), Some(2.0));
        assert_eq!(median([2.0, 0.0, 0.0, 2.0]), Some(4.5));
        assert_eq!(median([0.0; 4]), None);
    }

    #[test]
    fn a_sample_is_in_order_bounded_and_the_same_again() {
        let numbers: Vec<f64> = (0..5_000).map(f64::from).collect();
        let rows = RegressionRows::new(numbers.clone(), numbers);
        let sample = rows.sample(7);
        assert_eq!(sample.len(), MOST_POINTS);
        assert!(sample.windows(2).all(|pair| pair[0].actual < pair[1].actual));
        assert_eq!(sample, rows.sample(7));
        assert_ne!(sample, rows.sample(8));
        let mean = sample.iter().map(|point| point.actual).sum::<f64>() / 2_000.0;
        assert!((mean - 2_500.0).abs() < 150.0, "{mean}");
    }
}
