//! Top-k accuracy.

use crate::{confusion::share, weights::Weights};

/// The largest k.
const MOST: usize = 10;

/// Share of rows whose class is among the k most probable, for k = 1, 2, … up to 10 or all classes. Of equal scores the later
/// class counts as more probable, as in scikit-learn's `top_k_accuracy_score`.
pub(crate) fn ratios<W: Weights + ?Sized>(scores: &[Vec<f64>], actual: &[u32], weights: &W) -> Vec<f64> {
    let mut hits = vec![0.0; scores.len().min(MOST)];
    let mut total = 0.0;
    for (row, class) in actual.iter().enumerate() {
        let (class, weight) = (*class as usize, weights.of(row));
        let own = scores[class][row];
        let is_before =
            |other: usize| scores[other][row] > own || (scores[other][row] == own && other > class);
        let before = (0..scores.len()).filter(|other| is_before(*other)).count();
        total += weight;
        if let Some(hits) = hits.get_mut(before) {
            *hits += weight;
        }
    }
    let mut found = 0.0;
    hits.into_iter()
        .filter_map(|hits| {
            found += hits;
            share(found, total).map(|ratio| ratio.min(1.0))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::Once;

    #[test]
    fn ratios_by_hand() {
        let scores = [vec![0.5, 0.4, 0.4], vec![0.3, 0.4, 0.2], vec![0.2, 0.2, 0.4]];
        // Second row: class 0 ties with 1, which comes first. Third: class 2 ties with 0 and comes first.
        assert_eq!(ratios(&scores, &[0, 0, 2], &Once), [2.0 / 3.0, 1.0, 1.0]);
    }
}
