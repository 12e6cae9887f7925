//! How values are spread.

use report_document::Chart;

use crate::Frame;

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub enum Bins<'a> {
    /// Ranges of numbers: one more edge than there are bins, ascending.
    Edges(&'a [f64]),
    /// Categories.
    Categories(&'a [&'a str]),
}

/// One dataset's counts as bars.
pub fn histogram(_frame: &Frame<'_>, _bins: Bins<'_>, _counts: &[u64]) -> Option<Chart> {
    None
}

/// Two datasets over the same bins: real against synthetic, reference against current. Each is drawn as shares of its own
/// total, because they need not have as many rows. Of more than 12 categories the most frequent are drawn and the others
/// taken together. `first` and `second` are name and counts.
pub fn histogram_pair(
    _frame: &Frame<'_>,
    _bins: Bins<'_>,
    _first: (&str, &[u64]),
    _second: (&str, &[u64]),
) -> Option<Chart> {
    None
}
