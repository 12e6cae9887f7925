use report_findings::Severity::{Good, Info, Warning};
use serde_json::{Value, json};

use super::{FindingText, of, said};

fn feature(name: &str, flag: Option<bool>, psi: Option<f64>, p: Option<f64>) -> Value {
    json!({ "feature": name, "drifted": flag, "current": { "psi": psi, "p_value": p } })
}

fn with(features: &[Value], rule: &str) -> Vec<FindingText> {
    of(json!({ "drift": { "features": features } }), rule)
}

#[test]
fn one_flag_of_five_without_psi() {
    let mut features: Vec<Value> =
        ["a", "b", "c", "d"].map(|name| feature(name, Some(false), None, None)).into();
    assert_eq!(with(&features, "drift_flags"), []);
    features.push(feature("e", Some(true), None, None));
    assert_eq!(
        with(&features, "drift_flags"),
        said(Warning, "Drift flagged by the platform", "The platform flags 1 of 5 features as drifted: e.")
    );
    assert_eq!(with(&features, "feature_drift"), []);
    features.push(feature("no flag", None, None, None));
    assert!(with(&features, "drift_flags")[0].2.starts_with("The platform flags 1 of 5 features"));
}

#[test]
fn five_flagged_features_are_named_by_psi() {
    let features: Vec<Value> = (0..7)
        .map(|index| feature(&format!("f{index}"), Some(true), Some(0.3 + f64::from(index) * 0.1), None))
        .collect();
    assert_eq!(
        with(&features, "drift_flags")[0].2,
        "The platform flags 7 of 7 features as drifted: f6, f5, f4, f3, f2 and 2 more."
    );
}

#[test]
fn shifts_by_the_psi() {
    let one = |psi: f64| with(&[feature("age", None, Some(psi), None)], "feature_drift");
    assert_eq!(one(0.25), said(Warning, "Drift: age", "age has a PSI of 0.2500, a major shift."));
    let moderate = "Features with a moderate shift";
    assert_eq!(
        one(0.2496),
        said(Info, moderate, "1 feature has a PSI of 0.1 or more but under 0.25: age (0.2496).")
    );
    assert_eq!(
        one(0.1),
        said(Info, moderate, "1 feature has a PSI of 0.1 or more but under 0.25: age (0.1000).")
    );
    assert_eq!(one(0.0996), said(Good, "No drift", "The only feature, age, has a PSI of 0.0996, under 0.1."));
    assert_eq!(one(-0.2), []);
}

#[test]
fn five_major_shifts_are_told_one_by_one() {
    let features: Vec<Value> = (0..8)
        .map(|index| feature(&format!("f{index}"), None, Some(1.0 - f64::from(index) * 0.1), None))
        .collect();
    let found = with(&features, "feature_drift");
    assert_eq!(found.len(), 6);
    assert_eq!(found[0].2, "f0 has a PSI of 1.0000, a major shift.");
    assert_eq!(found[5].1, "Further features with a major shift");
    assert_eq!(
        found[5].2,
        "3 further features have a PSI of 0.25 or more: f5 (0.5000), f6 (0.4000) and f7 (0.3000)."
    );
    assert_eq!(with(&features[..5], "feature_drift").len(), 5);
}

#[test]
fn no_drift_only_where_nothing_says_otherwise() {
    let good = |more: Value| with(&[feature("a", None, Some(0.05), None), more], "feature_drift");
    assert_eq!(
        good(feature("b", Some(false), Some(0.01), Some(0.5))),
        said(Good, "No drift", "All 2 features have a PSI under 0.1; the greatest is 0.0500 of a.")
    );
    assert_eq!(good(feature("b", Some(true), Some(0.01), None)), [], "flagged");
    assert_eq!(good(feature("b", None, None, None)), [], "without a PSI");
    assert_eq!(good(feature("b", None, Some(0.01), Some(0.049))), [], "significant");
    assert_eq!(good(feature("b", None, Some(0.01), Some(0.05))).len(), 1, "not significant");
    assert_eq!(with(&[], "feature_drift"), []);
}

