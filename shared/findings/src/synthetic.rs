//! Judging synthetic data: checks of fidelity, privacy and utility, and a verdict from them.
//!
//! The scores are those of SDMetrics. It fixes no bounds for what is good enough; where none follows from the figure itself,
//! a check states the figure and judges nothing. Tables and findings use the same checks, so that one fact has one verdict.

mod check;
pub(crate) mod fidelity;
pub(crate) mod privacy;
pub(crate) mod utility;

pub use check::{Aspect, Check, Outcome};
pub use fidelity::{LOW_SCORE, is_low, is_missing_otherwise};
pub use report_facts::synthetic::{
    Comparison, column_score, columns_by_score, comparisons, metric_in, pairs_by_score, utility_quantity,
};

use crate::prelude::*;

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
