//! What is measured of rows, all of an evaluation or those of a group, besides metrics: intervals and calibration.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A confidence interval of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// Its lower end, in the metric's own scale.
    pub low: f64,
    /// Its upper end, at least `low`.
    pub high: f64,
    /// The share of such intervals that hold the true value: 0.95. Above 0 and below 1.
    pub level: f64,
    /// How it was computed.
    pub method: IntervalMethod,
    /// How many resamples it was computed from, for the bootstrap: those in which the metric is defined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replicates: Option<u32>,
}

/// How a confidence interval was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntervalMethod {
    /// Percentiles of the metric over resamples of the rows (Efron & Tibshirani 1993, "An introduction to the bootstrap",
    /// chapter 13).
    PercentileBootstrap,
    /// Bias-corrected and accelerated percentiles (the same, chapter 14).
    BcaBootstrap,
    /// The value and its standard error, by the normal distribution.
    Normal,
    /// Wilson's score interval of a share (1927).
    Wilson,
}

/// Rows whose predicted probability falls into one bin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalibrationBin {
    /// Mean predicted probability.
    pub mean_predicted: f64,
    /// Share of positives among the rows.
    pub observed_rate: f64,
    /// Number of rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}
