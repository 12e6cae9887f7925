//! How many calls a service had, and how many of them failed.

use report_snapshot::deployment::{Deployment, Interval};

use crate::grid::is_sound;

/// Calls and failed calls over the window: the snapshot's totals, else the sum of its intervals; `None` where it has
/// neither. They may contradict one another; see [`agree`].
pub fn totals(deployment: &Deployment) -> Option<(u64, u64)> {
    match &deployment.totals {
        Some(totals) => Some((totals.requests, totals.errors)),
        None => summed(deployment),
    }
}

/// Calls and failed calls of all intervals; `None` without one.
pub(crate) fn summed(deployment: &Deployment) -> Option<(u64, u64)> {
    (!deployment.intervals.is_empty()).then(|| calls(&deployment.intervals))
}

/// Calls and failed calls of some intervals together.
pub(crate) fn calls<'a>(intervals: impl IntoIterator<Item = &'a Interval>) -> (u64, u64) {
    intervals.into_iter().fold((0, 0), |(requests, errors), interval| {
        (interval.requests.saturating_add(requests), interval.errors.saturating_add(errors))
    })
}

/// Calls and failed calls over the window, where no count contradicts another: no more failures than calls, in no interval
/// either, and totals that are the sum of the intervals.
pub fn agree(deployment: &Deployment) -> Option<(u64, u64)> {
    let sound = deployment.intervals.iter().all(is_sound);
    totals(deployment).filter(|(requests, errors)| {
        sound && errors <= requests && summed(deployment).is_none_or(|sum| sum == (*requests, *errors))
    })
}

/// Share of calls that failed over the window; `None` without a call, or where the counts contradict one another.
pub fn error_rate(deployment: &Deployment) -> Option<f64> {
    agree(deployment)
        .filter(|(requests, _)| *requests > 0)
        .map(|(requests, errors)| errors as f64 / requests as f64)
}
