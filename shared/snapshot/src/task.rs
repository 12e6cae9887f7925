//! What a model is for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of question a model answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// One of two classes.
    BinaryClassification,
    /// One of three or more classes.
    MulticlassClassification,
    /// A number.
    Regression,
}

impl Task {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Task::BinaryClassification => "Binary classification",
            Task::MulticlassClassification => "Multiclass classification",
            Task::Regression => "Regression",
        }
    }

    /// Whether the answer is a class.
    pub fn is_classification(self) -> bool {
        !matches!(self, Task::Regression)
    }
}
