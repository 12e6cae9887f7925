//! What the rules say about one model: how good it is, on which rows, and what drives it.

use report_findings::Severity::{Critical, Good, Info, Warning};
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use super::{experiment, finding, model, named, regression, said, says, silent, unknown};

/// A model with evaluations of those splits, each with an AUC.
fn aucs(splits: &[(&str, f64)]) -> Snapshot {
    model(&evaluations(splits))
}

fn evaluations(splits: &[(&str, f64)]) -> Value {
    let all: Vec<Value> =
        splits.iter().map(|(split, auc)| json!({ "split": split, "metrics": { "auc": auc } })).collect();
    json!({ "evaluations": all })
}

#[test]
fn no_metrics() {
    let title = "No metrics";
    let sentence =
        "The snapshot of M has no metric with a valid value, so that nothing can be said about its quality.";
    says(&model(&json!({})), "no_metrics", Warning, title, sentence);
    let none = json!({ "evaluations": [{ "split": "test", "metrics": { "auc": null, "f1": 1.5 } }] });
    says(&model(&none), "no_metrics", Warning, title, sentence);
    silent(&aucs(&[("test", 0.5)]), "no_metrics");
    silent(&experiment(&json!([]), &json!({})), "no_metrics");
}

#[test]
fn training_and_held_out_rows_stand_side_by_side() {
    let rule = "generalization_gap";
    let title = "Training and held-out rows";
    let sentence = |value: &str, on: &str| {
        format!(
            "The AUC of M is 0.9900 on training rows and {value} {on}. The second is the one to expect of new rows."
        )
    };
    let all = [("training", 0.99), ("validation", 0.7), ("cross_validation", 0.8), ("test", 0.9)];
    says(&aucs(&all), rule, Info, title, &sentence("0.9000", "on test rows"));
    says(&aucs(&all[..3]), rule, Info, title, &sentence("0.8000", "in cross-validation"));
    says(&aucs(&all[..2]), rule, Info, title, &sentence("0.7000", "on validation rows"));
    silent(&aucs(&all[..1]), rule);
    silent(&aucs(&all[1..]), rule);
    silent(&aucs(&[("training", 0.99), ("test", 1.7)]), rule);
    // Rows that a tree has not seen are no training rows.
    let mut out_of_bag = evaluations(&all);
    out_of_bag["evaluations"][0]["out_of_bag"] = json!(true);
    silent(&model(&out_of_bag), rule);
    let sums = json!({ "evaluations": [
        { "split": "training", "metrics": { "err_count": 1.0 } }, { "split": "test", "metrics": { "err_count": 3.0 } },
    ]});
    silent(&model(&sums), rule);
}

#[test]
fn the_best_model_of_an_experiment_is_judged_on_the_rows_of_the_leaderboard() {
    let with = |split: &str, evaluations: Value, board: f64| {
        let mut model = evaluations;
        model["task"] = json!("binary_classification");
        let board = json!([{ "name": "M", "metrics": { "auc": board } }]);
        experiment(&board, &json!({ "ranking_split": split, "best_model": { "name": "M", "model": model } }))
    };
    let rule = "generalization_gap";
    let title = "Training and held-out rows";
    let all =
        evaluations(&[("training", 0.99), ("validation", 0.7), ("cross_validation", 0.8), ("test", 0.9)]);
    let sentence = "The AUC of M is 0.9900 on training rows and 0.7000 on validation rows. The second is the one to expect of new rows.";
    says(&with("validation", all.clone(), 0.7), rule, Info, title, sentence);
    let sentence = "The AUC of M is 0.9900 on training rows and 0.9000 on test rows. The second is the one to expect of new rows.";
    says(&with("training", all, 0.99), rule, Info, title, sentence);
    // The leaderboard's own figure where the model has none of those rows.
    let few = evaluations(&[("training", 0.99), ("cross_validation", 0.8)]);
    let sentence = "The AUC of M is 0.9900 on training rows and 0.6500 on test rows. The second is the one to expect of new rows.";
    says(&with("test", few.clone(), 0.65), rule, Info, title, sentence);
    let sentence = "The AUC of M is 0.8000 in cross-validation and 0.6500 on test rows. How much of the difference is chance is not known.";
    let differ = "Cross-validation and test rows differ";
    says(&with("test", few.clone(), 0.65), "held_out_gap", Info, differ, sentence);
    silent(&with("validation", few.clone(), 0.65), "held_out_gap");
    silent(&with("cross_validation", few, 0.8), "held_out_gap");
}

