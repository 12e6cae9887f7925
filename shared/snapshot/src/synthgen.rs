//! A synthetic-data run.

use report_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Measured, RunStatus, Setting,
    dataset::{ColumnType, Dataset, NumericSummary},
};

/// A synthetic-data run's content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Synthgen {
    /// How the run ended.
    pub status: RunStatus,
    /// When it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// The synthesizer: `GaussianCopula`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synthesizer: Option<String>,
    /// The real data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<Dataset>,
    /// Real rows that the synthesizer learned from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training_rows: Option<u64>,
    /// Real rows kept from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holdout_rows: Option<u64>,
    /// Rows made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synthetic_rows: Option<u64>,
    /// How the run was configured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub configuration: Vec<Setting>,
    /// How alike the two datasets are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    /// Whether the synthetic data is valid, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<f64>,
    /// Column by column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnComparison>,
    /// How pairs of columns go together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<PairTrend>,
    /// Correlations of numeric columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation: Option<Correlation>,
    /// Whether people in the real data are protected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<Privacy>,
    /// Whether a model trained on the synthetic data works on real data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utility: Option<Utility>,
}

/// How alike the two datasets are, 0 to 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// Overall.
    #[serde(default)]
    pub overall: Measured,
    /// How alike single columns are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column_shapes: Measured,
    /// How alike pairs of columns are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column_pair_trends: Measured,
}

/// One column in both datasets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnComparison {
    /// The column.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    /// The measure: `KSComplement`, `TVComplement`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// Likeness by that measure, 0 to 1.
    #[serde(default)]
    pub score: Measured,
    /// Share of missing cells in the real data, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_real: Measured,
    /// Share of missing cells in the synthetic data, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_synthetic: Measured,
    /// How values are spread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distribution: Option<Distribution>,
    /// Figures of the real column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary_real: Option<NumericSummary>,
    /// Figures of the synthetic column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary_synthetic: Option<NumericSummary>,
}

/// How the values of a column are spread in both datasets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "form", rename_all = "snake_case", deny_unknown_fields)]
pub enum Distribution {
    /// Of numbers.
    Histogram {
        /// One more than there are bins, ascending.
        bin_edges: Vec<f64>,
        /// Real rows per bin.
        real: Vec<u64>,
        /// Synthetic rows per bin.
        synthetic: Vec<u64>,
    },
    /// Of categories.
    Frequencies {
        /// The categories.
        categories: Vec<String>,
        /// Real rows per category.
        real: Vec<u64>,
        /// Synthetic rows per category.
        synthetic: Vec<u64>,
    },
}

/// How two columns go together in both datasets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PairTrend {
    /// One column.
    pub column_a: String,
    /// The other.
    pub column_b: String,
    /// The measure: `CorrelationSimilarity`, `ContingencySimilarity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// Likeness by that measure, 0 to 1; null where it could not be computed.
    #[serde(default)]
    pub score: Measured,
}

/// Correlation matrices over the same columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correlation {
    /// `pearson`, `spearman`.
    pub method: String,
    /// The columns.
    pub columns: Vec<String>,
    /// In the real data.
    pub real: Vec<Vec<Measured>>,
    /// In the synthetic data.
    pub synthetic: Vec<Vec<Measured>>,
}

/// Whether people in the real data are protected. Scores run from 0 (not at all) to 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// Share of synthetic rows that match no real row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_row_synthesis: Measured,
    /// Synthetic rows that equal a real row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact_copies: Option<u64>,
    /// Distance to the closest real row against that of random data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dcr_baseline_protection: Measured,
    /// Whether synthetic rows are no closer to the training rows than to rows kept from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dcr_overfitting_protection: Measured,
    /// Share of synthetic rows closer to the training rows than to rows kept from it, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closer_to_training: Measured,
    /// How poorly an attacker who knows some columns guesses sensitive ones, against guessing blindly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosure_protection: Measured,
    /// Columns that the attacker is taken to know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known_columns: Vec<String>,
    /// Columns that the attacker guesses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sensitive_columns: Vec<String>,
    /// Median distance of a synthetic row to the closest real row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_dcr_synthetic: Measured,
    /// The same for rows of random data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_dcr_random: Measured,
    /// Distances to the closest training row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_to_closest_record: Option<ClosestRecord>,
}

/// Distances to the closest training row, of synthetic rows and of real rows kept from training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosestRecord {
    /// The distance, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// One more than there are bins, ascending.
    pub bin_edges: Vec<f64>,
    /// Synthetic rows per bin.
    pub synthetic: Vec<u64>,
    /// Kept rows per bin.
    pub holdout: Vec<u64>,
    /// Median for synthetic rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_synthetic: Measured,
    /// Median for kept rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_holdout: Measured,
}

/// Whether a model trained on the synthetic data works on real data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Utility {
    /// The metric, on real rows kept from training: `ROC AUC`.
    pub metric: String,
    /// By model.
    pub models: Vec<UtilityModel>,
}

/// One model trained both ways.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UtilityModel {
    /// The model: `Logistic regression`.
    pub name: String,
    /// Its figure when trained on real rows.
    pub trained_on_real: Measured,
    /// Its figure when trained on synthetic rows.
    pub trained_on_synthetic: Measured,
}
