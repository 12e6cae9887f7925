//! Lines over a numeric axis.

use report_document::Chart;

use crate::{Axis, Frame};

/// A line.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// Its name in the legend.
    pub name: &'a str,
    /// Its points, ascending by their first coordinate; a missing value leaves a gap.
    pub points: &'a [(f64, Option<f64>)],
    /// Whether it is drawn with dashes, such as single folds or a reference.
    pub dashed: bool,
}

/// An upright line at one place with a few words.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// Where.
    pub at: f64,
    /// What is there: "chosen: 57 trees".
    pub label: &'a str,
}

/// Lines, such as learning curves on training and validation data with the chosen iteration marked. The axis fits the data
/// and need not start at zero.
pub fn lines(
    _frame: &Frame<'_>,
    _x: &Axis<'_>,
    _y: &Axis<'_>,
    _series: &[Series<'_>],
    _marks: &[Mark<'_>],
) -> Option<Chart> {
    None
}
