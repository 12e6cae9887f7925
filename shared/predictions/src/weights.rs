//! How much each row counts, in one resample or in all.

/// How much each row counts.
pub(crate) trait Weights {
    /// The weight of a row.
    fn of(&self, row: usize) -> f64;
}

/// Every row once.
pub(crate) struct Once;

impl Weights for Once {
    fn of(&self, _row: usize) -> f64 {
        1.0
    }
}

/// Given weights.
impl Weights for [f64] {
    fn of(&self, row: usize) -> f64 {
        self[row]
    }
}

/// How often a resample has each row. More than 255 times is no number that occurs: of rows that are drawn once on average,
/// one is drawn 256 times with a probability below 10⁻⁵⁰⁰.
impl Weights for [u8] {
    fn of(&self, row: usize) -> f64 {
        f64::from(self[row])
    }
}

/// The one times the other.
pub(crate) struct Product<'a, A: ?Sized, B: ?Sized>(pub(crate) &'a A, pub(crate) &'a B);

impl<A: Weights + ?Sized, B: Weights + ?Sized> Weights for Product<'_, A, B> {
    fn of(&self, row: usize) -> f64 {
        self.0.of(row) * self.1.of(row)
    }
}