/// Mean 0.92, standard deviation 0.0158114; scipy's interval for one more of five: 0.871910 to 0.968090.
const FOLDS: [f64; 5] = [0.90, 0.91, 0.92, 0.93, 0.94];

#[test]
fn test_rows_against_the_folds() {
    let with = |test: f64, folds: Value| {
        let mut content = evaluations(&[("cross_validation", 0.919), ("test", test)]);
        content["folds"] = json!({ "auc": { "folds": folds } });
        model(&content)
    };
    let rule = "held_out_gap";
    let sentence = "The AUC of M is 0.9190 in cross-validation and 0.87190 on test rows. That is worse than its folds let one expect \
                    of further rows: between 0.87191 and 0.9681.";
    let title = "Test rows are worse than the folds";
    says(&with(0.8719, json!(FOLDS)), rule, Warning, title, sentence);
    silent(&with(0.872, json!(FOLDS)), rule);
    silent(&with(0.968, json!(FOLDS)), rule);
    let sentence = "The AUC of M is 0.9190 in cross-validation and 0.9700 on test rows. That is better than its folds let one expect \
                    of further rows: between 0.8719 and 0.9681.";
    says(&with(0.97, json!(FOLDS)), rule, Info, "Test rows are better than the folds", sentence);
    // Two folds, or three of which one cannot be, are too few; three will do.
    let differ = "The AUC of M is 0.9190 in cross-validation and 0.5000 on test rows. How much of the difference is chance is not known.";
    let title = "Cross-validation and test rows differ";
    for folds in [json!([0.9, 0.94]), json!([0.9, 0.94, 1.2]), json!([0.9, null, 0.94])] {
        says(&with(0.5, folds), rule, Info, title, differ);
    }
    assert_eq!(said(&with(0.5, json!([0.9, 0.91, 0.92])), rule)[0].0, Warning);
    silent(&with(0.919, json!([])), rule);
    // Of an error, more is worse, and none is less than nothing.
    let error = |test: f64| {
        regression(&json!({
            "evaluations": [{ "split": "cross_validation", "metrics": { "rmse": 2.0 } }, { "split": "test", "metrics": { "rmse": test } }],
            "folds": { "rmse": { "folds": [1.0, 2.0, 3.0] } },
        }))
    };
    let sentence = "The RMSE of M is 2.0000 in cross-validation and 7.0000 on test rows. That is worse than its folds let one expect \
                    of further rows: between 0.0000 and 6.9683.";
    says(&error(7.0), rule, Warning, "Test rows are worse than the folds", sentence);
    silent(&error(0.0), rule);
    // It is not known in which direction this one is better.
    let unknown = json!({
        "evaluations": [{ "split": "cross_validation", "metrics": { "profit": 2.0 } }, { "split": "test", "metrics": { "profit": 70.0 } }],
        "folds": { "profit": { "folds": [1.0, 2.0, 3.0] } },
    });
    let sentence = "The profit of M is 2.0000 in cross-validation and 70.00 on test rows. How much of the difference is chance is not known.";
    says(&regression(&unknown), rule, Info, title, sentence);
    silent(&aucs(&[("cross_validation", 0.9)]), rule);
    silent(&aucs(&[("validation", 0.9), ("test", 0.5)]), rule);
}

