//! How long calls take, by whole days.

use std::collections::BTreeMap;

use report_snapshot::deployment::{Deployment, Latency};

use crate::{
    grid::{self, Grid},
    metric::not_negative,
    stats::median,
};

/// Days of a week.
const WEEK: usize = 7;

/// Whole days with a latency from which the first week is compared with the last.
pub const FEWEST_DAYS: usize = 2 * WEEK;

/// The first week of whole days and the last, paired by weekday.
#[derive(Debug, Clone, PartialEq)]
pub struct Weeks {
    /// 95th percentile of each weekday in the first and in the last week: the median over the intervals at the times of day
    /// that both days have.
    pub pairs: Vec<(f64, f64)>,
}

impl Weeks {
    /// `None` with fewer than two weeks of whole days, or where the first or last seven that have a latency are not seven
    /// different weekdays.
    pub fn of(deployment: &Deployment) -> Option<Self> {
        let grid = Grid::of(deployment)?;
        let whole = grid.whole_days();
        let mut days: BTreeMap<i64, BTreeMap<i64, f64>> = BTreeMap::new();
        for interval in &deployment.intervals {
            let place = grid.place(interval.start);
            if let Some(p95) = grid::p95(interval).filter(|_| whole.contains(&grid.day(place))) {
                days.entry(grid.day(place)).or_default().insert(grid.slot(place), p95);
            }
        }
        if days.len() < FEWEST_DAYS {
            return None;
        }
        let last: BTreeMap<i64, &BTreeMap<i64, f64>> =
            days.iter().rev().take(WEEK).map(|(day, slots)| (grid::weekday(*day), slots)).collect();
        let first: BTreeMap<i64, &BTreeMap<i64, f64>> =
            days.iter().take(WEEK).map(|(day, slots)| (grid::weekday(*day), slots)).collect();
        if first.len() < WEEK || last.len() < WEEK {
            return None;
        }
        let pair = |(weekday, first): (&i64, &&BTreeMap<i64, f64>)| {
            let last = last.get(weekday)?;
            let both = || first.iter().filter_map(|(slot, before)| Some((*before, *last.get(slot)?)));
            Some((median(both().map(|pair| pair.0))?, median(both().map(|pair| pair.1))?))
        };
        Some(Self { pairs: first.iter().map(pair).collect::<Option<_>>()? })
    }

    /// The last week over the first, in the median of the weekdays, where all seven weekdays changed the same way.
    pub fn change(&self) -> Option<f64> {
        let ratios = || self.pairs.iter().map(|(first, last)| last / first);
        (ratios().all(|ratio| ratio > 1.0) || ratios().all(|ratio| ratio < 1.0)).then(|| median(ratios()))?
    }
}

/// A percentile over the whole window, if it can be one.
pub fn of_window(deployment: &Deployment, percentile: fn(&Latency) -> Option<f64>) -> Option<f64> {
    not_negative(percentile(deployment.totals.as_ref()?.latency_ms.as_ref()?))
}

/// Whether the percentiles over the whole window stand in their order.
pub fn are_ordered(deployment: &Deployment) -> bool {
    let all = [|l: &Latency| l.p50, |l: &Latency| l.p95, |l: &Latency| l.p99, |l: &Latency| l.max];
    let known: Vec<f64> =
        all.into_iter().filter_map(|percentile| of_window(deployment, percentile)).collect();
    known.is_sorted()
}
