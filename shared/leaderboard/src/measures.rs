//! The metrics of all models, with their signs turned back.

use report_facts::{Direction, quantity::AUC};
use report_snapshot::{Measured, MetricDefinition, evaluation::Split};

use crate::{
    error::Error,
    layout::{Layout, Values},
    metric::Metric,
    settings::Settings,
    sheet::Sheet,
};

/// A metric on some rows, of all models.
#[derive(Debug, Clone)]
pub(crate) struct Measure {
    pub(crate) metric: Metric,
    /// Which way it is better; `None` where neither the name, nor the settings, nor the tool says.
    pub(crate) better: Option<Direction>,
    pub(crate) split: Option<Split>,
    /// By model, in the order of the file.
    pub(crate) values: Vec<Measured>,
    /// By fold, and then by model.
    pub(crate) folds: Vec<Vec<Measured>>,
    /// Whether the signs have been turned back.
    pub(crate) was_negated: bool,
    /// Values of 0 that stand for none.
    pub(crate) zeros_left_out: usize,
    /// The name as the tool writes it.
    name: String,
}

impl Measure {
    fn read(values: &Values, sheet: &Sheet, settings: &Settings) -> Result<Self, Error> {
        let metric = Metric::of(&values.name);
        let is_wanted = settings.metric.as_deref().is_some_and(|name| Metric::of(name).id == metric.id);
        let said = settings.direction.filter(|_| is_wanted);
        let better = metric.better.or(said).or(values.convention.map(|_| Direction::Higher));
        let read = |column: &usize| sheet.rows.iter().map(|row| sheet.number(row, *column)).collect();
        Ok(Self {
            better,
            split: values.split,
            values: read(&values.column)?,
            folds: values.folds.iter().map(read).collect::<Result<_, _>>()?,
            was_negated: false,
            zeros_left_out: 0,
            name: values.name.clone(),
            metric,
        })
    }

    fn all(&mut self) -> impl Iterator<Item = &mut f64> {
        let folds = self.folds.iter_mut().flatten();
        self.values.iter_mut().chain(folds).flatten()
    }

    fn leave_zeros_out(&mut self) {
        for value in self.values.iter_mut().filter(|value| **value == Some(0.0)) {
            *value = None;
            self.zeros_left_out += 1;
        }
    }

    /// Whether the name, as people or tools write it, is that of this metric.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        name == self.name || Metric::of(name).id == self.metric.id || name == self.key(None)
    }

    /// Its rows, unless they are those that models are ranked on.
    fn other_rows(&self, ranking: Option<Split>) -> Option<Split> {
        self.split.filter(|split| Some(*split) != ranking)
    }

    /// The name in the snapshot. It tells the rows, unless they are those that models are ranked on.
    pub(crate) fn key(&self, ranking: Option<Split>) -> String {
        let rows = match self.other_rows(ranking) {
            None => "",
            Some(Split::Training) => "training_",
            Some(Split::Validation) => "validation_",
            Some(Split::CrossValidation) => "cv_",
            Some(Split::Test) => "test_",
        };
        format!("{rows}{}", self.metric.id)
    }

    /// How it is to be read beside metrics of the rows that models are ranked on.
    pub(crate) fn definition(&self, ranking: Option<Split>) -> MetricDefinition {
        let label = |split: Split| format!("{} ({})", self.metric.label(), split.label().to_lowercase());
        MetricDefinition {
            name: self.key(ranking),
            label: self.other_rows(ranking).map(label),
            higher_is_better: self.better.map(|better| better == Direction::Higher),
        }
    }
}

/// All metrics of a file.
pub(crate) fn read(sheet: &Sheet, layout: &Layout, settings: &Settings) -> Result<Vec<Measure>, Error> {
    let read = layout.metrics.iter().map(|values| Measure::read(values, sheet, settings));
    let mut measures: Vec<Measure> = read.collect::<Result<_, _>>()?;
    // Signs are those of a metric, whatever the rows.
    let negated: Vec<bool> = (0..measures.len())
        .map(|index| {
            let metric = measures[index].metric.clone();
            let may_be = layout.metrics[index].may_be_negated(measures[index].better);
            let of_metric = measures.iter_mut().filter(|measure| measure.metric.id == metric.id);
            let values: Vec<f64> = of_metric.flat_map(Measure::all).map(|value| *value).collect();
            metric.is_negated(&values, may_be)
        })
        .collect();
    for (measure, negated) in measures.iter_mut().zip(negated) {
        if negated {
            measure.was_negated = true;
            // Zero stays zero, and does not become a negative one.
            measure.all().for_each(|value| *value = 0.0 - *value);
        }
        if layout.zero_auc_is_missing && measure.metric.id == AUC.id {
            measure.leave_zeros_out();
        }
    }
    Ok(measures)
}
