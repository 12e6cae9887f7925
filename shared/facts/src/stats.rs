//! Statistics that several rules need. Distributions are `statrs`'s.

use statrs::distribution::{Binomial, ChiSquared, ContinuousCDF, DiscreteCDF, Normal, StudentsT};

/// Quantile of type 7 (Hyndman & Fan 1996, "Sample quantiles in statistical packages"; the default of R and numpy): linear
/// between the closest ranks. `None` of nothing. Values are finite.
pub fn quantile(values: impl IntoIterator<Item = f64>, share: f64) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let (below, part) = (place.floor() as usize, place.fract());
    let lower = values[below];
    let upper = values[(below + 1).min(last)];
    Some(lower + (upper - lower) * part)
}

/// Whether two values differ by no more than the rounding of arithmetic, 1e-9 of the greater: 0.3 and 0.1 + 0.2 are one figure.
pub fn alike(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// The middle of some finite numbers, the mean of the middle two where their number is even.
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    quantile(values, 0.5)
}

/// Arithmetic mean; `None` of nothing, and where the sum is too large.
pub fn mean(values: &[f64]) -> Option<f64> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    mean.is_finite().then_some(mean)
}

/// Standard deviation of a sample, with n − 1 in the denominator; `None` of fewer than two, and where it is too large.
pub fn sample_sd(values: &[f64]) -> Option<f64> {
    let mean = mean(values).filter(|_| values.len() >= 2)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    // Squares of numbers beyond 1e154 are none.
    Some((squares / (values.len() as f64 - 1.0)).sqrt()).filter(|sd| sd.is_finite())
}

/// Two-sided p-value of a t statistic with so many degrees of freedom.
pub fn t_two_sided(t: f64, degrees: f64) -> Option<f64> {
    let distribution = StudentsT::new(0.0, 1.0, degrees).ok()?;
    Some((2.0 * distribution.cdf(-t.abs())).min(1.0))
}

/// Quantile of Student's t.
pub fn t_quantile(share: f64, degrees: f64) -> Option<f64> {
    Some(StudentsT::new(0.0, 1.0, degrees).ok()?.inverse_cdf(share))
}

/// Quantile of the normal distribution; `None` outside of 0 to 1.
pub fn normal_quantile(share: f64) -> Option<f64> {
    (share > 0.0 && share < 1.0).then(|| Normal::standard().inverse_cdf(share))
}

/// Two-sided p-value of a statistic that is distributed normally.
pub fn normal_two_sided(z: f64) -> Option<f64> {
    z.is_finite().then(|| (2.0 * Normal::standard().cdf(-z.abs())).min(1.0))
}

/// Probability of at least `found` of `all` where each has the probability `share`: the exact one-sided binomial test.
pub fn binomial_at_least(found: u64, all: u64, share: f64) -> Option<f64> {
    let distribution = Binomial::new(share, all).ok()?;
    Some(if found == 0 { 1.0 } else { distribution.sf(found - 1) })
}

/// Probability of at most `found` of `all` where each has the probability `share`.
pub fn binomial_at_most(found: u64, all: u64, share: f64) -> Option<f64> {
    Some(Binomial::new(share, all).ok()?.cdf(found))
}

/// Quantile of the chi-squared distribution.
pub fn chi_squared_quantile(share: f64, degrees: f64) -> Option<f64> {
    Some(ChiSquared::new(degrees).ok()?.inverse_cdf(share))
}

/// The quantile of the standard normal distribution that 2.5 % lie above: that of intervals of 95 %.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// Wilson's score interval of 95 % for `found` of `all` (Wilson 1927, "Probable inference, the law of succession, and
/// statistical inference"). `None` of nothing.
pub fn wilson(found: f64, all: f64) -> Option<(f64, f64)> {
    wilson_at(found, all, Z_95)
}

/// The same with another quantile of the normal distribution, and so of another level.
pub fn wilson_at(found: f64, all: f64, z: f64) -> Option<(f64, f64)> {
    if all <= 0.0 || all.is_nan() {
        return None;
    }
    let (share, squared) = (found / all, z * z);
    let middle = (share + squared / (2.0 * all)) / (1.0 + squared / all);
    let half = z / (1.0 + squared / all) * (share * (1.0 - share) / all + squared / (4.0 * all * all)).sqrt();
    // Of none and of all the end is exact, which rounding would miss by a trifle.
    let low = if found <= 0.0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if found >= all { 1.0 } else { (middle + half).min(1.0) };
    Some((low, high))
}

