//! Figures over time, thinned to what a chart can show.

use report_charts::Incident;
use report_domain::Timestamp;
use report_facts::{
    format,
    grid::{self, Grid},
    stats,
};
use report_snapshot::deployment::{Deployment, Interval, Latency};

/// Points that a chart across the page can tell apart.
const MOST_POINTS: i64 = 400;

/// Weeks in a bar where there are more weeks than points.
const WEEKS: [i64; 6] = [1, 2, 4, 13, 26, 52];

/// Figures by stretches of time: parts of a day, whole days or whole weeks (UTC). Where the intervals do not divide the day, by
/// so many of them.
pub(super) struct Grouped<'a> {
    groups: Vec<(Timestamp, &'a [Interval])>,
    /// Length of a stretch in slots of the grid, or in intervals.
    size: i64,
    /// Its length in milliseconds, where all are of one length.
    length_ms: Option<i64>,
    /// Whether a part of a stretch was left out at the start and at the end.
    partial: (bool, bool),
}

impl<'a> Grouped<'a> {
    /// As fine as a chart can show. `None` without a whole stretch.
    pub(super) fn finest(deployment: &'a Deployment) -> Option<Self> {
        let intervals = &deployment.intervals;
        let Some(grid) = Grid::of(deployment) else { return Self::by_number(deployment) };
        let slots = grid.place(intervals.last()?.start) - grid.place(intervals.first()?.start) + 1;
        let size = sizes(grid).find(|size| slots <= size * MOST_POINTS)?;
        Self::by_time(deployment, grid, size)
    }

    /// At least as coarse as needed for the median stretch to have `calls` calls, but no coarser than a day.
    pub(super) fn with_calls(deployment: &'a Deployment, calls: u64) -> Option<Self> {
        let mut grouped = Self::finest(deployment)?;
        let Some(grid) = Grid::of(deployment) else { return Some(grouped) };
        for size in sizes(grid).filter(|size| *size > grouped.size && *size <= grid.slots).collect::<Vec<_>>()
        {
            let median = stats::median(grouped.groups.iter().map(|(_, group)| requests(group) as f64));
            if median.is_some_and(|median| median >= calls as f64) {
                break;
            }
            match Self::by_time(deployment, grid, size) {
                Some(coarser) if coarser.groups.len() > 1 => grouped = coarser,
                _ => break,
            }
        }
        Some(grouped)
    }

    fn by_time(deployment: &'a Deployment, grid: Grid, size: i64) -> Option<Self> {
        let intervals = &deployment.intervals;
        // Weeks begin on a Monday; day 0 was a Thursday.
        let offset = if size > grid.slots { 3 * grid.slots } else { 0 };
        let bucket = |interval: &Interval| (grid.place(interval.start) + offset).div_euclid(size);
        let start = |bucket: i64| bucket * size - offset;
        let (first, last) = (intervals.first()?, intervals.last()?);
        let partial = (
            grid.place(first.start) > start(bucket(first)),
            grid.place(last.start) + 1 < start(bucket(last) + 1),
        );
        let from = bucket(first) + i64::from(partial.0);
        let to = bucket(last) - i64::from(partial.1);
        let groups: Vec<(Timestamp, &[Interval])> = intervals
            .chunk_by(|a, b| bucket(a) == bucket(b))
            .filter_map(|group| Some((bucket(group.first()?), group)))
            .filter(|(at, _)| (from..=to).contains(at))
            .map(|(at, group)| (grid.start(start(at)), group))
            .collect();
        let length_ms = Some(size.saturating_mul(grid.slot_ms));
        (!groups.is_empty()).then_some(Self { groups, size, length_ms, partial })
    }

    fn by_number(deployment: &'a Deployment) -> Option<Self> {
        let intervals = &deployment.intervals;
        let size = intervals.len().div_ceil(MOST_POINTS as usize).max(1);
        let groups: Vec<(Timestamp, &[Interval])> =
            intervals.chunks_exact(size).filter_map(|group| Some((group.first()?.start, group))).collect();
        let length_ms = grid::step_ms(deployment).filter(|_| size == 1);
        let partial = (false, !intervals.len().is_multiple_of(size));
        (!groups.is_empty()).then_some(Self { groups, size: size as i64, length_ms, partial })
    }

