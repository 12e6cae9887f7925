//! A model in service.

use std::collections::BTreeMap;

use report_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Measured, Metrics, Task,
    bounds::{LONGEST_PROSE, MOST_OUTCOMES},
    outcomes::Outcomes,
};

/// A deployment's content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// `production`, `staging`, ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// Whether it serves.
    pub status: DeploymentStatus,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The model it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ServedModel>,
    /// The time that the figures are about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Figures over the whole window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totals: Option<Totals>,
    /// Figures by interval, ascending; intervals without traffic included or left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub intervals: Vec<Interval>,
    /// How inputs differ from the reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drift: Option<Drift>,
    /// How outputs differ from the reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predictions: Option<PredictionDrift>,
    /// How right predictions turned out to be, by metric; the first is the one that counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MOST_OUTCOMES))]
    pub outcomes: Vec<Outcomes>,
}

/// Whether a deployment serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentStatus {
    /// It serves.
    Active,
    /// It is being started.
    Starting,
    /// It serves, but not as it should.
    Degraded,
    /// It was stopped.
    Stopped,
    /// It broke.
    Failed,
}

impl DeploymentStatus {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            DeploymentStatus::Active => "Active",
            DeploymentStatus::Starting => "Starting",
            DeploymentStatus::Degraded => "Degraded",
            DeploymentStatus::Stopped => "Stopped",
            DeploymentStatus::Failed => "Failed",
        }
    }
}

/// The model behind a deployment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServedModel {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Its name.
    pub name: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Family of algorithms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// What it was made with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<String>,
    /// What is predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
    /// The column that is predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Name of the dataset that it was trained on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    /// Rows that it was trained on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training_rows: Option<u64>,
    /// Number of features.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<u64>,
    /// Its metrics before it went into service.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub offline_metrics: Metrics,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// From, inclusive.
    pub start: Timestamp,
    /// To, exclusive.
    pub end: Timestamp,
}

/// Figures over the whole window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Calls.
    pub requests: u64,
    /// Calls that failed.
    pub errors: u64,
    /// Failed calls by type of error.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub errors_by_type: BTreeMap<String, u64>,
    /// A few error messages, shortened. No data of users.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub error_examples: Vec<ErrorExample>,
    /// Latency of the calls that succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency_ms: Option<Latency>,
}

/// An error as it was reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorExample {
    /// Its type: `ValueError`.
    #[serde(rename = "type")]
    pub error_type: String,
    /// Its message.
    #[schemars(length(max = LONGEST_PROSE))]
    pub message: String,
}

/// Percentiles of the latency in milliseconds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Latency {
    /// Median.
    #[serde(default)]
    pub p50: Measured,
    /// 95th percentile.
    #[serde(default)]
    pub p95: Measured,
    /// 99th percentile.
    #[serde(default)]
    pub p99: Measured,
    /// The longest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Measured,
}

/// One interval of the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
// An evaluation has confidence intervals, and a name means one thing in the published schemas.
#[schemars(rename = "ServiceInterval")]
pub struct Interval {
    /// Its start.
    pub start: Timestamp,
    /// Calls.
    pub requests: u64,
    /// Calls that failed.
    pub errors: u64,
    /// Latency; absent or of nulls where there was no traffic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency_ms: Option<Latency>,
}

/// How inputs differ from a reference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// The reference, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Rows in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_rows: Option<u64>,
    /// What it is compared with, in words: `last 5 days`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
    /// Rows in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_rows: Option<u64>,
    /// Tests used, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<String>,
    /// By feature.
    #[serde(default)]
    pub features: Vec<FeatureDrift>,
}

/// One feature's drift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeatureDrift {
    /// The feature.
    pub feature: String,
    /// Bins that its PSI is over: of numbers, or the categories. With it and the numbers of rows a report can tell what chance
    /// alone would give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bins: Option<u32>,
    /// Whether the platform calls it drifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drifted: Option<bool>,
    /// Over the whole current period.
    pub current: DriftScore,
    /// By day, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub daily: Vec<DailyDrift>,
}

/// Measures of drift.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DriftScore {
    /// Population stability index: Σ (current − reference) · ln(current / reference) over bins.
    #[serde(default)]
    pub psi: Measured,
    /// The test used: `Kolmogorov-Smirnov`, `chi-squared`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<String>,
    /// The test's statistic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistic: Measured,
    /// The test's p-value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_value: Measured,
}

/// Drift on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DailyDrift {
    /// The day: `2026-03-02`.
    pub date: String,
    /// Rows of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Population stability index against the reference.
    #[serde(default)]
    pub psi: Measured,
}

/// How outputs differ from a reference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PredictionDrift {
    /// What is predicted, in words: `probability of yes`.
    pub what: String,
    /// One more than there are bins, ascending.
    pub bin_edges: Vec<f64>,
    /// The periods compared; the first is the reference.
    pub periods: Vec<PredictionPeriod>,
    /// The last period against the reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<DriftScore>,
    /// By day, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub daily: Vec<DailyDrift>,
}

/// Predictions of one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PredictionPeriod {
    /// Which: `reference`, `last 5 days`.
    pub name: String,
    /// Predictions per bin.
    pub counts: Vec<u64>,
    /// Their mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Measured,
    /// Their standard deviation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub std: Measured,
    /// Their 5th percentile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p5: Measured,
    /// Their median.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Measured,
    /// Their 95th percentile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p95: Measured,
}
