//! Rows whose metrics can be computed with any weights.

use report_snapshot::Measured;

use crate::weights::Weights;

/// Rows whose metrics can be computed with any weights, in one pass each.
pub(crate) trait Scored: Sync {
    /// The number of rows.
    fn rows(&self) -> usize;

    /// The metrics that [`Scored::metrics`] gives.
    fn names(&self) -> Vec<&'static str>;

    /// The metrics with these weights, in the order of their names. `None` where one is undefined.
    fn metrics<W: Weights + ?Sized>(&self, weights: &W) -> Vec<Measured>;
}
