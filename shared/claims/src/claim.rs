//! A claim as a model states it.

use serde::Deserialize;

/// One claim.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Claim {
    /// The kind of claim.
    pub claim: Kind,
    /// Id of a figure, or of a finding.
    pub of: String,
    /// Id of the other figure, or `none`.
    #[serde(default)]
    pub with: String,
    /// What a comparison shows.
    #[serde(default)]
    pub show: Show,
    /// How the model expects the first figure of a comparison, or the last of a change, to relate to the other one.
    #[serde(default)]
    pub expect: Expect,
}

/// The kinds of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The value of a figure.
    Value,
    /// Two figures of the same quantity and rows, of two things.
    Compare,
    /// One figure on two kinds of rows, or on an earlier and a later day.
    Change,
    /// The place of a figure among all figures of its group.
    Place,
    /// The lowest and the highest figure of a group.
    Spread,
    /// A figure as a share of another one.
    Share,
    /// A finding.
    Finding,
}

/// What a comparison shows beside the two values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// Which is higher.
    #[default]
    #[serde(alias = "none")]
    Order,
    /// By how much.
    Difference,
    /// How many times as much.
    Ratio,
}

/// The order that a model expects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expect {
    /// Nothing.
    #[default]
    None,
    /// It is higher.
    Higher,
    /// It is lower.
    Lower,
    /// It is the same.
    Same,
}