/// Newcombe's interval of the difference of two independent shares, `a` − `b`, each as found of all: the square-and-add of their
/// Wilson intervals (Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10).
/// `None` where one is a share of nothing.
pub fn newcombe(a: (f64, f64), b: (f64, f64), z: f64) -> Option<(f64, f64)> {
    let ((a_low, a_high), (b_low, b_high)) = wilson_at(a.0, a.1, z).zip(wilson_at(b.0, b.1, z))?;
    let (a, b) = (a.0 / a.1, b.0 / b.1);
    let difference = a - b;
    Some((difference - (a - a_low).hypot(b_high - b), difference + (a_high - a).hypot(b - b_low)))
}

/// The quantile of the standard normal distribution for two-sided intervals of 95 % that hold together for so many comparisons
/// (Bonferroni: each has an error of 5 % / `comparisons`).
pub fn simultaneous_z(comparisons: u64) -> f64 {
    if comparisons <= 1 {
        return Z_95;
    }
    // By the lower end, where small shares are exact.
    -Normal::standard().inverse_cdf(0.025 / comparisons as f64)
}

/// The test of Mann and Kendall for a trend in values one after another (Kendall 1975, *Rank Correlation Methods*): of all pairs, how
/// many rise less how many fall, and the two-sided p-value by the normal distribution, with ties and continuity allowed for. It
/// takes the values to be independent of one another. `None` of fewer than ten, for which the normal distribution is too coarse, and
/// where all are equal. Values are finite.
pub fn mann_kendall(values: &[f64]) -> Option<(f64, f64)> {
    const FEWEST: usize = 10;
    if values.len() < FEWEST {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let ties: Vec<f64> = sorted.chunk_by(|a, b| a == b).map(|equal| equal.len() as f64).collect();
    let of = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let variance = (of(values.len() as f64) - ties.into_iter().map(of).sum::<f64>()) / 18.0;
    if variance <= 0.0 {
        return None;
    }
    let score = rises_less_falls(values, &sorted);
    let z = (score.abs() - 1.0).max(0.0) / variance.sqrt();
    Some((score, 2.0 * Normal::standard().sf(z)))
}

/// Over all pairs of values, those that rise less those that fall; with a tree of counts, for there may be thousands of values.
fn rises_less_falls(values: &[f64], sorted: &[f64]) -> f64 {
    let mut counts = vec![0_u64; sorted.len() + 1];
    let up_to = |counts: &[u64], mut place: usize| {
        let mut sum = 0;
        while place > 0 {
            sum += counts[place];
            place &= place - 1;
        }
        sum
    };
    let mut score = 0.0;
    for (before, value) in values.iter().enumerate() {
        let lower = sorted.partition_point(|other| other < value);
        let not_higher = sorted.partition_point(|other| other <= value);
        let (less, equal_or_less) = (up_to(&counts, lower), up_to(&counts, not_higher));
        score += less as f64 - (before as u64 - equal_or_less) as f64;
        let mut place = not_higher;
        while place < counts.len() {
            counts[place] += 1;
            place += place & place.wrapping_neg();
        }
    }
    score
}

/// p-values adjusted by Holm (1979), "A simple sequentially rejective multiple test procedure", in the order given.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut least: f64 = 0.0;
    for (place, index) in order.into_iter().enumerate() {
        least = least.max(p_values[index] * (p_values.len() - place) as f64).min(1.0);
        adjusted[index] = least;
    }
    adjusted
}

