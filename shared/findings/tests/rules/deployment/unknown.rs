use serde_json::{Value, json};

use super::{MONDAY, hours, interval, read};

fn unknowns(content: Value) -> Vec<String> {
    super::super::support::unknowns(&read(content))
}

const QUALITY: &str =
    "Whether the predictions were right is not measured: the snapshot holds no quality in service.";

#[test]
fn what_is_not_measured() {
    assert_eq!(unknowns(json!({})), [QUALITY, "Whether inputs or predictions have shifted is not measured."]);
    let predictions = json!({ "what": "p", "bin_edges": [0, 1], "periods": [] });
    assert_eq!(
        unknowns(json!({ "predictions": predictions }))[1],
        "Whether inputs have shifted is not measured."
    );
    let daily = json!([{ "date": "2026-03-01", "psi": 0.1 }]);
    let feature = |psi: Value| json!({ "feature": "a", "current": { "psi": psi }, "daily": daily });
    assert_eq!(
        unknowns(json!({ "drift": { "features": [feature(json!(null)), feature(json!(0.1))] } }))[1..],
        [
            "1 of 2 features has no PSI.",
            "What chance alone would give the PSI of a day is not known of 2 of 2 features: bins or rows of the day are not given.",
        ]
    );
    let known = json!({ "feature": "a", "bins": 2, "current": { "psi": 0.1 }, "daily": [{ "date": "2026-03-01", "rows": 10, "psi": 0.1 }] });
    assert_eq!(unknowns(json!({ "drift": { "reference_rows": 9, "features": [known] } })).len(), 1);
}

#[test]
fn what_the_window_is_too_short_for() {
    let with = |number: i64, p95: Option<f64>| {
        unknowns(json!({ "intervals": hours(number, |_| (1, 0, p95)) }))[2..].to_vec()
    };
    let incidents = "Latency spikes and gaps in traffic were not looked for: that takes 4 whole days.";
    let change =
        "Whether latency has changed is not known: that takes 14 whole days with a latency on every weekday.";
    assert_eq!(with(95, Some(1.0)), [incidents, change]);
    assert_eq!(with(96, Some(1.0)), [change]);
    assert_eq!(with(335, Some(1.0)), [change]);
    assert!(with(336, Some(1.0)).is_empty());
    assert_eq!(with(336, None), ["How long calls take is not known."]);
    let odd: Vec<Value> = (0..400).map(|place| interval(MONDAY + place * 1_500, (1, 0, None))).collect();
    assert!(
        unknowns(json!({ "intervals": odd }))[2].starts_with("What is usual at a time of day is not known")
    );
}

#[test]
fn a_window_that_ended_long_ago() {
    let with = |taken: &str| {
        let id = "7b8ef11c-5752-5966-914b-6a5830c43083";
        let content = json!({ "status": "active", "window": { "start": "2026-03-01T00:00:00Z", "end": "2026-03-02T00:00:00Z" } });
        let snapshot = json!({ "schema_version": 1, "kind": "deployment", "id": id, "project_id": id, "name": "It", "taken_at": taken, "content": content });
        report_findings::unknowns(&report_snapshot::read(snapshot.to_string().as_bytes()).unwrap())[1]
            .to_plain()
    };
    assert!(with("2026-04-01T00:00:00Z").starts_with("Whether"));
    assert_eq!(
        with("2026-04-01T00:00:01Z"),
        "The window ended 30 days before the snapshot was taken; what has happened since is not known."
    );
}