#[test]
fn a_leaderboard_of_test_rows_against_the_folds_of_its_leader() {
    let board = |split: &str| {
        let entry =
            json!({ "name": "M", "metrics": { "auc": 0.8 }, "fold_spread": { "auc": { "folds": FOLDS } } });
        experiment(&json!([entry]), &json!({ "ranking_split": split }))
    };
    let rule = "held_out_gap";
    let sentence = "The AUC of M is 0.9200 in cross-validation and 0.8000 on test rows. That is worse than its folds let one expect \
                    of further rows: between 0.8719 and 0.9681.";
    says(&board("test"), rule, Warning, "Test rows are worse than the folds", sentence);
    silent(&board("cross_validation"), rule);
    silent(&board("validation"), rule);
}

#[test]
fn a_perfect_score() {
    let rule = "perfect_score";
    let title = "Too good to be true?";
    let sentence = "M has an AUC of 1.0000 on test rows, the best that there is. Leakage and duplicate rows have to be ruled out.";
    says(&aucs(&[("test", 1.0)]), rule, Warning, title, sentence);
    says(&aucs(&[("test", 1.0), ("cross_validation", 0.9)]), rule, Warning, title, sentence);
    assert_eq!(said(&aucs(&[("test", 1.0 - 1e-10)]), rule).len(), 1);
    silent(&aucs(&[("test", 1.0 - 1e-8)]), rule);
    silent(&aucs(&[("training", 1.0)]), rule);
    silent(&aucs(&[("test", 0.9), ("cross_validation", 1.0)]), rule);
    let error = |rmse: f64| {
        regression(&json!({ "evaluations": [{ "split": "validation", "metrics": { "rmse": rmse } }] }))
    };
    let sentence = "M has an RMSE of 0.0000 on validation rows, the best that there is. Leakage and duplicate rows have to be ruled out.";
    says(&error(0.0), rule, Warning, title, sentence);
    silent(&error(1e-12), rule);
    let with_matrix = |counts: Value| {
        let matrix = json!({ "labels": ["a", "b"], "counts": counts });
        let test = json!({ "split": "test", "metrics": { "auc": 1.0 }, "confusion_matrix": matrix });
        model(&json!({ "evaluations": [test] }))
    };
    silent(&with_matrix(json!([[9, 0], [0, 0]])), rule);
    assert_eq!(said(&with_matrix(json!([[9, 0], [0, 1]])), rule).len(), 1);
    // There is no best profit.
    silent(
        &model(&json!({ "evaluations": [{ "split": "test", "metrics": { "lift_top_group": 0.0 } }] })),
        rule,
    );
}

#[test]
fn no_better_than_chance() {
    let (rule, title) = ("no_better_than_chance", "No better than chance");
    says(
        &aucs(&[("test", 0.5)]),
        rule,
        Critical,
        title,
        "M has an AUC of 0.5000 on test rows; guessing has 0.5.",
    );
    let sentence = "M has an AUC of 0.4990 in cross-validation; guessing has 0.5.";
    let by_alias = json!({ "evaluations": [
        { "split": "cross_validation", "metrics": { "roc_auc": 0.499 } }, { "split": "test", "metrics": { "f1": 0.1 } },
    ]});
    says(&model(&by_alias), rule, Critical, title, sentence);
    silent(&aucs(&[("test", 0.501), ("validation", 0.4)]), rule);
    silent(&aucs(&[("training", 0.4)]), rule);
    silent(&aucs(&[("test", -0.5)]), rule);
}

#[test]
fn explained_variance() {
    let r2 = |split: &str, value: f64| {
        regression(&json!({ "evaluations": [{ "split": split, "metrics": { "r2": value } }] }))
    };
    let rule = "explained_variance";
    let sentence =
        "M explains 83.1% of the variance of the target on test rows (R² 0.8312); 16.9% remains unexplained.";
    says(&r2("test", 0.8312), rule, Info, "Explained variance", sentence);
    let sentence =
        "M has an R² of 0.0000 on test rows: the mean of those rows, for every row, is as good or better.";
    says(&r2("test", 0.0), rule, Critical, "No better than the mean", sentence);
    assert_eq!(said(&r2("test", -5.5), rule)[0].0, Critical);
    assert_eq!(said(&r2("test", 1e-6), rule)[0].0, Info);
    silent(&r2("training", 0.5), rule);
    silent(&r2("test", 1.7), rule);
    silent(&model(&json!({ "evaluations": [{ "split": "test", "metrics": { "r2": 0.5 } }] })), rule);
}

