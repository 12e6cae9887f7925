//! Everything that belongs together.

use report_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    MetricValue, RunStatus, Task,
    dataset::Dataset,
    deployment::{DeploymentStatus, Window},
    model::EntityRef,
};

/// A project's content.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// When the project was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// Its datasets.
    #[serde(default)]
    pub datasets: Vec<Dataset>,
    /// Its experiments.
    #[serde(default)]
    pub experiments: Vec<ExperimentItem>,
    /// Its models.
    #[serde(default)]
    pub models: Vec<ModelItem>,
    /// Its deployments.
    #[serde(default)]
    pub deployments: Vec<DeploymentItem>,
    /// Its synthetic-data runs.
    #[serde(default)]
    pub synthgen_runs: Vec<SynthgenItem>,
}

/// An experiment in a project's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExperimentItem {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The tool that ran it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// Name of its dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    /// What is predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
    /// How it ended.
    pub status: RunStatus,
    /// When it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// Number of models trained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model_count: Option<u64>,
    /// Its best model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_model: Option<EntityRef>,
    /// The best model's figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_metric: Option<MetricValue>,
}

/// Where a model stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ModelStatus {
    /// Trained.
    Candidate,
    /// In a registry.
    Registered,
    /// In service.
    Deployed,
    /// No longer used.
    Archived,
    /// Training failed.
    Failed,
}

impl ModelStatus {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            ModelStatus::Candidate => "Candidate",
            ModelStatus::Registered => "Registered",
            ModelStatus::Deployed => "Deployed",
            ModelStatus::Archived => "Archived",
            ModelStatus::Failed => "Failed",
        }
    }
}

/// A model in a project's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelItem {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The experiment that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experiment_id: Option<Uuid>,
    /// Family of algorithms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// Name of the dataset that it was trained on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    /// Where it stands.
    pub status: ModelStatus,
    /// Its figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<MetricValue>,
    /// Milliseconds of training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training_time_ms: Option<f64>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
}

/// A deployment in a project's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeploymentItem {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// `production`, `staging`, ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// Whether it serves.
    pub status: DeploymentStatus,
    /// The model it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<EntityRef>,
    /// Name of the dataset that its model was trained on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time that the following figures are about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requests: Option<u64>,
    /// Share of calls that failed, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_rate: Option<f64>,
    /// 95th percentile of the latency in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency_p95_ms: Option<f64>,
    /// Names of the features that drifted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drifted_features: Vec<String>,
}

/// A synthetic-data run in a project's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SynthgenItem {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Name of its dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    /// How it ended.
    pub status: RunStatus,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// Rows made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synthetic_rows: Option<u64>,
    /// Overall quality, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall_quality: Option<f64>,
}
