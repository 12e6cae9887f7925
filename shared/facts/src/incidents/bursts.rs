//! Error bursts: adjacent intervals whose errors are improbable under the usual rate.
//!
//! The usual rate of an interval is the greater of the rate outside bursts, found by repeating, and, where there are days
//! enough, the rate at the same time of day on other days: a batch that fails every night is usual at night. How improbable
//! errors are is bounded by Chernoff's inequality for the binomial distribution, P(X ≥ k) ≤ exp(−n · KL(k/n ‖ p)) (Hoeffding
//! 1963, "Probability inequalities for sums of bounded random variables", theorem 1, which holds for the mean of different p
//! too), at a level of 1 % divided by the number of intervals (Bonferroni). Because in much traffic a trifle is improbable
//! too, a burst has at least twice the usual rate and at least three errors.

use std::collections::HashMap;

use report_snapshot::deployment::Interval;

use super::{
    bounds::LEVEL,
    incident::{Incident, IncidentKind},
    runs::{Run, calls, runs, spanning},
};
use crate::grid::{Grid, is_sound};

/// An interval takes part in a burst from this probability on; the burst as a whole must pass the level.
const CANDIDATE: f64 = 0.05;

/// A burst has at least so many times the usual error rate.
const TIMES_USUAL: f64 = 2.0;

/// A burst has at least so many errors.
const FEWEST_ERRORS: u64 = 3;

/// Rounds of estimating the usual error rate; it settles in two or three.
const ROUNDS: usize = 8;

pub(super) fn error_bursts(intervals: &[Interval], step: i64, grid: Option<Grid>) -> Vec<Incident> {
    let by_slot = slot_rates(intervals, grid);
    let improbable = (LEVEL / intervals.len().max(1) as f64).ln();
    let mut bursts: Vec<Run> = Vec::new();
    for _ in 0..ROUNDS {
        let (requests, errors) = outside(intervals, &bursts);
        // Laplace's rule of succession: without an error the rate is small, not nothing.
        let general = (errors as f64 + 1.0) / (requests as f64 + 2.0);
        let stands_out = |run: Run, log_probability: f64| {
            let (requests, errors) = calls(&intervals[run.0..=run.1]);
            let usual = usual_rate(intervals, &by_slot, run, general);
            errors as f64 >= TIMES_USUAL * usual * requests as f64
                && log_tail(errors, requests, usual) < log_probability
        };
        let mut found = runs(intervals, step, |index| {
            is_sound(&intervals[index]) && stands_out((index, index), CANDIDATE.ln())
        });
        found.retain(|run| {
            calls(&intervals[run.0..=run.1]).1 >= FEWEST_ERRORS && stands_out(*run, improbable)
        });
        if found == bursts {
            break;
        }
        bursts = found;
    }
    let (requests, errors) = outside(intervals, &bursts);
    let general = if requests > 0 { errors as f64 / requests as f64 } else { 0.0 };
    bursts
        .into_iter()
        .map(|run| {
            let (requests, errors) = calls(&intervals[run.0..=run.1]);
            let usual_rate = usual_rate(intervals, &by_slot, run, general);
            spanning(intervals, run, step, IncidentKind::ErrorBurst { requests, errors, usual_rate })
        })
        .collect()
}

/// For each interval the rate at its time of day on other days; 0 where it is not known.
fn slot_rates(intervals: &[Interval], grid: Option<Grid>) -> Vec<f64> {
    let Some(grid) = grid else { return vec![0.0; intervals.len()] };
    let mut all: HashMap<i64, (u64, u64)> = HashMap::new();
    for interval in intervals.iter().filter(|interval| is_sound(interval)) {
        let sum = all.entry(grid.slot(grid.place(interval.start))).or_default();
        *sum = (sum.0.saturating_add(interval.requests), sum.1.saturating_add(interval.errors));
    }
    let others = |interval: &Interval| {
        let (requests, errors) = all.get(&grid.slot(grid.place(interval.start)))?;
        let requests = requests.checked_sub(interval.requests).filter(|requests| *requests > 0)?;
        Some(errors.saturating_sub(interval.errors) as f64 / requests as f64)
    };
    intervals.iter().map(|interval| others(interval).unwrap_or(0.0)).collect()
}

/// The rate that the calls of a run would usually have.
fn usual_rate(intervals: &[Interval], by_slot: &[f64], (first, last): Run, general: f64) -> f64 {
    let mut weighted = (0.0, 0.0);
    for (interval, slot) in intervals[first..=last].iter().zip(&by_slot[first..=last]) {
        weighted.0 += interval.requests as f64 * slot.max(general);
        weighted.1 += interval.requests as f64;
    }
    if weighted.1 > 0.0 { weighted.0 / weighted.1 } else { general }
}

fn outside(intervals: &[Interval], bursts: &[Run]) -> (u64, u64) {
    // Bursts are in order and apart, so what lies between them is taken piece by piece.
    let starts = std::iter::once(0).chain(bursts.iter().map(|(_, last)| last + 1));
    let ends = bursts.iter().map(|(first, _)| *first).chain(std::iter::once(intervals.len()));
    calls(starts.zip(ends).flat_map(|(start, end)| &intervals[start..end]))
}

/// Logarithm of Chernoff's bound on the probability of so many errors or more.
fn log_tail(errors: u64, requests: u64, rate: f64) -> f64 {
    let share = errors as f64 / requests as f64;
    if requests == 0 || share <= rate {
        return 0.0;
    }
    let term = |share: f64, rate: f64| if share > 0.0 { share * (share / rate).ln() } else { 0.0 };
    -(requests as f64) * (term(share, rate) + term(1.0 - share, 1.0 - rate))
}
