//! Percentile bootstrap intervals, as [`Bootstrap`] says.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use report_facts::stats::quantile;
use report_snapshot::{
    Measured,
    evaluation::{Interval, IntervalMethod},
};

use crate::{
    progress::Progress, scored::Scored, settings::Bootstrap, splitmix::SplitMix64, weights::Product,
};

/// The share of intervals that hold the true value.
const LEVEL: f64 = 0.95;

/// An interval for each metric, in the order of their names. `None` where a metric is undefined in more than half of the
/// resamples.
pub(crate) fn intervals<S: Scored>(
    scored: &S,
    weight: Option<&[f64]>,
    bootstrap: Bootstrap,
    progress: &dyn Progress,
) -> Vec<Option<Interval>> {
    let replicates = bootstrap.replicates(scored.rows());
    let values = match weight {
        Some(weight) => resampled(scored, bootstrap.seed, replicates, progress, |drawn| {
            scored.metrics(&Product(drawn, weight))
        }),
        None => resampled(scored, bootstrap.seed, replicates, progress, |drawn| scored.metrics(drawn)),
    };
    (0..scored.names().len())
        .map(|metric| interval(values.iter().filter_map(|row| row[metric]), replicates))
        .collect()
}

fn interval(values: impl Iterator<Item = f64>, replicates: u32) -> Option<Interval> {
    let values: Vec<f64> = values.collect();
    let defined =
        u32::try_from(values.len()).ok().filter(|defined| *defined > 0 && defined * 2 >= replicates)?;
    let outside = (1.0 - LEVEL) / 2.0;
    Some(Interval {
        low: quantile(values.iter().copied(), outside)?,
        high: quantile(values.iter().copied(), 1.0 - outside)?,
        level: LEVEL,
        method: IntervalMethod::PercentileBootstrap,
        replicates: Some(defined),
    })
}

/// The metrics of each resample, in the order of the replicates whatever the number of threads.
fn resampled<S: Scored>(
    scored: &S,
    seed: u64,
    replicates: u32,
    progress: &dyn Progress,
    metrics: impl Fn(&[u8]) -> Vec<Measured> + Sync,
) -> Vec<Vec<Measured>> {
    let mut seeds = SplitMix64::new(seed);
    let seeds: Vec<u64> = (0..replicates).map(|_| seeds.next()).collect();
    let done = AtomicU64::new(0);
    let compute = |seeds: &[u64]| {
        let mut drawn = vec![0; scored.rows()];
        let one = |seed: &u64| {
            draw(*seed, &mut drawn);
            let metrics = metrics(&drawn);
            progress.resampled(done.fetch_add(1, Ordering::Relaxed) + 1, u64::from(replicates));
            metrics
        };
        seeds.iter().map(one).collect::<Vec<_>>()
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = seeds.len().div_ceil(threads).max(1);
    let compute = &compute;
    thread::scope(|scope| {
        let running: Vec<_> = seeds.chunks(share).map(|seeds| scope.spawn(move || compute(seeds))).collect();
        // A thread that panics takes this one with it.
        running
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Draws as many rows as there are; how often each was drawn.
fn draw(seed: u64, drawn: &mut [u8]) {
    drawn.fill(0);
    let mut generator = SplitMix64::new(seed);
    let rows = drawn.len() as u64;
    for _ in 0..rows {
        let row = &mut drawn[generator.below(rows) as usize];
        *row = row.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{regression::RegressionRows, weights::Once};

    fn errors(count: u32) -> RegressionRows {
        RegressionRows::new(vec![0.0; count as usize], (0..count).map(f64::from).collect())
    }

    fn bootstrap(replicates: u32) -> Bootstrap {
        Bootstrap { replicates: Some(replicates), seed: 1 }
    }

    #[test]
    fn a_resample_has_as_many_rows_as_there_are() {
        let mut drawn = vec![9; 1_000];
        draw(3, &mut drawn);
        assert_eq!(drawn.iter().map(|count| u32::from(*count)).sum::<u32>(), 1_000);
        let never = drawn.iter().filter(|count| **count == 0).count();
        // e⁻¹ of the rows are expected not to be drawn.
        assert!((330..410).contains(&never), "{never}");
    }

    #[test]
    fn an_interval_of_a_mean_is_that_of_the_normal_distribution() {
        let rows = errors(400);
        let found = intervals(&rows, None, bootstrap(2_000), &());
        let place = rows.names().iter().position(|name| *name == "mae").unwrap();
        let interval = found[place].unwrap();
        // Mean 199.5, standard deviation of the rows 115.47, of their mean 5.77.
        assert!((interval.low - (199.5 - 1.96 * 5.77)).abs() < 1.0, "{interval:?}");
        assert!((interval.high - (199.5 + 1.96 * 5.77)).abs() < 1.0, "{interval:?}");
        assert_eq!(interval.replicates, Some(2_000));
        assert_eq!(found[rows.names().iter().position(|name| *name == "r2").unwrap()], None);
    }

    #[test]
    fn weights_of_one_change_nothing_and_no_replicates_give_no_interval() {
        let rows = errors(50);
        let once = vec![1.0; 50];
        let found = intervals(&rows, None, bootstrap(100), &());
        assert_eq!(found, intervals(&rows, Some(&once), bootstrap(100), &()));
        assert!(intervals(&rows, None, bootstrap(0), &()).iter().all(Option::is_none));
    }

    #[test]
    fn counts_are_weights() {
        let rows = errors(3);
        let counts: [f64; 3] = [0.0, 2.0, 1.0];
        let twice = RegressionRows::new(vec![0.0; 3], vec![1.0, 1.0, 2.0]);
        assert_eq!(rows.metrics(&counts[..])[..3], twice.metrics(&Once)[..3]);
    }
}
