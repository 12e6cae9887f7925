//! What is computed of another quantity. A plain one takes that quantity's unit.

use super::{Direction, Known, Unit};

pub(super) const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
pub(super) const NOT_NEGATIVE: (f64, f64) = (0.0, f64::INFINITY);
pub(super) const OF_ONE: (f64, f64) = (0.0, 1.0);

/// A quantity that is better neither way.
pub(super) const fn neutral(id: &'static str, label: &'static str, unit: Unit, bounds: (f64, f64)) -> Known {
    Known { id, label, aliases: &[], unit, better: None, bounds, source: "" }
}

/// One of which less is better.
pub(super) const fn lower(id: &'static str, label: &'static str, unit: Unit, bounds: (f64, f64)) -> Known {
    Known { better: Some(Direction::Lower), ..neutral(id, label, unit, bounds) }
}

/// A share of which more is better.
pub(super) const fn higher_share(id: &'static str, label: &'static str) -> Known {
    Known { better: Some(Direction::Higher), ..neutral(id, label, Unit::Share, OF_ONE) }
}

/// By how much one figure is better than another, in the quantity's own unit.
pub static MARGIN: Known = neutral("margin", "Margin", Unit::Plain, NOT_NEGATIVE);
/// The difference of two figures without its sign.
pub static DIFFERENCE: Known = neutral("difference", "Difference", Unit::Plain, NOT_NEGATIVE);
/// The same of shares.
pub static POINTS: Known = neutral("points", "Difference", Unit::Points, NOT_NEGATIVE);
/// A place among others.
pub static PLACE: Known = neutral("place", "Place", Unit::Count, NOT_NEGATIVE);
/// How many others, or how many in all.
pub static AMONG: Known = neutral("among", "Number of figures of the kind", Unit::Count, NOT_NEGATIVE);
/// One figure over another.
pub static RATIO: Known = neutral("ratio", "Ratio", Unit::Ratio, NOT_NEGATIVE);
/// Mean over the folds of a cross-validation.
pub static FOLD_MEAN: Known = neutral("fold_mean", "Mean over the folds", Unit::Plain, ANY);
/// Standard deviation over the folds, with k − 1 in the denominator.
pub static FOLD_SD: Known =
    neutral("fold_sd", "Standard deviation over the folds", Unit::Plain, NOT_NEGATIVE);
/// Mean advantage over shared folds; negative where the folds say otherwise than the whole.
pub static FOLD_MEAN_DIFFERENCE: Known =
    neutral("fold_mean_difference", "Mean difference over the folds", Unit::Plain, ANY);
/// Standard error of the mean over the folds.
pub static STANDARD_ERROR: Known = neutral("standard_error", "Standard error", Unit::Plain, NOT_NEGATIVE);
/// Number of folds.
pub static FOLDS: Known = neutral("folds", "Folds", Unit::Count, NOT_NEGATIVE);
/// The p-value of a test.
pub static P_VALUE: Known = neutral("p_value", "p-value", Unit::Probability, OF_ONE);
/// The p-value of a test, adjusted for the number of tests.
pub static P_VALUE_ADJUSTED: Known =
    neutral("p_value_adjusted", "Adjusted p-value", Unit::Probability, OF_ONE);
/// The bound that a figure is held against.
pub static BOUND: Known = neutral("bound", "Bound", Unit::Plain, ANY);
/// Entries of a list that are not named one by one.
pub static FURTHER: Known = neutral("further", "Further", Unit::Count, NOT_NEGATIVE);
/// Part of a whole.
pub static PART: Known = neutral("share", "Share", Unit::Share, OF_ONE);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shapes_of_quantities_say_which_way_is_better() {
        assert_eq!(neutral("a", "A", Unit::Count, ANY).better, None);
        assert_eq!(lower("a", "A", Unit::Count, NOT_NEGATIVE).better, Some(Direction::Lower));
        let share = higher_share("a", "A");
        assert_eq!((share.better, share.unit, share.bounds), (Some(Direction::Higher), Unit::Share, OF_ONE));
    }
}
