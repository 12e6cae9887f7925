//! How long calls take, and whether that has changed.

use report_facts::latency::{self, Weeks};
use report_snapshot::deployment::Latency;

use super::incidents::times;
use crate::prelude::*;

/// From so many times the latency of the first week on, its rise is a warning.
const DOUBLED: f64 = 2.0;

rules! {
    of DEPLOYMENT;

    LATENCY_CHANGE = "latency_change", [Info, Warning]:
        speaks: "At least 14 whole UTC days have a p95, the first 7 and the last 7 of them are each seven different weekdays, and on all seven \
                 weekdays p95 is higher in the last week (risen: info, warning where the median ratio is at least 2), or lower on all (fallen: \
                 info). Else silent.",
        formula: "per weekday: the median over the times of day at which both days have a p95; ratio = last / first; the median of the seven. \
                  A UTC day is whole where the intervals span it, give or take 1 % of an interval",
        source: "two-sided sign test: 2 · 0.5⁷ = 0.016; 2 times: this report's own";

    LATENCY = "latency", [Info]:
        speaks: "The totals have a p50 or p95, and p50 ≤ p95 ≤ p99 ≤ max as far as they are known.",
        formula: "as given",
        source: "none needed";
}

pub(super) fn findings(deployment: &Deployment) -> Vec<Finding> {
    said([change(deployment), level(deployment)])
}

fn change(deployment: &Deployment) -> Option<Finding> {
    let ratio = Weeks::of(deployment)?.change()?;
    let (severity, title, longer) = match ratio {
        ratio if ratio >= DOUBLED => (Warning, "Latency has risen", "longer"),
        ratio if ratio > 1.0 => (Info, "Latency has risen", "longer"),
        _ => (Info, "Latency has fallen", "shorter"),
    };
    let statement = say!(
        "On each of the last seven whole days calls took {} than on the same weekday of the first seven: the {}, compared at the same \
         times of day, is {} as high in the median.",
        longer,
        label("95th percentile"),
        times(Figure::of_entity(Quantity::from(&LATENCY_P95).derived(&RATIO), ratio)),
    );
    Some(LATENCY_CHANGE.says(severity, title, statement))
}

fn level(deployment: &Deployment) -> Option<Finding> {
    let of = |percentile: fn(&Latency) -> Option<f64>| latency::of_window(deployment, percentile);
    let (median, p95) = (of(|latency| latency.p50), of(|latency| latency.p95));
    if (median.is_none() && p95.is_none()) || !latency::are_ordered(deployment) {
        return None;
    }
    let known = [
        ("median", &LATENCY_P50, median),
        ("95th percentile", &LATENCY_P95, p95),
        ("99th percentile", &LATENCY_P99, of(|latency| latency.p99)),
        ("longest", &LATENCY_MAX, of(|latency| latency.max)),
    ];
    let parts = known.into_iter().filter_map(|(words, quantity, value)| {
        Some(say!("{} {}", label(words), Figure::of_entity(quantity, value?)))
    });
    let statement = say!("Latency over the window: {}.", listed(parts, usize::MAX));
    Some(LATENCY.info("Latency", statement))
}
