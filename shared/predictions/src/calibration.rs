//! Predicted probability against observed frequency.

use report_snapshot::evaluation::CalibrationBin;

use crate::weights::Weights;

/// Bins of equal width. As in scikit-learn's `calibration_curve(strategy="uniform", n_bins=10)`, a probability on the edge of
/// two belongs to the lower one, and bins without rows are left out.
const BINS: usize = 10;

/// The bins, with weighted means; `count` is the number of rows that count.
pub(crate) fn bins<W: Weights + ?Sized>(
    scores: &[f64],
    positive: &[bool],
    weights: &W,
) -> Vec<CalibrationBin> {
    #[derive(Clone, Copy, Default)]
    struct Sums {
        rows: u64,
        weight: f64,
        score: f64,
        positive: f64,
    }
    let edges: Vec<f64> = (1..BINS).map(|edge| edge as f64 / BINS as f64).collect();
    let mut sums = [Sums::default(); BINS];
    for (row, (score, positive)) in scores.iter().zip(positive).enumerate() {
        let weight = weights.of(row);
        if weight == 0.0 {
            continue;
        }
        let bin = &mut sums[edges.partition_point(|edge| edge < score)];
        bin.rows += 1;
        bin.weight += weight;
        bin.score += weight * score;
        bin.positive += weight * f64::from(u8::from(*positive));
    }
    sums.iter()
        .filter(|bin| bin.rows > 0)
        .map(|bin| CalibrationBin {
            mean_predicted: (bin.score / bin.weight).clamp(0.0, 1.0),
            observed_rate: (bin.positive / bin.weight).clamp(0.0, 1.0),
            count: Some(bin.rows),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::Once;

    #[test]
    fn edges_belong_to_the_lower_bin_and_empty_bins_are_left_out() {
        let bins = bins(&[0.0, 0.1, 0.11, 1.0], &[false, true, true, true], &Once);
        let found: Vec<_> =
            bins.iter().map(|bin| (bin.mean_predicted, bin.observed_rate, bin.count)).collect();
        assert_eq!(found, [(0.05, 0.5, Some(2)), (0.11, 1.0, Some(1)), (1.0, 1.0, Some(1))]);
    }

    #[test]
    fn rows_count_by_their_weight() {
        let weights: [f64; 3] = [3.0, 1.0, 0.0];
        let bins = bins(&[0.2, 0.16, 0.9], &[true, false, true], &weights[..]);
        assert_eq!(bins.len(), 1);
        assert!((bins[0].mean_predicted - 0.19).abs() < 1e-12);
        assert_eq!((bins[0].observed_rate, bins[0].count), (0.75, Some(2)));
    }
}
