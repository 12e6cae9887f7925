//! Figures over time.

use report_document::Chart;
use report_domain::Timestamp;

use crate::{Axis, Frame};

/// One figure over time.
#[derive(Debug, Clone, Copy)]
pub struct TimeSeries<'a> {
    /// Its name in the legend; a single series needs none there.
    pub name: &'a str,
    /// One value per instant; a missing one leaves a gap.
    pub values: &'a [Option<f64>],
}

/// How figures over time are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeStyle {
    /// Lines.
    Line,
    /// Bars from zero, for counts by interval. Of several series only the first is drawn.
    Bars,
}

/// A stretch of time set apart, such as an incident.
#[derive(Debug, Clone, Copy)]
pub struct Incident<'a> {
    /// From.
    pub from: Timestamp,
    /// To.
    pub to: Timestamp,
    /// A few words.
    pub label: &'a str,
}

/// A level that should not be passed.
#[derive(Debug, Clone, Copy)]
pub struct Threshold<'a> {
    /// The level.
    pub value: f64,
    /// Its name: "PSI 0.25".
    pub label: &'a str,
}

/// Figures over time on an axis of dates in UTC: prediction volume, error rate, latency percentiles. `times` are the
/// instants of the values, ascending. The value axis starts at zero unless it is
/// logarithmic.
pub fn time_series(
    _frame: &Frame<'_>,
    _y: &Axis<'_>,
    _style: TimeStyle,
    _times: &[Timestamp],
    _series: &[TimeSeries<'_>],
    _incidents: &[Incident<'_>],
    _thresholds: &[Threshold<'_>],
) -> Option<Chart> {
    None
}
