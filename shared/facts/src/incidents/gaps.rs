//! Traffic gaps: adjacent intervals without a call, where the least calls that came at the same time of day on all other days
//! make so long a silence improbable: a Poisson count with the mean λ is 0 with the probability exp(−λ), held against 1 %
//! divided by the number of intervals. With three weeks or more the other days are those of the same weekday, so that the
//! rest of an office is none; with less, a Saturday or Sunday without any call says nothing.

use std::collections::HashMap;

use report_snapshot::deployment::Deployment;

use super::{
    bounds::{FEWEST_OTHERS, LEVEL},
    incident::{Incident, IncidentKind},
};
use crate::grid::{Grid, is_sound, millis, weekday};

/// Intervals over which gaps are looked for. A window that is longer in its intervals has none found, rather than a time
/// of searching that a hostile snapshot sets.
const LONGEST_GRID: i64 = 100_000;

/// Whole days from which weekdays are compared with like weekdays.
pub const WEEKLY_FROM: usize = 21;

/// Other weeks that must have the same weekday.
const FEWEST_OTHER_WEEKS: usize = 2;

/// Saturday, counted from Monday.
const SATURDAY: i64 = 5;

/// Calls of an interval; `None` where the snapshot contradicts itself about them.
type Calls = Option<u64>;

pub(super) fn traffic_gaps(deployment: &Deployment, grid: Grid) -> Vec<Incident> {
    let Some((first, calls)) = cells(deployment, grid) else { return Vec::new() };
    let weekly = grid.days() >= WEEKLY_FROM;
    let usual = least_elsewhere(first, &calls, grid, weekly);
    let improbable = (calls.len() as f64 / LEVEL).ln();
    let mut gaps = Vec::new();
    let mut from = 0;
    while from < calls.len() {
        let length = calls[from..].iter().take_while(|calls| **calls == Some(0)).count();
        let expected: f64 = usual[from..from + length].iter().sum();
        if expected > improbable {
            let at = |index: usize| grid.start(first + index as i64);
            let what = IncidentKind::TrafficGap { expected, weekly };
            gaps.push(Incident { from: at(from), to: at(from + length), what });
        }
        from += length.max(1);
    }
    gaps
}

/// Calls by slot over the intervals and the window, those that were left out included, with the place of the first.
fn cells(deployment: &Deployment, grid: Grid) -> Option<(i64, Vec<Calls>)> {
    let intervals = &deployment.intervals;
    let (mut first, mut last) = (grid.place(intervals.first()?.start), grid.place(intervals.last()?.start));
    if let Some(window) = deployment.window.as_ref().filter(|window| window.start < window.end) {
        // Only whole slots before and after the intervals.
        let inside = |place: i64| {
            let start = millis(grid.start(place));
            let slack = grid.slot_ms / 100;
            start.saturating_add(slack) >= millis(window.start)
                && start.saturating_add(grid.slot_ms - slack) <= millis(window.end)
        };
        let (from, to) = (grid.place(window.start), grid.place(window.end));
        first = first.min(if inside(from) { from } else { from.saturating_add(1) });
        last = last.max(if inside(to) { to } else { to.saturating_sub(1) });
    }
    let length =
        last.checked_sub(first)?.checked_add(1).filter(|length| (1..=LONGEST_GRID).contains(length))?;
    let mut calls = vec![Some(0_u64); usize::try_from(length).ok()?];
    for interval in intervals {
        let place = usize::try_from(grid.place(interval.start) - first).ok();
        if let Some(cell) = place.and_then(|place| calls.get_mut(place)) {
            let sound = cell.filter(|_| is_sound(interval));
            *cell = sound.map(|calls| calls.saturating_add(interval.requests));
        }
    }
    Some((first, calls))
}

/// For each cell the least calls in the like cells of other days; 0 where that is not known.
fn least_elsewhere(first: i64, calls: &[Calls], grid: Grid, weekly: bool) -> Vec<f64> {
    let place = |index: usize| first + index as i64;
    let key = |index: usize| {
        let day = grid.day(place(index));
        (if weekly { weekday(day) } else { 0 }, grid.slot(place(index)))
    };
    // The least, the second least, and how many there are.
    let mut least: HashMap<(i64, i64), (u64, u64, usize)> = HashMap::new();
    let mut busy_days: HashMap<i64, bool> = HashMap::new();
    for (index, calls) in calls.iter().enumerate() {
        *busy_days.entry(grid.day(place(index))).or_default() |= *calls != Some(0);
        let Some(calls) = *calls else { continue };
        let (one, two, count) = least.entry(key(index)).or_insert((u64::MAX, u64::MAX, 0));
        *two = (*two).min(calls.max(*one));
        *one = (*one).min(calls);
        *count += 1;
    }
    let fewest = if weekly { FEWEST_OTHER_WEEKS } else { FEWEST_OTHERS };
    (0..calls.len())
        .map(|index| {
            let day = grid.day(place(index));
            let perhaps_free =
                !weekly && weekday(day) >= SATURDAY && !busy_days.get(&day).is_some_and(|busy| *busy);
            // Only cells without a call are asked, and such a cell is a least one itself: the others' least is the second.
            match least.get(&key(index)) {
                Some((_, two, count)) if *count > fewest && calls[index] == Some(0) && !perhaps_free => {
                    *two as f64
                }
                _ => 0.0,
            }
        })
        .collect()
}