/// 51 levels, 1,000 reference rows, a PSI by day.
fn levels(bins: Value, rows: Value, psi: f64, daily: &[f64]) -> Vec<FindingText> {
    let daily: Vec<Value> = daily
        .iter()
        .enumerate()
        .map(|(day, psi)| json!({ "date": format!("2026-03-{:02}", day + 1), "rows": rows, "psi": psi }))
        .collect();
    let feature = json!({ "feature": "state", "bins": bins, "current": { "psi": psi }, "daily": daily });
    of(
        json!({ "drift": { "reference_rows": 1_000, "current_rows": 1_000, "current": "last 5 days", "features": [feature] } }),
        "feature_drift",
    )
}

#[test]
fn what_chance_gives_is_no_shift_and_no_day() {
    // χ²(0.95, 50) · (1/1000 + 1/1000) = 67.505 · 0.002 = 0.1350.
    assert_eq!(levels(json!(51), json!(null), 0.134, &[]), []);
    assert_eq!(levels(json!(51), json!(null), 0.136, &[]).len(), 1);
    assert_eq!(levels(json!(null), json!(null), 0.134, &[]).len(), 1);
    // 200 rows a day are fewer than five a level; without bins or rows nothing is known either.
    let whole = "state has a PSI of 0.5000 over the current period (last 5 days), a major shift";
    for (bins, rows) in [(json!(51), json!(200)), (json!(null), json!(2_000)), (json!(51), json!(null))] {
        let found = levels(bins, rows, 0.5, &[0.3, 0.35, 0.4]);
        assert!(found[0].2.starts_with(whole) && !found[0].2.contains("daily"), "{found:?}");
    }
    // χ²(1 − 0.05/3, 50) · (1/1000 + 1/255) = 73.7 · 0.0049 = 0.36.
    assert!(
        !levels(json!(51), json!(255), 0.5, &[0.3, 0.4, 0.4])[0].2.contains("2026-03-02"),
        "a day within chance"
    );
}

#[test]
fn days_are_named_where_they_are_more_than_chance() {
    let since = |daily: &[f64]| levels(json!(10), json!(500), 0.5, daily)[0].2.clone();
    // χ²(0.95, 9) · 0.002 = 0.0338.
    let whole = "state has a PSI of 0.5000 over the current period (last 5 days), a major shift; chance alone gives up to 0.0338.";
    assert_eq!(
        since(&[0.1, 0.3, 0.25]),
        format!("{whole} The daily PSI has been at 0.25 or more since 2026-03-02, for 2 days.")
    );
    assert_eq!(
        since(&[0.1, 0.3]),
        format!("{whole} The daily PSI reached 0.25 on the last day, 2026-03-02.")
    );
    assert_eq!(
        since(&[0.3, 0.1]),
        format!("{whole} The daily PSI last reached 0.25 on 2026-03-01, for 1 day.")
    );
    assert_eq!(
        since(&[0.3, 0.3, 0.24]),
        format!("{whole} The daily PSI was at 0.25 or more for 2 days, from 2026-03-01 to 2026-03-02.")
    );
    assert_eq!(since(&[0.24]), whole);
}

#[test]
fn tests_count_where_nothing_else_speaks() {
    let p = |value: f64, psi: f64, flag: Option<bool>| {
        with(
            &[feature("a", flag, Some(psi), Some(value)), feature("b", None, Some(0.0), Some(0.9))],
            "drift_tests",
        )
    };
    assert_eq!(
        p(0.024, 0.05, None),
        said(
            Info,
            "Significant by tests alone",
            "1 of 2 features with a p-value differs from the reference at the level of 0.05, adjusted for their number, though neither \
             flagged nor with a PSI of 0.1 or more: a. With many rows a trifle is significant."
        )
    );
    assert_eq!(p(0.025, 0.05, None), [], "adjusted to 0.05");
    assert_eq!(p(0.001, 0.1, None), []);
    assert_eq!(p(0.001, 0.05, Some(true)), []);
    assert_eq!(p(0.001, 0.05, Some(false)).len(), 1);
    assert_eq!(p(1.5, 0.05, None), []);
}

