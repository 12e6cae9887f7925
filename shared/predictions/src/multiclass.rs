//! Metrics of many classes.

use report_snapshot::Measured;

use crate::{
    confusion::{Average, Confusion, share},
    loss::{self, Losses},
    ranked::{Areas, Ranked},
    scored::Scored,
    weights::Weights,
};

/// Metrics of calls.
const OF_CALLS: [&str; 7] = [
    "accuracy",
    "balanced_accuracy",
    "precision_macro",
    "precision_weighted",
    "f1_macro",
    "f1_weighted",
    "mcc",
];
/// Metrics of scores, each class against the rest.
const OF_SCORES: [&str; 4] =
    ["roc_auc_ovr", "roc_auc_ovr_weighted", "average_precision_macro", "average_precision_weighted"];

/// Rows of many classes.
#[derive(Debug)]
pub(crate) struct MulticlassRows {
    actual: Vec<u32>,
    called: Vec<u32>,
    classes: usize,
    /// Classes that a row has or is called, which averages of calls are over.
    occurring: Vec<usize>,
    /// Rows ranked by the score of each class; none without scores.
    ranked: Vec<Ranked>,
    losses: Option<Losses>,
}

impl MulticlassRows {
    /// Of the actual and the called class of each row, and the scores by class, if any.
    pub(crate) fn new(
        classes: usize,
        actual: Vec<u32>,
        called: Vec<u32>,
        scores: &[Vec<f64>],
        are_probabilities: bool,
    ) -> Self {
        let mut occurs = vec![false; classes];
        actual.iter().chain(&called).for_each(|class| occurs[*class as usize] = true);
        let is = |class: usize| {
            let actual = &actual;
            move |row: usize| actual[row] as usize == class
        };
        let ranked =
            scores.iter().enumerate().map(|(class, scores)| Ranked::new(scores, is(class))).collect();
        let losses = (are_probabilities && !scores.is_empty()).then(|| {
            let square =
                |row: usize, class: usize| (scores[class][row] - f64::from(u8::from(is(class)(row)))).powi(2);
            Losses {
                log: (0..actual.len()).map(|row| loss::log(scores[actual[row] as usize][row])).collect(),
                squared: (0..actual.len())
                    .map(|row| (0..classes).map(|class| square(row, class)).sum())
                    .collect(),
            }
        });
        let occurring = (0..classes).filter(|class| occurs[*class]).collect();
        Self { actual, called, classes, occurring, ranked, losses }
    }

    /// The rows in the order of each class's scores.
    pub(crate) fn ranked(&self) -> &[Ranked] {
        &self.ranked
    }

    /// Actual against called.
    pub(crate) fn confusion<W: Weights + ?Sized>(&self, weights: &W) -> Confusion {
        let mut cells = vec![0.0; self.classes * self.classes];
        for (row, (actual, called)) in self.actual.iter().zip(&self.called).enumerate() {
            cells[*actual as usize * self.classes + *called as usize] += weights.of(row);
        }
        Confusion::new(self.classes, cells)
    }

    /// The areas of each class against the rest, averaged: macro, then weighted by the classes' rows. Undefined where that of
    /// a class is, since an average over the others would be one of other classes.
    fn average_areas<W: Weights + ?Sized>(&self, weights: &W) -> [Measured; 4] {
        let areas: Vec<Areas> = self.ranked.iter().map(|ranked| ranked.areas(weights)).collect();
        let mut rows = vec![0.0; self.classes];
        for (row, class) in self.actual.iter().enumerate() {
            rows[*class as usize] += weights.of(row);
        }
        let average = |area: fn(&Areas) -> Measured, weight: &dyn Fn(usize) -> f64| {
            let areas: Option<Vec<f64>> = areas.iter().map(area).collect();
            let sum = areas?.iter().enumerate().map(|(class, area)| weight(class) * area).sum::<f64>();
            share(sum, (0..self.classes).map(weight).sum())
        };
        let (equal, by_rows) = (&|_: usize| 1.0, &|class: usize| rows[class]);
        [
            average(|areas| areas.roc, equal),
            average(|areas| areas.roc, by_rows),
            average(|areas| areas.average_precision, equal),
            average(|areas| areas.average_precision, by_rows),
        ]
    }
}

