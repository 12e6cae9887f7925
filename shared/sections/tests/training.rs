//! What documents on experiments and models say about order, rows and classes.

#![allow(clippy::unwrap_used)]

mod support;

use report_document::{Block, Emphasis};
use report_sections::SummaryFigure;
use serde_json::{Value, json};
use support::{document, experiment, flat, ids, model, read, section, words};

fn headline(snapshot: &Value) -> String {
    document(snapshot).meta.headline.unwrap().to_plain()
}

fn board(values: &[Option<f64>], change: &Value) -> Value {
    let mut snapshot = experiment(0);
    let entries: Vec<Value> = values
        .iter()
        .zip(["a", "b", "c", "d"])
        .map(|(value, name)| json!({ "name": name, "metrics": { "auc": value } }))
        .collect();
    snapshot["content"]["leaderboard"] = json!(entries);
    for (member, value) in change.as_object().unwrap() {
        snapshot["content"][member] = value.clone();
    }
    snapshot
}

#[test]
fn headline_key_figures_and_lists_agree_on_who_leads() {
    let unsorted = board(&[Some(0.6), Some(0.9), Some(0.8)], &json!({}));
    assert_eq!(headline(&unsorted), "b leads 3 models with an AUC of 0.9000, ahead of c by 0.1000.");
    let text = words(section(&document(&unsorted), "key-figures"));
    assert!(text.contains("Best AUC: 0.9000 b, in cross-validation\n"), "{text}");
    let figures = report_sections::summary_figures(&read(&unsorted));
    assert_eq!(figures[0], ("best_model", SummaryFigure::Text("b".into())));
    assert_eq!(figures[2], ("best_value", SummaryFigure::Number(0.9)));
    let chart = words(section(&document(&unsorted), "key-figures"));
    assert!(chart.contains("b: 0.9000; c: 0.8000; a: 0.6000"), "{chart}");
}

#[test]
fn without_a_ranking_nothing_is_best() {
    let values = [Some(0.6), Some(0.9)];
    for (change, expected) in [
        (
            json!({ "ranking_metric": null }),
            "2 models were trained; by which metric they are ranked is not given.",
        ),
        (
            json!({ "ranking_metric": "profit" }),
            "2 models were trained; which way profit is better is not known.",
        ),
        (
            json!({ "ranking_metric": "gini" }),
            "2 models were trained; none has a valid Gini to be ranked by.",
        ),
    ] {
        let snapshot = board(&values, &change);
        assert_eq!(headline(&snapshot), expected);
        let document = document(&snapshot);
        let text = words(section(&document, "key-figures"));
        assert!(!text.contains("Best "), "{text}");
        let figures = report_sections::summary_figures(&read(&snapshot));
        assert!(figures.iter().all(|(name, _)| !name.starts_with("best_")));
    }
    assert_eq!(headline(&board(&[None], &json!({}))), "a is the only model.");
    assert_eq!(headline(&board(&[Some(0.9), None], &json!({}))), "a leads 2 models with an AUC of 0.9000.");
    assert_eq!(
        headline(&board(&[Some(0.9), Some(0.9), Some(0.9)], &json!({}))),
        "3 models share the best AUC of 0.9000, a among them."
    );
}

#[test]
fn a_spread_stands_beside_figures_of_the_same_rows_only() {
    let mut snapshot = experiment(3);
    let text = words(section(&document(&snapshot), "key-figures"));
    assert!(text.contains("Model_1, in cross-validation, ± 0.0040 over 5 folds"), "{text}");
    snapshot["content"]["ranking_split"] = json!("test");
    let document = document(&snapshot);
    let text = words(section(&document, "key-figures"));
    assert!(text.contains("Model_1, on test rows") && !text.contains('±'), "{text}");
    let Some(Block::Chart(chart)) = section(&document, "key-figures").blocks.last() else {
        panic!("a chart")
    };
    let caption = chart.caption.as_ref().unwrap();
    assert_eq!(caption, "Further right is better. Values on test rows.");
}

#[test]
fn charts_say_which_models_they_leave_out() {
    // Where the section had nothing but the chart of the first page, its note stands there.
    let note = |snapshot: &Value| {
        let document = document(snapshot);
        let own = document.sections.iter().find(|section| section.id == "model-comparison");
        words(own.unwrap_or_else(|| section(&document, "key-figures")))
    };
    let three = board(&[None, Some(0.9), Some(0.8)], &json!({}));
    assert!(note(&three).ends_with("1 model without a valid AUC is not shown."), "{}", note(&three));
    let mut many = experiment(30);
    many["content"]["leaderboard"][4]["metrics"]["auc"] = Value::Null;
    many["content"]["leaderboard"][7]["metrics"]["auc"] = json!(7.0);
    let expected =
        "Charts show the best 20 of 28 models with a valid AUC. 2 models without a valid AUC are not shown.";
    assert!(note(&many).contains(expected), "{}", note(&many));
    let mut timed = experiment(3);
    timed["content"]["leaderboard"][1]["training_time_ms"] = json!(0.0);
    let document = document(&timed);
    let blocks = &section(&document, "model-comparison").blocks;
    let Some(Block::ChartGrid(charts)) = blocks.first() else { panic!("charts") };
    let caption = charts[0].caption.clone().unwrap();
    assert!(caption.ends_with(" 1 model without a training time above zero is left out."), "{caption}");
}

