//! Rows in the order of their scores: areas under curves, and the curves themselves.

use report_snapshot::Measured;

use crate::{confusion::share, weights::Weights};

/// Rows from the highest to the lowest score. Sorted once, its areas cost one pass for any weights.
#[derive(Debug)]
pub(crate) struct Ranked {
    /// Rows by falling score.
    order: Vec<u32>,
    /// In that order: whether the row is positive.
    positive: Vec<bool>,
    /// In that order: whether the next row has a lower score, or there is none.
    ends: Vec<bool>,
}

/// Weights of the rows down to some score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Step {
    /// A row with that score.
    pub(crate) row: usize,
    /// Positive rows with at least that score.
    pub(crate) true_positives: f64,
    /// Negative rows with at least that score.
    pub(crate) false_positives: f64,
}

/// Areas under curves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Areas {
    /// Under the ROC curve, by the trapezoidal rule; undefined without rows of either class.
    pub(crate) roc: Measured,
    /// Average precision: Σ (Rₙ − Rₙ₋₁) Pₙ over the scores; undefined without positive rows.
    pub(crate) average_precision: Measured,
}

impl Ranked {
    /// Ranks rows by their scores, which are finite.
    pub(crate) fn new(scores: &[f64], is_positive: impl Fn(usize) -> bool) -> Self {
        let mut order: Vec<u32> = (0..scores.len() as u32).collect();
        let score = |row: &u32| scores[*row as usize];
        order.sort_unstable_by(|a, b| score(b).total_cmp(&score(a)).then(a.cmp(b)));
        let positive = order.iter().map(|row| is_positive(*row as usize)).collect();
        // 0.0 and −0.0 are the same score.
        let mut ends: Vec<bool> = order.windows(2).map(|pair| score(&pair[0]) != score(&pair[1])).collect();
        if !order.is_empty() {
            ends.push(true);
        }
        Self { order, positive, ends }
    }

    /// Calls `visit` once for each different score, from the highest on.
    fn walk<W: Weights + ?Sized>(&self, weights: &W, mut visit: impl FnMut(Step)) {
        let (mut true_positives, mut false_positives) = (0.0, 0.0);
        for ((row, positive), end) in self.order.iter().zip(&self.positive).zip(&self.ends) {
            let row = *row as usize;
            let weight = weights.of(row);
            // Both are added to, so that the processor has nothing to guess.
            let share = f64::from(u8::from(*positive));
            true_positives += weight * share;
            false_positives += weight * (1.0 - share);
            if *end {
                visit(Step { row, true_positives, false_positives });
            }
        }
    }

    /// The steps with these weights, one for each different score of rows that count.
    pub(crate) fn steps<W: Weights + ?Sized>(&self, weights: &W) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        self.walk(weights, |step| {
            let before = steps.last().map_or(0.0, |step| step.true_positives + step.false_positives);
            if step.true_positives + step.false_positives > before {
                steps.push(step);
            }
        });
        steps
    }

    /// The areas with these weights. Equal scores are one step of the curve, so that their order does not matter.
    pub(crate) fn areas<W: Weights + ?Sized>(&self, weights: &W) -> Areas {
        let (mut found, mut wrong, mut area, mut precision) = (0.0, 0.0, 0.0, 0.0);
        self.walk(weights, |step| {
            let gained = step.true_positives - found;
            area += (step.false_positives - wrong) * (step.true_positives + found) / 2.0;
            if gained > 0.0 {
                precision += gained * step.true_positives / (step.true_positives + step.false_positives);
            }
            (found, wrong) = (step.true_positives, step.false_positives);
        });
        Areas { roc: share(area, found * wrong), average_precision: share(precision, found) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::Once;

    fn ranked(rows: &[(f64, bool)]) -> Ranked {
        let scores: Vec<f64> = rows.iter().map(|(score, _)| *score).collect();
        Ranked::new(&scores, |row| rows[row].1)
    }

    #[test]
    fn the_area_is_the_share_of_pairs_in_the_right_order_and_half_of_those_that_tie() {
        let rows = [(0.9, true), (0.5, true), (0.5, false), (0.1, false)];
        let areas = ranked(&rows).areas(&Once);
        // Pairs: 3 right, one tie.
        assert_eq!(areas.roc, Some(3.5 / 4.0));
        // Recall ½ at precision 1, then recall 1 at precision ⅔.
        assert_eq!(areas.average_precision, Some(0.5 + 0.5 * (2.0 / 3.0)));
    }

    #[test]
    fn a_constant_score_ranks_nothing_and_one_class_has_no_curve() {
        assert_eq!(ranked(&[(0.5, true), (0.5, false), (0.5, false)]).areas(&Once).roc, Some(0.5));
        let one = ranked(&[(0.5, true), (0.4, true)]).areas(&Once);
        assert_eq!((one.roc, one.average_precision), (None, Some(1.0)));
        let none = ranked(&[]).areas(&Once);
        assert_eq!((none.roc, none.average_precision), (None, None));
    }

    #[test]
    fn a_weight_of_two_is_the_row_twice_and_one_of_zero_is_no_row() {
        let rows = [(0.9, false), (0.8, true), (0.4, false), (0.3, true)];
        let twice = [(0.9, false), (0.8, true), (0.8, true), (0.3, true)];
        let weights: [f64; 4] = [1.0, 2.0, 0.0, 1.0];
        assert_eq!(ranked(&rows).areas(&weights[..]), ranked(&twice).areas(&Once));
        assert_eq!(ranked(&rows).steps(&weights[..]).len(), 3);
    }
}
