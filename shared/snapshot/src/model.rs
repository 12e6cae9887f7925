//! One trained model.

use std::collections::BTreeMap;

use report_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Measured, MetricDefinition, Setting, Task, Value,
    bounds::LONGEST_PROSE,
    dataset::Dataset,
    evaluation::{Evaluation, FoldSpread},
    figure::{self, Figure},
};

/// A model's content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// What is predicted.
    pub task: Task,
    /// Family of algorithms, as people read it: `Gradient Boosting Machine`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// The column to be predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The classes, for classification.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// The class that counts as positive, for binary tasks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub positive_class: Option<String>,
    /// The experiment that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experiment: Option<EntityRef>,
    /// Where it stands in the experiment's leaderboard, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Names of the models it combines, for ensembles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub base_models: Vec<String>,
    /// Version in a registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Stage or alias in a registry: `champion`, `production`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The data it was trained on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<Dataset>,
    /// When training ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trained_at: Option<Timestamp>,
    /// Milliseconds of training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training_time_ms: Option<f64>,
    /// Milliseconds to score one row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predict_time_per_row_ms: Option<f64>,
    /// Size of the stored model in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_bytes: Option<u64>,
    /// Further facts about its structure, such as the number of trees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub structure: Vec<Setting>,
    /// How the metrics are to be read, in the order in which they shall be shown. Metrics that are not listed follow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<MetricDefinition>,
    /// The metric that the model was chosen by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking_metric: Option<String>,
    /// How good it is, by split.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<Evaluation>,
    /// Metrics over the cross-validation folds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub folds: BTreeMap<String, FoldSpread>,
    /// Its hyperparameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hyperparameters: Vec<Hyperparameter>,
    /// Feature importance, by method.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feature_importance: Vec<FeatureImportance>,
    /// Metrics over the course of training.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub learning_curves: Vec<LearningCurve>,
    /// Pictures that the tool made itself, where it gives no figures to draw them from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = figure::MOST))]
    pub figures: Vec<Figure>,
}

impl Model {
    /// Of a model about which nothing else is known yet.
    pub fn empty(task: Task) -> Self {
        Self {
            task,
            algorithm: None,
            target: None,
            classes: Vec::new(),
            positive_class: None,
            experiment: None,
            rank: None,
            base_models: Vec::new(),
            version: None,
            stage: None,
            dataset: None,
            trained_at: None,
            training_time_ms: None,
            predict_time_per_row_ms: None,
            size_bytes: None,
            structure: Vec::new(),
            metrics: Vec::new(),
            ranking_metric: None,
            evaluations: Vec::new(),
            folds: BTreeMap::new(),
            hyperparameters: Vec::new(),
            feature_importance: Vec::new(),
            learning_curves: Vec::new(),
            figures: Vec::new(),
        }
    }
}

/// Another entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntityRef {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Its name.
    pub name: String,
}

/// A hyperparameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hyperparameter {
    /// Its name.
    pub name: String,
    /// The value used.
    pub value: Value,
    /// The tool's default; absent where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// What it does, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = LONGEST_PROSE))]
    pub description: Option<String>,
}

/// How much each feature matters, by one method.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeatureImportance {
    /// The method.
    pub method: ImportanceMethod,
    /// The features, most important first.
    pub features: Vec<FeatureValue>,
    /// How many features the model has, where some are left out of `features`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features_total: Option<u64>,
}

/// How feature importance was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportanceMethod {
    /// The model's own: split gain of trees, weights of networks.
    Model,
    /// Magnitude of standardized coefficients.
    Coefficient,
    /// Loss of quality when the feature is shuffled.
    Permutation,
    /// Mean absolute Shapley value.
    Shap,
}

/// A feature and a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeatureValue {
    /// The feature's name.
    pub name: String,
    /// The figure, in the method's own unit.
    pub value: Measured,
}

/// One metric over the course of training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LearningCurve {
    /// The metric.
    pub metric: String,
    /// What advances: `Trees`, `Epochs`, `Iterations`.
    pub step_label: String,
    /// The steps, ascending.
    pub steps: Vec<f64>,
    /// The metric on the training rows, at the same steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub training: Vec<Measured>,
    /// The metric on rows left out (validation, or the mean over folds), at the same steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub validation: Vec<Measured>,
    /// The step at which the model was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_step: Option<f64>,
}
