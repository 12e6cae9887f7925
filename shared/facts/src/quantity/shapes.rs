//! The shapes that most quantities have: a number of things, a share, a time.

use super::{Direction, Known, Unit};

pub(crate) const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
pub(crate) const NOT_NEGATIVE: (f64, f64) = (0.0, f64::INFINITY);
pub(crate) const OF_ONE: (f64, f64) = (0.0, 1.0);

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
    Known { better: Some(Direction::Higher), ..share(id, label) }
}

/// One of which less is better, in milliseconds.
pub(super) const fn lower_time(id: &'static str, label: &'static str) -> Known {
    lower(id, label, Unit::Milliseconds, NOT_NEGATIVE)
}

/// A number of things.
pub(super) const fn count(id: &'static str, label: &'static str) -> Known {
    neutral(id, label, Unit::Count, NOT_NEGATIVE)
}

/// A share of something.
pub(super) const fn share(id: &'static str, label: &'static str) -> Known {
    neutral(id, label, Unit::Share, OF_ONE)
}

/// A difference of shares.
pub(super) const fn points(id: &'static str, label: &'static str) -> Known {
    neutral(id, label, Unit::Points, OF_ONE)
}

/// In its own scale, or that of what it is computed of.
pub(super) const fn plain(id: &'static str, label: &'static str, bounds: (f64, f64)) -> Known {
    neutral(id, label, Unit::Plain, bounds)
}

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