#[test]
fn flags_and_psi_that_disagree() {
    let found = |features: &[Value]| with(features, "drift_disagreement");
    assert_eq!(
        found(&[
            feature("a", Some(true), Some(0.0996), None),
            feature("b", Some(false), Some(0.25), None),
            feature("c", Some(false), Some(0.24), None),
            feature("d", Some(true), Some(0.1), None),
            feature("e", None, Some(0.9), None),
        ]),
        said(
            Info,
            "Flags and PSI disagree",
            "The platform flags 1 feature with a PSI under 0.1: a (0.0996). It does not flag 1 feature with a PSI of 0.25 or more: b (0.2500)."
        )
    );
    let many: Vec<Value> =
        ["a", "b", "c", "d"].map(|name| feature(name, Some(false), Some(0.3), None)).into();
    assert_eq!(
        found(&many)[0].2,
        "The platform does not flag 4 features with a PSI of 0.25 or more: a (0.3000), b (0.3000), c (0.3000) and 1 more."
    );
    assert_eq!(
        found(&[feature("c", Some(false), Some(0.24), None), feature("d", Some(true), Some(0.1), None)]),
        []
    );
}

fn predictions(psi: f64, p: Option<f64>, counts: [u64; 2]) -> Vec<FindingText> {
    let period = |name: &str, mean: f64| json!({ "name": name, "counts": counts, "mean": mean });
    let predictions = json!({
        "what": "probability of yes", "bin_edges": [0.0, 0.5, 1.0],
        "periods": [period("reference", 0.25), period("last day", 0.5)],
        "current": { "psi": psi, "p_value": p }
    });
    of(json!({ "predictions": predictions }), "prediction_drift")
}

#[test]
fn predictions_are_judged_likewise() {
    let many = [500, 500];
    let sentence = |psi: &str, shift: &str, more: &str| {
        format!(
            "The distribution of the probability of yes has a PSI of {psi} against the reference, {shift}{more}; the mean went from \
             0.2500 (reference) to 0.5000 (last day)."
        )
    };
    // χ²(0.95, 1) · 0.002 = 0.0077.
    let chance = "; chance alone gives up to 0.0077";
    let cases = [
        (0.25, None, Warning, "Predictions have shifted", sentence("0.2500", "a major shift", chance)),
        (0.24, None, Info, "Predictions are shifting", sentence("0.2400", "a moderate shift", chance)),
        (0.1, None, Info, "Predictions are shifting", sentence("0.1000", "a moderate shift", chance)),
        (0.09, None, Good, "Predictions are stable", sentence("0.0900", "under a moderate shift", "")),
        (0.09, Some(0.05), Good, "Predictions are stable", sentence("0.0900", "under a moderate shift", "")),
        (
            0.09,
            Some(0.04),
            Info,
            "Predictions differ little",
            sentence("0.0900", "under a moderate shift", ", with a p-value of 0.04"),
        ),
        (
            0.09,
            Some(1e-9),
            Info,
            "Predictions differ little",
            sentence("0.0900", "under a moderate shift", ", with a p-value below 0.0001"),
        ),
    ];
    for (psi, p, severity, title, statement) in cases {
        assert_eq!(predictions(psi, p, many), said(severity, title, &statement), "{psi} {p:?}");
    }
    // χ²(0.95, 1) · (1/20 + 1/20) = 0.384.
    assert_eq!(predictions(0.3, None, [10, 10])[0].1, "Predictions differ no more than by chance");
    assert_eq!(predictions(0.39, None, [10, 10])[0].0, Warning);
    assert_eq!(predictions(f64::NAN, None, many), []);
    assert_eq!(predictions(-0.1, None, many), []);
}
