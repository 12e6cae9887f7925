//! Datasets and their columns, in aggregate.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Measured, Task};

/// A dataset.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dataset {
    /// Its id, where the platform has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Its name.
    pub name: String,
    /// Number of rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Number of columns, the target included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<u64>,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_bytes: Option<u64>,
    /// Number of missing cells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_values: Option<u64>,
    /// The task it is used for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
    /// The column to be predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Per column, in the dataset's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub column_summaries: Vec<ColumnSummary>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    /// Numbers.
    Numeric,
    /// One of a list of values.
    Categorical,
    /// `true` or `false`.
    Boolean,
    /// Instants or dates.
    Datetime,
    /// Free text.
    Text,
    /// Identifiers of rows.
    Id,
}

/// One column in aggregate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnSummary {
    /// The column's name.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    /// Number of missing cells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<u64>,
    /// Number of different values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<u64>,
    /// Figures of a numeric column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numeric: Option<NumericSummary>,
    /// How often each value occurs, for categorical columns; most frequent first or in the column's own order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<CategoryCount>,
    /// Numbers that stand for a missing value, such as −999, and how often each occurs, where the tool has counted them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub markers: Vec<CategoryCount>,
    /// How values are spread, for numeric columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub histogram: Option<Histogram>,
}

/// Figures of a numeric column.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumericSummary {
    /// Smallest value.
    #[serde(default)]
    pub min: Measured,
    /// 25th percentile.
    #[serde(default)]
    pub p25: Measured,
    /// Median.
    #[serde(default)]
    pub median: Measured,
    /// Arithmetic mean.
    #[serde(default)]
    pub mean: Measured,
    /// 75th percentile.
    #[serde(default)]
    pub p75: Measured,
    /// Largest value.
    #[serde(default)]
    pub max: Measured,
    /// Standard deviation of the sample.
    #[serde(default)]
    pub std: Measured,
}

/// A value and how often it occurs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoryCount {
    /// The value.
    pub value: String,
    /// Number of rows with it.
    pub count: u64,
}

/// Counts over adjacent bins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Histogram {
    /// One more than there are bins, ascending.
    pub bin_edges: Vec<f64>,
    /// Rows per bin.
    pub counts: Vec<u64>,
}
