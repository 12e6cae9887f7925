//! Quantities of synthetic data.

use super::{
    Known, Unit,
    derived::{OF_ONE, neutral},
};

/// Likeness of a column in the synthetic and the real data.
pub static COLUMN_SCORE: Known = neutral("column_score", "Score", Unit::Share, OF_ONE);
