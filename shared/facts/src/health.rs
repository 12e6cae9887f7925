//! How many calls a service had, and how many of them failed.

use report_snapshot::deployment::Deployment;

use crate::incidents;

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
