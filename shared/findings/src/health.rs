//! Whether a service does its job: how many calls it had and how many of them failed.

use report_snapshot::deployment::Deployment;

use crate::{Severity, incidents};

/// Share of failed calls from which a service is broken for its callers. No source fixes such bounds; these are this
/// report's own.
pub const BROKEN: f64 = 0.05;

/// Share of failed calls from which errors need a look: a service level of 99 %.
pub const TOO_MANY: f64 = 0.01;

/// Share of failed calls that is good: a service level of 99.9 %.
pub const FEW: f64 = 0.001;

/// How grave a share of failed calls is.
pub fn severity_of_error_rate(rate: f64) -> Severity {
    match rate {
        rate if rate >= BROKEN => Severity::Critical,
        rate if rate >= TOO_MANY => Severity::Warning,
        rate if rate >= FEW => Severity::Info,
        _ => Severity::Good,
    }
}

/// Calls and failed calls over the window: the snapshot's totals, else the sum of its intervals; `None` where it has
/// neither. No more calls can fail than were made.
pub fn totals(deployment: &Deployment) -> Option<(u64, u64)> {
    if let Some(totals) = &deployment.totals {
        return Some((totals.requests, totals.errors.min(totals.requests)));
    }
    (!deployment.intervals.is_empty()).then(|| incidents::calls(&deployment.intervals))
}

/// Share of calls that failed over the window; `None` without a call.
pub fn error_rate(deployment: &Deployment) -> Option<f64> {
    totals(deployment)
        .filter(|(requests, _)| *requests > 0)
        .map(|(requests, errors)| errors as f64 / requests as f64)
}
