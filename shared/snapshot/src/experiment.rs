//! An AutoML run: many models trained on one dataset for one target.

use std::collections::BTreeMap;

use report_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Measured, MetricDefinition, Metrics, RunStatus, Setting, Task,
    bounds::LONGEST_PROSE,
    dataset::Dataset,
    evaluation::Split,
    figure::{self, Figure},
    model::Model,
};

pub use crate::evaluation::FoldSpread;

/// An experiment's content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Experiment {
    /// What is predicted.
    pub task: Task,
    /// How the run ended.
    pub status: RunStatus,
    /// When it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// The column to be predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<Dataset>,
    /// The metric that ranks the leaderboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking_metric: Option<String>,
    /// Which rows the leaderboard's metrics were computed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking_split: Option<Split>,
    /// The leaderboard's metrics in the order of its columns.
    #[serde(default)]
    pub metrics: Vec<MetricDefinition>,
    /// Models, best first. A report ranks them by the ranking metric whatever their order here, and says where the two differ.
    #[serde(default)]
    pub leaderboard: Vec<LeaderboardEntry>,
    /// The best model in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_model: Option<BestModel>,
    /// Feature importance of several models, for comparison: model name → feature name → share of the model's total.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub importance_by_model: BTreeMap<String, BTreeMap<String, Measured>>,
    /// How the run was configured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub configuration: Vec<Setting>,
    /// What the tool itself says went otherwise than planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<RunRemark>,
    /// Pictures that the tool made itself, where it gives no figures to draw them from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = figure::MOST))]
    pub figures: Vec<Figure>,
}

impl Experiment {
    /// Of a run about which nothing else is known yet.
    pub fn empty(task: Task, status: RunStatus) -> Self {
        Self {
            task,
            status,
            started_at: None,
            finished_at: None,
            target: None,
            dataset: None,
            ranking_metric: None,
            ranking_split: None,
            metrics: Vec::new(),
            leaderboard: Vec::new(),
            best_model: None,
            importance_by_model: BTreeMap::new(),
            configuration: Vec::new(),
            remarks: Vec::new(),
            figures: Vec::new(),
        }
    }
}

/// Something that a run did not do as planned, in the tool's own account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunRemark {
    /// What it is about.
    pub kind: RunRemarkKind,
    /// The tool's own words, shortened.
    #[schemars(length(max = LONGEST_PROSE))]
    pub text: String,
}

/// What a [`RunRemark`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunRemarkKind {
    /// A limit of time or of models ended the run, or a part of it, early.
    TimeLimit,
    /// A step or family of algorithms was left out.
    Skipped,
    /// A model or algorithm ended with an error.
    Failed,
}

/// One model on the leaderboard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaderboardEntry {
    /// The model's name.
    pub name: String,
    /// The model's id, where it is an entity of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Family of algorithms: `GBM`, `RandomForestClassifier`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// Whether the model combines other models of this leaderboard.
    #[serde(default)]
    pub is_ensemble: bool,
    /// Its metrics.
    #[serde(default)]
    pub metrics: Metrics,
    /// Which assignment of rows to folds the cross-validation used. Models with the same text here were measured on the same
    /// folds, in the same order; without it two models are not compared fold by fold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folds_id: Option<String>,
    /// How its metrics vary over the cross-validation folds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fold_spread: BTreeMap<String, FoldSpread>,
    /// Milliseconds of training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training_time_ms: Option<f64>,
    /// Milliseconds to score one row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predict_time_per_row_ms: Option<f64>,
}

/// The best model in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BestModel {
    /// Its name, as on the leaderboard.
    pub name: String,
    /// Its id, where it is an entity of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// What is known about it.
    pub model: Model,
}
