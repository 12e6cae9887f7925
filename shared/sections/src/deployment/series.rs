//! Figures over time, thinned to what a chart can show.

use report_domain::Timestamp;
use report_facts::{format, incidents};
use report_snapshot::deployment::{Deployment, Interval, Latency};

/// Points that a chart across the page can tell apart.
const MOST_POINTS: usize = 400;

/// Figures by group of adjacent intervals.
pub(super) struct Grouped<'a> {
    groups: Vec<&'a [Interval]>,
    /// Intervals per group.
    pub size: usize,
    /// Length of a group in milliseconds.
    length_ms: i64,
}

impl<'a> Grouped<'a> {
    /// As fine as a chart can show. `None` without an interval.
    pub(super) fn finest(deployment: &'a Deployment) -> Option<Self> {
        Self::by(deployment, deployment.intervals.len().div_ceil(MOST_POINTS).max(1))
    }

    /// At least as coarse as needed for the median group to have `calls` calls, but no coarser than a day.
    pub(super) fn with_calls(deployment: &'a Deployment, calls: u64) -> Option<Self> {
        let finest = Self::finest(deployment)?;
        let day = (86_400_000 / incidents::interval_ms(deployment)?).max(1);
        let mut size = finest.size;
        let enough = |size: usize| {
            let mut requests: Vec<u64> = deployment.intervals.chunks(size).map(requests).collect();
            requests.sort_unstable();
            requests.get(requests.len() / 2).is_some_and(|median| *median >= calls)
        };
        // Divisors of a day keep groups aligned with it.
        for candidate in [1, 2, 3, 4, 6, 8, 12, 24, 48, 96, 144, 288] {
            if candidate <= finest.size || i64::try_from(candidate).is_ok_and(|candidate| candidate > day) {
                continue;
            }
            if enough(size) {
                break;
            }
            size = candidate;
        }
        Self::by(deployment, size)
    }

    fn by(deployment: &'a Deployment, size: usize) -> Option<Self> {
        let step = incidents::interval_ms(deployment)?;
        let groups: Vec<&[Interval]> = deployment.intervals.chunks(size).collect();
        (!groups.is_empty()).then(|| Self {
            groups,
            size,
            length_ms: step.saturating_mul(i64::try_from(size).unwrap_or(i64::MAX)),
        })
    }

    /// Start of every group.
    pub(super) fn times(&self) -> Vec<Timestamp> {
        self.groups.iter().filter_map(|group| group.first()).map(|interval| interval.start).collect()
    }

    /// Calls of every group.
    pub(super) fn requests(&self) -> Vec<Option<f64>> {
        self.groups.iter().map(|group| Some(requests(group) as f64)).collect()
    }

    /// Failed calls of every group.
    pub(super) fn errors(&self) -> Vec<Option<f64>> {
        self.groups.iter().map(|group| Some(errors(group) as f64)).collect()
    }

    /// Share of failed calls of every group; a gap where there was no call.
    pub(super) fn error_rate(&self) -> Vec<Option<f64>> {
        self.groups
            .iter()
            .map(|group| {
                let requests = requests(group);
                (requests > 0).then(|| errors(group) as f64 / requests as f64)
            })
            .collect()
    }

    /// A percentile of every group: the median of its intervals', because percentiles cannot be added up.
    pub(super) fn latency(&self, percentile: fn(&Latency) -> Option<f64>) -> Vec<Option<f64>> {
        self.groups
            .iter()
            .map(|group| {
                let mut values: Vec<f64> = group
                    .iter()
                    .filter_map(|interval| percentile(interval.latency_ms.as_ref()?))
                    .filter(|value| value.is_finite())
                    .collect();
                values.sort_by(f64::total_cmp);
                values.get(values.len() / 2).copied()
            })
            .collect()
    }

    /// `hour`, `6 hours`, `15 min 0 s`: what a point or bar stands for.
    pub(super) fn unit(&self) -> String {
        const HOUR: i64 = 3_600_000;
        match self.length_ms {
            HOUR => "hour".into(),
            length if length == 24 * HOUR => "day".into(),
            length if length % (24 * HOUR) == 0 => format!("{} days", length / (24 * HOUR)),
            length if length % HOUR == 0 => format!("{} hours", length / HOUR),
            length if length % 60_000 == 0 => format!("{} min", length / 60_000),
            length => format::duration_ms(length as f64),
        }
    }
}

/// Calls of adjacent intervals.
pub(super) fn requests(intervals: &[Interval]) -> u64 {
    intervals.iter().fold(0, |sum, interval| sum.saturating_add(interval.requests))
}

/// Failed calls of adjacent intervals; no more than were made.
pub(super) fn errors(intervals: &[Interval]) -> u64 {
    intervals.iter().fold(0, |sum, interval| sum.saturating_add(interval.errors.min(interval.requests)))
}