impl Scored for MulticlassRows {
    fn rows(&self) -> usize {
        self.actual.len()
    }

    fn names(&self) -> Vec<&'static str> {
        let of_scores = self.ranked.first().into_iter().flat_map(|_| OF_SCORES);
        let of_probabilities = self.losses.iter().flat_map(|_| loss::NAMES);
        OF_CALLS.into_iter().chain(of_scores).chain(of_probabilities).collect()
    }

    fn metrics<W: Weights + ?Sized>(&self, weights: &W) -> Vec<Measured> {
        let confusion = self.confusion(weights);
        let average = |average, rate: fn(&Confusion, usize) -> Measured| {
            confusion.average(&self.occurring, average, rate)
        };
        let mut metrics = vec![
            confusion.accuracy(),
            confusion.balanced_accuracy(),
            average(Average::Macro, Confusion::precision),
            average(Average::Weighted, Confusion::precision),
            average(Average::Macro, Confusion::f1),
            average(Average::Weighted, Confusion::f1),
            confusion.mcc(),
        ];
        if !self.ranked.is_empty() {
            metrics.extend(self.average_areas(weights));
        }
        if let Some(losses) = &self.losses {
            metrics.extend(losses.means(weights));
        }
        metrics
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeMap;

    use super::*;
    use crate::weights::Once;

    /// Four rows of the classes 0, 1, 2 and 2, the last of which is called 1.
    fn rows() -> MulticlassRows {
        let scores = [vec![0.8, 0.1, 0.1, 0.1], vec![0.1, 0.7, 0.3, 0.6], vec![0.1, 0.2, 0.6, 0.3]];
        MulticlassRows::new(3, vec![0, 1, 2, 2], vec![0, 1, 2, 1], &scores, true)
    }

    fn found(rows: &MulticlassRows) -> BTreeMap<&'static str, Measured> {
        rows.names().into_iter().zip(rows.metrics(&Once)).collect()
    }

    #[test]
    fn every_metric_by_hand() {
        // Class 1: its row is before all others; class 2: 0.6 and 0.3 are before 0.2 and 0.1.
        let logloss = -(0.8f64.ln() + 0.7f64.ln() + 0.6f64.ln() + 0.3f64.ln()) / 4.0;
        let brier = (0.06 + 0.14 + 0.26 + (0.01 + 0.36 + 0.49)) / 4.0;
        let f1 = [1.0, 2.0 / 3.0, 2.0 / 3.0];
        let found = found(&rows());
        for (name, expected) in [
            ("accuracy", 0.75),
            ("balanced_accuracy", (1.0 + 1.0 + 0.5) / 3.0),
            ("precision_macro", (1.0 + 0.5 + 1.0) / 3.0),
            ("precision_weighted", (1.0 + 0.5 + 2.0) / 4.0),
            ("f1_macro", f1.iter().sum::<f64>() / 3.0),
            ("f1_weighted", (f1[0] + f1[1] + 2.0 * f1[2]) / 4.0),
            // Right 3 of 4; rows 1, 1, 2; calls 1, 2, 1.
            ("mcc", (3.0 * 4.0 - 5.0) / ((16.0f64 - 6.0) * (16.0 - 6.0)).sqrt()),
            ("roc_auc_ovr", 1.0),
            ("roc_auc_ovr_weighted", 1.0),
            ("average_precision_macro", 1.0),
            ("average_precision_weighted", 1.0),
            ("logloss", logloss),
            ("brier", brier),
        ] {
            assert!(found[name].is_some_and(|value| (value - expected).abs() < 1e-12), "{name}: {found:?}");
        }
        assert_eq!(found.len(), 13);
    }

    #[test]
    fn an_average_of_areas_is_over_all_classes_or_none_and_one_of_calls_over_those_that_occur() {
        let scores = [vec![0.8, 0.1], vec![0.1, 0.7], vec![0.1, 0.2]];
        let found = found(&MulticlassRows::new(3, vec![0, 1], vec![0, 1], &scores, true));
        assert_eq!((found["roc_auc_ovr"], found["average_precision_weighted"]), (None, None));
        assert_eq!((found["f1_macro"], found["balanced_accuracy"]), (Some(1.0), Some(1.0)));
    }
}