/// A model with this confusion matrix on test rows.
fn matrix(labels: &[&str], counts: Value) -> Snapshot {
    let matrix = json!({ "labels": labels, "counts": counts });
    model(&json!({ "evaluations": [{ "split": "test", "confusion_matrix": matrix }] }))
}

#[test]
fn accuracy_over_the_largest_class() {
    let rule = "accuracy_over_majority_class";
    // scipy: binom.sf(58, 100, .5) = 0.0443, binom.sf(57, 100, .5) = 0.0666.
    let of = |right: u64| matrix(&["a", "b"], json!([[right - 20, 70 - right], [30, 20]]));
    let sentence = "M calls 59 of 100 rows right on test rows (59.0%); always naming the largest class would get 50.0%, and chance \
                    alone would not give the difference (p-value 0.044).";
    says(&of(59), rule, Good, "Better than always naming the largest class", sentence);
    let sentence = "M calls 58 of 100 rows right on test rows (58.0%); always naming the largest class would get 50.0%, and chance \
                    alone may give the difference (p-value 0.067).";
    says(&of(58), rule, Info, "Not clearly better than always naming the largest class", sentence);
    let sentence =
        "M calls 50 of 100 rows right on test rows (50.0%); always naming the largest class would get 50.0%.";
    says(&of(50), rule, Warning, "No better than always naming the largest class", sentence);
    assert_eq!(said(&of(51), rule)[0].0, Info);
    let sentence = "M calls 58.5 of 100 rows right on test rows (58.5%); always naming the largest class would get 50.0%. The counts \
                    are weighted, so that nothing can be said of chance.";
    let weighted = matrix(&["a", "b"], json!([[38.5, 11.5], [30, 20]]));
    says(&weighted, rule, Info, "Accuracy beside the largest class", sentence);
    let title = "No better than always naming the largest class";
    assert_eq!(said(&matrix(&["a", "b"], json!([[28.5, 21.5], [30, 20]])), rule)[0].1, title);
    for counts in [json!([[9, 1], [0, 0]]), json!([[0, 0], [0, 0]])] {
        silent(&matrix(&["a", "b"], counts), rule);
    }
    silent(&matrix(&["a"], json!([[9]])), rule);
    // The most trusted rows with a matrix; training rows prove nothing.
    let matrix = json!({ "labels": ["a", "b"], "counts": [[45, 5], [5, 45]], "threshold": 0.25 });
    let on = |split: &str| {
        let evaluations = json!([{ "split": split, "confusion_matrix": matrix }, { "split": "test" }]);
        model(&json!({ "evaluations": evaluations }))
    };
    let sentence = "M calls 90 of 100 rows right on validation rows (90.0%), at a decision threshold of 0.2500; always naming the \
                    largest class would get 50.0%, and chance alone would not give the difference (p-value < 0.0001).";
    says(&on("validation"), rule, Good, "Better than always naming the largest class", sentence);
    silent(&on("training"), rule);
    silent(&regression(&json!({ "evaluations": [{ "split": "test", "confusion_matrix": matrix }] })), rule);
}

#[test]
fn the_weakest_class() {
    let rule = "weakest_class";
    // scipy: binom.cdf(5, 20, .5) = 0.0207, binom.cdf(6, 20, .5) = 0.0577.
    let of = |found: u64| matrix(&["a", "b"], json!([[100, 0], [20 - found, found]]));
    let sentence = "M finds 5 of 20 rows of class b (25.0%) on test rows; no other class fares worse.";
    says(&of(5), rule, Warning, "A class is mostly missed", sentence);
    let sentence = "M finds 6 of 20 rows of class b (30.0%) on test rows; no other class fares worse.";
    says(&of(6), rule, Info, "Weakest class", sentence);
    silent(&of(20), rule);
    let weighted = matrix(&["a", "b"], json!([[100, 0], [19.5, 0.5]]));
    assert_eq!(said(&weighted, rule)[0].0, Info);
    // Ties by name, classes without rows left out, an empty name to be seen.
    let tie = matrix(&["z", "", "none"], json!([[1, 1, 0], [1, 1, 0], [0, 0, 0]]));
    let sentence = "M finds 1 of 2 rows of class (empty) (50.0%) on test rows; no other class fares worse.";
    says(&tie, rule, Info, "Weakest class", sentence);
}

