//! Digits of figures in tables and on axes.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    case, cells, charts, comparison, html, section, snapshot, support, support::experiment_with, words,
};

/// An experiment ranked by the first of those metrics, with a model for each row of values.
fn board(task: &str, metrics: &[&str], rows: &[&[f64]]) -> Vec<u8> {
    let models = rows.iter().enumerate().map(|(place, values)| {
        let values = metrics.iter().zip(*values).map(|(metric, value)| ((*metric).to_owned(), json!(value)));
        json!({ "name": format!("m{place}"), "metrics": values.collect::<serde_json::Map<_, _>>() })
    });
    let models: Vec<Value> = models.collect();
    snapshot(
        "experiment",
        &json!({ "task": task, "status": "completed", "ranking_metric": metrics[0], "leaderboard": models }),
    )
}

#[tokio::test]
async fn one_huge_value_rounds_no_other_away() {
    let page = html(&case("leaderboard-decimals/diverged.json")).await;
    let rows = cells(section(&page, "leaderboard"));
    let column = |index: usize| -> Vec<&str> { rows.iter().map(|row| row[index].as_str()).collect() };
    assert_eq!(column(3), ["0.4123", "0.4519", "0.5234", "734,513"]);
    assert_eq!(column(4), ["0.3011", "0.3277", "0.4001", "10,311"]);
    assert_eq!(column(5)[..3], ["0.8312", "0.7972", "0.7280"]);
    let page = html(&case("leaderboard-decimals/extreme-metrics.json")).await;
    let rows = cells(section(&page, "leaderboard"));
    assert!(rows.iter().any(|row| row[5].starts_with("\u{2212}5.5")), "{rows:?}");
}

#[tokio::test]
async fn values_of_every_size_keep_their_own_digits() {
    let column = |page: &str, id: &str, index: usize| -> Vec<String> {
        cells(section(page, id)).iter().map(|row| row[index].clone()).collect()
    };
    // What a tool writes for infinity, and a small value beside it.
    let rows: [&[f64]; 3] = [&[0.004_12, 0.993_12], &[0.31, 0.98], &[1.797e308, 0.5]];
    let page = html(&board("binary_classification", &["logloss", "auc"], &rows)).await;
    assert_eq!(column(&page, "leaderboard", 2), ["0.0041", "0.3100", "1.80e308"]);
    assert_eq!(column(&page, "leaderboard", 3), ["0.9931", "0.9800", "0.5000"]);
    // A value far below nothing, and one of a thousandth of the others.
    let rows: [&[f64]; 3] =
        [&[0.0312, 0.7312, 12.41], &[0.0413, -48_231.7, 13.02], &[250_000.0, 0.1, 0.000_42]];
    let page = html(&board("regression", &["mape", "r2", "rmse"], &rows)).await;
    assert_eq!(column(&page, "leaderboard", 2), ["0.0312", "0.0413", "250,000"]);
    assert_eq!(column(&page, "leaderboard", 3), ["0.7312", "\u{2212}48,232", "0.1000"]);
    assert_eq!(column(&page, "leaderboard", 4), ["12.41", "13.02", "0.00042"]);
    // Other tables: the best results of a project, the folds of a model.
    let id = "7b8ef11c-5752-5966-914b-6a5830c43083";
    let best = |name: &str, value: f64| json!({ "id": id, "name": name, "status": "completed", "best_metric": { "name": "rmse", "value": value } });
    let experiments = json!([best("a", 0.4123), best("b", 0.5234), best("c", 734_512.7)]);
    let page = html(&snapshot("project", &json!({ "experiments": experiments }))).await;
    assert_eq!(column(&page, "best-results", 4), ["0.4123", "0.5234", "734,513"]);
    let folds = json!({ "rmse": { "mean": 0.4, "sd": 0.01, "folds": [0.4123, 0.4, 0.39, 9e9] } });
    let evaluation = json!({ "split": "test", "metrics": { "rmse": 0.4 } });
    let model = json!({ "task": "regression", "evaluations": [evaluation], "folds": folds });
    let page = html(&snapshot("model", &model)).await;
    let row = cells(section(&page, "cross-validation")).remove(0);
    assert_eq!(row[1..], ["0.4000", "0.0100", "0.4123", "0.4000", "0.3900", "9,000,000,000"]);
}

