//! A finding.

use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good news, or a check that passed.
    Good,
    /// Worth knowing.
    Info,
    /// Should be looked at.
    Warning,
    /// Must be looked at before anyone relies on the result.
    Critical,
}

/// One sentence about the entity, with the figures that it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Stable name of the rule, `[a-z0-9_]+`; several findings may come from one rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// A few words: "Possible leakage".
    pub title: String,
    /// One or two sentences with the figures, as shown. Numbers in it are formatted by [`crate::format`].
    pub statement: String,
    /// The figures that the statement rests on.
    pub figures: Vec<Figure>,
}

/// A number with what it is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Whose figure it is: a model, feature, column, day; absent for the entity itself.
    pub subject: Option<String>,
    /// What was measured: `auc`, `psi`, `missing_share`.
    pub quantity: String,
    /// The value, in `unit`.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
}

/// The unit of a [`Figure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A pure number in the metric's own scale.
    Plain,
    /// A share from 0 to 1, shown as a percentage.
    Share,
    /// A whole number of things.
    Count,
    /// Milliseconds.
    Milliseconds,
    /// Bytes.
    Bytes,
}

impl Figure {
    /// A figure about the entity itself.
    pub fn of_entity(quantity: impl Into<String>, value: f64, unit: Unit) -> Self {
        Self { subject: None, quantity: quantity.into(), value, unit }
    }

    /// A figure about something named: a model, a feature, a column, a class.
    pub fn of(subject: impl Into<String>, quantity: impl Into<String>, value: f64, unit: Unit) -> Self {
        Self { subject: Some(subject.into()), quantity: quantity.into(), value, unit }
    }

    /// A whole number of things.
    pub fn count(quantity: impl Into<String>, count: usize) -> Self {
        Self::of_entity(quantity, count as f64, Unit::Count)
    }
}
