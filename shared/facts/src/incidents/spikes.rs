//! Latency spikes: adjacent intervals whose 95th percentile is at least twice the median at the same time of day on other
//! days, of which there are at least three, and whose logarithm of that ratio has a modified z-score over 3.5 (Iglewicz &
//! Hoaglin 1993, *How to Detect and Handle Outliers*); over at least 20 calls together, because the 95th percentile of fewer
//! is a single call.

use std::collections::HashMap;

use report_snapshot::deployment::Interval;

use super::{
    bounds::FEWEST_OTHERS,
    incident::{Incident, IncidentKind},
    runs::{calls, runs, spanning},
};
use crate::{
    grid::{Grid, p95},
    stats::median,
};

/// A spike is at least so many times the usual latency.
const TIMES_USUAL: f64 = 2.0;

/// Modified z-score of an outlier.
const MODIFIED_Z: f64 = 3.5;

/// Turns a median absolute deviation into the standard deviation of a normal distribution.
const MAD_TO_SD: f64 = 1.482_6;

/// Calls of which the 95th percentile is more than the slowest one.
const FEWEST_CALLS: u64 = 20;

pub(super) fn latency_spikes(intervals: &[Interval], step: i64, grid: Grid) -> Vec<Incident> {
    let usual = usual_latency(intervals, grid);
    let residuals: Vec<Option<f64>> = intervals
        .iter()
        .zip(&usual)
        // Of 0 ms nothing is a multiple.
        .map(|(interval, usual)| {
            Some((p95(interval)? / usual.as_ref()?).ln()).filter(|ratio| ratio.is_finite())
        })
        .collect();
    let Some(middle) = median(residuals.iter().flatten().copied()) else { return Vec::new() };
    let spread = MAD_TO_SD
        * median(residuals.iter().flatten().map(|residual| (residual - middle).abs())).unwrap_or(0.0);
    let is_high = |residual: f64| residual >= TIMES_USUAL.ln() && residual - middle > MODIFIED_Z * spread;
    runs(intervals, step, |index| residuals[index].is_some_and(is_high))
        .into_iter()
        .filter_map(|run| {
            let (requests, _) = calls(&intervals[run.0..=run.1]);
            let figures = (run.0..=run.1).filter_map(|index| Some((p95(&intervals[index])?, usual[index]?)));
            let (highest_ms, usual_ms) = figures.max_by(|a, b| a.0.total_cmp(&b.0))?;
            (requests >= FEWEST_CALLS).then(|| {
                spanning(intervals, run, step, IncidentKind::LatencySpike { requests, highest_ms, usual_ms })
            })
        })
        .collect()
}

/// For each interval the median at its time of day on other days.
fn usual_latency(intervals: &[Interval], grid: Grid) -> Vec<Option<f64>> {
    let mut by_slot: HashMap<i64, Vec<(f64, usize)>> = HashMap::new();
    for (index, interval) in intervals.iter().enumerate() {
        if let Some(p95) = p95(interval) {
            by_slot.entry(grid.slot(grid.place(interval.start))).or_default().push((p95, index));
        }
    }
    let mut usual = vec![None; intervals.len()];
    for sorted in by_slot.values_mut().filter(|values| values.len() > FEWEST_OTHERS) {
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let others = sorted.len() - 1;
        for (own, (_, index)) in sorted.iter().enumerate() {
            // The median of the sorted values without this one.
            let other = |place: usize| sorted[if place < own { place } else { place + 1 }].0;
            usual[*index] = Some((other((others - 1) / 2) + other(others / 2)) / 2.0);
        }
    }
    usual
}
