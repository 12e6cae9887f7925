//! Which findings experiments and models give, and that every number in them is among their figures.

#![allow(clippy::unwrap_used)]

use report_findings::{Finding, Severity, findings, format};
use serde_json::{Value, json};

fn found(kind: &str, name: &str, content: &Value) -> Vec<Finding> {
    let snapshot = json!({
        "schema_version": 1, "kind": kind, "name": name,
        "id": "11111111-1111-4111-8111-111111111111", "project_id": "22222222-2222-4222-8222-222222222222",
        "content": content,
    });
    let snapshot = report_snapshot::read(snapshot.to_string().as_bytes()).unwrap();
    let found = findings(&snapshot);
    for finding in &found {
        assert_numbers_are_figures(finding);
    }
    assert!(found.windows(2).all(|pair| pair[0].severity >= pair[1].severity), "most severe first");
    found
}

fn of_rule<'a>(found: &'a [Finding], rule: &str) -> Option<&'a Finding> {
    found.iter().find(|finding| finding.rule == rule)
}

fn severity(found: &[Finding], rule: &str) -> Option<Severity> {
    of_rule(found, rule).map(|finding| finding.severity)
}

/// The grounding of commentary rests on figures, so none may be missing.
fn assert_numbers_are_figures(finding: &Finding) {
    let mut text = finding.statement.clone();
    // Names may hold digits.
    let subjects = finding.figures.iter().filter_map(|figure| figure.subject.as_deref());
    for name in subjects.chain(["Model_1", "Model_2", "Model_3"]) {
        text = text.replace(name, "");
    }
    let written: Vec<String> = finding
        .figures
        .iter()
        .flat_map(|figure| {
            let value = figure.value;
            [
                format::metric(value),
                format::percent(value),
                format::number(value),
                format::signed(value, 0),
                format::signed(value, 1),
                format::duration_ms(value),
            ]
        })
        .flat_map(|text| text.split([' ', '%']).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for token in text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{2212}'))) {
        let token = token.trim_matches(['.', ',']);
        if token.bytes().any(|byte| byte.is_ascii_digit()) && !token.is_empty() {
            assert!(
                written.iter().any(|written| written == token),
                "{token} in {:?} is none of its figures: {:?}",
                finding.statement,
                finding.figures
            );
        }
    }
}

/// One entry per value of the AUC, with five folds of the given standard deviation.
fn leaderboard(aucs: &[f64], sd: f64) -> Value {
    aucs.iter()
        .enumerate()
        .map(|(index, auc)| {
            json!({
                "name": format!("Model_{}", index + 1), "metrics": { "auc": auc },
                "fold_spread": { "auc": { "mean": auc, "sd": sd, "folds": [auc, auc, auc, auc, auc] } }
            })
        })
        .collect()
}

fn experiment(leaderboard: Value) -> Value {
    json!({
        "task": "binary_classification", "status": "completed", "ranking_metric": "auc", "leaderboard": leaderboard
    })
}

#[test]
fn a_lead_is_judged_against_the_standard_error_of_the_folds() {
    // The standard error of five folds with a standard deviation of 0.01 is 0.00447.
    for (second, expected, words) in [
        (0.948, Severity::Info, "cannot be told apart"),
        (0.943, Severity::Info, "slight lead"),
        (0.930, Severity::Good, "a clear lead"),
    ] {
        let found = found("experiment", "run", &experiment(leaderboard(&[0.95, second], 0.01)));
        let finding = of_rule(&found, "leader_margin").unwrap();
        assert_eq!(finding.severity, expected);
        assert!(finding.statement.contains(words), "{}", finding.statement);
        assert!(finding.figures.iter().any(|figure| figure.quantity == "auc_standard_error"));
    }
}

#[test]
fn without_the_number_of_folds_a_lead_is_judged_by_the_deviation() {
    let mut entries = leaderboard(&[0.95, 0.948], 0.01);
    for entry in entries.as_array_mut().unwrap() {
        entry["fold_spread"]["auc"]["folds"] = json!([]);
    }
    let found = found("experiment", "run", &experiment(entries));
    let statement = &of_rule(&found, "leader_margin").unwrap().statement;
    assert!(statement.ends_with("the standard deviation is 0.0100: the lead may be chance."), "{statement}");
}

#[test]
fn equal_leaders_are_a_tie() {
    let found = found("experiment", "run", &experiment(leaderboard(&[0.95, 0.95, 0.95, 0.9], 0.01)));
    let statement = &of_rule(&found, "leader_margin").unwrap().statement;
    assert!(statement.starts_with("3 models share the best AUC of 0.9500"), "{statement}");
}

