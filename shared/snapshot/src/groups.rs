//! How the rows of groups of people fare, such as those of each sex: what a report on fairness is made from.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Metrics,
    bounds::MOST_GROUPS,
    measures::{CalibrationBin, Interval},
};

/// The rows of an evaluation by the value of one attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    /// The attribute, such as a column: `sex`. Each once.
    pub attribute: String,
    /// The class that is welcome to whom it is said of, for binary tasks: `granted`. Only where it is declared is the selection
    /// of groups held against the four-fifths rule, since in churn or default the positive class is the unwelcome one. One of
    /// the model's `classes`, of which `positive_class` says what the counts mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub favourable_class: Option<String>,
    /// The groups, each once.
    #[schemars(length(max = MOST_GROUPS))]
    pub groups: Vec<Group>,
    /// How many groups there are, where some are left out of `groups`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups_total: Option<u64>,
}

/// The rows of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The attribute's value: `female`; what rows without a value are called.
    pub group: String,
    /// How many rows.
    pub rows: u64,
    /// What the rows are and what they were called, for binary tasks. Counts of rows, not sums of weights, so that intervals
    /// can be computed of them; they add up to `rows`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<GroupCounts>,
    /// Metrics of the group's rows, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metrics: Metrics,
    /// Their intervals, as those of an evaluation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub intervals: BTreeMap<String, Interval>,
    /// Predicted probability against observed frequency, as of an evaluation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calibration: Vec<CalibrationBin>,
}

/// Rows of two classes by what they are and what they were called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupCounts {
    /// Rows of the positive class that were called so.
    pub true_positives: u64,
    /// Rows of the other class that were called positive.
    pub false_positives: u64,
    /// Rows of the other class that were called so.
    pub true_negatives: u64,
    /// Rows of the positive class that were called the other.
    pub false_negatives: u64,
}

impl GroupCounts {
    /// All rows; `None` where there are more than can be.
    pub fn rows(&self) -> Option<u64> {
        let counts = [self.true_positives, self.false_positives, self.true_negatives, self.false_negatives];
        counts.into_iter().try_fold(0_u64, u64::checked_add)
    }

    /// The same rows with the other class as the positive one.
    pub fn of_other_class(self) -> Self {
        Self {
            true_positives: self.true_negatives,
            false_positives: self.false_negatives,
            true_negatives: self.true_positives,
            false_negatives: self.false_positives,
        }
    }
}
