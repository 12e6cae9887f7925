//! Judging synthetic data: checks of fidelity, privacy and utility, and a verdict from them.
//!
//! The scores are those of SDMetrics. It fixes no bounds for what is good enough; where none follows from the figure itself,
//! a check states the figure and judges nothing. Tables and findings use the same checks, so that one fact has one verdict.

pub(crate) mod fidelity;
pub(crate) mod privacy;
pub(crate) mod utility;

pub use fidelity::{LOW_SCORE, is_low, is_missing_otherwise};
pub use report_facts::synthetic::{
    Comparison, column_score, columns_by_score, comparisons, metric_in, pairs_by_score, utility_quantity,
};

use crate::prelude::*;

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
    fn of(aspect: Aspect, label: &'static str, held_against: impl Into<String>) -> Self {
        Self { aspect, label, held_against: held_against.into(), outcome: Outcome::NotMade }
    }

    fn made(self, result: String, judged: bool, finding: impl Into<Option<Finding>>) -> Self {
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

/// Whether the data can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// No check warns.
    NoWarning,
    /// A check warns.
    WithReservations,
    /// The run failed.
    NotRecommended,
    /// No check of fidelity, or none of privacy, could have warned.
    Open,
}

impl Verdict {
    /// The words that people read.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::NoWarning => "No check warns",
            Verdict::WithReservations => "Usable with reservations",
            Verdict::NotRecommended => "Not recommended",
            Verdict::Open => "Cannot be judged",
        }
    }

    /// How much it matters.
    pub fn severity(self) -> Severity {
        match self {
            Verdict::NoWarning => Good,
            Verdict::WithReservations | Verdict::Open => Warning,
            Verdict::NotRecommended => Critical,
        }
    }
}

/// Every check, in the order of the table of checks.
pub fn checks(run: &Synthgen) -> Vec<Check> {
    let checks: [fn(&Synthgen) -> Check; 13] = [
        fidelity::overall,
        fidelity::columns,
        fidelity::pairs,
        fidelity::constant,
        fidelity::validity,
        fidelity::missing,
        privacy::exact_copies,
        privacy::new_rows,
        privacy::memorised,
        privacy::closest_record,
        privacy::baseline,
        privacy::disclosure,
        utility::utility,
    ];
    checks.iter().map(|check| check(run)).collect()
}

/// The verdict; see the rule `verdict`.
pub fn verdict(run: &Synthgen, checks: &[Check]) -> Verdict {
    let judged = |aspect| checks.iter().any(|check| check.aspect == aspect && check.is_judged());
    match () {
        () if run.status == RunStatus::Failed => Verdict::NotRecommended,
        () if !(judged(Aspect::Fidelity) && judged(Aspect::Privacy)) => Verdict::Open,
        () if checks.iter().any(Check::warns) => Verdict::WithReservations,
        () => Verdict::NoWarning,
    }
}
