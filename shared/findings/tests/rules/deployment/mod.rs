//! The rules about deployments: each where it speaks, on the other side of its bounds, and where its data is missing or
//! contradicts itself.

mod cases;
mod drift;
mod health;
mod incidents;
mod latency;
mod outcomes;
mod unknown;

use report_snapshot::Snapshot;
use serde_json::{Value, json};

pub(crate) use super::support::{FindingText, case, said, said_of};

pub(crate) const HOUR: i64 = 3_600;
/// Monday, 2 March 2026.
pub(crate) const MONDAY: i64 = 1_772_409_600;

pub(crate) fn read(content: Value) -> Snapshot {
    let mut all = json!({ "status": "active" });
    all.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    super::support::read("deployment", &all)
}

/// What a rule says about a deployment of that content.
pub(crate) fn of(content: Value, rule: &str) -> Vec<FindingText> {
    said_of(&read(content), rule)
}

/// An instant of seconds since 1970.
pub(crate) fn at(seconds: i64) -> String {
    // Days from civil, the other way round (Howard Hinnant's algorithm).
    let (days, rest) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let part = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * part + 2) / 5 + 1, if part < 10 { part + 3 } else { part - 9 });
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3_600, rest / 60 % 60, rest % 60)
}

/// Calls, failed calls and p95 of one interval.
pub(crate) type Figures = (u64, u64, Option<f64>);

pub(crate) fn interval(start: i64, (requests, errors, p95): Figures) -> Value {
    json!({ "start": at(start), "requests": requests, "errors": errors, "latency_ms": { "p50": null, "p95": p95, "p99": null } })
}

/// Hours from a Monday on.
pub(crate) fn hours(number: i64, figures: impl Fn(i64) -> Figures) -> Vec<Value> {
    (0..number).map(|hour| interval(MONDAY + hour * HOUR, figures(hour))).collect()
}

/// What a rule says about those intervals.
pub(crate) fn over(intervals: Vec<Value>, rule: &str) -> Vec<FindingText> {
    of(json!({ "intervals": intervals }), rule)
}
