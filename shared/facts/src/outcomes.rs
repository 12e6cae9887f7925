//! Quality in service: a metric by interval, on the rows whose labels have come.

use report_domain::Timestamp;
use report_snapshot::{
    deployment::Deployment,
    outcomes::{OutcomeInterval, Outcomes},
};

use crate::{Direction, Quantity, metric, quantity, stats};

/// A metric over time, read.
pub struct Quality<'a> {
    /// As the snapshot has it.
    pub outcomes: &'a Outcomes,
    /// What it measures.
    pub quantity: Quantity,
    /// Its values, ascending by time.
    pub points: Vec<Point>,
}

/// A value of the metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// When the interval began.
    pub start: Timestamp,
    /// The value.
    pub value: f64,
    /// The labelled rows that it is of; at least one.
    pub rows: u64,
}

/// How the metric has changed over time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Which way.
    pub to: Direction,
    /// The p-value of the test of Mann and Kendall.
    pub p_value: f64,
    /// The mean over the first third of the intervals, weighted by rows.
    pub first: f64,
    /// The same over the last third.
    pub last: f64,
}

/// Quality in service lately less that before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Lately: since when, the mean, and all rows.
    pub now: Point,
    /// The difference.
    pub difference: f64,
    /// Its 95 % interval, of shares of rows that are known in number.
    pub interval: Option<(f64, f64)>,
}

impl<'a> Quality<'a> {
    /// The metric that counts, which is the snapshot's first; `None` without a value.
    pub fn of(deployment: &'a Deployment) -> Option<Self> {
        Self::of_metric(deployment.outcomes.first()?)
    }

    /// Any metric; `None` without a value.
    pub fn of_metric(outcomes: &'a Outcomes) -> Option<Self> {
        let quantity = Quantity::of_metric(&[], &outcomes.metric);
        let point = |interval: &OutcomeInterval| {
            let value = metric::sound(&quantity, interval.value).filter(|_| interval.labelled > 0)?;
            Some(Point { start: interval.start, value, rows: interval.labelled })
        };
        let points: Vec<Point> = outcomes.intervals.iter().filter_map(point).collect();
        (!points.is_empty()).then_some(Self { outcomes, quantity, points })
    }

    /// The last third of the values, at least one: how the model does lately.
    pub fn lately(&self) -> &[Point] {
        &self.points[self.points.len() - self.third()..]
    }

    fn third(&self) -> usize {
        (self.points.len() / 3).max(1)
    }

    /// The value before the model went into service.
    pub fn reference(&self) -> Option<f64> {
        metric::sound(&self.quantity, self.outcomes.reference.as_ref()?.value)
    }

    /// Whether the metric is a share of rows that are right or wrong each by itself, so that its counts say what chance does.
    pub fn is_share(&self) -> bool {
        let known = quantity::find_prefixed(&self.outcomes.metric).map(|(known, _, _)| known.id);
        matches!(known, Some("accuracy" | "err"))
    }

    /// The 95 % interval of a value (Wilson), if the metric is a share of rows.
    pub fn spread(&self, point: &Point) -> Option<(f64, f64)> {
        let rows = point.rows as f64;
        self.is_share().then(|| stats::wilson(point.value * rows, rows))?
    }

    /// Whether there is a trend is only known of ten values or more.
    pub fn trend(&self) -> Option<Trend> {
        let values: Vec<f64> = self.points.iter().map(|point| point.value).collect();
        let (score, p_value) = stats::mann_kendall(&values)?;
        let (first, last) = (mean(&self.points[..self.third()]), mean(self.lately()));
        let to = if score < 0.0 { Direction::Lower } else { Direction::Higher };
        Some(Trend { to, p_value, first, last })
    }

    /// Lately against the value before the model went into service.
    pub fn change(&self) -> Option<Change> {
        let (now, before) = (whole(self.lately())?, self.reference()?);
        let rows = self.outcomes.reference.as_ref()?.rows.filter(|rows| *rows > 0);
        let interval = rows.filter(|_| self.is_share()).and_then(|rows| {
            let (all, rows) = (now.rows as f64, rows as f64);
            stats::newcombe((now.value * all, all), (before * rows, rows), stats::Z_95)
        });
        Some(Change { now, difference: now.value - before, interval })
    }
}

/// Points as one: since when, the mean weighted by rows, which of a share of rows is the share of them all, and all rows.
pub fn whole(points: &[Point]) -> Option<Point> {
    let rows = points.iter().fold(0_u64, |sum, point| sum.saturating_add(point.rows));
    Some(Point { start: points.first()?.start, value: mean(points), rows })
}

fn mean(points: &[Point]) -> f64 {
    let rows: f64 = points.iter().map(|point| point.rows as f64).sum();
    // Each share of the whole first: the sum of large values must not overflow.
    points.iter().map(|point| point.value * (point.rows as f64 / rows)).sum()
}
