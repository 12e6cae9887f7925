//! Intervals whose ends or level cannot be.

use std::collections::BTreeMap;

use crate::evaluation::Interval;

/// What is wrong with the `intervals` of metrics: where, and why.
pub(super) fn faults(intervals: &BTreeMap<String, Interval>) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for (metric, interval) in intervals {
        let mut fault = |reason: &str| faults.push((format!("intervals.{metric}"), reason.to_owned()));
        if interval.low > interval.high {
            fault("expected `low` to be at most `high`");
        }
        if !(interval.level > 0.0 && interval.level < 1.0) {
            fault("expected a `level` above 0 and below 1, such as 0.95");
        }
    }
    faults
}
