//! What deployment documents say.

#![allow(clippy::unwrap_used)]

mod support;

use report_document::{Block, Document};
use serde_json::{Value, json};
use support::{document, flat, section, words};

const ID: &str = "7b8ef11c-5752-5966-914b-6a5830c43083";

fn of(content: Value) -> Document {
    let mut all = json!({ "status": "active" });
    all.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    document(
        &json!({ "schema_version": 1, "kind": "deployment", "id": ID, "project_id": ID, "name": "It", "content": all }),
    )
}

/// Hours from midnight of Monday, 2 March 2026, on.
fn hours(number: i64, figures: impl Fn(i64) -> (u64, u64, f64)) -> Vec<Value> {
    intervals("2026-03-02T00:00:00Z", 60, number, figures)
}

/// Intervals of so many minutes, each with its calls, failed calls and latency.
fn intervals(start: &str, minutes: i64, number: i64, figures: impl Fn(i64) -> (u64, u64, f64)) -> Vec<Value> {
    let start = report_domain::Timestamp::parse(start).unwrap().unix_millis();
    (0..number)
        .map(|place| {
            let (requests, errors, p95) = figures(place);
            let at = report_domain::Timestamp::from_unix_millis(start + place * minutes * 60_000);
            json!({ "start": at, "requests": requests, "errors": errors, "latency_ms": { "p50": p95, "p95": p95, "p99": p95 } })
        })
        .collect()
}

