//! The finding that a report makes of contradictions.

use report_facts::contradictions::contradictions;
use report_findings::{Finding, Severity, findings};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use super::{DEPLOYMENT, EXPERIMENT, intervals, snapshot};

fn finding(snapshot: &Snapshot) -> Option<Finding> {
    findings(snapshot).into_iter().find(|finding| finding.rule.name == "contradictions")
}

#[test]
fn the_finding_counts_all_words_three_and_says_equal_ones_of_a_list_once() {
    assert_eq!(finding(&snapshot(DEPLOYMENT, &intervals(4, (200, 5)))), None);
    let broken = json!({
        "window": {"start": "2026-03-02T00:00:00Z", "end": "2026-03-02T00:00:00Z"},
        "intervals": (0..12).map(|hour| json!({"start": format!("2026-03-01T{hour:02}:00:00Z"), "requests": 1, "errors": 2})).collect::<Vec<_>>(),
        "totals": {"requests": 12, "errors": 25},
        "drift": {"features": [{"feature": "f", "current": {"psi": -1}}]},
    });
    let found = finding(&snapshot(DEPLOYMENT, &broken)).unwrap();
    assert_eq!((found.severity, found.title.as_str()), (Severity::Warning, "Figures contradict one another"));
    let expected = "In 16 places: The interval from 2026-03-01 00:00 UTC has 2 failed calls of 1 call. The same goes for 11 further entries of \
        that list. The totals have 25 failed calls of 12 calls. The totals have 25 failed calls, the intervals together 24 failed \
        calls. And 2 further contradictions.";
    assert_eq!(found.statement.to_plain(), expected);
    assert_eq!(found.figures()[0].value, 16.0);
    let two = json!({"leaderboard": [{"name": "a", "training_time_ms": -1}, {"name": "b", "training_time_ms": -2}]});
    let expected = "In 2 places: Training time of a is −1.0000; it is never less than 0. The same goes for 1 further entry of that list.";
    assert_eq!(finding(&snapshot(EXPERIMENT, &two)).unwrap().statement.to_plain(), expected);
}

#[test]
fn very_many_contradictions_are_counted_quickly() {
    let start = |index: usize| {
        let (day, minute) = (index / 1_440, index % 1_440);
        format!("2026-03-{:02}T{:02}:{:02}:00Z", day + 1, minute / 60, minute % 60)
    };
    let intervals: Vec<Value> =
        (0..20_000).map(|i| json!({"start": start(i), "requests": 0, "errors": 1})).collect();
    let snapshot =
        snapshot(DEPLOYMENT, &json!({"intervals": intervals, "totals": {"requests": 1, "errors": 0}}));
    let began = std::time::Instant::now();
    let all = contradictions(&snapshot);
    assert!(began.elapsed() < std::time::Duration::from_secs(1), "{:?}", began.elapsed());
    assert_eq!((all.total, all.problems.len(), all.problems[0].count), (20_002, 3, 20_000));
    let kept: usize = all.problems.iter().map(|problem| problem.found.len()).sum();
    assert_eq!(kept, 1_002, "a thousand, and at least one of each problem");
}

/// A case's snapshot.
fn case(file: &str) -> Snapshot {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(file);
    report_snapshot::read(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn cases_with_contradictions_say_so_and_the_others_do_not() {
    for (file, expected) in [
        (
            "more-errors-than-calls/errors-exceed.json",
            Some("In 1 place: The interval from 2026-03-01 05:00 UTC has 150 failed calls of 100 calls."),
        ),
        (
            "more-errors-than-calls/totals-disagree.json",
            Some(
                "In 3 places: The totals have 7 failed calls, by type of error 501. The totals have 9,999 calls, the intervals \
                 together 3,000 calls. The totals have 7 failed calls, the intervals together 30 failed calls.",
            ),
        ),
        (
            "ranges-not-checked/auc-above-1.json",
            Some(
                "In 4 places: Accuracy on test rows is 97.90; it lies between 0 and 1. AUC on test rows is 1.7000; it lies between \
                 0 and 1. F1 on test rows is −0.9000; it lies between 0 and 1. And 1 further contradiction.",
            ),
        ),
        (
            "ranges-not-checked/drift-extremes.json",
            Some(
                "In 2 places: PSI of negative is −0.2000; it is never less than 0. p-value of negative is 1.5000; it lies between 0 and 1.",
            ),
        ),
        (
            "ranges-not-checked/hist-odd.json",
            Some("In 1 place: Column too many missing has 250 missing values in 100 rows."),
        ),
        (
            "ranges-not-checked/neg-duration.json",
            Some(
                "In 3 places: The run starts at 2026-03-02 00:00 UTC and ends at 2026-03-01 00:00 UTC. Training time of a is \
                 −5.0000; it is never less than 0. Prediction time per row of a is −1.0000; it is never less than 0.",
            ),
        ),
        (
            "ranges-not-checked/project-odd.json",
            Some(
                "In 1 place: The experiment e starts at 2026-03-02 00:00 UTC and ends at 2026-03-01 00:00 UTC.",
            ),
        ),
        (
            "ranges-not-checked/r2-above-1.json",
            Some(
                "In 2 places: R² on test rows is 1.7000; it is never more than 1. RMSE on test rows is −3.0000; it is never less than 0.",
            ),
        ),
        (
            "ranges-not-checked/window-reversed.json",
            Some("In 1 place: The window starts at 2026-03-03 00:00 UTC and ends at 2026-03-01 00:00 UTC."),
        ),
        (
            "daily-drift-descending/daily-baddate.json",
            Some(
                "In 6 places: The daily drift of f has 2026-02-30 for a date. The same goes for 2 further entries of that list. \
                 The daily drift has 2026-02-30 for a date. The same goes for 2 further entries of that list.",
            ),
        ),
        ("daily-drift-descending/daily-ok.json", None),
        ("daily-drift-descending/daily-unsorted.json", None),
        ("roc-descending/roc-asc.json", None),
        ("roc-descending/roc-unsorted.json", None),
    ] {
        let told = finding(&case(file)).map(|finding| finding.statement.to_plain());
        assert_eq!(told.as_deref(), expected, "{file}");
    }
}
