//! How right predictions turned out to be, once labels have come.

use report_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Measured;

/// A metric of a model in service over time, on the rows whose labels have come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcomes {
    /// The metric, named as in an evaluation: `auc`, `accuracy`.
    pub metric: String,
    /// Where the labels come from, in words: `cancellations within 30 days`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<String>,
    /// The metric before the model went into service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<OutcomeReference>,
    /// By interval or day, ascending; those whose labels have not come included or left out.
    pub intervals: Vec<OutcomeInterval>,
}

/// What quality in service is compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeReference {
    /// The metric's value.
    #[serde(default)]
    pub value: Measured,
    /// Rows that it was measured on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Which rows, in words: `test rows`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
}

/// Predictions of one interval and what became of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeInterval {
    /// When it began. What counts is when a prediction was made, not when its label came.
    pub start: Timestamp,
    /// The metric's value on the labelled rows.
    #[serde(default)]
    pub value: Measured,
    /// Rows whose labels have come.
    pub labelled: u64,
    /// Rows that were predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicted: Option<u64>,
    /// Days from a prediction to its label, the median.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_days: Measured,
}