#[test]
fn predicted_probabilities() {
    let bins = |bins: &[(f64, f64, Option<u64>)]| {
        let bins: Vec<Value> = bins
            .iter()
            .map(|(p, o, n)| json!({ "mean_predicted": p, "observed_rate": o, "count": n }))
            .collect();
        json!({ "positive_class": "yes", "evaluations": [{ "split": "test", "calibration": bins }] })
    };
    let of = |all: &[(f64, f64, Option<u64>)]| model(&bins(all));
    let rule = "calibration";
    // Wilson for 300 of 1,000 rows: 0.272413 to 0.329129 (statsmodels).
    let sentence = "The probabilities that M gives for class yes differ from the observed rates by 10 percentage points on average \
                    on test rows; by the number of rows in each group, between 7.2 and 12.9 percentage points.";
    says(&of(&[(0.2, 0.3, Some(1_000))]), rule, Warning, "Probabilities are off", sentence);
    let sentence = "The probabilities that M gives for class yes differ from the observed rates by 1 percentage points on average on \
                    test rows; by the number of rows in each group, between 0 and 3.9 percentage points.";
    says(&of(&[(0.29, 0.3, Some(1_000))]), rule, Good, "Probabilities can be taken at face value", sentence);
    let title = |all: &[(f64, f64, Option<u64>)]| said(&of(all), rule)[0].1.clone();
    // The interval reaches past 0.05 on one side, or ends before it.
    assert_eq!(title(&[(0.3792, 0.3, Some(1_000))]), "Probabilities are off");
    assert_eq!(title(&[(0.3790, 0.3, Some(1_000))]), "Calibration");
    assert_eq!(title(&[(0.2225, 0.3, Some(1_000))]), "Calibration");
    assert_eq!(title(&[(0.2223, 0.3, Some(1_000))]), "Probabilities are off");
    assert_eq!(title(&[(0.2792, 0.3, Some(1_000))]), "Probabilities can be taken at face value");
    assert_eq!(title(&[(0.2790, 0.3, Some(1_000))]), "Calibration");
    assert_eq!(title(&[(0.3223, 0.3, Some(1_000))]), "Probabilities can be taken at face value");
    assert_eq!(title(&[(0.3225, 0.3, Some(1_000))]), "Calibration");
    // Weighted by rows; bins without rows say nothing.
    let found = finding(&of(&[(0.2, 0.3, Some(300)), (0.5, 0.5, Some(100)), (2.0, 0.5, Some(0))]), rule);
    let error = found.figures()[0].clone();
    assert!((error.value - 0.075).abs() < 1e-12 && error.count == Some(400));
    for none in [
        vec![],
        vec![(0.2, 0.3, None), (0.2, 0.3, Some(9))],
        vec![(0.2, 1.3, Some(9))],
        vec![(0.2, 0.3, Some(0))],
    ] {
        silent(&of(&none), rule);
    }
    let mut training = bins(&[(0.2, 0.3, Some(1_000))]);
    training["evaluations"][0]["split"] = json!("training");
    silent(&model(&training), rule);
    silent(&regression(&bins(&[(0.2, 0.3, Some(1_000))])), rule);
    let mut unnamed = bins(&[(0.2, 0.3, Some(1_000))]);
    unnamed["positive_class"] = Value::Null;
    assert!(said(&model(&unnamed), rule)[0].2.contains("gives for the positive class differ"));
}

