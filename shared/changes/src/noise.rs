//! How much a figure varies by chance, as far as a snapshot says it.

use std::collections::HashMap;

use report_facts::{
    Figure, Rows, Subject,
    leaderboard::Spread,
    outcomes::{self, Quality},
    quality::rows_of,
    quantity::find_prefixed,
    stats::{holm, normal_quantile, normal_two_sided, t_two_sided},
    uncertainty,
};
use report_snapshot::{
    Snapshot,
    deployment::Deployment,
    evaluation::{Evaluation, FoldSpread, Interval, Split},
    model::Model,
};

/// The level of the test: a difference exceeds the noise where chance alone would give as much in less than 5 % of all cases.
pub const LEVEL: f64 = 0.05;

/// Fewest folds whose spread says something.
const FEWEST_FOLDS: usize = 3;

/// A deviation of folds that is no more than this part of their mean is rounding.
const ROUNDING: f64 = 1e-9;

/// Whose figure, which quantity and of which rows.
pub(crate) type Key = (Subject, String, Option<Rows>);

/// What the figure is matched by.
pub(crate) fn key(figure: &Figure) -> Key {
    (figure.of.clone(), figure.quantity.id(), figure.rows)
}

/// The variance of a figure.
///
/// Over k folds of a cross-validation it is (1/k + 1/(k − 1)) · s² with k − 1 degrees of freedom, the correction of Nadeau &
/// Bengio (2003) for training rows that folds share. Of a confidence interval of the level 1 − α it is the square of its width
/// over twice the normal quantile of 1 − α/2; a share of rows that the snapshot has the counts of, in a confusion matrix, of a group
/// or in service, has Wilson's. Two figures are compared by Welch's test, as if they were independent: figures of the same rows
/// vary together, so that the test then rather misses a difference than makes one up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    variance: f64,
    /// Degrees of freedom of the variance; `None` where it counts as known.
    degrees: Option<f64>,
}

impl Noise {
    fn new(variance: f64, degrees: Option<f64>) -> Option<Self> {
        (variance.is_finite() && variance > 0.0).then_some(Self { variance, degrees })
    }

    /// Of the values over folds; `None` with fewer than three, and where they do not vary.
    pub fn of_folds(given: &FoldSpread) -> Option<Self> {
        let spread = Spread::of(given)?;
        let folds = spread.folds.filter(|folds| *folds >= FEWEST_FOLDS)? as f64;
        // Equal values have a deviation of the size of rounding.
        let varies = spread.sd > ROUNDING * spread.mean.abs();
        Self::new((1.0 / folds + 1.0 / (folds - 1.0)) * spread.sd * spread.sd, Some(folds - 1.0))
            .filter(|_| varies)
    }

    /// Of a confidence interval.
    pub fn of_interval(interval: &Interval) -> Option<Self> {
        Self::between(interval.low, interval.high, interval.level)
    }

    /// Of an evaluation's metric: of the snapshot's own interval or, without one, of that of the counts.
    fn of_metric(model: &Model, evaluation: &Evaluation, metric: &str) -> Option<Self> {
        if let Some(given) = evaluation.intervals.get(metric) {
            return Self::of_interval(given);
        }
        // Counts are of the evaluation's rows, and a name may be of others.
        let counted =
            (!names_rows(metric)).then(|| uncertainty::of_metric(model, evaluation, metric)).flatten()?;
        Self::of_share((counted.low, counted.high))
    }

    /// Of the interval of a share of rows, which is [`uncertainty::LEVEL`] wide.
    pub(crate) fn of_share((low, high): (f64, f64)) -> Option<Self> {
        Self::between(low, high, uncertainty::LEVEL)
    }

    fn between(low: f64, high: f64, level: f64) -> Option<Self> {
        let error = (high - low) / (2.0 * normal_quantile(0.5 + level / 2.0)?);
        Self::new(error * error, None)
    }

    /// Two-sided p-value of a difference of two figures with these variances: Welch (1947).
    pub fn p_value(self, other: Self, difference: f64) -> Option<f64> {
        let variance = self.variance + other.variance;
        let t = difference / variance.sqrt();
        let part =
            |noise: Self| noise.degrees.map_or(0.0, |degrees| noise.variance * noise.variance / degrees);
        let parts = part(self) + part(other);
        if parts > 0.0 { t_two_sided(t, variance * variance / parts) } else { normal_two_sided(t) }
    }
}

/// The noise of every figure of which the snapshot says it.
pub(crate) fn of(snapshot: &Snapshot) -> HashMap<Key, Noise> {
    let mut all = HashMap::new();
    match snapshot {
        Snapshot::Experiment(envelope) => {
            let experiment = &envelope.content;
            if experiment.ranking_split == Some(Split::CrossValidation) {
                for entry in &experiment.leaderboard {
                    of_folds(&mut all, &Subject::model(entry.name.as_str()), &entry.fold_spread);
                }
            }
            if let Some(best) = &experiment.best_model {
                of_model(&mut all, &Subject::model(best.name.as_str()), &best.model);
            }
        }
        Snapshot::Model(envelope) => of_model(&mut all, &Subject::Entity, &envelope.content),
        Snapshot::Deployment(envelope) => of_outcomes(&mut all, &envelope.content),
        Snapshot::Project(_) | Snapshot::Synthgen(_) | Snapshot::Privacy(_) => {}
    }
    all
}

