//! Counts and their totals.

use serde_json::{Value, json};

use super::{
    DEPLOYMENT, EXPERIMENT, ID, MODEL, PROJECT, SYNTHGEN, check, column, dataset, found, intervals, snapshot,
};

#[test]
fn counts_do_not_exceed_their_total() {
    let only = |errors: u64| json!({"intervals": [intervals(errors, (0, 0))["intervals"][1]]});
    let sentence = "The interval from 2026-03-01 01:00 UTC has 101 failed calls of 100 calls.";
    check(DEPLOYMENT, only(101), "intervals[0].errors", sentence, only(100));
    let totals = |errors: u64, by_type: u64| json!({"totals": {"requests": 1, "errors": errors, "errors_by_type": {"A": by_type, "B": 0}}});
    check(
        DEPLOYMENT,
        totals(2, 2),
        "totals.errors",
        "The totals have 2 failed calls of 1 call.",
        totals(1, 1),
    );
    let sentence = "The totals have 1 failed call, by type of error 2.";
    check(DEPLOYMENT, totals(1, 2), "totals.errors_by_type", sentence, totals(1, 1));

    for kind in [EXPERIMENT, MODEL, SYNTHGEN] {
        let of = |members: Value| dataset(column(members));
        let sentence = "Column age has 101 missing values in 100 rows.";
        let path = "dataset.column_summaries[0]";
        check(
            kind,
            of(json!({"missing": 101})),
            &format!("{path}.missing"),
            sentence,
            of(json!({"missing": 100})),
        );
        let sentence = "Column age has 101 different values in 100 rows.";
        check(
            kind,
            of(json!({"distinct": 101})),
            &format!("{path}.distinct"),
            sentence,
            of(json!({"distinct": 100})),
        );
        let categories = |count: u64| {
            of(json!({"type": "categorical", "missing": 10, "distinct": 200,
                "categories": [{"value": "a", "count": 40}, {"value": "b", "count": count}]}))
        };
        let sentence =
            "The categories and missing values of column age stand for 101 rows, of 100 rows in all.";
        check(kind, categories(51), &format!("{path}.categories"), sentence, categories(50));
    }
    let copies = |copies: u64| json!({"synthetic_rows": 10, "privacy": {"exact_copies": copies}});
    let sentence = "The privacy check counts 11 copies of real rows among 10 synthetic rows.";
    check(SYNTHGEN, copies(11), "privacy.exact_copies", sentence, copies(10));
    let drifted = |second: &str| json!({"deployments": [{"id": ID, "name": "d", "status": "active", "drifted_features": ["a", second]}]});
    let sentence = "d has the feature a more than once as drifted.";
    check(PROJECT, drifted("a"), "deployments[0].drifted_features[1]", sentence, drifted("b"));
}

#[test]
fn totals_are_the_sum_of_their_parts() {
    let sentence = "The totals have 201 calls, the intervals together 200 calls.";
    check(DEPLOYMENT, intervals(4, (201, 5)), "totals.requests", sentence, intervals(4, (200, 5)));
    let sentence = "The totals have 6 failed calls, the intervals together 5 failed calls.";
    check(DEPLOYMENT, intervals(4, (200, 6)), "totals.errors", sentence, intervals(4, (200, 5)));
    assert_eq!(
        found(&snapshot(DEPLOYMENT, &json!({"totals": {"requests": 9, "errors": 1}}))),
        [],
        "no intervals"
    );

    let of = |missing: u64, columns: u64, second: Value| {
        let second = json!({"name": "b", "type": "text", "missing": second});
        json!({"dataset": {"name": "people", "missing_values": missing, "columns": columns,
            "column_summaries": [column(json!({"missing": 2})), second]}})
    };
    let sentence = "The dataset people has 6 missing values, its columns together 5 missing values.";
    check(EXPERIMENT, of(6, 2, json!(3)), "dataset.missing_values", sentence, of(5, 2, json!(3)));
    assert_eq!(found(&snapshot(MODEL, &of(6, 3, json!(3)))), [], "a column without a summary");
    assert_eq!(found(&snapshot(MODEL, &of(6, 2, Value::Null))), [], "a column that does not say");
    let project = |missing| json!({"datasets": [of(missing, 2, json!(3))["dataset"]]});
    check(PROJECT, project(4), "datasets[0].missing_values", &sentence.replace("has 6", "has 4"), project(5));
}