/// Paired comparison over k shared folds with the correction of Nadeau & Bengio (2003), "Inference for the generalization
/// error", *Machine Learning* 52: the variance of the mean difference is (1/k + n₂/n₁) · s², with n₂/n₁ = 1/(k − 1) rows of
/// test per row of training. Two-sided, k − 1 degrees of freedom. `None` with fewer than two folds, or where all differences
/// are equal.
pub fn corrected_paired_t(differences: &[f64]) -> Option<(f64, f64)> {
    let folds = differences.len() as f64;
    let sd = sample_sd(differences)?;
    let error = ((1.0 / folds + 1.0 / (folds - 1.0)) * sd * sd).sqrt();
    let t = mean(differences)? / error;
    if !(error > 0.0 && t.is_finite()) {
        return None;
    }
    Some((t, t_two_sided(t, folds - 1.0)?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn trends_are_counted_as_pair_by_pair() {
        let values: Vec<f64> = (0..40).map(|n| f64::from((n * 7919) % 13)).collect();
        let mut score = 0.0;
        for (n, a) in values.iter().enumerate() {
            score +=
                values[n + 1..].iter().map(|b| (b - a).signum() * f64::from(u8::from(b != a))).sum::<f64>();
        }
        assert_eq!(mann_kendall(&values).unwrap().0, score);
        let rising: Vec<f64> = (0..10).map(f64::from).collect();
        let (score, p) = mann_kendall(&rising).unwrap();
        // z = 44 / sqrt(10 * 9 * 25 / 18) = 3.935480; scipy's norm.sf of it, twice.
        assert!(score == 45.0 && (p - 8.303_07e-5).abs() < 1e-8, "{p}");
        assert_eq!((mann_kendall(&rising[1..]), mann_kendall(&[1.0; 20])), (None, None));
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn quantiles_are_those_of_numpy() {
        assert_eq!(median([10.0, 3_600_000.0]), Some(1_800_005.0));
        assert_eq!(quantile([1.0, 2.0, 3.0, 4.0], 0.25), Some(1.75));
        assert_eq!(median([]), None);
        assert_eq!(quantile([5.0], 0.9), Some(5.0));
    }

    #[test]
    fn what_is_too_large_is_none() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1e308, 1e308]), None);
        assert_eq!(sample_sd(&[1e200, -1e200]), None);
        assert_eq!(sample_sd(&[1.0]), None);
        assert_eq!(sample_sd(&[1.0, 3.0]), Some(2.0_f64.sqrt()));
    }

    #[test]
    fn distributions_agree_with_scipy() {
        // scipy.stats: 2*t.sf(2.2, 4), binom.sf(0, 3, .05), binom.cdf(1, 3, .5), chi2.ppf(.95, 9), t.ppf(.975, 4).
        assert!(close(t_two_sided(2.2, 4.0).unwrap(), 0.092_652_67));
        assert!(close(binomial_at_least(1, 3, 0.05).unwrap(), 0.142_625));
        assert!(close(binomial_at_most(1, 3, 0.5).unwrap(), 0.5));
        assert!(close(chi_squared_quantile(0.95, 9.0).unwrap(), 16.918_977_6));
        assert!(close(t_quantile(0.975, 4.0).unwrap(), 2.776_445_1));
        let (low, high) = wilson(8.0, 10.0).unwrap();
        assert!(close(low, 0.490_162_5) && close(high, 0.943_317_8));
        for all in 1..500 {
            let all = f64::from(all);
            assert_eq!((wilson(0.0, all).unwrap().0, wilson(all, all).unwrap().1), (0.0, 1.0));
        }
    }

    #[test]
    fn differences_of_shares_agree_with_newcombe_1998_and_statsmodels() {
        // Table II, (a) and (h): 56/70 − 48/80, 0/10 − 0/10; method 10.
        let (low, high) = newcombe((56.0, 70.0), (48.0, 80.0), Z_95).unwrap();
        assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5, "{low} {high}");
        let (low, high) = newcombe((0.0, 10.0), (0.0, 10.0), Z_95).unwrap();
        assert!((low + 0.2775).abs() < 5e-5 && (high - 0.2775).abs() < 5e-5, "{low} {high}");
        assert_eq!(newcombe((0.0, 0.0), (1.0, 2.0), Z_95), None);
        // scipy.stats.norm.isf(.025 / m).
        for (comparisons, z) in
            [(1, 1.959_963_984_540_054), (3, 2.393_979_799_818_51), (1_770, 4.187_144_592_150_886)]
        {
            assert!(
                (simultaneous_z(comparisons) - z).abs() < 1e-9,
                "{comparisons}: {}",
                simultaneous_z(comparisons)
            );
        }
    }

    #[test]
    fn holm_steps_down_and_never_decreases() {
        let adjusted = holm(&[0.01, 0.04, 0.03]);
        assert!(close(adjusted[0], 0.03) && close(adjusted[1], 0.06) && close(adjusted[2], 0.06));
        assert_eq!(holm(&[]), Vec::<f64>::new());
        assert_eq!(holm(&[0.9, 0.8]), vec![1.0, 1.0]);
    }

    #[test]
    fn the_correction_for_shared_training_rows_takes_two_thirds_of_t_at_five_folds() {
        // Differences with a plain paired t of 2.5.
        let differences: [f64; 5] = [0.01, 0.02, 0.03, 0.04, 0.05];
        let plain = 0.03 / (sample_sd(&differences).unwrap() / 5.0_f64.sqrt());
        let (t, p) = corrected_paired_t(&differences).unwrap();
        assert!(close(t / plain, (0.2_f64 / 0.45).sqrt()));
        assert!(p > 0.04 && p < 0.05, "{p}");
        assert_eq!(corrected_paired_t(&[0.1, 0.1]), None, "no spread, no test");
    }
}
