//! What a project lists, counted in words.

use crate::prelude::*;

/// What a project lists: the quantity that counts all of it, and what one and many are called.
pub(super) struct Things(&'static Known, &'static str, &'static str);

impl Things {
    pub const DATASET: Self = Self(&DATASETS, "dataset", "datasets");
    pub const EXPERIMENT: Self = Self(&EXPERIMENTS, "experiment", "experiments");
    pub const MODEL: Self = Self(&MODELS, "model", "models");
    pub const DEPLOYMENT: Self = Self(&DEPLOYMENTS, "deployment", "deployments");
    pub const RUN: Self = Self(&SYNTHGEN_RUNS, "synthetic-data run", "synthetic-data runs");

    /// `2 of 3 datasets`.
    pub fn part(&self, quantity: &'static Known, part: usize, all: usize) -> Statement {
        say!("{} of {}", Figure::count(quantity, part), self.number(all))
    }

    /// `3 datasets`.
    pub fn number(&self, number: usize) -> Span {
        number_of(self.0, number, self.1, self.2)
    }
}
