//! A check, and what came of it.

use crate::prelude::*;

/// What stands in the table of checks where a figure is held against nothing.
pub(super) const NO_BOUND: &str = "no bound is known";

/// What a check is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Whether the synthetic data is like the real data.
    Fidelity,
    /// Whether people in the real data are protected.
    Privacy,
    /// Whether a model trained on the synthetic data works on real data.
    Utility,
}

impl Aspect {
    /// Every aspect.
    pub const ALL: [Aspect; 3] = [Aspect::Fidelity, Aspect::Privacy, Aspect::Utility];

    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Aspect::Fidelity => "Fidelity",
            Aspect::Privacy => "Privacy",
            Aspect::Utility => "Utility",
        }
    }

    /// The name within a sentence.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Aspect::Fidelity => "fidelity",
            Aspect::Privacy => "privacy",
            Aspect::Utility => "utility",
        }
    }
}

/// A check, whether or not it could be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What it is about.
    pub aspect: Aspect,
    /// What is measured: "New rows".
    pub label: &'static str,
    /// What the result is held against: "over 50%".
    pub held_against: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a check.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The snapshot has no figure for it.
    NotMade,
    /// There is a figure.
    Made {
        /// The result, formatted.
        result: String,
        /// Whether there was something to hold it against, so that it could have warned or passed.
        judged: bool,
        /// What is said of it; nothing where there is nothing to say.
        finding: Option<Finding>,
    },
}

impl Check {
    pub(super) fn of(aspect: Aspect, label: &'static str, held_against: impl Into<String>) -> Self {
        Self { aspect, label, held_against: held_against.into(), outcome: Outcome::NotMade }
    }

    pub(super) fn made(self, result: String, judged: bool, finding: impl Into<Option<Finding>>) -> Self {
        Self { outcome: Outcome::Made { result, judged, finding: finding.into() }, ..self }
    }

    /// What is said of it.
    pub fn finding(&self) -> Option<&Finding> {
        match &self.outcome {
            Outcome::Made { finding, .. } => finding.as_ref(),
            Outcome::NotMade => None,
        }
    }

    /// Whether there was a figure for it.
    pub fn is_made(&self) -> bool {
        matches!(self.outcome, Outcome::Made { .. })
    }

    /// Whether it says something. A check that found nothing to say does not count as measured.
    pub fn speaks(&self) -> bool {
        self.finding().is_some()
    }

    /// Whether it warned or passed. A check that says nothing, such as one that no column became constant, is no measure.
    pub fn is_judged(&self) -> bool {
        matches!(self.outcome, Outcome::Made { judged: true, finding: Some(_), .. })
    }

    /// Whether it warns.
    pub fn warns(&self) -> bool {
        self.finding().is_some_and(|finding| finding.severity >= Warning)
    }
}
