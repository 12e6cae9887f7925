//! Quantities of projects.

use super::{
    Known, Unit,
    derived::{NOT_NEGATIVE, neutral},
};

/// Number of experiments.
pub static EXPERIMENTS: Known = neutral("experiments", "Experiments", Unit::Count, NOT_NEGATIVE);
