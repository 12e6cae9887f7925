use report_findings::Severity::{Critical, Good, Info, Warning};
use serde_json::json;

use super::{hours, of, over, said};

#[test]
fn the_platforms_status() {
    let of = |status: &str| of(json!({ "status": status }), "deployment_status");
    assert_eq!(of("active"), []);
    assert_eq!(of("starting"), said(Info, "Starting", "It is being started."));
    assert_eq!(of("degraded"), said(Warning, "Degraded", "It serves, but not as it should."));
    assert_eq!(of("stopped"), said(Info, "Stopped", "It was stopped and does not serve."));
    assert_eq!(of("failed"), said(Critical, "Out of service", "It has failed and does not serve."));
}

fn rate(errors: u64, requests: u64) -> Vec<super::FindingText> {
    of(json!({ "totals": { "requests": requests, "errors": errors } }), "error_rate")
}

#[test]
fn an_error_rate_is_as_grave_as_the_calls_show() {
    for (errors, requests, severity, title, statement) in [
        // Fewer than 20 calls: one of three is shown to be more than 1 %, not more than 5 %.
        (1, 3, Warning, "Many calls fail", "1 of 3 calls failed, 33.3%."),
        (1, 6, Info, "Some calls fail", "1 of 6 calls failed, 16.7%."),
        (1, 1, Warning, "Many calls fail", "1 of 1 call failed, 100%."),
        (0, 3, Good, "No call failed", "None of 3 calls failed."),
        (0, 1, Good, "No call failed", "None of 1 call failed."),
        (9, 10_000, Good, "Hardly any call fails", "9 of 10,000 calls failed, 0.090%."),
        (10, 10_000, Info, "Some calls fail", "10 of 10,000 calls failed, 0.10%."),
    ] {
        assert_eq!(rate(errors, requests), said(severity, title, statement), "{errors} of {requests}");
    }
}

#[test]
fn a_bound_is_passed_where_a_binomial_test_shows_it() {
    // scipy.stats.binomtest(k, n, p, alternative="greater").pvalue: 62 of 1,000 at 5 % 0.0504, 63 at 5 % 0.0377;
    // 15 of 1,000 at 1 % 0.0818, 16 at 1 % 0.0479.
    let severity = |errors, requests| report_findings::severity::of_calls(errors, requests);
    let least = |severity_of: report_findings::Severity| {
        (0..1_000).find(|k| severity(*k, 1_000) >= severity_of).unwrap()
    };
    let shown = |bound: f64| {
        (0..1_000).find(|k| report_facts::stats::binomial_at_least(*k, 1_000, bound).unwrap() < 0.05).unwrap()
    };
    assert_eq!((least(Warning), least(Critical)), (shown(0.01), shown(0.05)));
    assert!((16..=17).contains(&least(Warning)) && (62..=64).contains(&least(Critical)));
    assert_eq!(severity(1, 1_000), Info);
    assert_eq!(severity(0, 0), Info);
    assert_eq!(severity(5, 3), Info);
}

#[test]
fn types_of_error_are_named_where_they_add_up() {
    let by_type = |types| {
        of(json!({ "totals": { "requests": 10_000, "errors": 10, "errors_by_type": types } }), "error_rate")
            [0]
        .2
        .clone()
    };
    assert_eq!(by_type(json!({ "A": 10 })), "10 of 10,000 calls failed, 0.10%. By type: A (10).");
    assert_eq!(
        by_type(json!({ "A": 1, "B": 5, "C": 2, "D": 2, "none": 0 })),
        "10 of 10,000 calls failed, 0.10%. By type: B (5), C (2), D (2) and 1 more."
    );
    assert_eq!(by_type(json!({ "A": 500 })), "10 of 10,000 calls failed, 0.10%.");
}

#[test]
fn counts_that_contradict_one_another_give_no_rate() {
    assert_eq!(rate(5, 3), []);
    let intervals = |errors| hours(2, move |_| (100, errors, None));
    assert_eq!(over(intervals(101), "error_rate"), []);
    assert_eq!(
        over(intervals(100), "error_rate"),
        said(Critical, "Very many calls fail", "200 of 200 calls failed, 100%.")
    );
    let with = |requests, errors| {
        of(
            json!({ "totals": { "requests": requests, "errors": errors }, "intervals": intervals(1) }),
            "error_rate",
        )
    };
    assert_eq!(with(200, 2), said(Info, "Some calls fail", "2 of 200 calls failed, 1.0%."));
    assert_eq!(with(201, 2), []);
    assert_eq!(with(200, 3), []);
}

#[test]
fn no_traffic() {
    let sentence = "Not a single call came in the window, so nothing can be said about errors or latency.";
    assert_eq!(
        of(json!({ "totals": { "requests": 0, "errors": 0 } }), "no_traffic"),
        said(Warning, "No traffic", sentence)
    );
    assert_eq!(over(hours(2, |_| (0, 0, None)), "no_traffic").len(), 1);
    assert_eq!(of(json!({ "totals": { "requests": 1, "errors": 0 } }), "no_traffic"), []);
    assert_eq!(of(json!({ "totals": { "requests": 0, "errors": 1 } }), "no_traffic"), []);
    assert_eq!(of(json!({}), "no_traffic"), []);
}

#[test]
fn volume() {
    let intervals = hours(24, |hour| (if hour == 5 || hour == 7 { 75 } else { 25 }, 0, None));
    let with = |end: &str| {
        of(
            json!({ "window": { "start": "2026-03-02T00:00:00Z", "end": end }, "intervals": intervals }),
            "volume",
        )
    };
    assert_eq!(
        with("2026-03-03T00:00:00Z"),
        said(
            Info,
            "Volume",
            "700 calls came in 1 day, 700 a day on average; most in one interval of 1 h were 75, from 2026-03-02 05:00 UTC."
        )
    );
    assert_eq!(with("2026-03-02T23:59:59Z"), []);
    assert_eq!(with("2026-03-01T00:00:00Z"), [], "a window that ends before it starts");
    assert!(with("2026-03-05T00:00:00Z")[0].2.starts_with("700 calls came in 3 days, 233.3 a day"));
    assert_eq!(of(json!({ "intervals": intervals }), "volume"), []);
}
