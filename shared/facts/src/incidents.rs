//! Incidents in a deployment's traffic: bursts of errors, spikes of latency and gaps without traffic.
//!
//! They are found in the intervals of the snapshot alone, always the same for the same figures:
//!
//! * **Error burst**: adjacent intervals whose errors are improbable under the usual error rate. The usual rate is that of
//!   all intervals outside bursts, found by repeating. How improbable is bounded by Chernoff's inequality for the binomial
//!   distribution, P(X ≥ k) ≤ exp(−n · KL(k/n ‖ p)) (Hoeffding 1963, "Probability inequalities for sums of bounded random
//!   variables", theorem 1), at a level of 1 % divided by the number of intervals (Bonferroni). Because in much traffic
//!   a trifle is improbable too, a burst has at least twice the usual rate and at least three errors.
//! * **Latency spike**: adjacent intervals whose 95th percentile is at least twice the median and has a modified z-score over
//!   3.5 on the logarithm (Iglewicz & Hoaglin 1993, *How to Detect and Handle Outliers*), over at least 20 calls together: the
//!   95th percentile of fewer is a single call.
//! * **Traffic gap**: adjacent intervals without a call where so long a silence is improbable, at the level above, for Poisson
//!   counts with the usual mean. The usual mean is the lower quartile of the intervals at the same time of day, so that quiet
//!   nights and weekends are none.

use report_domain::Timestamp;
use report_snapshot::deployment::{Deployment, Interval};

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
        /// Share of calls that fail outside bursts.
        usual_rate: f64,
    },
    /// Calls took long.
    LatencySpike {
        /// Calls.
        requests: u64,
        /// Highest 95th percentile of an interval, in milliseconds.
        highest_ms: f64,
        /// Median of the intervals' 95th percentiles, in milliseconds.
        usual_ms: f64,
    },
    /// No calls came.
    TrafficGap {
        /// Calls that usually come in such a time; a lower estimate.
        expected: f64,
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
}

/// Probability of a false alarm over the whole window.
const LEVEL: f64 = 0.01;

/// An interval takes part in a burst from this probability on; the burst as a whole must pass the level.
const CANDIDATE: f64 = 0.05;

/// A burst has at least so many times the usual error rate.
const TIMES_USUAL_RATE: f64 = 2.0;

/// A burst has at least so many errors.
const FEWEST_ERRORS: u64 = 3;

/// A spike is at least so many times the median.
const TIMES_USUAL_LATENCY: f64 = 2.0;

/// Modified z-score of an outlier.
const MODIFIED_Z: f64 = 3.5;

/// Turns a median absolute deviation into the standard deviation of a normal distribution.
const MAD_TO_SD: f64 = 1.482_6;

/// Calls of which the 95th percentile is more than the slowest one.
const FEWEST_CALLS: u64 = 20;

/// Rounds of estimating the usual error rate; it settles in two or three.
const ROUNDS: usize = 8;

/// Intervals over which gaps are looked for. A window that is longer in its intervals has none found, rather than a time
/// of searching that a hostile snapshot sets.
const LONGEST_GRID: i64 = 100_000;

/// Days of which a time of day has a usual number of calls.
const FEWEST_DAYS: usize = 4;

const DAY_MS: i64 = 86_400_000;

/// Every incident, by start.
pub fn incidents(deployment: &Deployment) -> Vec<Incident> {
    let intervals = &deployment.intervals;
    let Some(step) = interval_ms(deployment) else { return Vec::new() };
    let mut found = error_bursts(intervals, step);
    found.extend(latency_spikes(intervals, step));
    found.extend(traffic_gaps(deployment, step));
    found.sort_by_key(|incident| incident.from);
    found
}