#[test]
fn a_leaderboard_in_another_order_gives_no_margin() {
    let found = found("experiment", "run", &experiment(leaderboard(&[0.90, 0.95], 0.01)));
    assert!(of_rule(&found, "leader_margin").is_none());
}

#[test]
fn lower_is_better_for_errors() {
    let content = json!({
        "task": "regression", "status": "completed", "ranking_metric": "rmse",
        "leaderboard": [{ "name": "Model_1", "metrics": { "rmse": 54.3 } }, { "name": "Model_2", "metrics": { "rmse": 54.4 } }]
    });
    let found = found("experiment", "run", &content);
    let statement = &of_rule(&found, "leader_margin").unwrap().statement;
    assert!(statement.contains("an RMSE of 54.30, ahead of Model_2 (54.40) by 0.1000"), "{statement}");
}

#[test]
fn an_ensemble_is_weighed_against_its_cost() {
    let entry = |name: &str, auc: f64, ensemble: bool, time: f64| json!({ "name": name, "metrics": { "auc": auc }, "is_ensemble": ensemble, "predict_time_per_row_ms": time });
    let pays = json!([entry("Model_1", 0.96, true, 0.3), entry("Model_2", 0.95, false, 0.02)]);
    let found_pays = found("experiment", "run", &experiment(pays));
    let finding = of_rule(&found_pays, "ensemble_gain").unwrap();
    assert!(
        finding.statement.contains("by 0.0100") && finding.statement.contains("15 times as long"),
        "{}",
        finding.statement
    );
    let idle = json!([entry("Model_1", 0.96, false, 0.02), entry("Model_2", 0.95, true, 0.3)]);
    assert_eq!(
        severity(&found("experiment", "run", &experiment(idle)), "ensemble_gain"),
        Some(Severity::Good)
    );
}

#[test]
fn a_faster_model_as_good_as_the_leader_is_named() {
    let mut entries = leaderboard(&[0.95, 0.949, 0.5], 0.01);
    for (index, time) in [0.4, 0.1, 0.001].into_iter().enumerate() {
        entries[index]["predict_time_per_row_ms"] = time.into();
    }
    let found = found("experiment", "run", &experiment(entries));
    let statement = &of_rule(&found, "faster_alternative").unwrap().statement;
    assert!(statement.starts_with("2 of 3 models are within one standard error"), "{statement}");
    assert!(statement.contains("Model_2 predicts fastest: 0.1 ms per row, 4.0 times"), "{statement}");
}

#[test]
fn a_run_that_did_not_end_well_is_said_first() {
    for (status, expected) in
        [("failed", Severity::Critical), ("cancelled", Severity::Warning), ("running", Severity::Warning)]
    {
        let mut content = experiment(leaderboard(&[0.9], 0.01));
        content["status"] = status.into();
        assert_eq!(found("experiment", "run", &content)[0].severity, expected);
        assert_eq!(found("experiment", "run", &content)[0].rule, "run_status");
    }
    assert_eq!(
        severity(&found("experiment", "run", &experiment(json!([]))), "no_models"),
        Some(Severity::Warning)
    );
}

/// A model with one metric on training and cross-validation rows.
fn model(metric: &str, training: f64, held_out: f64) -> Value {
    json!({
        "task": "binary_classification", "ranking_metric": metric,
        "evaluations": [
            { "split": "training", "metrics": { metric: training } },
            { "split": "cross_validation", "metrics": { metric: held_out } }
        ]
    })
}

#[test]
fn the_gap_to_training_rows_is_judged_by_the_metric_s_own_scale() {
    for (metric, training, held_out, expected) in [
        ("auc", 0.99, 0.98, Severity::Good),
        ("auc", 0.99, 0.92, Severity::Info),
        ("auc", 0.99, 0.80, Severity::Warning),
        ("rmse", 50.0, 54.0, Severity::Good),
        ("rmse", 41.5, 54.3, Severity::Info),
        ("rmse", 10.7, 63.4, Severity::Warning),
    ] {
        let found = found("model", "Model_1", &model(metric, training, held_out));
        assert_eq!(severity(&found, "generalization_gap"), Some(expected), "{metric} {training} {held_out}");
    }
    let unknown = found("model", "Model_1", &model("profit", 10.0, 1.0));
    assert!(of_rule(&unknown, "generalization_gap").is_none(), "no direction, no gap");
}

