//! What confusion matrices, drift by day and incidents say, in figures that tables show.

#![allow(clippy::unwrap_used)]

use report_domain::Timestamp;
use report_facts::{
    confusion,
    drift::{chance_bound, last_spell},
    incidents::{IncidentKind, incidents},
};
use report_snapshot::{
    deployment::{DailyDrift, Deployment},
    evaluation::Evaluation,
};
use serde_json::{Value, json};

#[test]
fn wrong_calls_are_listed_without_those_that_never_occur() {
    let evaluation: Evaluation = serde_json::from_value(json!({
        "split": "test",
        "confusion_matrix": { "labels": ["a", "b", "c"], "counts": [[5, 0, 2], [1, 4, 0], [0, 1, 9]] }
    }))
    .unwrap();
    let found: Vec<_> = confusion::confusions(&evaluation)
        .iter()
        .map(|it| (it.actual.to_owned(), it.predicted.to_owned(), it.count, it.share))
        .collect();
    let wrong = |actual: &str, predicted: &str, count: f64, share| {
        (actual.to_owned(), predicted.to_owned(), count, share)
    };
    let expected = [wrong("a", "c", 2.0, 2.0 / 7.0), wrong("b", "a", 1.0, 0.2), wrong("c", "b", 1.0, 0.1)];
    assert_eq!(found, expected);
}

/// Days of 1,000 rows with these figures.
fn days(figures: &[f64]) -> Vec<DailyDrift> {
    let day = |(index, psi): (usize, &f64)| json!({ "date": format!("2026-03-{:02}", index + 1), "rows": 1_000, "psi": psi });
    figures.iter().enumerate().map(|day_and| serde_json::from_value(day(day_and)).unwrap()).collect()
}

#[test]
fn a_run_of_days_must_pass_what_chance_gives_on_the_worst_of_them() {
    const BINS: Option<u32> = Some(10);
    const REFERENCE: Option<u64> = Some(10_000);
    let bound = |level| chance_bound(BINS, REFERENCE, Some(1_000), level).unwrap();
    // Between what one day must pass and what each of ten must.
    let between = (bound(0.95) + bound(0.995)) / 2.0;
    let spell = |last: f64| {
        let figures = days(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.9, last]);
        last_spell(&figures, bound(0.95), BINS, REFERENCE)
            .map(|it| (it.first.to_owned(), it.last.to_owned(), it.days, it.ongoing))
    };
    assert_eq!(spell(between), None, "one of ten days comes so far by chance");
    let two_days = ("2026-03-09".to_owned(), "2026-03-10".to_owned(), 2, true);
    assert_eq!(spell(bound(0.995) * 1.001), Some(two_days));
    assert_eq!(spell(0.0).map(|(.., days, ongoing)| (days, ongoing)), Some((1, false)));
}

#[test]
fn a_slow_hour_weighs_half_of_what_failed_calls_do() {
    let spike = IncidentKind::LatencySpike { requests: 10, highest_ms: 900.0, usual_ms: 100.0 };
    let burst = |errors| IncidentKind::ErrorBurst { requests: 10, errors, usual_rate: 0.0 };
    let gap = IncidentKind::TrafficGap { expected: 5.5, weekly: false };
    assert_eq!((spike.weight(), burst(4).weight(), gap.weight()), (5.0, 4.0, 5.5));
}

/// A deployment with one interval a quarter of a day, with these 95th percentiles at noon and 50 ms otherwise.
fn at_noon(latencies: &[f64]) -> Deployment {
    let start = Timestamp::parse("2026-03-01T00:00:00Z").unwrap().unix_millis();
    let intervals: Vec<Value> = (0..latencies.len() * 4)
        .map(|quarter| {
            let p95 = if quarter % 4 == 2 { latencies[quarter / 4] } else { 50.0 };
            let at = Timestamp::from_unix_millis(start + i64::try_from(quarter).unwrap() * 21_600_000);
            json!({ "start": at, "requests": 100, "errors": 0, "latency_ms": { "p50": 10, "p95": p95 } })
        })
        .collect();
    serde_json::from_value(json!({ "status": "active", "intervals": intervals })).unwrap()
}

#[test]
fn the_usual_latency_is_the_median_of_the_other_days() {
    // Of the other nine days, sorted: 41 to 49; with the spike among them the median would be 45.5.
    let days = [45.0, 41.0, 49.0, 43.0, 900.0, 47.0, 42.0, 44.0, 46.0, 48.0];
    let found = incidents(&at_noon(&days));
    let [incident] = &found[..] else { panic!("{found:?}") };
    let expected = IncidentKind::LatencySpike { requests: 100, highest_ms: 900.0, usual_ms: 45.0 };
    assert_eq!(incident.what, expected);
    // Of an even number the mean of the two in the middle.
    let found = incidents(&at_noon(&days[..9]));
    let usual = found.iter().find_map(|it| match it.what {
        IncidentKind::LatencySpike { usual_ms, .. } => Some(usual_ms),
        _ => None,
    });
    assert_eq!(usual, Some(44.5));
}