/// Length of an interval in milliseconds: the median distance of starts, so that gaps do not count; of a single interval the
/// length of the window.
pub fn interval_ms(deployment: &Deployment) -> Option<i64> {
    let mut steps: Vec<i64> =
        deployment.intervals.windows(2).map(|pair| millis(pair[1].start) - millis(pair[0].start)).collect();
    steps.sort_unstable();
    let window = || {
        let window = deployment.window.as_ref()?;
        deployment.intervals.first().map(|_| millis(window.end) - millis(window.start))
    };
    steps.get(steps.len() / 2).copied().or_else(window).filter(|step| *step > 0)
}

fn millis(instant: Timestamp) -> i64 {
    instant.unix_millis()
}

/// First and last index of adjacent intervals.
type Run = (usize, usize);

/// Runs of adjacent intervals that `belongs` accepts. Where intervals were left out, a run ends.
fn runs(intervals: &[Interval], step: i64, belongs: impl Fn(&Interval) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (index, interval) in intervals.iter().enumerate() {
        if !belongs(interval) {
            continue;
        }
        match runs.last_mut() {
            Some((_, last))
                if *last + 1 == index
                    && millis(interval.start) - millis(intervals[*last].start) <= step + step / 2 =>
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

/// Calls and failed calls of some intervals. No more calls can fail than were made.
pub(crate) fn calls<'a>(intervals: impl IntoIterator<Item = &'a Interval>) -> (u64, u64) {
    intervals.into_iter().fold((0, 0), |(requests, errors), interval| {
        (
            requests.saturating_add(interval.requests),
            errors.saturating_add(interval.errors.min(interval.requests)),
        )
    })
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

fn burst_runs(intervals: &[Interval], step: i64) -> Vec<Run> {
    let improbable = (LEVEL / intervals.len().max(1) as f64).ln();
    let mut bursts: Vec<Run> = Vec::new();
    for _ in 0..ROUNDS {
        let (requests, errors) = outside(intervals, &bursts);
        // Laplace's rule of succession: without an error the rate is small, not nothing.
        let usual = (errors as f64 + 1.0) / (requests as f64 + 2.0);
        let stands_out = |requests: u64, errors: u64, log_probability: f64| {
            requests > 0
                && errors as f64 / requests as f64 >= TIMES_USUAL_RATE * usual
                && log_tail(errors, requests, usual) < log_probability
        };
        let mut found = runs(intervals, step, |interval| {
            stands_out(interval.requests, interval.errors.min(interval.requests), CANDIDATE.ln())
        });
        found.retain(|(first, last)| {
            let (requests, errors) = calls(&intervals[*first..=*last]);
            errors >= FEWEST_ERRORS && stands_out(requests, errors, improbable)
        });
        if found == bursts {
            break;
        }
        bursts = found;
    }
    bursts
}

fn error_bursts(intervals: &[Interval], step: i64) -> Vec<Incident> {
    let bursts = burst_runs(intervals, step);
    let (requests, errors) = outside(intervals, &bursts);
    let usual_rate = if requests > 0 { errors as f64 / requests as f64 } else { 0.0 };
    bursts
        .into_iter()
        .map(|run| {
            let (requests, errors) = calls(&intervals[run.0..=run.1]);
            spanning(intervals, run, step, Happening::ErrorBurst { requests, errors, usual_rate })
        })
        .collect()
}

/// The 95th percentile of an interval, if it is a positive number.
fn p95(interval: &Interval) -> Option<f64> {
    interval.latency_ms.as_ref()?.p95.filter(|p95| p95.is_finite() && *p95 > 0.0)
}

fn latency_spikes(intervals: &[Interval], step: i64) -> Vec<Incident> {
    let Some(usual_ms) = crate::stats::median(intervals.iter().filter_map(p95)) else { return Vec::new() };
    let deviations = intervals.iter().filter_map(p95).map(|p95| (p95 / usual_ms).ln().abs());
    let spread = crate::stats::median(deviations).unwrap_or(0.0) * MAD_TO_SD;
    let is_high =
        |p95: f64| p95 >= TIMES_USUAL_LATENCY * usual_ms && (p95 / usual_ms).ln() > MODIFIED_Z * spread;
    runs(intervals, step, |interval| p95(interval).is_some_and(is_high))
        .into_iter()
        .filter_map(|run| {
            let part = &intervals[run.0..=run.1];
            let (requests, _) = calls(part);
            let highest_ms = part.iter().filter_map(p95).reduce(f64::max)?;
            (requests >= FEWEST_CALLS).then(|| {
                spanning(intervals, run, step, Happening::LatencySpike { requests, highest_ms, usual_ms })
            })
        })
        .collect()
}

/// Calls per interval of the window, those that were left out included, with the start of the first.
fn grid(deployment: &Deployment, step: i64) -> Option<(i64, Vec<u64>)> {
    let intervals = &deployment.intervals;
    let (first, last) = (millis(intervals.first()?.start), millis(intervals.last()?.start));
    let (mut start, mut end) = (first, last.saturating_add(step));
    if let Some(window) = &deployment.window {
        // Whole intervals before the first one, so that the starts stay where they are.
        start -= (first - millis(window.start)).max(0) / step * step;
        end += (millis(window.end) - end).max(0) / step * step;
    }
    let length = (end - start) / step;
    if !(1..=LONGEST_GRID).contains(&length) {
        return None;
    }
    let mut requests = vec![0_u64; length as usize];
    for interval in intervals {
        let place = (millis(interval.start) - start).div_euclid(step);
        if let Some(slot) = usize::try_from(place).ok().and_then(|place| requests.get_mut(place)) {
            *slot = slot.saturating_add(interval.requests);
        }
    }
    Some((start, requests))
}

fn traffic_gaps(deployment: &Deployment, step: i64) -> Vec<Incident> {
    let Some((start, requests)) = grid(deployment, step) else { return Vec::new() };
    let usual = usual_requests(start, step, &requests);
    let improbable = (requests.len() as f64 / LEVEL).ln();
    let mut gaps = Vec::new();
    let mut from = 0;
    while from < requests.len() {
        let length = requests[from..].iter().take_while(|requests| **requests == 0).count();
        let expected: f64 = usual[from..from + length].iter().sum();
        // A Poisson count with this mean is 0 with probability exp(−mean).
        if expected > improbable {
            let at = |index: usize| Timestamp::from_unix_millis(start.saturating_add(index as i64 * step));
            gaps.push(Incident {
                from: at(from),
                to: at(from + length),
                what: Happening::TrafficGap { expected },
            });
        }
        from += length.max(1);
    }
    gaps
}

/// For each interval the lower quartile of the calls at its time of day; of all intervals where the days are too few or
/// intervals do not divide the day.
fn usual_requests(start: i64, step: i64, requests: &[u64]) -> Vec<f64> {
    let per_day = usize::try_from(DAY_MS / step).unwrap_or(0);
    let whole = lower_quartile(requests.to_vec());
    if per_day == 0 || DAY_MS % step != 0 || requests.len() < per_day * FEWEST_DAYS || start % step != 0 {
        return vec![whole; requests.len()];
    }
    let by_time: Vec<f64> = (0..per_day)
        .map(|slot| lower_quartile(requests.iter().skip(slot).step_by(per_day).copied().collect()))
        .collect();
    (0..requests.len()).map(|index| by_time[index % per_day]).collect()
}

fn lower_quartile(mut values: Vec<u64>) -> f64 {
    values.sort_unstable();
    values.get(values.len() / 4).copied().unwrap_or(0) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use report_snapshot::deployment::{DeploymentStatus, Latency, Window};

    const HOUR: i64 = 3_600_000;

    fn hours(figures: impl IntoIterator<Item = (u64, u64, Option<f64>)>) -> Deployment {
        let intervals: Vec<Interval> = figures
            .into_iter()
            .enumerate()
            .map(|(index, (requests, errors, p95))| Interval {
                start: Timestamp::from_unix_millis(index as i64 * HOUR),
                requests,
                errors,
                latency_ms: Some(Latency { p95, ..Latency::default() }),
            })
            .collect();
        Deployment {
            stage: None,
            status: DeploymentStatus::Active,
            created_at: None,
            model: None,
            window: None,
            totals: None,
            intervals,
            drift: None,
            predictions: None,
        }
    }

    #[test]
    fn a_burst_is_found_with_its_hours_and_counts() {
        let deployment = hours((0..240).map(|hour| match hour {
            100 => (59, 20, None),
            101 => (65, 12, None),
            hour => (30, u64::from(hour % 2 == 0), None),
        }));
        let found = incidents(&deployment);
        assert_eq!(found.len(), 1);
        assert_eq!((millis(found[0].from), millis(found[0].to)), (100 * HOUR, 102 * HOUR));
        assert!(matches!(found[0].what, Happening::ErrorBurst { requests: 124, errors: 32, .. }));
    }

    #[test]
    fn one_failed_call_in_a_quiet_hour_is_no_burst() {
        let deployment = hours((0..240).map(|hour| (6, u64::from(hour % 20 == 0), None)));
        assert_eq!(incidents(&deployment), []);
    }

    #[test]
    fn a_small_rise_in_much_traffic_is_no_burst() {
        let deployment =
            hours((0..240).map(|hour| (1_000_000, if hour == 50 { 15_000 } else { 10_000 }, None)));
        assert_eq!(incidents(&deployment), []);
    }

    #[test]
    fn a_spike_of_latency_needs_more_than_one_slow_call() {
        let spike = |requests| {
            hours((0..100).map(move |hour| {
                let p95 = if hour == 40 { 130.0 } else { 25.0 + f64::from(hour % 5) };
                (requests, 0, Some(p95))
            }))
        };
        assert_eq!(incidents(&spike(11)), []);
        assert!(matches!(incidents(&spike(40))[..], [Incident { what: Happening::LatencySpike { .. }, .. }]));
    }

    #[test]
    fn silence_is_a_gap_only_where_calls_usually_come() {
        // Calls come from 8 to 20 o'clock only; on day 7 none come at all from 10 to 16.
        let open = |hour: i64| (8..20).contains(&(hour % 24));
        let silent = |hour: i64| hour / 24 == 7 && (10..16).contains(&(hour % 24));
        let deployment =
            hours((0..336).map(|hour| (if open(hour) && !silent(hour) { 40 } else { 0 }, 0, None)));
        let found = incidents(&deployment);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (millis(found[0].from), millis(found[0].to)),
            ((7 * 24 + 10) * HOUR, (7 * 24 + 16) * HOUR)
        );
    }

    #[test]
    fn intervals_that_were_left_out_count_as_silence() {
        let mut deployment = hours((0..240).map(|_| (30, 0, None)));
        deployment.intervals.drain(50..60);
        let found = incidents(&deployment);
        assert_eq!(found.len(), 1);
        assert_eq!((millis(found[0].from), millis(found[0].to)), (50 * HOUR, 60 * HOUR));
    }

    #[test]
    fn a_window_of_ten_thousand_years_is_not_searched() {
        let mut deployment = hours([(1, 0, None), (1, 0, None)]);
        deployment.window = Some(Window {
            start: Timestamp::from_unix_millis(i64::MIN),
            end: Timestamp::from_unix_millis(i64::MAX),
        });
        assert_eq!(incidents(&deployment), []);
    }

    #[test]
    fn more_errors_than_calls_and_single_intervals_do_no_harm() {
        for deployment in
            [hours([]), hours([(0, 0, None)]), hours([(3, u64::MAX, Some(f64::NAN)), (u64::MAX, 9, None)])]
        {
            assert!(incidents(&deployment).len() <= 1);
        }
    }
}
