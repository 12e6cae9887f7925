//! Judging synthetic data: checks of fidelity, privacy and utility, and a verdict from them.
//!
//! The scores are those of SDMetrics (see its documentation of the Quality Report, `NewRowSynthesis`,
//! `DCRBaselineProtection`, `DCROverfittingProtection` and `DisclosureProtection`). It fixes no bounds for what is good
//! enough; the bounds in here are this report's own, stated with each check.
//!
//! **Verdict**: *not recommended* if a check is critical or the run failed; *usable with reservations* if a check warns;
//! *suitable* if none does and both fidelity and privacy were measured; else *cannot be judged*.

mod fidelity;
mod privacy;
mod utility;

use report_snapshot::{RunStatus, synthgen::Synthgen};

use crate::Severity;
use crate::legacy::Finding;

pub use fidelity::{
    FAIR_SCORE, GOOD_SCORE, column_score, columns_by_score, constant_columns, pairs_by_score,
};
pub use utility::{Comparison, comparisons, direction};

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
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Aspect::Fidelity => "Fidelity",
            Aspect::Privacy => "Privacy",
            Aspect::Utility => "Utility",
        }
    }
}

/// A judged figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What it is about.
    pub aspect: Aspect,
    /// What was measured: "New rows".
    pub label: &'static str,
    /// The result, formatted.
    pub result: String,
    /// What would be good: "at least 80%".
    pub expected: String,
    /// The sentence with its figures.
    pub finding: Finding,
}

/// Whether the data can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// No check warns.
    Suitable,
    /// A check warns.
    WithReservations,
    /// A check is critical, or the run failed.
    NotRecommended,
    /// Fidelity or privacy was not measured.
    Open,
}

impl Verdict {
    /// The words that people read.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Suitable => "Suitable",
            Verdict::WithReservations => "Usable with reservations",
            Verdict::NotRecommended => "Not recommended",
            Verdict::Open => "Cannot be judged",
        }
    }

    /// How much it matters.
    pub fn severity(self) -> Severity {
        match self {
            Verdict::Suitable => Severity::Good,
            Verdict::WithReservations | Verdict::Open => Severity::Warning,
            Verdict::NotRecommended => Severity::Critical,
        }
    }
}

/// Every check that the snapshot has figures for.
pub fn checks(run: &Synthgen) -> Vec<Check> {
    let mut checks = fidelity::checks(run);
    if let Some(privacy) = &run.privacy {
        checks.extend(privacy::checks(privacy));
    }
    checks.extend(utility::checks(run));
    checks
}

/// The verdict by the rule above.
pub fn verdict(run: &Synthgen, checks: &[Check]) -> Verdict {
    let worst = checks.iter().map(|check| check.finding.severity).max();
    let measured = |aspect| checks.iter().any(|check| check.aspect == aspect);
    match worst {
        _ if run.status == RunStatus::Failed => Verdict::NotRecommended,
        Some(Severity::Critical) => Verdict::NotRecommended,
        _ if !(measured(Aspect::Fidelity) && measured(Aspect::Privacy)) => Verdict::Open,
        Some(Severity::Warning) => Verdict::WithReservations,
        _ => Verdict::Suitable,
    }
}

/// A number that is finite.
fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}
