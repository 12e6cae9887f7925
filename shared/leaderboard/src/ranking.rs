//! The metric that ranks the models, and their order.

use std::cmp::Ordering;

use report_facts::Direction;
use report_snapshot::evaluation::Split;

use crate::{error::Error, layout::Layout, measures::Measure, settings::Settings};

/// Rows from the most to the least trustworthy.
const TRUSTWORTHY: [Option<Split>; 5] =
    [Some(Split::Test), Some(Split::CrossValidation), Some(Split::Validation), None, Some(Split::Training)];

/// The metric that ranks the models.
#[derive(Debug)]
pub(crate) struct Ranking<'a> {
    pub(crate) measure: &'a Measure,
    pub(crate) direction: Direction,
    /// The models' places in the file, best first; those without a value last.
    pub(crate) order: Vec<usize>,
}

impl<'a> Ranking<'a> {
    /// By the metric that was asked for, else by the tool's own.
    pub(crate) fn of(measures: &'a [Measure], layout: &Layout, settings: &Settings) -> Result<Self, Error> {
        let wanted = settings.metric.as_deref();
        let is_wanted = |measure: &&Measure| match wanted {
            Some(name) => measure.is_called(name),
            None => measure.metric.id == measures[layout.first].metric.id,
        };
        let trust = |measure: &&Measure| TRUSTWORTHY.iter().position(|split| *split == measure.split);
        let Some(measure) = measures.iter().filter(is_wanted).min_by_key(trust) else {
            let mut there: Vec<String> = measures.iter().map(|measure| measure.metric.id.clone()).collect();
            there.dedup();
            return Err(Error::NoMetric { metric: wanted.unwrap_or_default().to_owned(), there });
        };
        let metric = || measure.metric.id.clone();
        let direction = measure.better.ok_or_else(|| Error::NoDirection { metric: metric() })?;
        if measure.values.iter().flatten().next().is_none() {
            return Err(Error::NoValues { metric: metric() });
        }
        let mut order: Vec<usize> = (0..measure.values.len()).collect();
        order.sort_by(|a, b| match (measure.values[*a], measure.values[*b]) {
            (Some(a), Some(b)) => direction.advantage(b, a).partial_cmp(&0.0).unwrap_or(Ordering::Equal),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        Ok(Self { measure, direction, order })
    }

    /// The rows that models are ranked on.
    pub(crate) fn split(&self) -> Option<Split> {
        self.measure.split
    }
}