/// Titles and captions of a section's charts, that of the first page included.
fn captions(document: &Document, id: &str) -> Vec<(String, String)> {
    let picture = match id {
        "predictions" => "chart-prediction-drift",
        "errors" => "chart-error-rate",
        "traffic" => "chart-volume",
        _ => "",
    };
    let moved = flat(&section(document, "key-figures").blocks);
    let moved = moved.into_iter().filter(|block| matches!(block, Block::Chart(chart) if chart.id == picture));
    // A section that had nothing else is gone with its chart.
    let own = document.sections.iter().filter(|section| section.id == id);
    moved
        .chain(own.flat_map(|section| flat(&section.blocks)))
        .filter_map(|block| match block {
            Block::Chart(chart) => {
                Some((chart.title.to_string(), chart.caption.unwrap_or_default().to_string()))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn bars_are_whole_days_and_a_part_of_one_is_left_out() {
    let with = |number| {
        of(
            json!({ "intervals": hours(number, |hour| (100 + (hour % 24) as u64, u64::from(hour % 24 > 20), 20.0)) }),
        )
    };
    let whole = captions(&with(365 * 24), "traffic");
    assert_eq!(whole[0].0, "Calls per day");
    assert!(!whole[0].1.contains("left out"), "{whole:?}");
    let partial = with(365 * 24 + 4);
    for id in ["traffic", "errors", "latency"] {
        for (title, caption) in captions(&partial, id) {
            assert!(title.ends_with("per day"), "{title}");
            assert!(caption.ends_with("Time at the end that does not fill a day is left out."), "{caption}");
        }
    }
    assert_eq!(captions(&with(180 * 24), "traffic")[0].0, "Calls per 12 hours");
    assert_eq!(captions(&with(14 * 24), "traffic")[0].0, "Calls per hour");
    assert_eq!(captions(&with(500 * 24), "traffic")[0].0, "Calls per week");
}

#[test]
fn bars_of_intervals_of_any_length_divide_a_day_or_are_days() {
    const DAY: i64 = 24 * 60;
    for (start, minutes, number, per, left_out) in [
        ("2026-03-02T00:00:00Z", 240, 365 * 6, "day", None),
        ("2026-03-02T00:00:00Z", 60, 100 * 24, "6 hours", None),
        ("2026-03-02T00:00:00Z", 15, 45 * 96, "3 hours", None),
        ("2026-03-02T07:00:00Z", 60, 365 * 24, "day", Some("at either end that does not fill a day")),
        ("2026-03-02T00:00:00Z", 5, 10 * 288 + 7, "40 min", Some("at the end that does not fill 40 min")),
        ("2026-03-02T00:00:00Z", DAY, 1_100, "week", Some("at the end that does not fill a week")),
    ] {
        let document = of(json!({ "intervals": intervals(start, minutes, number, |_| (100, 1, 20.0)) }));
        for id in ["traffic", "errors", "latency"] {
            let (title, caption) = captions(&document, id).remove(0);
            assert!(title.ends_with(&format!(" per {per}")), "{start} {minutes} {number}: {title}");
            let expected = left_out.map(|what| format!("Time {what} is left out."));
            assert_eq!(
                expected.is_some(),
                caption.contains("left out"),
                "{start} {minutes} {number}: {caption}"
            );
            assert!(
                caption.ends_with(&expected.unwrap_or_default()),
                "{start} {minutes} {number}: {caption}"
            );
        }
    }
}

#[test]
fn one_of_something_is_one() {
    let window = json!({ "start": "2026-03-02T00:00:00Z", "end": "2026-03-03T00:00:00Z" });
    let document =
        of(json!({ "window": window, "intervals": hours(24, |hour| (u64::from(hour > 0) * 50, 0, 20.0)) }));
    assert!(
        words(section(&document, "traffic")).contains("1,150 calls in 24 intervals; 1 was without a call.")
    );
    assert!(
        document
            .meta
            .headline
            .unwrap()
            .to_plain()
            .starts_with("It had 1,150 calls in 1 day, none of them failed")
    );
}

#[test]
fn a_median_is_a_median() {
    let said = |latencies: &[f64]| {
        let of_hour = |hour: i64| (10, 0, latencies[usize::try_from(hour).unwrap()]);
        words(section(&of(json!({ "intervals": hours(latencies.len() as i64, of_hour) })), "metrics"))
    };
    for (latencies, median) in [
        (&[10.0, 30.0][..], "20 ms"),
        (&[900.0, 10.0, 70.0, 50.0], "60 ms"),
        (&[7.0, 900.0, 1.0], "7 ms"),
        (&[3_600_000.0, 10.0], "30 min"),
    ] {
        assert!(said(latencies).contains(median), "{latencies:?}: {}", said(latencies));
    }
}

/// The caption of the heat map of drift, and its words for those who do not see it.
fn heat_map(drift: Value) -> (String, String) {
    let document = of(json!({ "drift": drift }));
    let chart = flat(&section(&document, "drift").blocks).into_iter().find_map(|block| match block {
        Block::Chart(chart) => Some((chart.caption.unwrap_or_default().to_string(), chart.alt.to_string())),
        _ => None,
    });
    chart.unwrap()
}

#[test]
fn no_day_is_coloured_as_shifted_unless_chance_would_not_give_its_psi() {
    let feature = |name: &str, bins: Option<u32>, rows: Option<u64>| {
        let day = |date: &str, psi: f64| json!({ "date": date, "psi": psi, "rows": rows });
        json!({
            "feature": name, "bins": bins, "current": { "psi": 0.3 },
            "daily": [day("2026-03-02", 0.02), day("2026-03-03", 0.3), day("2026-03-04", 0.9)],
        })
    };
    let of = |features: Value| heat_map(json!({ "reference_rows": 1_000, "features": features }));
    let nothing_known = [feature("a", None, Some(100)), feature("b", Some(10), None)];
    let (caption, alt) = of(json!(nothing_known));
    assert!(caption.contains("no day is said to have shifted"), "{caption}");
    assert!(!alt.contains("shift"), "{alt}");
    // χ² with 9 degrees of freedom at 1 − 0.05/3 is 20.2, and 1/1,000 + 1/100 is 0.011: chance gives up to 0.22.
    let (caption, alt) = of(json!([feature("a", Some(10), Some(100))]));
    assert!(!caption.contains("no day is said"), "{caption}");
    assert!(
        alt.contains("1 cell stable (< 0.1 or by chance)") && alt.contains("2 cells major shift"),
        "{alt}"
    );
    assert!(!alt.contains("not judged"), "{alt}");
    // With 50 rows a day it gives up to 0.42.
    let (_, alt) = of(json!([feature("a", Some(10), Some(50)), feature("b", None, None)]));
    assert!(
        alt.contains("2 cells stable (< 0.1 or by chance)") && alt.contains("1 cell major shift"),
        "{alt}"
    );
    assert!(alt.contains("3 cells not judged"), "{alt}");
}

#[test]
fn flags_stand_in_headline_and_key_figures() {
    let feature = |name: &str, flag: bool| json!({ "feature": name, "drifted": flag, "current": { "psi": null, "p_value": 1e-12 } });
    let document = of(json!({ "drift": { "features": [feature("a", true), feature("b", false)] } }));
    assert!(
        document
            .meta
            .headline
            .as_ref()
            .unwrap()
            .to_plain()
            .contains("the platform flags 1 of 2 features as drifted")
    );
    assert!(words(section(&document, "drift")).contains("< 0.0001"));
    let good = json!({ "feature": "a", "drifted": true, "current": { "psi": 0.01 } });
    let document = of(json!({ "drift": { "features": [good] } }));
    assert!(!document.meta.headline.unwrap().to_plain().contains("no feature has shifted"));
}

#[test]
fn days_without_a_date_are_counted() {
    let daily = json!([{ "date": "yesterday", "psi": 0.3 }, { "date": "2026-03-02", "psi": 0.1 }, { "date": "2026-03-01", "psi": 0.2 }]);
    let document = of(json!({
        "drift": { "features": [{ "feature": "a", "current": { "psi": 0.2 }, "daily": daily }] },
        "predictions": { "what": "p", "bin_edges": [0, 1], "periods": [], "daily": daily }
    }));
    for id in ["drift", "predictions"] {
        let captions = captions(&document, id);
        assert!(
            captions
                .iter()
                .any(|(_, caption)| caption.ends_with("1 figure without a valid date is left out.")),
            "{captions:?}"
        );
    }
}

#[test]
fn what_chance_gives_is_no_mark() {
    let feature = |bins: Value| json!({ "feature": "a", "bins": bins, "current": { "psi": 0.3 } });
    let with = |bins| {
        let drift = json!({ "reference_rows": 200, "current_rows": 300, "features": [feature(bins)] });
        words(section(&of(json!({ "drift": drift })), "drift"))
    };
    assert!(with(json!(40)).contains("within chance"), "{}", with(json!(40)));
    assert!(with(json!(null)).contains("major"));
}

#[test]
fn a_day_that_the_data_holds_a_part_of_is_marked() {
    let document = of(json!({ "intervals": hours(2 * 24 + 5, |_| (100, 0, 20.0)) }));
    let said = words(section(&document, "metrics"));
    assert!(said.contains("2026-03-03 | 2,400 |"), "{said}");
    assert!(said.contains("2026-03-04, in part | 500 |"), "{said}");
}

#[test]
fn only_a_chart_with_incidents_speaks_of_shading() {
    let calm = of(json!({ "intervals": hours(9 * 24, |_| (100, 0, 20.0)) }));
    assert_eq!(captions(&calm, "traffic")[0].1, "Times are in UTC.");
}
