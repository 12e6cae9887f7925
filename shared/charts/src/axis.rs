//! What an axis measures and how its values are written.

/// An axis.
#[derive(Debug, Clone, Copy)]
pub struct Axis<'a> {
    /// What it measures, with its unit: "AUC", "Training time".
    pub label: &'a str,
    /// How values are written.
    pub format: Format,
    /// How values are placed.
    pub scale: Scale,
}

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As a number: `0.95`, `12,500`.
    Number,
    /// A share from 0 to 1 as a percentage: `95%`.
    Percent,
    /// Milliseconds in the unit that reads best: `850 ms`, `1.2 s`, `3 min`.
    Milliseconds,
}

/// How values are placed along an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal distances are equal differences.
    Linear,
    /// Equal distances are equal ratios. Values that are zero or negative have no place and are left out.
    Log,
}

impl<'a> Axis<'a> {
    /// A linear axis of numbers.
    pub fn number(label: &'a str) -> Self {
        Self { label, format: Format::Number, scale: Scale::Linear }
    }

    /// A linear axis of shares from 0 to 1, written as percentages.
    pub fn percent(label: &'a str) -> Self {
        Self { label, format: Format::Percent, scale: Scale::Linear }
    }

    /// A linear axis of milliseconds.
    pub fn milliseconds(label: &'a str) -> Self {
        Self { label, format: Format::Milliseconds, scale: Scale::Linear }
    }

    /// The same axis with a logarithmic scale.
    pub fn log(mut self) -> Self {
        self.scale = Scale::Log;
        self
    }
}