#[test]
fn a_perfect_score_and_one_below_chance_raise_suspicion() {
    let perfect = found("model", "Model_1", &model("auc", 1.0, 1.0));
    assert_eq!(severity(&perfect, "perfect_score"), Some(Severity::Warning));
    let chance = found("model", "Model_1", &model("auc", 0.6, 0.48));
    assert_eq!(severity(&chance, "no_better_than_chance"), Some(Severity::Critical));
    let good = found("model", "Model_1", &model("auc", 0.99, 0.98));
    assert!(of_rule(&good, "perfect_score").is_none() && of_rule(&good, "no_better_than_chance").is_none());
}

#[test]
fn accuracy_is_measured_against_naming_the_largest_class() {
    let with_matrix = |counts: Value| {
        let mut content = model("auc", 0.9, 0.9);
        content["evaluations"][1]["confusion_matrix"] = json!({ "labels": ["no", "yes"], "counts": counts });
        found("model", "Model_1", &content)
    };
    let lazy = with_matrix(json!([[90, 0], [10, 0]]));
    assert_eq!(severity(&lazy, "accuracy_over_majority_class"), Some(Severity::Critical));
    assert_eq!(severity(&lazy, "weakest_class"), Some(Severity::Warning));
    let able = with_matrix(json!([[88, 2], [2, 8]]));
    assert_eq!(severity(&able, "accuracy_over_majority_class"), Some(Severity::Good));
    let statement = &of_rule(&able, "weakest_class").unwrap().statement;
    assert!(statement.contains("finds 8 of 10 rows of class yes (80.0%)"), "{statement}");
}

#[test]
fn class_imbalance_is_graded_and_scaled_to_the_number_of_classes() {
    let with_classes = |counts: &[u64]| {
        let categories: Vec<Value> = counts
            .iter()
            .enumerate()
            .map(|(class, count)| json!({ "value": format!("c{class}"), "count": count }))
            .collect();
        let mut content = model("auc", 0.9, 0.9);
        content["dataset"] = json!({
            "name": "d", "target": "y",
            "column_summaries": [{ "name": "y", "type": "categorical", "categories": categories }]
        });
        severity(&found("model", "Model_1", &content), "class_imbalance")
    };
    assert_eq!(with_classes(&[500, 500]), Some(Severity::Good));
    assert_eq!(with_classes(&[630, 370]), Some(Severity::Info));
    assert_eq!(with_classes(&[900, 100]), Some(Severity::Warning));
    assert_eq!(with_classes(&[59, 71, 48]), Some(Severity::Good), "27% of three classes is balanced");
    assert_eq!(with_classes(&[1000]), None);
}

fn with_importance(values: &[f64]) -> Vec<Finding> {
    let features: Vec<Value> = values
        .iter()
        .enumerate()
        .map(|(index, value)| json!({ "name": format!("f_{index}"), "value": value }))
        .collect();
    let mut content = model("auc", 0.9, 0.9);
    content["feature_importance"] = json!([{ "method": "model", "features": features }]);
    found("model", "Model_1", &content)
}

#[test]
fn one_dominating_feature_may_be_leakage() {
    assert_eq!(severity(&with_importance(&[9.0, 0.5, 0.5]), "dominating_feature"), Some(Severity::Critical));
    assert_eq!(severity(&with_importance(&[6.0, 2.0, 2.0]), "dominating_feature"), Some(Severity::Warning));
    let spread = with_importance(&[4.0, 3.0, 2.0, 1.0]);
    assert!(of_rule(&spread, "dominating_feature").is_none());
    let statement = &of_rule(&spread, "importance_concentration").unwrap().statement;
    assert!(statement.contains("3 of 4 features make up at least 80.0%"), "{statement}");
    assert!(
        of_rule(&with_importance(&[9.0, 1.0]), "dominating_feature").is_none(),
        "two features are too few to tell"
    );
}