#[test]
fn the_spread_over_the_folds() {
    let auc = |folds: Value| {
        let mut content = evaluations(&[("cross_validation", 0.9)]);
        content["folds"] = json!({ "auc": { "mean": 0.1, "sd": 7.0, "folds": folds } });
        model(&content)
    };
    let rule = "fold_stability";
    let sentence = "Over 5 folds the AUC of M is 0.9200 on average with a standard deviation of 0.0158.";
    says(&auc(json!(FOLDS)), rule, Info, "Over the folds", sentence);
    // However far apart, they are not judged.
    let sentence = "Over 3 folds the AUC of M is 0.8333 on average with a standard deviation of 0.2082.";
    says(&auc(json!([0.6, 0.9, 1.0])), rule, Info, "Over the folds", sentence);
    let sentence = "Over 3 folds the AUC of M is 1.0000 on average with a standard deviation of 0.0000.";
    says(&auc(json!([1.0, 1.0, 1.0])), rule, Info, "Over the folds", sentence);
    silent(&auc(json!([0.9, 0.92])), rule);
    silent(&auc(json!([0.9, 0.92, null, 1.2])), rule);
    let error = |folds: Value| {
        regression(&json!({
            "evaluations": [{ "split": "test", "metrics": { "rmse": 2.0 } }], "folds": { "rmse": { "folds": folds } },
        }))
    };
    let sentence = "Over 3 folds the RMSE of M is 2.0000 on average with a standard deviation of 1.0000.";
    says(&error(json!([1.0, 2.0, 3.0])), rule, Info, "Over the folds", sentence);
    assert_eq!(said(&error(json!([0.1, 0.1, 9.0])), rule)[0].0, Info);
    silent(&aucs(&[("test", 0.9)]), rule);
}

/// Ten and more steps of a log loss on held-out rows.
fn curve(metric: &str, validation: &[f64], chosen: Option<f64>) -> Value {
    let steps: Vec<usize> = (1..=validation.len()).collect();
    json!({
        "metric": metric, "step_label": "Trees", "steps": steps, "validation": validation, "chosen_step": chosen,
    })
}

#[test]
fn training_that_was_still_improving() {
    let rule = "still_improving";
    let of = |curves: &[Value]| model(&json!({ "learning_curves": curves }));
    let falling: Vec<f64> = (0..10).map(|step| 1.0 - 0.05 * f64::from(step)).collect();
    let title = "Training may have ended early";
    let sentence = "The log loss of M on rows left out still improved by 8.3% between 9 and 10 trees, where training ended.";
    says(&of(&[curve("logloss", &falling, None)]), rule, Info, title, sentence);
    says(&of(&[curve("logloss", &falling, Some(10.0))]), rule, Info, title, sentence);
    silent(&of(&[curve("logloss", &falling, Some(9.0))]), rule);
    silent(&of(&[curve("logloss", &falling[..9], None)]), rule);
    silent(&of(&[curve("auc", &falling, None)]), rule);
    silent(&of(&[curve("profit", &falling, None)]), rule);
    // Twenty steps: the last two are the last tenth.
    let twenty: Vec<f64> = (0..20).map(|step| 1.0 - 0.01 * f64::from(step)).collect();
    assert!(said(&of(&[curve("logloss", &twenty, None)]), rule)[0].2.contains("between 18 and 20 trees"));
    // Steps may stand in any order.
    let mut turned = curve("logloss", &falling.iter().rev().copied().collect::<Vec<_>>(), None);
    turned["steps"].as_array_mut().unwrap().reverse();
    says(&of(&[turned]), rule, Info, title, sentence);
    // An improvement of just over and just under a thousandth.
    let mut last = [1.0; 10];
    last[9] = 0.998_9;
    assert_eq!(said(&of(&[curve("logloss", &last, None)]), rule).len(), 1);
    last[9] = 0.999_1;
    silent(&of(&[curve("logloss", &last, None)]), rule);
    // The best was earlier.
    let mut earlier = [1.0; 10];
    (earlier[3], earlier[9]) = (0.5, 0.9);
    silent(&of(&[curve("logloss", &earlier, None)]), rule);
    earlier[3] = 0.9;
    assert_eq!(said(&of(&[curve("logloss", &earlier, None)]), rule).len(), 1);
    // Another metric got worse, or the first by name speaks.
    let rising: Vec<f64> = falling.iter().rev().copied().collect();
    silent(&of(&[curve("logloss", &falling, None), curve("rmse", &rising, None)]), rule);
    silent(&of(&[curve("logloss", &falling, None), curve("auc", &falling, None)]), rule);
    assert_eq!(
        said(&of(&[curve("logloss", &falling, None), curve("rmse", &[1.0; 10], None)]), rule).len(),
        1
    );
    let both = of(&[curve("rmse", &falling, None), curve("mae", &falling, None)]);
    assert!(said(&both, rule)[0].2.starts_with("The MAE of M"));
    // More is better.
    let up: Vec<f64> = (0..10).map(|step| 0.5 + 0.04 * f64::from(step)).collect();
    assert_eq!(said(&of(&[curve("auc", &up, None)]), rule).len(), 1);
}