#[tokio::test]
async fn ticks_and_labels_of_a_narrow_range_differ() {
    for name in ["axis-labels-alike/rng-r2.json", "axis-labels-alike/tiny-range.json"] {
        let page = html(&case(name)).await;
        let charts = comparison(&page);
        assert!(charts.len() > 1, "{name}");
        for texts in charts {
            let numbers: Vec<&String> = texts
                .iter()
                .filter(|text| {
                    text.starts_with("0.99998")
                        || text.starts_with("0.9999")
                        || text.starts_with("0.9998999")
                        || text.starts_with("1.0")
                })
                .collect();
            let different: BTreeSet<&String> = numbers.iter().copied().collect();
            assert!(different.len() >= 5, "{name}: {different:?}");
        }
        let values: BTreeSet<String> = cells(section(&page, "leaderboard"))
            .iter()
            .map(|row| row.iter().find(|cell| cell.starts_with("0.99")).unwrap().clone())
            .collect();
        assert_eq!(values.len(), cells(section(&page, "leaderboard")).len(), "{name}");
    }
}

/// The numbers of a chart that begin so: ticks and labels, which all differ.
#[track_caller]
fn numbers(chart: &[String], beginning: &str) -> Vec<String> {
    let found: Vec<String> = chart.iter().filter(|text| text.starts_with(beginning)).cloned().collect();
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "{chart:?}");
    found
}

#[tokio::test]
async fn ticks_and_labels_of_a_narrow_range_differ_wherever_it_lies() {
    // Errors around a million that differ in the ninth digit.
    let rows: [&[f64]; 3] = [&[1_000_000.001], &[1_000_000.002], &[1_000_000.004]];
    let page = html(&board("regression", &["rmse"], &rows)).await;
    let chart = comparison(&page).remove(0);
    let ticks = ["1,000,000.0010", "1,000,000.0015", "1,000,000.0020", "1,000,000.0025", "1,000,000.0030"];
    let found = numbers(&chart, "1,000,000.");
    assert!(ticks.iter().all(|tick| found.iter().any(|text| text == tick)), "{found:?}");
    assert!(found.contains(&"1,000,000.004".to_owned()), "{found:?}");
    // Below nothing.
    let rows: [&[f64]; 3] = [&[-3.000_000_1], &[-3.000_000_2], &[-3.000_000_4]];
    let page = html(&board("regression", &["r2"], &rows)).await;
    let chart = comparison(&page).remove(0);
    let found = numbers(&chart, "\u{2212}3.0000");
    assert!(found.len() >= 8 && found.contains(&"\u{2212}3.0000002".to_owned()), "{found:?}");
    // Shares of importance, and a curve that hardly falls.
    let feature = |name: &str, value: f64| json!({ "name": name, "value": value });
    let features = [feature("a", 0.100_000_04), feature("b", 0.100_000_02), feature("c", 0.1)];
    let training: Vec<f64> = (13..18).rev().map(|last| f64::from(last).mul_add(1e-8, 0.593_147)).collect();
    let model = json!({
        "task": "binary_classification",
        "feature_importance": [{ "method": "permutation", "features": features }],
        "learning_curves": [{ "metric": "logloss", "step_label": "Trees", "steps": [1, 2, 3, 4, 5], "training": training }],
    });
    let page = html(&snapshot("model", &model)).await;
    let chart = charts(section(&page, "feature-importance")).remove(0);
    assert_eq!(numbers(&chart, "33.3333"), ["33.333340%", "33.333333%", "33.333327%"]);
    let chart = charts(section(&page, "learning-curves")).remove(0);
    let found = numbers(&chart, "0.593147");
    assert!(
        ["0.59314713", "0.59314717"].iter().all(|tick| found.iter().any(|text| text == tick)),
        "{found:?}"
    );
}

#[tokio::test]
async fn an_axis_of_a_bounded_metric_does_not_go_beyond_its_bound() {
    let page = html(&experiment_with(14)).await;
    let texts = comparison(&page).remove(0);
    assert!(texts.iter().any(|text| text.starts_with("0.99")), "{texts:?}");
    assert!(!texts.iter().any(|text| text.starts_with("1.0") && text != "1.000"), "{texts:?}");
}

#[tokio::test]
async fn metrics_that_are_one_stand_once() {
    let snapshot: Vec<u8> = support::all("snapshots")
        .into_iter()
        .find(|(name, _)| name.starts_with("experiment-diabetes"))
        .unwrap()
        .1;
    let page = html(&snapshot).await;
    let board = section(&page, "leaderboard");
    let text = words(board);
    assert!(
        text.contains("Mean residual deviance is the same as MSE for every model and is shown once."),
        "{text}"
    );
    let head = board.split_once("</thead>").unwrap().0;
    assert!(head.contains("MSE") && !head.contains("deviance"), "{head}");
}
