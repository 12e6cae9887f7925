//! One figure against another.

use report_document::Chart;

use crate::{Axis, Frame};

/// A labelled point.
#[derive(Debug, Clone, Copy)]
pub struct Point<'a> {
    /// What it is, such as a model.
    pub label: &'a str,
    /// Horizontal coordinate.
    pub x: Option<f64>,
    /// Vertical coordinate.
    pub y: Option<f64>,
    /// What it belongs to, such as a family of algorithms: sets its colour and stands in the legend.
    pub group: Option<&'a str>,
    /// Whether it is set apart and labelled first.
    pub highlight: bool,
}

/// Points with labels that do not overlap, as many as there is room for, earlier ones first: quality against training
/// time.
pub fn scatter(_frame: &Frame<'_>, _x: &Axis<'_>, _y: &Axis<'_>, _points: &[Point<'_>]) -> Option<Chart> {
    None
}
