//! ROC and precision-recall curves, and figures by decision threshold.

use report_import::thin::{self, MOST_POINTS, Point};
use report_snapshot::evaluation::{PrecisionRecallCurve, RocCurve, ThresholdRow};

use crate::{
    confusion::{Confusion, share},
    ranked::{Areas, Step},
};

/// Points of all curves of one evaluation together: a thousand classes have a thousand curves.
const MOST_POINTS_OF_ALL: usize = 20_000;
/// Points that a curve keeps however many there are.
const LEAST_POINTS: usize = 20;

/// Points that each of so many curves may have.
pub(crate) fn most_points(curves: usize) -> usize {
    (MOST_POINTS_OF_ALL / curves.max(1)).clamp(LEAST_POINTS, MOST_POINTS)
}

/// The ROC curve from (0, 0) to (1, 1), with a point for each different score that is a corner of it; thinned beyond `most`.
/// `None` without rows of either class.
pub(crate) fn roc(steps: &[Step], areas: Areas, class: Option<String>, most: usize) -> Option<RocCurve> {
    let all = steps.last()?;
    if !(all.true_positives > 0.0 && all.false_positives > 0.0) {
        return None;
    }
    let point =
        |step: &Step| (step.false_positives / all.false_positives, step.true_positives / all.true_positives);
    let points: Vec<Point> = std::iter::once((0.0, 0.0)).chain(steps.iter().map(point)).collect();
    let (false_positive_rate, true_positive_rate) = thin::curve(points, most).into_iter().unzip();
    Some(RocCurve { class, auc: areas.roc, false_positive_rate, true_positive_rate })
}

/// The precision-recall curve, from recall 0 at precision 1 as scikit-learn has it to recall 1; thinned beyond `most`. Its
/// area is the average precision. `None` without positive rows.
pub(crate) fn precision_recall(
    steps: &[Step],
    areas: Areas,
    class: Option<String>,
    most: usize,
) -> Option<PrecisionRecallCurve> {
    let all = steps.last().filter(|all| all.true_positives > 0.0)?;
    let point = |step: &Step| {
        let called = step.true_positives + step.false_positives;
        (step.true_positives / all.true_positives, step.true_positives / called)
    };
    let points: Vec<Point> = std::iter::once((0.0, 1.0)).chain(steps.iter().map(point)).collect();
    let (recall, precision) = thin::curve(points, most).into_iter().unzip();
    Some(PrecisionRecallCurve { class, auc: areas.average_precision, recall, precision })
}

/// Figures at decision thresholds, descending: at the scores that occur, evenly thinned, and at `decision`.
pub(crate) fn thresholds(steps: &[Step], scores: &[f64], decision: Option<f64>) -> Vec<ThresholdRow> {
    let Some(all) = steps.last() else { return Vec::new() };
    let score = |step: &Step| scores[step.row];
    let mut rows: Vec<(f64, Step)> = thin::evenly(steps.len(), MOST_POINTS - 1)
        .into_iter()
        .map(|index| (score(&steps[index]), steps[index]))
        .collect();
    if let Some(decision) = decision
        && rows.iter().all(|(threshold, _)| *threshold != decision)
    {
        let nothing = Step { row: 0, true_positives: 0.0, false_positives: 0.0 };
        let called = steps.partition_point(|step| score(step) >= decision);
        let step = called.checked_sub(1).map_or(nothing, |last| steps[last]);
        let place = rows.partition_point(|(threshold, _)| *threshold > decision);
        rows.insert(place, (decision, step));
    }
    rows.into_iter().map(|(threshold, step)| row(threshold, &step, all)).collect()
}

fn row(threshold: f64, step: &Step, all: &Step) -> ThresholdRow {
    let missed = all.true_positives - step.true_positives;
    let rejected = all.false_positives - step.false_positives;
    let confusion = Confusion::new(2, vec![rejected, step.false_positives, missed, step.true_positives]);
    ThresholdRow {
        threshold,
        precision: confusion.precision(1),
        recall: confusion.recall(1),
        f1: confusion.f1(1),
        specificity: share(rejected, all.false_positives),
        accuracy: confusion.accuracy(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{ranked::Ranked, weights::Once};

    const SCORES: [f64; 4] = [0.9, 0.6, 0.6, 0.2];
    const POSITIVE: [bool; 4] = [true, true, false, false];

    fn steps() -> (Vec<Step>, Areas) {
        let ranked = Ranked::new(&SCORES, |row| POSITIVE[row]);
        (ranked.steps(&Once), ranked.areas(&Once))
    }

    #[test]
    fn curves_by_hand() {
        let (steps, areas) = steps();
        let roc = roc(&steps, areas, None, 200).unwrap();
        assert_eq!(roc.false_positive_rate, [0.0, 0.0, 0.5, 1.0]);
        assert_eq!(roc.true_positive_rate, [0.0, 0.5, 1.0, 1.0]);
        let curve = precision_recall(&steps, areas, None, 200).unwrap();
        assert_eq!(curve.recall, [0.0, 0.5, 1.0, 1.0]);
        assert_eq!(curve.precision, [1.0, 1.0, 2.0 / 3.0, 0.5]);
        assert_eq!(curve.auc, areas.average_precision);
    }

    #[test]
    fn one_class_has_no_roc_curve() {
        let ranked = Ranked::new(&SCORES, |_| true);
        let (steps, areas) = (ranked.steps(&Once), ranked.areas(&Once));
        assert!(roc(&steps, areas, None, 200).is_none());
        assert!(precision_recall(&steps, areas, None, 200).is_some());
    }

    #[test]
    fn thresholds_are_the_scores_and_the_one_that_was_decided_by() {
        let (steps, _) = steps();
        let rows = thresholds(&steps, &SCORES, Some(0.5));
        let found: Vec<f64> = rows.iter().map(|row| row.threshold).collect();
        assert_eq!(found, [0.9, 0.6, 0.5, 0.2]);
        assert_eq!(
            (rows[2].recall, rows[2].specificity, rows[2].accuracy),
            (Some(1.0), Some(0.5), Some(0.75))
        );
        let above = thresholds(&steps, &SCORES, Some(0.95));
        assert_eq!((above[0].precision, above[0].recall), (None, Some(0.0)));
        assert_eq!(thresholds(&steps, &SCORES, Some(0.6)).len(), 3);
    }

    #[test]
    fn many_curves_have_few_points_each() {
        assert_eq!([1, 100, 200, 1_000].map(most_points), [200, 200, 100, 20]);
    }
}
