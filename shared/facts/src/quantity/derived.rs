//! What is computed of another quantity. A plain one takes that quantity's unit.

use super::{
    Known, Unit,
    shapes::{ANY, NOT_NEGATIVE, OF_ONE, count, neutral, plain, share},
};

/// By how much one figure is better than another, in the quantity's own unit.
pub static MARGIN: Known = plain("margin", "Margin", NOT_NEGATIVE);
/// The difference of two figures without its sign.
pub static DIFFERENCE: Known = plain("difference", "Difference", NOT_NEGATIVE);
/// The same of shares.
pub static POINTS: Known = neutral("points", "Difference", Unit::Points, NOT_NEGATIVE);
/// A place among others.
pub static PLACE: Known = count("place", "Place");
/// How many others, or how many in all.
pub static AMONG: Known = count("among", "Number of figures of the kind");
/// One figure over another.
pub static RATIO: Known = neutral("ratio", "Ratio", Unit::Ratio, NOT_NEGATIVE);
/// Mean over the folds of a cross-validation.
pub static FOLD_MEAN: Known = plain("fold_mean", "Mean over the folds", ANY);
/// Standard deviation over the folds, with k − 1 in the denominator.
pub static FOLD_SD: Known = plain("fold_sd", "Standard deviation over the folds", NOT_NEGATIVE);
/// Mean advantage over shared folds; negative where the folds say otherwise than the whole.
pub static FOLD_MEAN_DIFFERENCE: Known = plain("fold_mean_difference", "Mean difference over the folds", ANY);
/// Standard error of the mean over the folds.
pub static STANDARD_ERROR: Known = plain("standard_error", "Standard error", NOT_NEGATIVE);
/// Number of folds.
pub static FOLDS: Known = count("folds", "Folds");
/// The p-value of a test.
pub static P_VALUE: Known = neutral("p_value", "p-value", Unit::Probability, OF_ONE);
/// The p-value of a test, adjusted for the number of tests.
pub static P_VALUE_ADJUSTED: Known =
    neutral("p_value_adjusted", "Adjusted p-value", Unit::Probability, OF_ONE);
/// The bound that a figure is held against.
pub static BOUND: Known = plain("bound", "Bound", ANY);
/// Entries of a list that are not named one by one.
pub static FURTHER: Known = count("further", "Further");
/// Part of a whole.
pub static PART: Known = share("share", "Share");