/// A model with one importance.
fn importance(method: &str, values: &[Option<f64>], total: Option<u64>) -> Snapshot {
    let features: Vec<Value> = values
        .iter()
        .enumerate()
        .map(|(index, value)| json!({ "name": format!("x{index}"), "value": value }))
        .collect();
    model(
        &json!({ "feature_importance": [{ "method": method, "features": features, "features_total": total }] }),
    )
}

#[test]
fn what_drives_the_predictions() {
    let some = |values: &[f64]| -> Vec<Option<f64>> { values.iter().copied().map(Some).collect() };
    let rule = "dominating_feature";
    let sentence = "x1 has 60.0% of the importance in M (mean absolute Shapley value), more than the other features together. It may \
                    hold the answer itself, or not be known yet when a prediction is asked for.";
    let title = "One feature outweighs all others";
    let six = some(&[1.0, 6.0, 3.0]);
    says(&importance("shap", &six, Some(3)), rule, Warning, title, sentence);
    let half = importance("shap", &some(&[2.0, 5.0, 3.0]), None);
    silent(&half, rule);
    let title = "What drives the predictions";
    let rule = "importance_concentration";
    let sentence = "x1 matters most in M with 50.0% of the importance (mean absolute Shapley value); 2 of 3 features make up at least \
                    80% of it.";
    says(&half, rule, Info, title, sentence);
    silent(&importance("shap", &six, Some(3)), rule);
    // Those that share the greatest are named together; where all are alike, none matters most.
    let two = importance("shap", &some(&[2.0, 4.0, 4.0]), None);
    let sentence = "x1 and x2 matter most in M with 40.0% of the importance each (mean absolute Shapley value); 2 of 3 features make up at \
                    least 80% of it.";
    says(&two, rule, Info, title, sentence);
    let sentence = "x1 and x2 matter most in M (mean absolute Shapley value) of the 3 features with a figure; there are 9 in all, so that \
                    shares are not known.";
    says(&importance("shap", &some(&[2.0, 4.0, 4.0]), Some(9)), rule, Info, title, sentence);
    silent(&importance("shap", &some(&[1.0; 18]), None), rule);
    silent(&importance("shap", &some(&[1.0; 18]), Some(40)), rule);
    let three = importance("shap", &some(&[2.1, 4.9, 3.0]), None);
    assert!(said(&three, rule)[0].2.contains("3 of 3 features"));
    // A cut list, or a feature without a figure, allows no shares.
    let sentence = "x1 matters most in M (mean absolute Shapley value) of the 3 features with a figure; there are 9 in all, so that \
                    shares are not known.";
    says(&importance("shap", &six, Some(9)), rule, Info, title, sentence);
    silent(&importance("shap", &six, Some(9)), "dominating_feature");
    let sentence = "x1 matters most in M (mean absolute Shapley value) of the 2 features with a figure; there are 3 in all, so that \
                    shares are not known.";
    says(&importance("shap", &[Some(1.0), Some(6.0), None], None), rule, Info, title, sentence);
    // Of coefficients the magnitude counts; elsewhere less than nothing is nothing.
    let signed = some(&[1.0, -6.0, 3.0]);
    assert_eq!(said(&importance("coefficient", &signed, None), "dominating_feature").len(), 1);
    let found = finding(&importance("permutation", &signed, None), "dominating_feature");
    assert_eq!(
        (found.figures()[0].id().as_str(), found.figures()[0].value),
        ("column:x2/importance_share", 0.75)
    );
    for few in [some(&[1.0, 6.0]), some(&[0.0, 0.0, 0.0]), vec![]] {
        silent(&importance("shap", &few, None), rule);
        silent(&importance("shap", &few, None), "dominating_feature");
    }
}

