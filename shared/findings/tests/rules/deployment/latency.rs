use report_findings::Severity::{Info, Warning};
use serde_json::json;

use super::{hours, of, over, said};

/// Slow at noon, quick at night.
fn daily(hour: i64) -> f64 {
    if (8..16).contains(&(hour % 24)) { 60.0 } else { 20.0 }
}

fn with(number: i64, factor: impl Fn(i64) -> f64) -> Vec<super::FindingText> {
    over(hours(number, |hour| (40, 0, Some(daily(hour) * factor(hour)))), "latency_change")
}

#[test]
fn a_daily_pattern_has_not_risen_at_noon() {
    for hours in [336, 348, 360, 372] {
        assert_eq!(with(hours, |_| 1.0), [], "{hours}");
    }
}

#[test]
fn a_change_shows_on_every_weekday() {
    let from_the_second_week = |factor: f64| move |hour: i64| if hour < 168 { 1.0 } else { factor };
    let sentence = |longer: &str, ratio: &str| {
        format!(
            "On each of the last seven whole days calls took {longer} than on the same weekday of the first seven: the 95th percentile, \
             compared at the same times of day, is {ratio} times as high in the median."
        )
    };
    assert_eq!(
        with(336, from_the_second_week(2.0)),
        said(Warning, "Latency has risen", &sentence("longer", "2.0"))
    );
    assert_eq!(
        with(336, from_the_second_week(1.5)),
        said(Info, "Latency has risen", &sentence("longer", "1.50"))
    );
    assert_eq!(with(336, from_the_second_week(1.99))[0].0, Info);
    assert_eq!(
        with(336, from_the_second_week(0.5)),
        said(Info, "Latency has fallen", &sentence("shorter", "0.50"))
    );
    assert_eq!(with(335, from_the_second_week(2.0)), [], "no fourteen whole days");
    // Thursday of the last week is as it was.
    assert_eq!(with(336, |hour| if hour < 168 || hour / 24 == 10 { 1.0 } else { 2.0 }), []);
}

#[test]
fn days_are_compared_at_the_times_that_both_have() {
    // In the second week only the slow hours have calls.
    let intervals = hours(336, |hour| {
        let p95 = (hour < 168 || (8..16).contains(&(hour % 24))).then(|| daily(hour));
        (40, 0, p95)
    });
    assert_eq!(over(intervals, "latency_change"), []);
}

#[test]
fn without_seven_weekdays_nothing_is_said() {
    let intervals =
        hours(504, |hour| (40, 0, (hour / 24 % 7 < 5).then_some(if hour < 240 { 20.0 } else { 60.0 })));
    assert_eq!(over(intervals, "latency_change"), []);
}

#[test]
fn percentiles_are_stated_in_order() {
    let with =
        |latency| of(json!({ "totals": { "requests": 9, "errors": 0, "latency_ms": latency } }), "latency");
    assert_eq!(
        with(json!({ "p50": 10.0, "p95": 20.0, "p99": 30.0, "max": 40.0 })),
        said(
            Info,
            "Latency",
            "Latency over the window: median 10 ms, 95th percentile 20 ms, 99th percentile 30 ms and longest 40 ms."
        )
    );
    assert_eq!(with(json!({ "p50": 10.0 }))[0].2, "Latency over the window: median 10 ms.");
    assert_eq!(with(json!({ "p50": 30.0, "p95": 20.0 })), []);
    assert_eq!(with(json!({ "p50": null, "p95": null, "p99": 3.0 })), []);
    assert_eq!(with(json!({ "p50": -1.0 })), []);
}
