//! Bounds that the searches have in common.

/// Probability of a false alarm over the whole window.
pub(super) const LEVEL: f64 = 0.01;

/// Whole days from which a time of day has usual figures.
pub const FEWEST_DAYS: usize = 4;

/// Other days at whose time of day there must be a figure.
pub(super) const FEWEST_OTHERS: usize = 3;