#[test]
fn the_metrics_table_marks_no_gap_and_names_out_of_bag_rows() {
    let mut snapshot = model();
    let evaluations = &mut snapshot["content"]["evaluations"];
    evaluations[0]["metrics"]["auc"] = json!(1.0);
    evaluations[1]["metrics"]["auc"] = json!(0.6);
    let marked = |snapshot: &Value| {
        let document = document(snapshot);
        let blocks = flat(&section(&document, "metrics").blocks);
        let Some(Block::Table(table)) = blocks.into_iter().find(|block| matches!(block, Block::Table(_)))
        else {
            panic!("a table")
        };
        table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.emphasis == Emphasis::Alert).count()
    };
    assert_eq!(marked(&snapshot), 0);
    let text = words(section(&document(&snapshot), "metrics"));
    assert!(text.contains("Gap: cross-validation minus training. Class "), "{text}");
    snapshot["content"]["evaluations"][0]["out_of_bag"] = json!(true);
    let text = words(section(&document(&snapshot), "metrics"));
    assert!(text.contains("Metric | Better | Training, out of bag | Cross-validation\n"), "{text}");
    assert!(!text.contains("Gap"), "{text}");
}

#[test]
fn the_positive_class_is_named_where_it_matters() {
    for mut snapshot in [model(), experiment(2)] {
        let at = if snapshot["kind"] == "model" { "/content" } else { "/content/best_model/model" };
        snapshot.pointer_mut(at).unwrap()["positive_class"] = json!("malignant");
        let named = document(&snapshot);
        assert!(
            named.meta.facts.iter().any(|fact| fact.label == "Positive class" && fact.value == "malignant")
        );
        for id in ["metrics", "confusion-matrix", "calibration"] {
            let text = words(section(&named, id));
            assert!(text.contains("Class malignant counts as positive."), "{text}");
        }
        snapshot.pointer_mut(at).unwrap()["positive_class"] = Value::Null;
        let text = words(section(&document(&snapshot), "metrics"));
        assert!(text.contains("The snapshot does not say which class counts as positive."), "{text}");
    }
}

#[test]
fn hit_ratios_and_twins() {
    let mut snapshot = model();
    snapshot["content"]["task"] = json!("multiclass_classification");
    snapshot["content"]["evaluations"] = json!([{
        "split": "test", "rows": 178, "hit_ratios": [0.983, 1.0, 1.0],
        "metrics": { "mse": 0.25, "mean_residual_deviance": 0.25, "accuracy": 1.0, "f1": 1.0, "err_count": 3.0 },
    }]);
    snapshot["content"]["folds"] = json!({ "err_count": { "folds": [0.0, 2.0, 1.0, 0.0, 0.0] } });
    let document = document(&snapshot);
    let text = words(section(&document, "metrics"));
    let table = "Among the k most probable: share of rows whose class is one of them; 178 test rows\n\
                 k | Share of rows\n1 | 98.3%\n2 | 100%\n3 | 100%";
    assert!(text.contains(table), "{text}");
    assert!(text.contains("Shown once, because the values are the same everywhere: "), "{text}");
    assert!(
        text.contains("Accuracy | higher | 1.0000\n") && text.contains("F1 | higher | 1.0000\n"),
        "{text}"
    );
    assert!(text.contains("Wrong calls | lower | 3\n"), "{text}");
    let text = words(section(&document, "cross-validation"));
    assert!(text.contains("Metric | Mean | Std. dev.") && text.contains("Wrong calls | 0.6 | 0.9"), "{text}");
    assert!(ids(&document).contains(&"metrics"));
}

#[test]
fn features_that_no_bar_shows_are_listed() {
    let mut snapshot = model();
    let features: Vec<Value> =
        (0..30).map(|index| json!({ "name": format!("x{index}"), "value": 30 - index })).collect();
    snapshot["content"]["feature_importance"] =
        json!([{ "method": "shap", "features": features, "features_total": 40 }]);
    let document = document(&snapshot);
    let blocks = flat(&section(&document, "feature-importance").blocks);
    let [Block::Chart(chart), Block::Table(table)] = &blocks[..] else { panic!("a chart and a table") };
    assert!(
        chart
            .caption
            .as_ref()
            .unwrap()
            .contains("Of 40 features 30 have a figure here; shares are of those.")
    );
    assert_eq!((table.rows.len(), table.rows[0].cells[1].text.as_str()), (10, "x20"));
    assert_eq!(table.rows[9].cells.last().unwrap().text, "100%");
}
