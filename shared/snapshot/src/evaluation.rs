//! How good a model is, on one split of the data or over the folds of a cross-validation.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::measures::{CalibrationBin, Interval, IntervalMethod};
use crate::{
    Measured, Metrics,
    bounds::{MOST_ATTRIBUTES, MOST_CLASSES},
    groups::Grouping,
};

/// Which rows a figure was computed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// The rows that the model was trained on.
    Training,
    /// Rows kept for choosing among models.
    Validation,
    /// Rows of the fold left out, over all folds.
    CrossValidation,
    /// Rows that nothing was chosen on.
    Test,
}

impl Split {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Split::Training => "Training",
            Split::Validation => "Validation",
            Split::CrossValidation => "Cross-validation",
            Split::Test => "Test",
        }
    }
}

/// A model's figures on one split.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Which rows.
    pub split: Split,
    /// Whether each row was answered by those trees of a forest only that had not seen it, where `split` is `training`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub out_of_bag: bool,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// The metrics.
    #[serde(default)]
    pub metrics: Metrics,
    /// How far the metrics would vary with other rows of the same kind: metric → interval. Those that have none are left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub intervals: BTreeMap<String, Interval>,
    /// Actual against predicted classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confusion_matrix: Option<ConfusionMatrix>,
    /// ROC curves: one for a binary task, one per class (one against the rest) for more classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roc: Vec<RocCurve>,
    /// Precision-recall curves, as for `roc`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub precision_recall: Vec<PrecisionRecallCurve>,
    /// Figures by decision threshold, for binary tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thresholds: Vec<ThresholdRow>,
    /// Gain and lift by group of rows with the highest scores, for binary tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gains_lift: Vec<GainsLiftRow>,
    /// Predicted probability against observed frequency, for binary tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calibration: Vec<CalibrationBin>,
    /// Share of rows whose class is among the k most probable, for k = 1, 2, …; for multiclass tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hit_ratios: Vec<f64>,
    /// A sample of actual and predicted values, for regression. At most 2,000 points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predictions: Vec<PredictedActual>,
    /// How groups of rows fare, one entry for each attribute that groups them: for fairness.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MOST_ATTRIBUTES))]
    pub groups: Vec<Grouping>,
}

impl Evaluation {
    /// Of rows about which nothing is known yet.
    pub fn empty(split: Split) -> Self {
        Self {
            split,
            out_of_bag: false,
            rows: None,
            metrics: BTreeMap::new(),
            intervals: BTreeMap::new(),
            confusion_matrix: None,
            roc: Vec::new(),
            precision_recall: Vec::new(),
            thresholds: Vec::new(),
            gains_lift: Vec::new(),
            calibration: Vec::new(),
            hit_ratios: Vec::new(),
            predictions: Vec::new(),
            groups: Vec::new(),
        }
    }
}

/// A metric over the folds of a cross-validation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FoldSpread {
    /// Mean over the folds.
    #[serde(default)]
    pub mean: Measured,
    /// Standard deviation over the folds.
    #[serde(default)]
    pub sd: Measured,
    /// One value per fold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folds: Vec<Measured>,
}

/// Counts of actual against predicted classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfusionMatrix {
    /// The classes, in the order of the rows and columns.
    #[schemars(length(max = MOST_CLASSES))]
    pub labels: Vec<String>,
    /// `counts[actual][predicted]`. Rows may be weighted, so counts need not be whole.
    #[schemars(length(max = MOST_CLASSES), inner(length(max = MOST_CLASSES)))]
    pub counts: Vec<Vec<f64>>,
    /// The decision threshold, for binary tasks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<f64>,
}

/// A ROC curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RocCurve {
    /// The class that counts as positive; absent where the task has only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Area under the curve.
    #[serde(default)]
    pub auc: Measured,
    /// False-positive rates, 0 to 1, ascending or descending.
    pub false_positive_rate: Vec<f64>,
    /// True-positive rates at the same points.
    pub true_positive_rate: Vec<f64>,
}

/// A precision-recall curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrecisionRecallCurve {
    /// As for [`RocCurve::class`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Area under the curve, or average precision.
    #[serde(default)]
    pub auc: Measured,
    /// Recalls, 0 to 1, ascending or descending.
    pub recall: Vec<f64>,
    /// Precisions at the same points.
    pub precision: Vec<f64>,
}

/// Figures at one decision threshold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThresholdRow {
    /// Scores at or above it are called positive.
    pub threshold: f64,
    /// Of those called positive, the share that are.
    #[serde(default)]
    pub precision: Measured,
    /// Of the positives, the share called positive.
    #[serde(default)]
    pub recall: Measured,
    /// Harmonic mean of precision and recall.
    #[serde(default)]
    pub f1: Measured,
    /// Of the negatives, the share called negative.
    #[serde(default)]
    pub specificity: Measured,
    /// Share of rows called right.
    #[serde(default)]
    pub accuracy: Measured,
}

/// Gain and lift of the rows with the highest scores.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GainsLiftRow {
    /// Share of all rows up to and including this group, 0 to 1.
    pub cumulative_data_fraction: f64,
    /// Share of all positives found up to here, 0 to 1.
    #[serde(default)]
    pub cumulative_capture_rate: Measured,
    /// This group's rate of positives over the overall rate.
    #[serde(default)]
    pub lift: Measured,
    /// The same for all groups up to here.
    #[serde(default)]
    pub cumulative_lift: Measured,
}

/// One row's actual and predicted value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PredictedActual {
    /// What was observed.
    pub actual: f64,
    /// What the model said.
    pub predicted: f64,
}