    /// Whether a stretch is more than one interval.
    pub(super) fn is_coarse(&self) -> bool {
        self.size > 1
    }

    /// Start of every stretch.
    pub(super) fn times(&self) -> Vec<Timestamp> {
        self.groups.iter().map(|(start, _)| *start).collect()
    }

    /// Calls of every stretch.
    pub(super) fn requests(&self) -> Vec<Option<f64>> {
        self.groups.iter().map(|(_, group)| Some(requests(group) as f64)).collect()
    }

    /// Failed calls of every stretch.
    pub(super) fn errors(&self) -> Vec<Option<f64>> {
        self.groups.iter().map(|(_, group)| Some(errors(group) as f64)).collect()
    }

    /// Share of failed calls of every stretch; a gap where there was no call, or where counts contradict one another.
    pub(super) fn error_rate(&self) -> Vec<Option<f64>> {
        self.groups
            .iter()
            .map(|(_, group)| {
                let requests = requests(group);
                (requests > 0 && group.iter().all(grid::is_sound))
                    .then(|| errors(group) as f64 / requests as f64)
            })
            .collect()
    }

    /// A percentile of every stretch: the median of its intervals', because percentiles cannot be added up.
    pub(super) fn latency(&self, percentile: fn(&Latency) -> Option<f64>) -> Vec<Option<f64>> {
        self.groups
            .iter()
            .map(|(_, group)| {
                stats::median(
                    group
                        .iter()
                        .filter_map(|interval| percentile(interval.latency_ms.as_ref()?))
                        .filter(|value| value.is_finite() && *value >= 0.0),
                )
            })
            .collect()
    }

    /// `hour`, `6 hours`, `15 min`: what a point or bar stands for.
    pub(super) fn unit(&self) -> String {
        const HOUR: i64 = 3_600_000;
        let Some(length) = self.length_ms else {
            return format!("{} intervals", format::count(self.size as u64));
        };
        let many =
            |number: i64, one: &str| if number == 1 { one.to_owned() } else { format!("{number} {one}s") };
        match length {
            length if length % (7 * grid::DAY_MS) == 0 => many(length / (7 * grid::DAY_MS), "week"),
            length if length % grid::DAY_MS == 0 => many(length / grid::DAY_MS, "day"),
            length if length % HOUR == 0 => many(length / HOUR, "hour"),
            length if length % 60_000 == 0 => format!("{} min", length / 60_000),
            length => format::duration_ms(length as f64),
        }
    }

    /// What was left out at the ends, as a sentence of a caption with a space before it.
    pub(super) fn left_out(&self) -> String {
        let end = match self.partial {
            (false, false) => return String::new(),
            (true, false) => "the start",
            (false, true) => "the end",
            (true, true) => "either end",
        };
        let unit = self.unit();
        let article = match unit.as_str() {
            "hour" => "an ",
            "day" | "week" => "a ",
            _ => "",
        };
        format!(" Time at {end} that does not fill {article}{unit} is left out.")
    }
}

/// How a chart over time is to be read, beside its own words.
pub(super) fn legend(incidents: &[Incident<'_>]) -> &'static str {
    if incidents.is_empty() { "Times are in UTC." } else { "Incidents are shaded. Times are in UTC." }
}

/// Stretches in slots, from fine to coarse: parts of the day, the day, weeks.
fn sizes(grid: Grid) -> impl Iterator<Item = i64> {
    let parts = (1..=grid.slots).filter(move |size| grid.slots % size == 0);
    parts.chain(WEEKS.into_iter().map(move |weeks| weeks * 7 * grid.slots))
}

/// Calls of adjacent intervals.
pub(super) fn requests(intervals: &[Interval]) -> u64 {
    intervals.iter().fold(0, |sum, interval| sum.saturating_add(interval.requests))
}

/// Failed calls of adjacent intervals.
pub(super) fn errors(intervals: &[Interval]) -> u64 {
    intervals.iter().fold(0, |sum, interval| sum.saturating_add(interval.errors))
}
