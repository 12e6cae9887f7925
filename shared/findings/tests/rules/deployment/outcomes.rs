use report_findings::Severity::{Good, Info, Warning};
use serde_json::{Value, json};

use super::{of, said};

/// A metric by day, `labelled` rows each.
fn outcomes(metric: &str, values: &[f64], labelled: u64, reference: Value) -> Value {
    let intervals: Vec<Value> = (1..)
        .zip(values)
        .map(|(day, value)| {
            json!({ "start": format!("2026-03-{day:02}T00:00:00Z"), "value": value, "labelled": labelled })
        })
        .collect();
    json!({ "outcomes": [{ "metric": metric, "reference": reference, "intervals": intervals }] })
}

#[test]
fn shares_of_rows_are_held_against_chance() {
    let with = |before: f64, rows: u64| {
        let reference = json!({ "value": before, "rows": rows, "what": "test rows" });
        of(outcomes("accuracy", &[0.7, 0.8], 1000, reference), "outcome_level")
    };
    assert_eq!(
        with(0.85, 1000),
        said(
            Warning,
            "Quality in service is below that before",
            "The accuracy in service is 0.8000 over the last 1 of 2 labelled intervals (1,000 labelled rows), against 0.8500 before \
             (test rows): worse by 5 percentage points, by its interval between 1.7 and 8.3 percentage points, which is more than chance explains."
        )
    );
    assert_eq!(with(0.8, 1000)[0].0, Good);
    assert!(with(0.83, 1000)[0].2.ends_with("no more apart than chance may give."));
    assert!(with(0.7, 1000)[0].2.ends_with("better by more than chance explains."));
    assert!(with(0.85, 20)[0].2.ends_with("no more apart than chance may give."), "few rows say little");
    // Of errors less is better.
    let errors = outcomes("err", &[0.2, 0.2], 1000, json!({ "value": 0.1, "rows": 1000 }));
    assert_eq!(of(errors, "outcome_level")[0].0, Warning);
}

#[test]
fn other_metrics_are_not_held_against_chance() {
    let reference = json!({ "value": 0.9271, "rows": 1000 });
    assert_eq!(
        of(outcomes("auc", &[0.9, 0.8], 100, reference.clone()), "outcome_level"),
        said(
            Info,
            "Quality in service and before",
            "The AUC in service is 0.8000 on average over the last 1 of 2 labelled intervals (100 labelled rows), against 0.9271 before. Whether the difference is more than \
             chance gives is not known."
        )
    );
    assert_eq!(of(outcomes("auc", &[0.9, 0.8], 0, reference), "outcome_level"), [], "no label has come");
    assert_eq!(of(outcomes("auc", &[0.9, 0.8], 9, json!({ "value": 1.2 })), "outcome_level"), [], "no AUC");
    assert_eq!(
        of(outcomes("my_own", &[0.9], 9, json!({ "value": 0.9 })), "outcome_level"),
        [],
        "no direction"
    );
}

#[test]
fn ten_values_have_a_trend_or_none() {
    let falling: Vec<f64> = (0..10).map(|day| 0.9 - f64::from(day) * 0.01).collect();
    let trend = |values: &[f64]| of(outcomes("auc", values, 100, Value::Null), "outcome_trend");
    assert_eq!(
        trend(&falling),
        said(
            Warning,
            "Quality in service declines",
            "Over 10 labelled intervals the AUC in service falls, with a p-value below 0.0001 by the test of Mann and Kendall; its mean is \
             0.8900 over the first third of them and 0.8200 over the last."
        )
    );
    let rising: Vec<f64> = falling.iter().rev().copied().collect();
    assert_eq!(trend(&rising)[0].0, Good);
    assert_eq!(of(outcomes("logloss", &rising, 100, Value::Null), "outcome_trend")[0].0, Warning);
    assert_eq!(trend(&[0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 0.9, 0.8])[0].0, Info);
    assert_eq!(trend(&falling[1..]), [], "nine are too few");
    assert_eq!(trend(&[0.9; 12]), [], "all alike");
}

#[test]
fn labels_come_later() {
    let interval = |day: u8, labelled: u64, predicted: Option<u64>| json!({ "start": format!("2026-03-{day:02}T00:00:00Z"), "labelled": labelled, "predicted": predicted });
    let with = |intervals: &[Value]| {
        of(json!({ "outcomes": [{ "metric": "auc", "intervals": intervals }] }), "labelled_share")
    };
    let two = [interval(1, 60, Some(100)), interval(2, 0, Some(100))];
    assert_eq!(
        with(&two),
        said(
            Info,
            "Labels so far",
            "Labels have come for 60 of 200 predictions (30.0%). Of the last 1 of 2 intervals there is none yet."
        )
    );
    assert!(with(&two[..1])[0].2.ends_with("predictions (60.0%)."));
    assert_eq!(with(&[interval(1, 60, None)]), []);
    assert_eq!(with(&[interval(1, 0, Some(0))]), []);
    assert_eq!(with(&[]), []);
}
