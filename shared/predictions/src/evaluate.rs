//! Everything that a report shows of one set of rows.

use std::collections::BTreeMap;

use report_snapshot::{
    Measured, Metrics,
    evaluation::{Evaluation, Interval, Split},
    groups::Group,
};

use crate::{
    answers::{Answers, Binary, Multiclass},
    binary::BinaryRows,
    bootstrap::intervals,
    details::{BinarySet, fill_binary, fill_group, fill_multiclass},
    multiclass::MulticlassRows,
    progress::Progress,
    regression::RegressionRows,
    scored::Scored,
    settings::Bootstrap,
    weights::{Once, Weights},
};

/// What is computed, and how.
pub(crate) struct Evaluator<'a> {
    pub(crate) answers: &'a Answers,
    pub(crate) weight: Option<&'a [f64]>,
    pub(crate) bootstrap: Bootstrap,
    pub(crate) progress: &'a dyn Progress,
}

/// Metrics of a set of rows with their intervals.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measures {
    pub(crate) metrics: Metrics,
    pub(crate) intervals: BTreeMap<String, Interval>,
}

impl Evaluator<'_> {
    /// Metrics and all tables and curves.
    pub(crate) fn evaluation(&self, split: Split, rows: &[u32]) -> Evaluation {
        let weight = self.weight_of(rows);
        let mut evaluation = Evaluation { rows: Some(rows.len() as u64), ..Evaluation::empty(split) };
        match weight.as_deref() {
            Some(weight) => self.fill(&mut evaluation, rows, weight, Some(weight)),
            None => self.fill(&mut evaluation, rows, &Once, None),
        }
        evaluation
    }

    /// What is told of a group of rows.
    pub(crate) fn group(&self, name: &str, rows: &[u32]) -> Group {
        let weight = self.weight_of(rows);
        let weight = weight.as_deref();
        let mut group = Group {
            group: name.to_owned(),
            rows: rows.len() as u64,
            counts: None,
            metrics: BTreeMap::new(),
            intervals: BTreeMap::new(),
            calibration: Vec::new(),
        };
        let measures = match self.answers {
            Answers::Numbers { actual, predicted } => {
                self.measured(&regression(actual, predicted, rows), weight)
            }
            Answers::Binary(answers) => {
                let set = binary_set(answers, rows);
                let scored = binary(&set, answers);
                fill_group(&mut group, answers, &set, &scored, weight);
                self.measured(&scored, weight)
            }
            Answers::Multiclass(answers) => {
                let scores = columns(&answers.scores, rows);
                self.measured(&multiclass(answers, &scores, rows), weight)
            }
        };
        group.metrics.extend(measures.metrics);
        group.intervals = measures.intervals;
        group
    }

    fn weight_of(&self, rows: &[u32]) -> Option<Vec<f64>> {
        self.weight.map(|weight| picked(weight, rows))
    }

    fn measured<S: Scored>(&self, scored: &S, weight: Option<&[f64]>) -> Measures {
        let values: Vec<Measured> = match weight {
            Some(weight) => scored.metrics(weight),
            None => scored.metrics(&Once),
        };
        let intervals = intervals(scored, weight, self.bootstrap, self.progress);
        let names = || scored.names().into_iter().map(str::to_owned);
        Measures {
            metrics: names().zip(values.iter().copied()).collect(),
            // What is undefined has no interval, whatever it is in resamples.
            intervals: names()
                .zip(values.iter().zip(intervals))
                .filter_map(|(name, (value, interval))| Some((name, value.and(interval)?)))
                .collect(),
        }
    }

    fn fill<W: Weights + ?Sized>(
        &self,
        evaluation: &mut Evaluation,
        rows: &[u32],
        weights: &W,
        weight: Option<&[f64]>,
    ) {
        let measures = match self.answers {
            Answers::Numbers { actual, predicted } => {
                let scored = regression(actual, predicted, rows);
                evaluation.predictions = scored.sample(self.bootstrap.seed);
                self.measured(&scored, weight)
            }
            Answers::Binary(answers) => {
                let set = binary_set(answers, rows);
                let scored = binary(&set, answers);
                fill_binary(evaluation, answers, &set, &scored, weights);
                self.measured(&scored, weight)
            }
            Answers::Multiclass(answers) => {
                let scores = columns(&answers.scores, rows);
                let scored = multiclass(answers, &scores, rows);
                fill_multiclass(
                    evaluation,
                    answers,
                    &scores,
                    &picked(&answers.actual, rows),
                    &scored,
                    weights,
                );
                self.measured(&scored, weight)
            }
        };
        evaluation.metrics = measures.metrics;
        evaluation.intervals = measures.intervals;
    }
}

/// The values of these rows.
fn picked<T: Copy>(values: &[T], rows: &[u32]) -> Vec<T> {
    rows.iter().map(|row| values[*row as usize]).collect()
}

fn columns(scores: &[Vec<f64>], rows: &[u32]) -> Vec<Vec<f64>> {
    scores.iter().map(|column| picked(column, rows)).collect()
}

fn regression(actual: &[f64], predicted: &[f64], rows: &[u32]) -> RegressionRows {
    RegressionRows::new(picked(actual, rows), picked(predicted, rows))
}

fn binary_set(answers: &Binary, rows: &[u32]) -> BinarySet {
    BinarySet {
        actual: picked(&answers.actual, rows),
        called: answers.called.as_ref().map(|called| picked(called, rows)),
        scores: answers.scores.as_ref().map(|scores| picked(scores, rows)),
    }
}

fn binary(set: &BinarySet, answers: &Binary) -> BinaryRows {
    BinaryRows::new(&set.actual, set.called.as_deref(), set.scores.as_deref(), answers.are_probabilities)
}

fn multiclass(answers: &Multiclass, scores: &[Vec<f64>], rows: &[u32]) -> MulticlassRows {
    let (actual, called) = (picked(&answers.actual, rows), picked(&answers.called, rows));
    MulticlassRows::new(answers.classes.len(), actual, called, scores, answers.are_probabilities)
}
