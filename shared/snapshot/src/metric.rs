//! Measured numbers and metrics.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A number that a tool measured, or `None` where it is undefined, missing or not finite.
pub type Measured = Option<f64>;

/// Metric name → value. Names are the tool's own (`auc`, `rmse`, `test_roc_auc`).
pub type Metrics = BTreeMap<String, Measured>;

/// How a metric is to be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricDefinition {
    /// The name under which values are given: `auc`.
    pub name: String,
    /// The name that people read: `AUC`. Well-known names have one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether more is better. Well-known names have a direction already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub higher_is_better: Option<bool>,
}

/// A named value with the metric that it is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricValue {
    /// The metric: `auc`.
    pub name: String,
    /// Its value.
    pub value: Measured,
    /// Whether more is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub higher_is_better: Option<bool>,
}