/// Quality in service is of the rows of the last intervals together, which two windows may share.
fn of_outcomes(all: &mut HashMap<Key, Noise>, deployment: &Deployment) {
    for quality in deployment.outcomes.iter().filter_map(Quality::of_metric) {
        let interval = outcomes::whole(quality.lately()).and_then(|lately| quality.spread(&lately));
        if let Some(noise) = interval.and_then(Noise::of_share) {
            all.entry((Subject::Entity, quality.quantity.id(), Some(Rows::Current))).or_insert(noise);
        }
    }
}

fn of_model(all: &mut HashMap<Key, Noise>, of: &Subject, model: &Model) {
    of_folds(all, of, &model.folds);
    for evaluation in &model.evaluations {
        for metric in evaluation.metrics.keys() {
            if let Some(noise) = Noise::of_metric(model, evaluation, metric) {
                let rows = (!names_rows(metric)).then(|| rows_of(evaluation));
                all.entry((of.clone(), metric.clone(), rows)).or_insert(noise);
            }
        }
    }
}

fn of_folds<'a>(
    all: &mut HashMap<Key, Noise>,
    of: &Subject,
    folds: impl IntoIterator<Item = (&'a String, &'a FoldSpread)>,
) {
    for (metric, spread) in folds.into_iter().filter(|(metric, _)| !names_rows(metric)) {
        if let Some(noise) = Noise::of_folds(spread) {
            all.entry((of.clone(), metric.clone(), Some(Rows::CrossValidation))).or_insert(noise);
        }
    }
}

/// Whether a metric's name says of which rows it is, as `test_auc` does.
fn names_rows(metric: &str) -> bool {
    find_prefixed(metric).is_some_and(|(_, rows, _)| rows.is_some())
}

/// Which of some p-values, `None` being untested, stay under [`LEVEL`] after the adjustment of Holm (1979) for all of them.
pub(crate) fn exceed(p_values: &[Option<f64>]) -> Vec<Option<bool>> {
    let tested: Vec<f64> = p_values.iter().flatten().copied().collect();
    let mut adjusted = holm(&tested).into_iter();
    p_values.iter().map(|p| p.and_then(|_| adjusted.next()).map(|p| p < LEVEL)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folds(values: &[f64]) -> Noise {
        let given = FoldSpread { folds: values.iter().copied().map(Some).collect(), ..FoldSpread::default() };
        Noise::of_folds(&given).expect("enough folds that vary")
    }

    #[test]
    fn the_test_is_welchs_with_corrected_variances() {
        // scipy: v = (1/5 + 1/4) * var(ddof=1) of each; t = 0.03 / sqrt(v1 + v2); df = (v1 + v2)² / (v1²/4 + v2²/4); 2*t.sf(t, df).
        let (a, b) = (folds(&[0.80, 0.82, 0.84, 0.86, 0.88]), folds(&[0.81, 0.82, 0.83, 0.84, 0.85]));
        let p = a.p_value(b, 0.03).expect("a p-value");
        assert!((p - 0.253_702_4).abs() < 1e-6, "{p}");
        let interval = |low, high| Interval {
            low,
            high,
            level: 0.95,
            method: report_snapshot::evaluation::IntervalMethod::Wilson,
            replicates: None,
        };
        let (a, b) = [interval(0.80, 0.86), interval(0.84, 0.90)]
            .map(|it| Noise::of_interval(&it).expect("a width"))
            .into();
        let p = a.p_value(b, 0.04).expect("a p-value");
        assert!((p - 0.064_620_9).abs() < 1e-6, "{p}");
    }

    #[test]
    fn where_folds_are_few_or_do_not_vary_nothing_is_known() {
        for values in [&[0.8, 0.9][..], &[0.8, 0.8, 0.8]] {
            let given =
                FoldSpread { folds: values.iter().copied().map(Some).collect(), ..FoldSpread::default() };
            assert_eq!(Noise::of_folds(&given), None);
        }
        let bare = FoldSpread { mean: Some(0.8), sd: Some(0.1), folds: vec![] };
        assert_eq!(Noise::of_folds(&bare), None, "of how many folds it is of, nobody knows");
    }

    #[test]
    fn many_tests_need_smaller_p_values() {
        assert_eq!(exceed(&[Some(0.03), None]), [Some(true), None]);
        assert_eq!(exceed(&[Some(0.03), Some(0.9)]), [Some(false), Some(false)]);
    }
}
