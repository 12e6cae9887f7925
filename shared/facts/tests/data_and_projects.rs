//! What is known of datasets and projects that findings do not say: tables read it.

#![allow(clippy::unwrap_used)]

use report_facts::{
    dataset::{self, ClassCounts},
    project::{self, Uses},
};
use report_snapshot::{
    MetricValue, Task,
    dataset::Dataset,
    project::{ModelItem, Project},
};
use serde_json::{Value, json};

const ID: &str = "7b8ef11c-5752-5966-914b-6a5830c43083";

fn column(rows: Value, more: Value) -> Dataset {
    let mut summary = json!({ "name": "c", "type": "categorical" });
    summary.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(json!({ "name": "d", "rows": rows, "target": "c", "column_summaries": [summary] }))
        .unwrap()
}

fn counts(pairs: &[(&str, u64)]) -> Value {
    pairs.iter().map(|(value, count)| json!({ "value": value, "count": count })).collect()
}

#[test]
fn values_that_are_not_shown_are_counted_where_that_is_known() {
    let beyond = |rows: Value, more: Value, shown: usize| {
        let dataset = column(rows, more);
        dataset::columns(&dataset)[0].values_beyond(shown)
    };
    let three = || counts(&[("a", 3), ("b", 2), ("c", 1)]);
    assert_eq!(beyond(json!(6), json!({ "categories": three() }), 2), Some(1));
    assert_eq!(beyond(json!(6), json!({ "categories": three() }), 5), Some(0));
    assert_eq!(beyond(json!(9), json!({ "categories": three(), "distinct": 7 }), 2), Some(5));
    assert_eq!(beyond(json!(9), json!({ "categories": three(), "distinct": 3 }), 3), Some(0));
    assert_eq!(beyond(json!(9), json!({ "categories": three() }), 2), None, "others may occur in three rows");
    assert_eq!(beyond(json!(9), json!({ "categories": three(), "distinct": 2 }), 2), None, "a contradiction");
}

#[test]
fn distinct_values_are_those_given_or_all_that_are_listed() {
    let distinct = |rows: u64, more: Value| dataset::columns(&column(json!(rows), more))[0].distinct();
    assert_eq!(distinct(5, json!({ "distinct": 4 })), Some(4));
    assert_eq!(distinct(5, json!({ "categories": counts(&[("a", 3), ("b", 2)]) })), Some(2));
    assert_eq!(distinct(6, json!({ "categories": counts(&[("a", 3), ("b", 2)]) })), None);
}

#[test]
fn a_list_begins_with_the_most_frequent_where_it_is_whole_or_in_that_order() {
    let begins = |rows: u64, pairs: &[(&str, u64)]| {
        let dataset = column(json!(rows), json!({ "categories": counts(pairs) }));
        dataset::columns(&dataset)[0].begins_with_most_frequent()
    };
    assert!(begins(9, &[("a", 3), ("b", 3), ("c", 1)]));
    assert!(!begins(9, &[("a", 1), ("b", 3)]));
    assert!(begins(4, &[("a", 1), ("b", 3)]));
}

fn classes(rows: Value, more: Value) -> ClassCounts {
    dataset::class_balance(None, Some(&column(rows, more)), None, Task::BinaryClassification, None)
}

#[test]
fn a_cut_list_of_classes_says_what_is_known_of_the_others() {
    let listed = |pairs: &[(&str, u64)]| json!({ "categories": counts(pairs) });
    let whole = classes(json!(5), listed(&[("b", 2), ("a", 3)]));
    assert_eq!((whole.classes, whole.rows, whole.is_empty()), (Some(2), Some(5), false));
    assert_eq!(whole.complete().unwrap(), [("a".to_owned(), 3), ("b".to_owned(), 2)]);
    let cut = classes(
        json!(9),
        json!({ "distinct": 4, "missing": 1, "categories": counts(&[("b", 2), ("a", 3)]) }),
    );
    assert_eq!((cut.classes, cut.rows, cut.most_frequent), (Some(4), Some(8), false));
    assert_eq!(cut.complete(), None);
    let unknown = classes(json!(9), listed(&[("a", 3), ("b", 2)]));
    assert_eq!((unknown.classes, unknown.rows, unknown.most_frequent), (None, Some(9), true));
    let odd = classes(json!(4), json!({ "distinct": 1, "categories": counts(&[("a", 3), ("b", 2)]) }));
    assert_eq!((odd.classes, odd.rows, odd.complete()), (None, None, None));
    let nothing = classes(json!(4), json!({}));
    assert!(nothing.is_empty() && nothing.complete().is_none());
    let numbers = column(json!(5), listed(&[("1", 2), ("2", 3)]));
    assert!(dataset::class_balance(None, Some(&numbers), None, Task::Regression, None).is_empty());
}

#[test]
fn uses_of_a_dataset_are_counted_by_kind() {
    let on = |status: &str| json!({ "id": ID, "name": "n", "status": status, "dataset": "d" });
    let project: Project = serde_json::from_value(json!({
        "experiments": [on("completed"), on("completed")],
        "models": [on("candidate"), on("candidate"), on("candidate")],
        "deployments": [on("active"), on("active"), on("active"), on("active")],
        "synthgen_runs": [on("failed"), on("failed"), on("failed"), on("failed"), on("failed")],
    }))
    .unwrap();
    let uses = project::uses(&project);
    assert_eq!(uses["d"], Uses { experiments: 2, models: 3, deployments: 4, synthgen_runs: 5 });
}

#[test]
fn a_value_may_leave_its_bounds_by_rounding_only() {
    let value = |name: &str, value: f64| {
        project::value(&MetricValue { name: name.into(), value: Some(value), higher_is_better: None })
    };
    assert_eq!(value("auc", 1.0 + 1e-10), Some(1.0 + 1e-10));
    assert_eq!(value("auc", 1.0 + 1e-8), None);
    assert_eq!(value("auc", -1e-10), Some(-1e-10));
    assert_eq!(value("auc", -1e-8), None);
    assert_eq!(value("auc", f64::NAN), None);
    assert_eq!(value("sharpe", f64::INFINITY), None);
}

#[test]
fn the_median_of_an_even_number_of_times_is_between_the_middle_two() {
    let models = |times: &[Value]| -> Vec<ModelItem> {
        times
            .iter()
            .map(|time| json!({ "id": ID, "name": "m", "status": "candidate", "training_time_ms": time }))
            .map(|model| serde_json::from_value(model).unwrap())
            .collect()
    };
    let times = models(&[json!(0), json!(3_600_000), json!(-5), Value::Null, json!(10), json!(20)]);
    assert_eq!(project::training_times(&times), [0.0, 3_600_000.0, 10.0, 20.0]);
    assert_eq!(project::median_training_time(&times), Some(15.0));
    assert_eq!(project::median_training_time(&models(&[Value::Null])), None);
}

#[test]
fn a_share_of_no_cells_or_of_too_many_is_none() {
    let share = |rows: u64, missing: u64| {
        let dataset = json!({ "name": "d", "rows": rows, "columns": 2, "missing_values": missing });
        let dataset: Dataset = serde_json::from_value(dataset).unwrap();
        project::missing_share(&dataset).map(|share| share.value)
    };
    assert_eq!((share(0, 0), share(2, 5), share(2, 4), share(2, 1)), (None, None, Some(1.0), Some(0.25)));
}
