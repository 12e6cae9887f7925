//! An entry of the table: what is known of a quantity.

use serde::Serialize;

/// Which way a quantity is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl Direction {
    /// How much better `a` is than `b`: positive if it is better, whichever way the quantity goes.
    pub fn advantage(self, a: f64, b: f64) -> f64 {
        match self {
            Direction::Higher => a - b,
            Direction::Lower => b - a,
        }
    }
}

/// How the value of a figure is to be read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A number in the quantity's own scale, such as a metric.
    Plain,
    /// A number of the data, such as a column's minimum: whole where it is whole.
    Value,
    /// A share, 1 being all, shown as a percentage.
    Share,
    /// A difference of shares, shown in percentage points.
    Points,
    /// A number of things.
    Count,
    /// How many times as much.
    Ratio,
    /// Milliseconds.
    Milliseconds,
    /// Days.
    Days,
    /// Bytes.
    Bytes,
    /// The probability that a test gives: small ones are shown as less than a bound.
    Probability,
}

/// A quantity of the table.
#[derive(Debug, PartialEq)]
pub struct Known {
    /// Its name, `[a-z0-9_]+`.
    pub id: &'static str,
    /// What people call it, as at the start of a line: `Log loss`.
    pub label: &'static str,
    /// Further names that tools give it, lower case.
    pub aliases: &'static [&'static str],
    /// How values are read.
    pub unit: Unit,
    /// Which way it is better; `None` where neither is.
    pub better: Option<Direction>,
    /// The values between which it lies, both possible. Infinite where it has no bound.
    pub bounds: (f64, f64),
    /// Where the definition is from.
    pub source: &'static str,
}
