//! Inputs that a report once got wrong.

use report_findings::Severity::{Good, Warning};
use report_snapshot::Snapshot;

use super::{case, said, said_of};

#[test]
fn drift_flag_ignored() {
    for name in ["drift-flag-vs-psi", "drift-no-psi"] {
        let snapshot = case(&format!("drift-flag-ignored/{name}"));
        let flags = "The platform flags 3 of 5 features as drifted: num_0, num_1 and num_2.";
        assert_eq!(said_of(&snapshot, "drift_flags"), said(Warning, "Drift flagged by the platform", flags));
        assert_eq!(said_of(&snapshot, "feature_drift"), []);
    }
    assert_eq!(said_of(&case("drift-flag-ignored/drift-flag-vs-psi"), "drift_disagreement").len(), 1);
}

#[test]
fn silence_nights_and_weekends() {
    for name in ["night-2", "weekend-9"] {
        assert_eq!(
            said_of(&case(&format!("silence-nights-and-weekends/{name}")), "traffic_gap"),
            [],
            "{name}"
        );
    }
}

#[test]
fn daily_drift_descending() {
    let of = |name: &str| said_of(&case(&format!("daily-drift-descending/{name}")), "feature_drift");
    // Neither bins nor rows are given, so no day is named; and the order makes no difference.
    assert_eq!(of("daily-unsorted"), of("daily-ok"));
    assert!(of("daily-ok").iter().all(|one| !one.2.contains("2026")));
    let content = |name: &str| match case(&format!("daily-drift-descending/{name}")) {
        Snapshot::Deployment(envelope) => envelope.content,
        _ => panic!(),
    };
    let daily = content("daily-unsorted").drift.unwrap().features[0].daily.clone();
    let rows: Vec<_> = daily
        .into_iter()
        .map(|mut day| {
            day.rows = Some(10_000);
            day
        })
        .collect();
    let spell = report_facts::drift::last_spell(&rows, 0.25, Some(10), Some(10_000)).unwrap();
    assert_eq!((spell.first, spell.last, spell.days, spell.ongoing), ("2026-03-03", "2026-03-05", 3, true));
}

#[test]
fn more_errors_than_calls() {
    for name in ["errors-exceed", "totals-disagree"] {
        let snapshot = case(&format!("more-errors-than-calls/{name}"));
        for rule in ["error_rate", "error_burst", "volume"] {
            assert_eq!(said_of(&snapshot, rule), [], "{name} {rule}");
        }
        assert_eq!(said_of(&snapshot, "contradictions").len(), 1, "{name}");
    }
}

#[test]
fn ranges_not_checked() {
    let extremes = case("ranges-not-checked/drift-extremes");
    assert!(
        said_of(&extremes, "feature_drift").iter().all(|one| one.0 != Good && !one.2.contains("negative"))
    );
    assert!(
        said_of(&extremes, "feature_drift").iter().any(|one| one.2.contains("just under major (0.2496)"))
    );
    assert_eq!(said_of(&case("ranges-not-checked/window-reversed"), "volume"), []);
}
