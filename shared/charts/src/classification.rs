//! How good a classifier is.

use report_document::Chart;

use crate::Frame;

/// A ROC or precision-recall curve.
#[derive(Debug, Clone, Copy)]
pub struct Curve<'a> {
    /// Its name in the legend: a class, "Macro average", a split.
    pub name: &'a str,
    /// Horizontal coordinates, ascending, 0 to 1: false-positive rates or recalls.
    pub x: &'a [f64],
    /// Vertical coordinates at the same points: true-positive rates or precisions.
    pub y: &'a [f64],
    /// Area under it, for the legend.
    pub area: Option<f64>,
    /// Whether it is drawn stronger than the others, such as an average.
    pub emphasised: bool,
}

/// ROC curves with the diagonal of a guess, the AUC of each in the legend, and the operating point (false-positive rate,
/// true-positive rate) where given. Beyond the palette's series, further curves are thin and grey.
pub fn roc(_frame: &Frame<'_>, _curves: &[Curve<'_>], _operating_point: Option<(f64, f64)>) -> Option<Chart> {
    None
}

/// Precision-recall curves; `baseline` is the share of positives, the precision of a guess.
pub fn precision_recall(_frame: &Frame<'_>, _curves: &[Curve<'_>], _baseline: Option<f64>) -> Option<Chart> {
    None
}

/// A confusion matrix `counts[actual][predicted]`: each cell shaded by its share of its row, with the count and the share
/// written in it as long as they fit. Made for 2 to 40 classes; more are drawn without text.
pub fn confusion_heatmap<S: AsRef<str>>(_frame: &Frame<'_>, _labels: &[S], _counts: &[Vec<f64>]) -> Option<Chart> {
    None
}

/// Rows whose predicted probability falls into one bin.
#[derive(Debug, Clone, Copy)]
pub struct CalibrationPoint {
    /// Mean predicted probability.
    pub predicted: f64,
    /// Share of positives observed.
    pub observed: f64,
    /// Number of rows; sets the dot's area.
    pub count: Option<u64>,
}

/// Observed against predicted probability with the diagonal of perfect calibration.
pub fn calibration(_frame: &Frame<'_>, _points: &[CalibrationPoint]) -> Option<Chart> {
    None
}

/// Gain and lift up to one group of rows with the highest scores.
#[derive(Debug, Clone, Copy)]
pub struct GainsLiftPoint {
    /// Share of all rows up to here, 0 to 1.
    pub fraction: f64,
    /// Share of all positives found up to here, 0 to 1.
    pub capture: Option<f64>,
    /// Rate of positives up to here over the overall rate.
    pub cumulative_lift: Option<f64>,
}

/// Cumulative gain: share of positives found by share of rows looked at, with the diagonal of a random order.
pub fn gains(_frame: &Frame<'_>, _points: &[GainsLiftPoint]) -> Option<Chart> {
    None
}

/// Cumulative lift by share of rows looked at, with the line of a random order at 1.
pub fn lift(_frame: &Frame<'_>, _points: &[GainsLiftPoint]) -> Option<Chart> {
    None
}
