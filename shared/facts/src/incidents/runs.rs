//! Runs: intervals that follow one another.

use report_domain::Timestamp;
use report_snapshot::deployment::Interval;

use super::incident::{Incident, IncidentKind};
use crate::{
    grid::{self, millis},
    health,
};

/// First and last index of adjacent intervals.
pub(super) type Run = (usize, usize);

/// Runs of adjacent intervals that `belongs` accepts. Where intervals were left out, a run ends.
pub(super) fn runs(intervals: &[Interval], step: i64, belongs: impl Fn(usize) -> bool) -> Vec<Run> {
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

/// What happened from the start of a run to the end of its last interval.
pub(super) fn spanning(
    intervals: &[Interval],
    (first, last): Run,
    step: i64,
    what: IncidentKind,
) -> Incident {
    let to = Timestamp::from_unix_millis(millis(intervals[last].start).saturating_add(step));
    Incident { from: intervals[first].start, to, what }
}

/// Calls and failed calls of some intervals, those left out whose counts contradict one another.
pub(super) fn calls<'a>(intervals: impl IntoIterator<Item = &'a Interval>) -> (u64, u64) {
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
