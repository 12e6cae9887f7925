//! Gain and lift by group of rows with the highest scores.

use report_snapshot::evaluation::GainsLiftRow;

use crate::{confusion::share, ranked::Step};

/// Groups of about equal weight.
const GROUPS: usize = 10;
/// By how much of all a sum of weights may miss a tenth for rounding.
const ROUNDING: f64 = 1e-12;

/// Groups by falling score. Rows with the same score are never parted: a group ends at the first score at which it has its
/// tenth, so that with ties there may be fewer groups, and larger ones.
pub(crate) fn groups(steps: &[Step]) -> Vec<GainsLiftRow> {
    let Some(all) = steps.last() else { return Vec::new() };
    let total = all.true_positives + all.false_positives;
    let rate = share(all.true_positives, total);
    let mut rows = Vec::with_capacity(GROUPS);
    let (mut ended, mut before, mut found_before) = (0, 0.0, 0.0);
    for step in steps {
        let sum = step.true_positives + step.false_positives;
        let tenths = (sum / total * GROUPS as f64 + ROUNDING).floor() as usize;
        if tenths <= ended {
            continue;
        }
        let lift = |found: f64, of: f64| Some(share(found, of)? / rate.filter(|rate| *rate > 0.0)?);
        rows.push(GainsLiftRow {
            cumulative_data_fraction: (sum / total).min(1.0),
            cumulative_capture_rate: share(step.true_positives, all.true_positives),
            lift: lift(step.true_positives - found_before, sum - before),
            cumulative_lift: lift(step.true_positives, sum),
        });
        (ended, before, found_before) = (tenths, sum, step.true_positives);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ranked::Ranked, weights::Once};

    fn of(scores: &[f64], positive: impl Fn(usize) -> bool) -> Vec<GainsLiftRow> {
        groups(&Ranked::new(scores, positive).steps(&Once))
    }

    #[test]
    fn ten_groups_of_ten_rows() {
        let scores: Vec<f64> = (0..100).rev().map(f64::from).collect();
        let rows = of(&scores, |row| row < 20);
        assert_eq!(rows.len(), 10);
        let figures = |row: &GainsLiftRow| (row.cumulative_capture_rate, row.lift, row.cumulative_lift);
        assert!((rows[0].cumulative_data_fraction - 0.1).abs() < 1e-12);
        assert_eq!(figures(&rows[0]), (Some(0.5), Some(5.0), Some(5.0)));
        assert_eq!(figures(&rows[3]), (Some(1.0), Some(0.0), Some(2.5)));
    }

    #[test]
    fn ties_are_not_parted() {
        let rows = of(&[0.9, 0.5, 0.5, 0.5, 0.1], |row| row < 2);
        let fractions: Vec<f64> = rows.iter().map(|row| row.cumulative_data_fraction).collect();
        assert_eq!(fractions, [0.2, 0.8, 1.0]);
        assert_eq!(of(&[0.5; 7], |row| row < 2).len(), 1);
        assert_eq!(of(&[0.5, 0.4], |_| false)[0].lift, None);
    }
}
