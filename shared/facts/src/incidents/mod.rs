//! Incidents in a deployment's traffic: bursts of errors, spikes of latency and gaps without traffic.
//!
//! They are found in the intervals of the snapshot alone, always the same for the same figures, and like hours are compared
//! with like: what is usual at a time of day is known from the other days only. Each search says in its own module how.

mod bounds;
mod bursts;
mod gaps;
mod incident;
mod runs;
mod spikes;

pub use bounds::FEWEST_DAYS;
pub use incident::{Incident, IncidentKind};

use report_snapshot::deployment::Deployment;

use crate::grid::{self, Grid};

/// Every incident, by start.
pub fn incidents(deployment: &Deployment) -> Vec<Incident> {
    let intervals = &deployment.intervals;
    let Some(step) = grid::step_ms(deployment) else { return Vec::new() };
    let grid = by_day(deployment);
    let mut found = bursts::error_bursts(intervals, step, grid);
    if let Some(grid) = grid {
        found.extend(spikes::latency_spikes(intervals, step, grid));
        found.extend(gaps::traffic_gaps(deployment, grid));
    }
    found.sort_by_key(|incident| incident.from);
    found
}

/// The grid of a window long enough to know what is usual at a time of day; without it only error bursts are looked for.
pub fn by_day(deployment: &Deployment) -> Option<Grid> {
    Grid::of(deployment).filter(|grid| grid.days() >= FEWEST_DAYS)
}
