//! Tables and curves of one set of rows.

use report_snapshot::{
    evaluation::{ConfusionMatrix, Evaluation, PrecisionRecallCurve, RocCurve},
    groups::{Group, GroupCounts},
};

use crate::{
    answers::{Binary, Multiclass},
    binary::BinaryRows,
    calibration, curves, gains, hit_ratios,
    multiclass::MulticlassRows,
    weights::{Once, Weights},
};

/// Two classes' answers of some rows.
pub(crate) struct BinarySet {
    pub(crate) actual: Vec<bool>,
    pub(crate) called: Option<Vec<bool>>,
    pub(crate) scores: Option<Vec<f64>>,
}

impl BinarySet {
    /// The threshold at and above which rows are called positive: 0.5 if the calls agree with it, else the least score of a
    /// row called positive. `None` where no threshold gives these calls.
    fn threshold(&self) -> Option<f64> {
        let (called, scores) = (self.called.as_ref()?, self.scores.as_ref()?);
        let of = |wanted: bool| scores.iter().zip(called).filter(move |(_, called)| **called == wanted);
        let least = of(true).map(|(score, _)| *score).fold(f64::INFINITY, f64::min);
        let most = of(false).map(|(score, _)| *score).fold(f64::NEG_INFINITY, f64::max);
        if most >= least {
            return None;
        }
        let usual = 0.5;
        if most < usual && usual <= least {
            Some(usual)
        } else {
            Some(least).filter(|least| least.is_finite())
        }
    }
}

/// Fills in the tables and curves of two classes.
pub(crate) fn fill_binary<W: Weights + ?Sized>(
    evaluation: &mut Evaluation,
    answers: &Binary,
    set: &BinarySet,
    scored: &BinaryRows,
    weights: &W,
) {
    let threshold = set.threshold();
    if let Some(confusion) = scored.confusion(weights) {
        let [negative, positive] = [1 - answers.positive, answers.positive];
        evaluation.confusion_matrix = Some(ConfusionMatrix {
            labels: [negative, positive].map(|class| answers.classes[class].clone()).to_vec(),
            counts: confusion.counts(),
            threshold,
        });
    }
    if let (Some(ranked), Some(scores)) = (scored.ranked(), &set.scores) {
        let (steps, areas) = (ranked.steps(weights), ranked.areas(weights));
        let most = curves::most_points(1);
        evaluation.roc.extend(curves::roc(&steps, areas, None, most));
        evaluation.precision_recall.extend(curves::precision_recall(&steps, areas, None, most));
        evaluation.thresholds = curves::thresholds(&steps, scores, threshold);
        evaluation.gains_lift = gains::groups(&steps);
        if answers.are_probabilities {
            evaluation.calibration = calibration::bins(scores, &set.actual, weights);
        }
    }
}

/// Fills in the counts of a group and how its probabilities agree with what was observed.
pub(crate) fn fill_group(
    group: &mut Group,
    answers: &Binary,
    set: &BinarySet,
    scored: &BinaryRows,
    weight: Option<&[f64]>,
) {
    match (&set.called, weight) {
        (Some(called), None) => {
            let mut counts = [0_u64; 4];
            for (actual, called) in set.actual.iter().zip(called) {
                counts[2 * usize::from(*actual) + usize::from(*called)] += 1;
            }
            let [true_negatives, false_positives, false_negatives, true_positives] = counts;
            group.counts =
                Some(GroupCounts { true_positives, false_positives, true_negatives, false_negatives });
        }
        (_, Some(weight)) => {
            if let Some(confusion) = scored.confusion(weight) {
                group.metrics.insert("selection_rate".into(), confusion.called_share(1));
            }
        }
        (None, None) => {}
    }
    if let (true, Some(scores)) = (answers.are_probabilities, &set.scores) {
        group.calibration = match weight {
            Some(weight) => calibration::bins(scores, &set.actual, weight),
            None => calibration::bins(scores, &set.actual, &Once),
        };
    }
}

/// Fills in the tables and curves of many classes.
pub(crate) fn fill_multiclass<W: Weights + ?Sized>(
    evaluation: &mut Evaluation,
    answers: &Multiclass,
    scores: &[Vec<f64>],
    actual: &[u32],
    scored: &MulticlassRows,
    weights: &W,
) {
    evaluation.confusion_matrix = Some(ConfusionMatrix {
        labels: answers.classes.clone(),
        counts: scored.confusion(weights).counts(),
        threshold: None,
    });
    let most = curves::most_points(scored.ranked().len());
    for (ranked, class) in scored.ranked().iter().zip(&answers.classes) {
        let (steps, areas) = (ranked.steps(weights), ranked.areas(weights));
        let class = || Some(class.clone());
        // A curve without points says that the class has none; without it, an average would be one of other classes.
        evaluation.roc.push(curves::roc(&steps, areas, class(), most).unwrap_or_else(|| RocCurve {
            class: class(),
            auc: None,
            false_positive_rate: Vec::new(),
            true_positive_rate: Vec::new(),
        }));
        evaluation.precision_recall.push(
            curves::precision_recall(&steps, areas, class(), most).unwrap_or_else(|| PrecisionRecallCurve {
                class: class(),
                auc: None,
                recall: Vec::new(),
                precision: Vec::new(),
            }),
        );
    }
    if !scores.is_empty() {
        evaluation.hit_ratios = hit_ratios::ratios(scores, actual, weights);
    }
}