#[test]
fn columns_that_cannot_help_are_named() {
    let column = |name: &str, more: Value| {
        let mut column = json!({ "name": name, "type": "categorical" });
        column.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        column
    };
    let mut content = model("auc", 0.9, 0.9);
    content["dataset"] = json!({
        "name": "d", "rows": 1000, "columns": 6, "target": "y",
        "column_summaries": [
            column("y", json!({ "distinct": 2, "missing": 0 })),
            column("constant", json!({ "distinct": 1, "missing": 0 })),
            column("rare", json!({ "distinct": 2, "missing": 0,
                "categories": [{ "value": "a", "count": 990 }, { "value": "b", "count": 10 }] })),
            column("customer", json!({ "distinct": 1000, "missing": 0 })),
            column("empty", json!({ "distinct": 40, "missing": 700 })),
            column("gaps", json!({ "distinct": 40, "missing": 100 })),
        ]
    });
    let found = found("model", "Model_1", &content);
    assert!(of_rule(&found, "near_constant_columns").unwrap().statement.ends_with("constant and rare."));
    assert!(of_rule(&found, "identifier_columns").unwrap().statement.ends_with("customer."));
    let missing: Vec<&str> =
        found.iter().filter(|f| f.rule == "missing_values").map(|f| f.statement.as_str()).collect();
    assert_eq!(
        missing,
        [
            "1 column has more than 50.0% of values missing: empty (70.0%).",
            "1 column has more than 5.0% of values missing: gaps (10.0%)."
        ]
    );
}

#[test]
fn few_rows_are_counted_in_the_smallest_class() {
    let mut content = model("auc", 0.9, 0.9);
    content["dataset"] = json!({
        "name": "d", "rows": 569, "columns": 31, "target": "y",
        "column_summaries": [{ "name": "y", "type": "categorical",
            "categories": [{ "value": "benign", "count": 357 }, { "value": "malignant", "count": 212 }] }]
    });
    let found = found("model", "Model_1", &content);
    let statement = &of_rule(&found, "few_rows").unwrap().statement;
    assert!(
        statement
            .starts_with("212 rows of class malignant, the smallest, stand against 30 features: 7.1 per"),
        "{statement}"
    );
}

#[test]
fn regression_is_measured_against_the_mean() {
    let content = |r2: f64| json!({ "task": "regression", "evaluations": [{ "split": "test", "metrics": { "rmse": 1.5, "r2": r2 } }] });
    assert_eq!(
        severity(&found("model", "Model_1", &content(-0.1)), "explained_variance"),
        Some(Severity::Critical)
    );
    let found = found("model", "Model_1", &content(0.5012));
    assert!(
        of_rule(&found, "explained_variance").unwrap().statement.contains("explains 50.1% of the variance")
    );
}

#[test]
fn folds_tell_how_steady_a_model_is() {
    let with_folds = |mean: f64, sd: f64| {
        let mut content = model("auc", 0.9, 0.9);
        content["folds"] = json!({ "auc": { "mean": mean, "sd": sd, "folds": [] } });
        severity(&found("model", "Model_1", &content), "fold_stability")
    };
    assert_eq!(with_folds(0.9, 0.01), Some(Severity::Good));
    assert_eq!(with_folds(0.9, 0.05), Some(Severity::Info));
    assert_eq!(with_folds(0.7, 0.2), Some(Severity::Warning));
}

#[test]
fn training_that_ended_while_still_improving_is_noticed() {
    let curve = |values: Vec<f64>| {
        let steps: Vec<usize> = (1..=values.len()).collect();
        let mut content = model("auc", 0.9, 0.9);
        content["learning_curves"] =
            json!([{ "metric": "logloss", "step_label": "Trees", "steps": steps, "validation": values }]);
        severity(&found("model", "Model_1", &content), "still_improving")
    };
    let falling: Vec<f64> = (0..20).map(|step| 1.0 - f64::from(step) * 0.03).collect();
    let flat: Vec<f64> = (0..20).map(|step| 0.5 - f64::from(step) * 0.000_01).collect();
    assert_eq!(curve(falling), Some(Severity::Info));
    assert_eq!(curve(flat), None);
    // One metric improves to the end, another has been getting worse.
    let mut content = model("auc", 0.9, 0.9);
    let values = |slope: f64| (0..20).map(|step| 0.5 + f64::from(step) * slope).collect::<Vec<f64>>();
    let of = |metric: &str, slope: f64| json!({ "metric": metric, "step_label": "Trees", "steps": (1..=20).collect::<Vec<_>>(), "validation": values(slope) });
    content["learning_curves"] = json!([of("logloss", -0.02), of("auc", -0.01)]);
    assert_eq!(severity(&found("model", "Model_1", &content), "still_improving"), None);
}

#[test]
fn a_model_without_evaluations_is_said_to_have_none() {
    let content = json!({ "task": "regression" });
    assert_eq!(severity(&found("model", "Model_1", &content), "no_metrics"), Some(Severity::Warning));
}
