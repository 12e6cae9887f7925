//! How good a regression model is.

use report_document::Chart;

use crate::Frame;

/// Predicted against actual value for `(actual, predicted)` points, with the diagonal of a perfect model. `what` names the
/// value and its unit. More than 2,000 points are thinned evenly.
pub fn predicted_vs_actual(_frame: &Frame<'_>, _what: &str, _points: &[(f64, f64)]) -> Option<Chart> {
    None
}

/// Residual (actual − predicted) against predicted value for `(actual, predicted)` points, with the line at zero.
pub fn residuals(_frame: &Frame<'_>, _what: &str, _points: &[(f64, f64)]) -> Option<Chart> {
    None
}
