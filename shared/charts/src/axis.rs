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
    /// What no value can be under: an error has a floor of zero, and a whisker ends there.
    pub floor: Option<f64>,
    /// What no value can be over: no metric that ends at 1 goes on beyond it.
    pub ceiling: Option<f64>,
    /// Whether it counts something that cannot be divided, such as rows, calls or trees: ticks stand at whole numbers only.
    pub whole: bool,
    /// Whether a linear axis reaches to zero also where only positions are compared: of a risk, zero is what is hoped for.
    pub from_zero: bool,
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
        Self {
            label,
            format: Format::Number,
            scale: Scale::Linear,
            floor: None,
            ceiling: None,
            whole: false,
            from_zero: false,
        }
    }

    /// A linear axis of counts, see [`Axis::whole`].
    pub fn count(label: &'a str) -> Self {
        Self { whole: true, ..Self::number(label) }
    }

    /// A linear axis of shares from 0 to 1, written as percentages.
    pub fn percent(label: &'a str) -> Self {
        Self { format: Format::Percent, ..Self::number(label) }
    }

    /// A linear axis of milliseconds.
    pub fn milliseconds(label: &'a str) -> Self {
        Self { format: Format::Milliseconds, ..Self::number(label) }
    }

    /// The same axis with a floor, see [`Axis::floor`].
    pub fn not_under(mut self, floor: f64) -> Self {
        self.floor = Some(floor);
        self
    }

    /// The same axis with a ceiling, see [`Axis::ceiling`].
    pub fn not_over(mut self, ceiling: f64) -> Self {
        self.ceiling = Some(ceiling);
        self
    }

    /// The same axis reaching to zero, see [`Axis::from_zero`].
    pub fn from_zero(mut self) -> Self {
        self.from_zero = true;
        self
    }

    /// The same axis with a logarithmic scale.
    pub fn log(mut self) -> Self {
        self.scale = Scale::Log;
        self
    }
}