#[test]
fn the_metric_that_speaks_for_a_model() {
    let telling = |ranking: Value, metrics: Value, definitions: Value| {
        let test = json!({ "split": "test", "metrics": metrics });
        let mut training = test.clone();
        training["split"] = json!("training");
        let model = model(&json!({
            "evaluations": [training, test], "ranking_metric": ranking, "metrics": definitions,
        }));
        said(&model, "generalization_gap")[0].2.split(" of M").next().unwrap().to_owned()
    };
    let none = Value::Null;
    assert_eq!(telling(json!("f1"), json!({ "f1": 0.5, "auc": 0.6 }), json!([])), "The F1");
    assert_eq!(telling(json!("f2"), json!({ "f1": 0.5, "auc": 0.6 }), json!([])), "The AUC");
    assert_eq!(telling(none.clone(), json!({ "f1": 0.5, "Accuracy Score": 0.6 }), json!([])), "The accuracy");
    assert_eq!(
        telling(none.clone(), json!({ "eval_roc_auc": 0.5, "accuracy": 0.6 }), json!([])),
        "The AUC (evaluation)"
    );
    // Named after the test rows, it has no value on training rows.
    let metrics = json!({ "test_roc_auc": 0.5, "accuracy": 0.6 });
    let both = json!([{ "split": "training", "metrics": metrics }, { "split": "test", "metrics": metrics }]);
    silent(&model(&json!({ "evaluations": both })), "generalization_gap");
    assert_eq!(telling(none.clone(), json!({ "auc": 1.5, "log_loss": 0.6 }), json!([])), "The log loss");
    assert_eq!(telling(none.clone(), json!({ "b": 1.5, "c": 0.6 }), json!([{ "name": "c" }])), "The c");
    assert_eq!(telling(none, json!({ "b": 1.5, "c": 0.6 }), json!([])), "The b");
}

#[test]
fn what_is_not_known_about_a_model() {
    assert_eq!(
        unknown(&model(&json!({}))),
        [
            "How good the model is on rows that it was not trained on.",
            "Which class counts as positive in precision, recall, gain and lift.",
            "Which experiment made the model.",
            "What data the model was trained on.",
        ]
    );
    let known = json!({
        "positive_class": "yes", "experiment": { "name": "E" }, "dataset": { "name": "D" },
        "feature_importance": [{ "method": "shap", "features_total": 1, "features": [{ "name": "x", "value": 1.0 }] }],
        "evaluations": [{ "split": "cross_validation", "metrics": { "auc": 0.9 } }],
    });
    assert_eq!(
        unknown(&model(&known)),
        ["How good the model is on test rows: its figures are from rows that choices may have been made on."]
    );
    let mut tested = known.clone();
    tested["evaluations"][0]["split"] = json!("test");
    assert_eq!(unknown(&model(&tested)), Vec::<String>::new());
    tested["feature_importance"][0]["features_total"] = json!(2);
    assert_eq!(unknown(&model(&tested)), ["How important the features are that are not listed: 1 of 2 are."]);
    let regression = json!({ "task": "regression" });
    assert!(!unknown(&named("model", "M", &regression)).iter().any(|text| text.contains("positive")));
}
