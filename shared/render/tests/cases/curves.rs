//! Curves of a classifier: the order of their points, and averages over all classes.

use serde_json::{Value, json};

use super::{case, cells, html, section, snapshot, words};

#[tokio::test]
async fn points_of_a_curve_may_come_in_either_order() {
    let (one, other) = (
        html(&case("roc-descending/roc-asc.json")).await,
        html(&case("roc-descending/roc-unsorted.json")).await,
    );
    let found = |page: &str| -> Vec<String> {
        cells(section(page, "roc")).into_iter().map(|row| row[1].clone()).collect()
    };
    assert_eq!(found(&one), ["6.0%", "12.0%", "30.0%", "60.0%", "67.5%", "90.0%"]);
    assert_eq!(found(&one), found(&other));
    let precision = |page: &str| cells(section(page, "precision-recall"));
    assert_eq!(precision(&one), precision(&other));
}

#[tokio::test]
async fn curves_of_other_splits_and_of_a_best_model_may_come_in_either_order() {
    // Two points above one another, in cross-validation from the right and in training from the left.
    let best = |turn: fn(Vec<f64>) -> Vec<f64>| {
        let validated = json!({ "auc": 0.7, "false_positive_rate": turn(vec![0.0, 0.02, 0.02, 0.4, 1.0]),
            "true_positive_rate": turn(vec![0.0, 0.2, 0.3, 0.7, 1.0]) });
        let training =
            json!({ "auc": 0.9, "false_positive_rate": [0, 0.05, 1], "true_positive_rate": [0, 0.9, 1] });
        // As scikit-learn's `precision_recall_curve` gives them where they are not turned.
        let recall = json!({ "auc": 0.7, "recall": turn(vec![1.0, 0.9, 0.6, 0.2, 0.0]), "precision": turn(vec![0.3, 0.5, 0.7, 1.0, 1.0]) });
        let model = json!({ "task": "binary_classification", "evaluations": [
            { "split": "training", "roc": [training] },
            { "split": "cross_validation", "roc": [validated], "precision_recall": [recall] },
        ]});
        snapshot(
            "experiment",
            &json!({
                "task": "binary_classification", "status": "completed", "ranking_metric": "auc",
                "leaderboard": [{ "name": "best", "metrics": { "auc": 0.7 } }], "best_model": { "name": "best", "model": model },
            }),
        )
    };
    for turn in [|points| points, |points: Vec<f64>| points.into_iter().rev().collect()] {
        let page = html(&best(turn)).await;
        let column = |id: &str, index: usize| -> Vec<String> {
            cells(section(&page, id)).into_iter().map(|row| row[index].clone()).collect()
        };
        // At 5%: 0.3 + 0.4 · 0.03 / 0.38.
        assert_eq!(column("roc", 1), ["10.0%", "30.0%", "33.2%", "38.4%", "48.9%", "75.0%"]);
        assert_eq!(column("roc", 2), ["18.0%", "36.0%", "90.0%", "90.5%", "91.6%", "94.7%"]);
        assert_eq!(column("precision-recall", 1), ["70.0%", "50.0%", "50.0%", "50.0%", "30.0%", "30.0%"]);
    }
}

#[tokio::test]
async fn a_macro_average_is_over_all_classes_and_what_is_not_shown_is_counted() {
    let snapshot = case("macro-average-over-100-classes/roc-200.json");
    let page = html(&snapshot).await;
    let roc = words(section(&page, "roc"));
    assert!(roc.contains("Macro average 0.7000"), "{roc}");
    assert!(roc.contains("Shown are 20 of 200 classes"), "{roc}");
    // One class without an area: no average of the others.
    let mut snapshot: Value = serde_json::from_slice(&snapshot).unwrap();
    snapshot["content"]["evaluations"][0]["roc"][7]["auc"] = Value::Null;
    let page = html(snapshot.to_string().as_bytes()).await;
    let roc = section(&page, "roc");
    assert!(!cells(roc).iter().any(|row| row[0] == "Macro average"), "{roc}");
}

/// Curves of so many classes, with the area of each.
fn classes(number: u32, curve: &Value, area: impl Fn(u32) -> f64) -> Value {
    let of = |class: u32| {
        let mut curve = curve.clone();
        curve["class"] = format!("c{class:03}").into();
        curve["auc"] = area(class).into();
        curve
    };
    (0..number).map(of).collect()
}

#[tokio::test]
async fn a_macro_average_is_right_for_any_number_of_classes() {
    let roc = json!({ "false_positive_rate": [0, 0.5, 1], "true_positive_rate": [0, 0.8, 1] });
    let model =
        |evaluation: Value| json!({ "task": "multiclass_classification", "evaluations": [evaluation] });
    let last = |page: &str, id: &str| cells(section(page, id)).pop().unwrap();
    // One class more than are shown, the last of them the worst: (20 · 0.95 + 0.53) / 21.
    let curves = classes(21, &roc, |class| if class < 20 { 0.95 } else { 0.53 });
    let page = html(&snapshot("model", &model(json!({ "split": "test", "roc": curves })))).await;
    assert_eq!(last(&page, "roc"), ["Macro average", "0.9300"]);
    assert_eq!(cells(section(&page, "roc"))[0], ["c020", "0.5300"]);
    assert!(words(section(&page, "roc")).contains("Shown are 20 of 21 classes"));
    // Precision and recall of one class more than a hundred: 100 · 0.9 / 101.
    let curve = json!({ "recall": [1, 0.5, 0], "precision": [0.4, 0.8, 1] });
    let curves = classes(101, &curve, |class| if class < 100 { 0.9 } else { 0.0 });
    let evaluation = json!({ "split": "validation", "precision_recall": curves });
    let page = html(&snapshot("model", &model(evaluation))).await;
    assert_eq!(last(&page, "precision-recall"), ["Macro average", "0.8911"]);
    assert!(words(section(&page, "precision-recall")).contains("Shown are 20 of 101 classes"));
    // The best model of an experiment: the mean of 0.4, 0.404 … 0.996.
    let curves = classes(150, &roc, |class| f64::from(class).mul_add(0.004, 0.4));
    let experiment = json!({
        "task": "multiclass_classification", "status": "completed", "ranking_metric": "auc",
        "leaderboard": [{ "name": "best", "metrics": { "auc": 0.7 } }],
        "best_model": { "name": "best", "model": model(json!({ "split": "cross_validation", "roc": curves })) },
    });
    let page = html(&snapshot("experiment", &experiment)).await;
    assert_eq!(last(&page, "roc"), ["Macro average", "0.6980"]);
    // A class without a point has no curve to be averaged.
    let mut curves = classes(3, &roc, |_| 0.9);
    curves[1]["false_positive_rate"] = json!([]);
    curves[1]["true_positive_rate"] = json!([]);
    let page = html(&snapshot("model", &model(json!({ "split": "test", "roc": curves })))).await;
    assert_eq!(last(&page, "roc"), ["c002", "0.9000"]);
}
