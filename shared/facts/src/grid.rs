//! Time of day and whole days of a deployment's intervals, taken as the data has them: with gaps, with starts that are off
//! by seconds, with local days of 23 and 25 hours.

use report_domain::Timestamp;
use report_snapshot::deployment::{Deployment, Interval};

use crate::stats::median;

/// A day in milliseconds.
pub const DAY_MS: i64 = 86_400_000;

/// How far the length of an interval may be from a part of the day, and a start from its place: one part in a hundred.
const TOLERANCE: i64 = 100;

/// The usual length of an interval in milliseconds: the median distance of two starts, so that gaps do not count; of a single
/// interval the length of the window.
pub fn step_ms(deployment: &Deployment) -> Option<i64> {
    let intervals = &deployment.intervals;
    let steps = intervals.windows(2).map(|pair| (millis(pair[1].start) - millis(pair[0].start)) as f64);
    let window = || {
        let window = deployment.window.as_ref().filter(|_| !intervals.is_empty())?;
        Some((millis(window.end) as f64 - millis(window.start) as f64).min(i64::MAX as f64))
    };
    median(steps).or_else(window).map(|step| step.round() as i64).filter(|step| *step > 0)
}

pub(crate) fn millis(instant: Timestamp) -> i64 {
    instant.unix_millis()
}

/// Intervals that divide the day, by their place in it.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    /// Length of a slot: the usual length of an interval, as a part of the day.
    pub slot_ms: i64,
    /// Slots of a day.
    pub slots: i64,
    /// By how much starts are off the day's own slots, as of intervals that begin at half past.
    phase: i64,
    /// The span of the intervals.
    from: i64,
    to: i64,
}

impl Grid {
    /// `None` where the usual length of the intervals, give or take a hundredth, is no part of a day in whole seconds.
    pub fn of(deployment: &Deployment) -> Option<Self> {
        let (first, last) = (deployment.intervals.first()?, deployment.intervals.last()?);
        let step = step_ms(deployment)?;
        let slots = (DAY_MS + step / 2) / step;
        if slots == 0 || (DAY_MS / 1_000) % slots != 0 {
            return None;
        }
        let slot_ms = DAY_MS / slots;
        if (slot_ms - step).abs() > step / TOLERANCE {
            return None;
        }
        let from = millis(first.start);
        let phase = from.rem_euclid(slot_ms);
        // A start two seconds before midnight belongs to midnight.
        let phase = if slot_ms - phase <= slot_ms / TOLERANCE { phase - slot_ms } else { phase };
        Some(Self { slot_ms, slots, phase, from, to: millis(last.start).saturating_add(slot_ms) })
    }

    /// Number of the slot since 1970 that an instant is nearest to the start of.
    pub fn place(&self, start: Timestamp) -> i64 {
        (millis(start).saturating_sub(self.phase).saturating_add(self.slot_ms / 2)).div_euclid(self.slot_ms)
    }

    /// When a slot starts.
    pub fn start(&self, place: i64) -> Timestamp {
        Timestamp::from_unix_millis(place.saturating_mul(self.slot_ms).saturating_add(self.phase))
    }

    /// Slot of the day of a place.
    pub fn slot(&self, place: i64) -> i64 {
        place.rem_euclid(self.slots)
    }

    /// Day since 1970 (UTC) of a place.
    pub fn day(&self, place: i64) -> i64 {
        place.div_euclid(self.slots)
    }

    /// The days since 1970 (UTC) that the intervals span from the first second to the last.
    pub fn whole_days(&self) -> std::ops::Range<i64> {
        let slack = self.slot_ms / TOLERANCE;
        let first = self.from.saturating_sub(slack + 1).div_euclid(DAY_MS) + 1;
        let end = self.to.saturating_add(slack).div_euclid(DAY_MS);
        first..end.max(first)
    }

    /// How many whole days there are.
    pub fn days(&self) -> usize {
        let days = self.whole_days();
        usize::try_from(days.end - days.start).unwrap_or(0)
    }
}

/// The 95th percentile of an interval's latency, if it is a positive number and the interval's counts do not contradict one
/// another.
pub fn p95(interval: &Interval) -> Option<f64> {
    let p95 = interval.latency_ms.as_ref()?.p95?;
    (is_sound(interval) && p95.is_finite() && p95 > 0.0).then_some(p95)
}

/// Whether no more calls failed than were made. Other intervals are left out of all rules.
pub fn is_sound(interval: &Interval) -> bool {
    interval.errors <= interval.requests
}

/// A number for the weekday of a day since 1970 (a Thursday), Monday being 0.
pub fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}
