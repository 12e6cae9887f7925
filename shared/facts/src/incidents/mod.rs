//! Incidents in a deployment's traffic: bursts of errors, spikes of latency and gaps without traffic.
//!
//! They are found in the intervals of the snapshot alone, always the same for the same figures, and like hours are compared
//! with like: what is usual at a time of day is known from the other days only. Each search says in its own module how.

mod bursts;
mod gaps;
mod spikes;

use report_domain::Timestamp;
use report_snapshot::deployment::{Deployment, Interval};

use crate::{
    grid::{self, Grid, millis},
    health,
};

/// A stretch of time in which a deployment did not work as usual.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// From, inclusive.
    pub from: Timestamp,
    /// To, exclusive.
    pub to: Timestamp,
    /// What happened.
    pub what: Happening,
}

/// What an incident was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Happening {
    /// Many calls failed.
    ErrorBurst {
        /// Calls.
        requests: u64,
        /// Calls that failed.
        errors: u64,
        /// Share of calls that usually fail, outside bursts or at this time of day, whichever is more.
        usual_rate: f64,
    },
    /// Calls took long.
    LatencySpike {
        /// Calls.
        requests: u64,
        /// Highest 95th percentile of an interval, in milliseconds.
        highest_ms: f64,
        /// Median of the 95th percentiles at the same time of day on other days, in milliseconds.
        usual_ms: f64,
    },
    /// No calls came.
    TrafficGap {
        /// The least calls that came in the same hours of other days, added up.
        expected: f64,
        /// Whether the other days are the same weekday of other weeks.
        weekly: bool,
    },
}

impl Happening {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Happening::ErrorBurst { .. } => "Error burst",
            Happening::LatencySpike { .. } => "Latency spike",
            Happening::TrafficGap { .. } => "Traffic gap",
        }
    }

    /// Calls that went wrong or were missing: what an incident weighs against others.
    pub fn weight(self) -> f64 {
        match self {
            Happening::ErrorBurst { errors, .. } => errors as f64,
            Happening::LatencySpike { requests, .. } => requests as f64 / 2.0,
            Happening::TrafficGap { expected, .. } => expected,
        }
    }
}

/// Probability of a false alarm over the whole window.
const LEVEL: f64 = 0.01;

/// Whole days from which a time of day has usual figures.
pub const FEWEST_DAYS: usize = 4;

/// Other days at whose time of day there must be a figure.
const FEWEST_OTHERS: usize = 3;

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

/// First and last index of adjacent intervals.
type Run = (usize, usize);

/// Runs of adjacent intervals that `belongs` accepts. Where intervals were left out, a run ends.
fn runs(intervals: &[Interval], step: i64, belongs: impl Fn(usize) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for index in (0..intervals.len()).filter(|index| belongs(*index)) {
        match runs.last_mut() {
            Some((_, last))
                if *last + 1 == index
                    && millis(intervals[index].start) - millis(intervals[*last].start) <= step + step / 2 =>
            {
                *last = index;
            }
            _ => runs.push((index, index)),
        }
    }
    runs
}

fn spanning(intervals: &[Interval], (first, last): Run, step: i64, what: Happening) -> Incident {
    let to = Timestamp::from_unix_millis(millis(intervals[last].start).saturating_add(step));
    Incident { from: intervals[first].start, to, what }
}

/// Calls and failed calls of some intervals, those left out whose counts contradict one another.
fn calls<'a>(intervals: impl IntoIterator<Item = &'a Interval>) -> (u64, u64) {
    health::calls(intervals.into_iter().filter(|interval| grid::is_sound(interval)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn starting_at(minutes: &[&str]) -> Vec<Interval> {
        let at = |minute: &&str| serde_json::json!({"start": format!("2026-01-05T10:{minute}:00Z"), "requests": 1, "errors": 0});
        minutes.iter().map(|minute| serde_json::from_value(at(minute)).unwrap()).collect()
    }

    #[test]
    fn a_run_ends_where_intervals_were_left_out() {
        let step = 10 * 60_000;
        // A step and a half is jitter, more is a gap.
        assert_eq!(runs(&starting_at(&["00", "10", "25", "35"]), step, |_| true), [(0, 3)]);
        assert_eq!(runs(&starting_at(&["00", "10", "26", "36"]), step, |_| true), [(0, 1), (2, 3)]);
        assert_eq!(runs(&starting_at(&["00", "10", "20", "30"]), step, |index| index != 1), [(0, 0), (2, 3)]);
    }
}
